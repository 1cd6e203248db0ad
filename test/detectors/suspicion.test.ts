import { describe, expect, test } from 'vitest';
import {
  type DetectorLimits,
  defaultDetectorLimits,
  quickDetectorLimits,
} from '../../src/detectors/detector-limits.ts';
import { type ReadName, readsFor } from '../../src/detectors/suspicion.ts';
import { type SignalKind, signalKinds } from '../../src/domain/signal.ts';
import type { JobLine } from '../../src/domain/flink.ts';
import type { JobSnapshot, JobWindow } from '../../src/domain/snapshot.ts';
import { simulate } from './simulate.ts';
import { truthAt } from './troubled-job.ts';
import {
  checkpoints,
  config,
  jobId,
  limits,
  line,
  metrics,
  minute,
  noMemory,
  noTasks,
  second,
  t0,
  vertices,
  windowOf,
} from './windows.ts';

const all: readonly ReadName[] = ['metrics', 'exceptions', 'checkpoints', 'checkpointConfig', 'vertices', 'lag'];
const afterEnd: readonly ReadName[] = ['exceptions', 'checkpoints', 'checkpointConfig'];

/** A read of everything, of a job that is well. */
function whole(at: number, change: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    line: line(),
    at,
    metrics: metrics({ restarts: 0, failedCheckpoints: 0 }),
    exceptions: { entries: [], truncated: false },
    checkpoints: checkpoints('CC', at),
    checkpointConfig: config(),
    vertices: vertices({}),
    pendingRecords: 0,
    ...change,
  };
}

/** No read has a moment of its own: those lie elsewhere for every job name. */
const neverByTheClock: DetectorLimits = {
  ...limits,
  reads: {
    ...limits.reads,
    metricsEveryMs: Number.POSITIVE_INFINITY,
    verticesEveryMs: Number.POSITIVE_INFINITY,
    checkpointsEveryMs: Number.POSITIVE_INFINITY,
    exceptionsEveryMs: Number.POSITIVE_INFINITY,
    checkpointConfigEveryMs: Number.POSITIVE_INFINITY,
    lagEveryMs: Number.POSITIVE_INFINITY,
  },
};

/** What is read in the poll after these snapshots. */
function next(
  snapshots: readonly JobSnapshot[],
  change: Partial<JobLine> = {},
  window: Partial<JobWindow> = {},
  by: DetectorLimits = limits,
) {
  const at = (snapshots.at(-1)?.at ?? t0) + second;
  const bare = { line: line(change), at };
  return readsFor(windowOf([...snapshots, bare], window), bare.line, by);
}

describe('everything is read', () => {
  test.each<[title: string, snapshots: readonly JobSnapshot[], change: Partial<JobLine>]>([
    ['at the first sight of a job', [], {}],
    ['at the first sight of a new run', [whole(t0)], { id: jobId(2) }],
    ['when the JobMaster of the job was started anew', [whole(t0)], { startTime: t0 }],
    ['when the job does not run', [whole(t0)], { state: 'RESTARTING' }],
    ['when not all tasks run', [whole(t0)], { tasks: { total: 3, running: 2 } }],
    ['when the counter of restarts moved', [whole(t0 - second), whole(t0, { metrics: metrics({ restarts: 1 }) })], {}],
    ['when the counter went back', [whole(t0 - second, { metrics: metrics({ restarts: 5 }) }), whole(t0)], {}],
    [
      'when failed checkpoints moved',
      [whole(t0 - second), whole(t0, { metrics: metrics({ restarts: 0, failedCheckpoints: 1 }) })],
      {},
    ],
    ['when the overview says that something changed between two polls', [whole(t0)], { lastModification: t0 }],
    [
      'for a while after the job did not run',
      [whole(t0 - 59 * second, { line: line({ state: 'RESTARTING' }) }), whole(t0)],
      {},
    ],
  ])('%s', (_title, snapshots, change) => {
    expect(next(snapshots, change)).toEqual(all);
  });
});

