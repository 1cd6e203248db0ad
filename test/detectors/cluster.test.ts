import { describe, expect, test } from 'vitest';
import { detectUnreachable } from '../../src/detectors/index.ts';
import { signalKinds } from '../../src/domain/signal.ts';
import type { JobLine } from '../../src/domain/flink.ts';
import type { ClusterSnapshot } from '../../src/domain/snapshot.ts';
import {
  askCluster,
  cluster,
  clusterOf,
  identity,
  job,
  jobId,
  limits,
  line,
  metrics,
  minute,
  noTasks,
  otherJob,
  poll,
  second,
  t0,
} from './windows.ts';

const runs: Partial<JobLine> = {};
const hurt: Partial<JobLine> = { state: 'RESTARTING', tasks: noTasks };
const waits: Partial<JobLine> = { tasks: noTasks };

/** Polls 15 s apart. */
function polls(
  values: readonly (readonly [
    taskManagers: number,
    job: Partial<JobLine>,
    restarts?: number | undefined,
    incarnation?: string,
  ])[],
): ClusterSnapshot[] {
  return values.map(([taskManagers, change, restarts, incarnation = 'first'], index) => {
    const at = t0 + index * 15 * second;
    const well = { line: line({ id: jobId(9), name: otherJob }), at };
    const one = { line: line(change), at, ...(restarts !== undefined && { metrics: metrics({ restarts }) }) };
    return poll(at, [well, one], { taskManagers, slotsTotal: 2 * taskManagers, identity: identity({ incarnation }) });
  });
}

describe('taskmanager-lost', () => {
  test.each<[title: string, values: Parameters<typeof polls>[0], want: string]>([
    [
      'raises when one left and a job restarts',
      [
        [3, runs],
        [2, hurt],
        [2, hurt],
      ],
      'raised',
    ],
    [
      'raises when the job left without tasks says RUNNING',
      [
        [3, runs],
        [2, waits],
        [2, waits],
      ],
      'raised',
    ],
    [
      'raises when the job was hurt before the overview missed one',
      [
        [3, runs],
        [3, hurt],
        [2, runs],
        [2, runs],
      ],
      'raised',
    ],
    [
      'raises when the job ran again between two polls and its counter tells',
      [
        [3, runs, 0],
        [3, runs, 0],
        [2, runs, 1],
        [2, runs, 1],
      ],
      'raised',
    ],
    [
      'raises when the job failed of it',
      [
        [3, runs],
        [2, { state: 'FAILED', tasks: noTasks }],
        [2, { state: 'FAILED', tasks: noTasks }],
      ],
      'raised',
    ],
    [
      'waits a moment, for one may be back at once',
      [
        [3, runs],
        [2, hurt],
      ],
      'cannot-tell',
    ],
    [
      'is clear when nobody is hurt',
      [
        [3, runs],
        [2, runs],
        [2, runs],
      ],
      'clear',
    ],
    [
      'is clear when a job is hurt and all TaskManagers are there',
      [
        [3, runs],
        [3, hurt],
        [3, hurt],
      ],
      'clear',
    ],
    [
      'is clear when one came back',
      [
        [3, runs],
        [2, hurt],
        [3, hurt],
      ],
      'clear',
    ],
    [
      'is clear once the job runs for a while, even on fewer',
      [
        [3, runs],
        [2, hurt],
        [2, hurt],
        [2, runs],
        [2, runs],
        [2, runs],
      ],
      'clear',
    ],
    [
      'stays up while the job runs again for a moment only',
      [
        [3, runs],
        [2, hurt],
        [2, hurt],
        [2, runs],
        [2, runs],
      ],
      'raised',
    ],
    [
      'is clear when people cancelled the job and took the machine',
      [
        [3, runs],
        [2, { state: 'CANCELLING', tasks: noTasks }],
        [2, { state: 'CANCELED', tasks: noTasks }],
      ],
      'clear',
    ],
    [
      'is clear for a job that was started on what is left',
      [
        [3, hurt],
        [2, hurt],
        [2, hurt],
      ],
      'clear',
    ],
    [
      'does not compare with another JobManager process',
      [
        [3, runs],
        [2, hurt, undefined, 'second'],
        [2, hurt, undefined, 'second'],
      ],
      'clear',
    ],
  ])('%s', (_title, values, want) => {
    expect(askCluster('taskmanager-lost', clusterOf(polls(values))).kind).toBe(want);
  });

  test('a lower number that hurt nobody for long is the new normal', () => {
    const calm = Array.from({ length: 9 }, () => [2, runs] as const);
    const early = askCluster(
      'taskmanager-lost',
      clusterOf(polls([[3, runs], ...calm.slice(0, 4), [2, hurt], [2, hurt]])),
    );
    const late = askCluster('taskmanager-lost', clusterOf(polls([[3, runs], ...calm, [2, hurt], [2, hurt]])));

    expect(early.kind).toBe('raised');
    expect(late.kind).toBe('clear');
  });

  test('a loss from before the window that still hurts is not cleared', () => {
    const values = polls([
      [2, runs],
      [2, hurt],
      [2, hurt],
      [2, hurt],
    ]);

    expect(askCluster('taskmanager-lost', clusterOf(values, { taskManagers: 3, slotsTotal: 6 })).kind).toBe(
      'cannot-tell',
    );
    expect(askCluster('taskmanager-lost', clusterOf(values)).kind).toBe('clear');
  });

  test('a streaming job whose bounded part finished is not hurt', () => {
    const values = polls([
      [3, runs],
      [2, { tasks: { total: 3, running: 2 } }],
      [2, { tasks: { total: 3, running: 2 } }],
    ]);
    const withVertices = values.map((one) => ({
      ...one,
      jobs: one.jobs.map((each) => ({
        ...each,
        vertices: [
          {
            id: 'a',
            name: 'a',
            parallelism: 3,
            maxParallelism: 8,
            state: 'RUNNING',
            tasks: { RUNNING: 2, FINISHED: 1 },
            busyMs: 0,
            idleMs: 0,
            backpressuredMs: 0,
            readRecords: 0,
            writeRecords: 0,
            inputs: [],
          },
        ],
      })),
    }));

    expect(askCluster('taskmanager-lost', clusterOf(withVertices)).kind).toBe('clear');
  });

  test('says how many are gone, since when and who suffered', () => {
    const { signals } = askCluster(
      'taskmanager-lost',
      clusterOf(
        polls([
          [3, runs],
          [2, hurt],
          [2, hurt],
        ]),
      ),
    );

    expect(signals[0]?.summary).toBe(`1 of 3 TaskManagers gone for 15 s; 1 job suffered: ${job}`);
    expect(signals[0]).toMatchObject({ severity: 'high', job: null, jobId: null, since: t0 + 15 * second });
    expect(signals[0]?.evidence).toMatchObject({ taskManagers: 2, before: 3, jobsHurt: 1 });
  });
});

