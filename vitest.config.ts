import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// What tests start as processes of their own, hundreds of them, loads what the first of them compiled.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'node-compile');

/** A real Flink, and processes killed by the dozen: one file at a time, when nothing else runs. */
const alone = (groupOrder: number) => ({ fileParallelism: false, sequence: { groupOrder } });

/** Of the proof what only computes: nothing is killed, and no clock but its own runs. */
const courses = 'test/proof/{guards,every-course,judge,crash-flink}.test.ts';

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          // The first search in words learns how people tell of each trouble: seconds alone, many beside other tests.
          testTimeout: 30_000,
          // These compute and wait for nothing: every core has its share, when no story with a clock runs.
          maxWorkers: '100%',
          // No module holds a state that a test could leave behind, so each is loaded once, not for each of 200 files.
          isolate: false,
          sequence: { groupOrder: 4 },
          include: [
            'test/{domain,detectors,knowledge,diagnosis,actions,ledger,pipeline,serving,cli,demo}/**/*.test.ts',
            'test/*.test.ts',
            courses,
          ],
        },
      },
      {
        test: {
          name: 'proof',
          include: ['test/proof/**/*.test.ts'],
          exclude: [courses],
          testTimeout: 120_000,
          ...alone(1),
        },
      },
      // Only with `npm run soak`, on a quiet machine: leases of a second are lost on a busy one.
      { test: { name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 300_000, ...alone(3) } },
      // A group of its own: without one, and on two cores, its files would go one after the other.
      {
        test: {
          name: 'adapters',
          include: ['test/adapters/**/*.test.ts'],
          // Servers and processes that answer in a moment when they are alone.
          testTimeout: 15_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 6 },
        },
      },
      // Stories wait most of the time, so some are played side by side, a file on every core; each begins with seconds of work.
      {
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          testTimeout: 60_000,
          maxConcurrency: 4,
          maxWorkers: '100%',
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          ...alone(2),
        },
      },
    ],
  },
});
