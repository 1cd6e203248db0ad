import { defineConfig } from 'vitest/config';

const live = { testTimeout: 240_000, hookTimeout: 240_000, fileParallelism: false };

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'test/{domain,detectors,knowledge,diagnosis,actions,ledger,pipeline,serving,cli,demo}/**/*.test.ts',
            'test/*.test.ts',
          ],
        },
      },
      // Processes are killed by the dozen: one file at a time.
      {
        test: { name: 'proof', include: ['test/proof/**/*.test.ts'], testTimeout: 120_000, fileParallelism: false },
      },
      { test: { name: 'adapters', include: ['test/adapters/**/*.test.ts'] } },
      // Stories wait most of the time, so many are played side by side.
      { test: { name: 'scenarios', include: ['test/scenarios/**/*.test.ts'], testTimeout: 60_000, maxConcurrency: 8 } },
      { test: { name: 'live', include: ['test/live/**/*.test.ts'], ...live } },
    ],
  },
});