test.each<[title: string, snapshots: readonly JobSnapshot[], change: Partial<JobLine>]>([
  ['nothing is read of a job that is well and was read now', [whole(t0)], {}],
  [
    'a job that restarted long ago is well',
    [
      whole(t0 - 2 * minute),
      whole(t0 - 100 * second, { metrics: metrics({ restarts: 1 }) }),
      whole(t0, { metrics: metrics({ restarts: 1 }) }),
    ],
    {},
  ],
  [
    'finished tasks are none that do not run',
    [
      whole(t0, {
        line: line({ tasks: { total: 3, running: 2 } }),
        vertices: vertices({ tasks: { FINISHED: 1 } }).slice(0, 1),
      }),
    ],
    { tasks: { total: 3, running: 2 } },
  ],
])('%s', (_title, snapshots, change) => {
  expect(next(snapshots, change, {}, neverByTheClock)).toEqual([]);
});

test.each<[kind: SignalKind, needs: readonly ReadName[]]>([
  ['new-exception', ['exceptions']],
  ['restart-loop', ['metrics', 'exceptions']],
  ['checkpoint-failing', ['metrics', 'checkpoints', 'checkpointConfig']],
  ['recovery-point-stale', ['metrics', 'checkpoints', 'checkpointConfig']],
  ['backpressure-high', ['vertices', 'lag']],
  ['lag-rising', ['lag']],
  ['catching-up', ['lag']],
])('an active %s reads in every poll what it is judged by', (kind, needs) => {
  expect(next([whole(t0)], {}, { active: [kind] })).toEqual(expect.arrayContaining([...needs]));
});

test('a vertex that is held up makes its lag read', () => {
  const held = whole(t0, {
    vertices: vertices({
      source: { busy: 0, held: 600, idle: 400 },
      middle: { busy: 900, held: 0, idle: 100 },
      sink: { busy: 0, held: 0, idle: 1_000 },
    }),
  });

  expect(next([whole(t0 - second), held])).toEqual(expect.arrayContaining(['vertices', 'lag']));
});

describe('watermarks', () => {
  /** The middle vertex waits for event time and has read so many records; the watermark is left out where it was not read. */
  const timed = (at: number, records: number, lowest?: number): JobSnapshot => {
    const read = vertices({}).map((one) =>
      one.id === 'vertex-1' ? { ...one, waitsForEventTime: true as const, readRecords: records } : one,
    );
    const marks =
      lowest === undefined
        ? {}
        : { watermarks: [{ vertex: 'vertex-1', lowest, highest: lowest, without: 0, ended: 0 }] };
    return { ...whole(at), vertices: read, ...marks };
  };
  /** The vertices are read in every poll, the watermarks never by the clock. */
  const always: DetectorLimits = {
    ...neverByTheClock,
    reads: { ...neverByTheClock.reads, verticesEveryMs: 1, watermarksEveryMs: Number.POSITIVE_INFINITY },
  };

  test.each<[title: string, snapshots: readonly JobSnapshot[], by: DetectorLimits, want: boolean]>([
    [
      'are read when one has come twice while records came in',
      [timed(t0 - minute, 10, 5), timed(t0, 20, 5)],
      always,
      true,
    ],
    ['are read with the vertices only', [timed(t0 - minute, 10, 5), timed(t0, 20, 5)], neverByTheClock, false],
    ['wait for their moment while time moves', [timed(t0 - minute, 10, 5), timed(t0, 20, 6)], always, false],
    ['wait for their moment when nothing came in', [timed(t0 - minute, 10, 5), timed(t0, 10, 5)], always, false],
    [
      'are read at their moment',
      [timed(t0 - 6 * minute, 10, 5), timed(t0, 20)],
      { ...always, reads: { ...always.reads, watermarksEveryMs: 5 * minute } },
      true,
    ],
    [
      'that have never been read are read with the next vertices',
      [timed(t0 - second, 10), timed(t0, 20)],
      { ...always, reads: { ...always.reads, watermarksEveryMs: 5 * minute } },
      true,
    ],
    [
      'are not read where nobody waits for event time',
      [whole(t0 - 6 * minute), whole(t0)],
      { ...always, reads: { ...always.reads, watermarksEveryMs: 5 * minute } },
      false,
    ],
  ])('%s', (_title, snapshots, by, want) => {
    expect(next(snapshots, {}, {}, by).includes('watermarks')).toBe(want);
  });

  test('of a batch job are not read', () => {
    const snapshots = [timed(t0 - minute, 10, 5), timed(t0, 20, 5)];

    expect(next(snapshots, { type: 'BATCH' }, {}, always)).not.toContain('watermarks');
  });

  test.each([
    [1, 3.7],
    [2, 3.9],
    [3, 3.9],
    [7, 3.9],
  ])(
    'of a healthy job with %i vertices that wait for event time make %d calls a minute with the rest',
    (count, perMinute) => {
      const minutes = 240;
      const [source, middle] = vertices({});
      const waiting = Array.from({ length: count }, (_, index) => ({
        ...middle!,
        id: `window-${index}`,
        waitsForEventTime: true as const,
      }));
      const truth = (at: number, t: number) => ({
        jobs: [
          {
            ...truthAt({ name: 'any', id: 1, version: '2.3.0', from: t0 }, 0),
            line: line(),
            metrics: metrics({ restarts: 0, lastCheckpointCompletedAt: t0 + t - second }),
            vertices: [source!, ...waiting.map((one) => ({ ...one, readRecords: t }))],
            watermarks: waiting.map(({ id }) => ({ vertex: id, lowest: at, highest: at, without: 0, ended: 0 })),
          },
        ],
      });

      const steps = simulate({ polls: minutes * 4, everyMs: 15 * second, from: t0, limits, truth });

      const calls = steps.slice(1).reduce((sum, step) => sum + step.calls, 0);
      expect(calls / minutes).toBeLessThanOrEqual(perMinute * 1.01);
      expect(calls / minutes).toBeGreaterThan(perMinute * 0.95);
    },
  );
});

