import { expect, test } from 'vitest';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { Watermarks } from '../../src/domain/flink.ts';
import { readJob } from '../../src/pipeline/read-job.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { line, t0, vertices } from '../detectors/windows.ts';
import { keptLog } from '../support/logs.ts';
import { readOnlyFlink } from '../support/read-only-flink.ts';
import { movableClock } from '../support/temporary-store.ts';

const marks: Watermarks = { lowest: t0, highest: t0, without: 0, ended: 0 };

const unexpected = () => Promise.reject(new Error('unexpected read'));

/** Reads the watermarks of a job whose last two vertices wait for event time. */
async function readWatermarks(watermarks: Flink['diagnose']['watermarks']) {
  const [base, log] = [readOnlyFlink({ jobs: [] }), keptLog()];
  const shown = vertices({}).map((one) =>
    one.inputs.length === 0 ? one : { ...one, waitsForEventTime: true as const },
  );
  const job = { ...line(), now: t0, maxParallelism: 128, vertices: shown, initializedAt: undefined };
  const flink: Flink = {
    ...base,
    inspect: { ...base.inspect, job: () => Promise.resolve(job) },
    diagnose: { watermarks, subtasks: unexpected, taskManagers: unexpected },
  };
  const deps = { flink, log, clock: movableClock(t0) };
  const read = await readJob(deps, line(), t0, ['watermarks'], new AbortController().signal);
  if (read.kind !== 'read') throw read.error;
  return { ...read.snapshot, warnings: log.warnings.length };
}

test('the watermarks of every vertex that waits for event time are read, and the vertices with them', async () => {
  const snapshot = await readWatermarks(() => Promise.resolve(marks));

  expect(snapshot.watermarks).toEqual([
    { vertex: 'vertex-1', ...marks },
    { vertex: 'vertex-2', ...marks },
  ]);
  expect(snapshot.vertices?.length).toBe(3);
});

test.each<[title: string, told: Watermarks | undefined]>([
  ['of which Flink has no values yet', { lowest: undefined, highest: undefined, without: 0, ended: 0 }],
  ['that Flink does not know', undefined],
])('a vertex %s is left out, and one that has no watermark is not', async (_title, told) => {
  const none = { lowest: undefined, highest: undefined, without: 2, ended: 0 };
  const snapshot = await readWatermarks((_job, vertex) => Promise.resolve(vertex === 'vertex-1' ? told : none));

  expect(snapshot.watermarks).toEqual([{ vertex: 'vertex-2', ...none }]);
});

test('a read of watermarks that fails costs only itself', async () => {
  const snapshot = await readWatermarks((_job, vertex) =>
    vertex === 'vertex-1' ? Promise.reject(new FlinkUnreadable('server-error', 'HTTP 500')) : Promise.resolve(marks),
  );

  expect(snapshot).toMatchObject({ watermarks: [{ vertex: 'vertex-2' }], warnings: 1 });
  expect(snapshot.vertices?.length).toBe(3);
});

test('what committers gave up is asked of the vertices that hold one, and left out where none tells', async () => {
  const base = readOnlyFlink({ jobs: [] });
  const asked: string[][] = [];
  const shown = vertices({}).map((one) => (one.id === 'vertex-2' ? { ...one, name: 'out: Committer' } : one));
  const job = { ...line(), now: t0, maxParallelism: 128, vertices: shown, initializedAt: undefined };
  const answers = [{ failed: 1, ofKafka: true }, undefined];
  const flink: Flink = {
    ...base,
    inspect: {
      ...base.inspect,
      job: () => Promise.resolve(job),
      failedCommits: (_job, committers) => {
        asked.push(committers.map(({ id }) => id));
        return Promise.resolve(answers.shift());
      },
    },
  };
  const deps = { flink, log: keptLog(), clock: movableClock(t0) };

  const first = await readJob(deps, line(), t0, ['commits'], new AbortController().signal);
  const second = await readJob(deps, line(), t0, ['commits'], new AbortController().signal);

  expect(asked).toEqual([['vertex-2'], ['vertex-2']]);
  expect(first).toMatchObject({ kind: 'read', snapshot: { failedCommits: { failed: 1, ofKafka: true } } });
  expect(second.kind === 'read' && 'failedCommits' in second.snapshot).toBe(false);
});