describe('jobmanager-restarted', () => {
  const later: Partial<JobLine> = { startTime: t0 + second };
  type Values = Parameters<typeof polls>[0];

  function asked(values: Values, others = true) {
    const all = polls(values).map((one) => ({ ...one, jobs: others ? one.jobs : one.jobs.slice(1) }));
    return askCluster('jobmanager-restarted', clusterOf(all));
  }

  test.each<[title: string, values: Values, want: string]>([
    [
      'raises when another process answers and its jobs were started anew',
      [
        [2, runs],
        [2, later, undefined, 'second'],
      ],
      'raised',
    ],
    [
      'is clear while the same process answers',
      [
        [2, runs],
        [2, runs],
      ],
      'clear',
    ],
    [
      'is clear when the jobs went on: a standby answered',
      [
        [2, runs],
        [2, runs, undefined, 'second'],
      ],
      'clear',
    ],
    [
      'is clear when a process answers that was seen before',
      [
        [2, runs, undefined, 'second'],
        [2, runs],
        [2, later, undefined, 'second'],
      ],
      'clear',
    ],
    ['is clear after the first poll', [[2, runs]], 'clear'],
    [
      'is told for a while only',
      [[2, runs], ...Array.from({ length: 21 }, () => [2, later, undefined, 'second'] as const)],
      'clear',
    ],
  ])('%s', (_title, values, want) => {
    expect(asked(values, false).kind).toBe(want);
  });

  test('cannot tell when the process cannot be known', () => {
    const unknown = poll(t0, [], { identity: identity({ incarnation: undefined }) });

    expect(askCluster('jobmanager-restarted', clusterOf([unknown])).kind).toBe('cannot-tell');
  });

  test('says when and how many jobs there are', () => {
    const [signal] = asked(
      [
        [2, runs],
        [2, later, undefined, 'second'],
      ],
      false,
    ).signals;

    expect(signal?.summary).toBe(
      'The JobManager is another process since 0 s ago; it lists 1 job that did not end, 1 job did before',
    );
    expect(signal).toMatchObject({ severity: 'medium', job: null, since: t0 + 15 * second });
  });
});