describe('failed commits', () => {
  /** Its last vertex holds a committer; what it gave up is left out where it was not read. */
  const committing = (at: number, failed?: number): JobSnapshot => ({
    ...whole(at),
    vertices: vertices({}).map((one) => ({
      ...one,
      name: one.id === 'vertex-2' ? 'out: Writer -> out: Committer' : '',
    })),
    ...(failed !== undefined && { failedCommits: { failed, ofKafka: true } }),
  });
  /** The vertices are read in every poll. */
  const always: DetectorLimits = { ...neverByTheClock, reads: { ...neverByTheClock.reads, verticesEveryMs: 1 } };
  const byTheClock = { ...always, reads: { ...always.reads, commitsEveryMs: 5 * minute } };
  const never = { ...always, reads: { ...always.reads, commitsEveryMs: Number.POSITIVE_INFINITY } };
  const farOff = { ...always, reads: { ...always.reads, commitsEveryMs: 1e15 } };
  const young = { startTime: t0 - 2 * minute, lastModification: t0 - 2 * minute };
  const often = { ...never, reads: { ...never.reads, lagEveryMs: 30 * second } };

  test.each<
    [title: string, snapshots: readonly JobSnapshot[], by: DetectorLimits, change: Partial<JobLine>, want: boolean]
  >([
    ['that have never been read are read with the next vertices', [committing(t0)], byTheClock, {}, true],
    ['are read at their moment', [committing(t0 - 6 * minute, 0), committing(t0)], byTheClock, {}, true],
    ['wait for their moment', [committing(t0 - 6 * minute, 0), committing(t0)], farOff, {}, false],
    [
      'are read more often soon after a start',
      [committing(t0 - 40 * second, 0), committing(t0)].map((one) => ({ ...one, line: line(young) })),
      often,
      young,
      true,
    ],
    ['are not read more often later', [committing(t0 - 40 * second, 0), committing(t0)], often, {}, false],
    ['are read with the vertices only', [committing(t0)], neverByTheClock, {}, false],
    ['are not read where nothing commits', [whole(t0 - 6 * minute), whole(t0)], byTheClock, {}, false],
  ])('%s', (_title, snapshots, by, change, want) => {
    expect(next(snapshots, change, {}, by).includes('commits')).toBe(want);
  });

  test('that were told make no read of their own', () => {
    expect(next([committing(t0, 1)], {}, { active: ['commits-failed'] }, neverByTheClock)).toEqual([]);
  });
});

test('what Flink has no answer for is not asked for in every poll', () => {
  const young = { startTime: t0 - 2 * minute, lastModification: t0 - 2 * minute };
  const { pendingRecords: _left, ...unanswered } = whole(t0, { line: line(young) });
  const farOff = { ...neverByTheClock, reads: { ...neverByTheClock.reads, lagEveryMs: 1e15 } };

  expect(next([unanswered], young, {}, farOff)).toEqual([]);
});

test('a recovery point that grew old makes the checkpoints be read', () => {
  const old = whole(t0, { checkpoints: checkpoints('C', t0 - 21 * minute) });

  expect(next([old])).toEqual(expect.arrayContaining(['metrics', 'checkpoints']));
});