describe('cluster-unreachable', () => {
  const given = { reason: 'time-limit', message: 'no answer within 10 s', isFromFlink: false, since: t0, jobs: [] };

  test('says nothing of anything before it lasted', () => {
    const detection = detectUnreachable(cluster, { ...given, now: t0 + minute - 1 }, limits);

    expect(detection).toEqual({ cluster, job: null, signals: [], clear: [], unknown: signalKinds });
  });

  test('raises after a minute and clears nothing', () => {
    const detection = detectUnreachable(cluster, { ...given, now: t0 + minute }, limits);

    expect(detection.signals).toHaveLength(1);
    expect(detection.signals[0]).toMatchObject({
      kind: 'cluster-unreachable',
      severity: 'critical',
      since: t0,
      summary: 'No usable answer for 60 s: time-limit',
    });
    expect(detection.clear).toEqual([]);
    expect([...detection.unknown, 'cluster-unreachable'].toSorted()).toEqual([...signalKinds].toSorted());
  });

  const seen = (state: string | undefined, isBounded = false, name = 'load') => ({ name, state, isBounded });

  test.each<[title: string, reason: string, jobs: ReturnType<typeof seen>[], severity: string]>([
    ['a job was at work', 'no-connection', [seen('RUNNING')], 'critical'],
    ['one of them was at work', 'no-connection', [seen('FINISHED'), seen('RESTARTING')], 'critical'],
    ['it had no job', 'no-connection', [], 'critical'],
    ['its job had failed', 'no-connection', [seen('FAILED', true)], 'critical'],
    ['nobody knows what its job did', 'no-connection', [seen(undefined)], 'critical'],
    ['its job had finished', 'no-connection', [seen('FINISHED')], 'medium'],
    ['its job had been cancelled', 'server-error', [seen('CANCELED')], 'medium'],
    ['its job was to finish', 'not-flink', [seen('RUNNING', true)], 'medium'],
    ['it is there all the same', 'time-limit', [seen('FINISHED'), seen('RUNNING', true)], 'critical'],
  ])('is as bad as what was lost with it: %s', (_title, reason, jobs, severity) => {
    const { signals } = detectUnreachable(cluster, { ...given, reason, jobs, now: t0 + minute }, limits);

    expect(signals[0]?.severity).toBe(severity);
  });

  test('is an outage where Flink itself answers with an error, whatever its jobs did last', () => {
    const error = { ...given, reason: 'server-error', isFromFlink: true, jobs: [seen('FINISHED')], now: t0 + minute };

    expect(detectUnreachable(cluster, error, limits).signals[0]).toMatchObject({
      severity: 'critical',
      summary: 'No usable answer for 60 s: server-error',
    });
  });

  test('says what its jobs did last, where it may have ended with them', () => {
    const said = (...jobs: ReturnType<typeof seen>[]) => {
      const gone = { ...given, reason: 'no-connection', jobs, now: t0 + minute };
      return detectUnreachable(cluster, gone, limits).signals[0]?.summary;
    };

    expect(said(seen('FINISHED'))).toBe(
      'No usable answer for 60 s: no-connection; all its jobs had ended, and the cluster of an application ends with it',
    );
    expect(said(seen('RUNNING', true), seen('FINISHED', false, 'older'))).toBe(
      'No usable answer for 60 s: no-connection; load was RUNNING: meant to end, so the cluster may have ended with it',
    );
    // Of one whose memory cannot be read no state is known.
    expect(said(seen(undefined, true))).toContain('; load was seen before: meant to end');
  });

  test('has one fingerprint whatever the reason', () => {
    const prints = ['time-limit', 'refused'].map(
      (reason) => detectUnreachable(cluster, { ...given, reason, now: t0 + minute }, limits).signals[0]?.fingerprint,
    );

    expect(prints[0]).toBe(prints[1]);
  });

  test('is clear when the cluster answers', () => {
    expect(askCluster('cluster-unreachable', clusterOf([poll(t0, [])])).kind).toBe('clear');
  });
});