test('of a batch job no checkpoints are read', () => {
  expect(next([], { type: 'BATCH' })).toEqual(['metrics', 'exceptions', 'vertices', 'lag']);
});

describe('a job that ended', () => {
  const ended = { state: 'FAILED', endTime: t0, tasks: noTasks } as const;
  const left = (at: number) => whole(at, { line: line(ended) });

  test.each<[title: string, snapshots: readonly JobSnapshot[], window: Partial<JobWindow>, want: readonly ReadName[]]>([
    ['is read once for what it left', [whole(t0)], {}, afterEnd],
    ['is read at the first sight', [], {}, afterEnd],
    ['is read once more while the answer may be from before the end', [left(t0)], {}, afterEnd],
    ['is not read again later', [left(t0 - 30 * second), left(t0)], {}, []],
    [
      'is not read again after a restart of this program',
      [],
      { memory: { ...noMemory, jobId: jobId(1), lastState: 'FAILED' } },
      [],
    ],
    [
      'is read when it ended while this program was down',
      [],
      { memory: { ...noMemory, jobId: jobId(1), lastState: 'RUNNING' } },
      afterEnd,
    ],
    [
      'is not asked again when it has no answer',
      [{ line: line(ended), at: t0 }],
      { memory: { ...noMemory, jobId: jobId(1), lastState: 'FAILED' } },
      [],
    ],
    ['is left alone whatever was active', [left(t0 - 30 * second), left(t0)], { active: signalKinds }, []],
  ])('%s', (_title, snapshots, window, want) => {
    expect(next(snapshots, ended, window)).toEqual(want);
  });
});

test.each([
  ['every 15 s', defaultDetectorLimits, 15 * second, 3.5],
  ['every 30 s', defaultDetectorLimits, 30 * second, 3.5],
  ['every 10 s', defaultDetectorLimits, 10 * second, 3.5],
])('a healthy job polled %s costs no more than the cadence says', (_title, with_, everyMs, perMinute) => {
  const minutes = 120;
  const truth = (_at: number, t: number) => ({
    jobs: [
      {
        ...truthAt({ name: 'any', id: 1, version: '2.3.0', from: t0 }, 0),
        line: line(),
        metrics: metrics({ restarts: 0, lastCheckpointCompletedAt: t0 + t - second }),
      },
    ],
  });

  const steps = simulate({ polls: (minutes * minute) / everyMs, everyMs, from: t0, limits: with_, truth });

  const calls = steps.slice(1).reduce((sum, step) => sum + step.calls, 0);
  expect(calls / minutes).toBeLessThanOrEqual(perMinute * 1.03);
  expect(calls / minutes).toBeGreaterThan(perMinute * 0.9);
});

test('a thousand healthy jobs are spread over time', () => {
  const everyMs = 15 * second;
  const perPoll: number[] = [];
  const windows = Array.from({ length: 1_000 }, (_, number) => ({
    name: `job ${number}`,
    snapshots: [] as JobSnapshot[],
  }));
  for (let number = 0; number < 24; number += 1) {
    const at = t0 + number * everyMs;
    let calls = 0;
    for (const window of windows) {
      const own = line({ name: window.name, startTime: t0 - 600 * minute });
      const reads = readsFor(windowOf([...window.snapshots, { line: own, at }], { job: window.name }), own, limits);
      calls += reads.length;
      const full = whole(at, { line: own });
      const bare: JobSnapshot = { line: own, at };
      window.snapshots.push(
        Object.assign(
          {},
          bare,
          ...reads.map((name) =>
            name === 'lag' || name === 'commits' ? { pendingRecords: 0 } : { [name]: full[name] },
          ),
        ),
      );
    }
    perPoll.push(calls);
  }

  const steady = perPoll.slice(1);
  const mean = steady.reduce((sum, one) => sum + one, 0) / steady.length;
  expect(mean).toBeLessThan(900);
  expect(Math.max(...steady)).toBeLessThan(1.2 * mean);
});

test('the quick pace reads the lag of a young job in every poll', () => {
  const young = { startTime: t0 - 30 * second, lastModification: t0 - 30 * second };
  const snapshots = [whole(t0, { line: line(young) })];
  const bare = { line: line(young), at: t0 + 2 * second };

  expect(readsFor(windowOf([...snapshots, bare]), bare.line, quickDetectorLimits)).toContain('lag');
});
