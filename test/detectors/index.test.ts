import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quickDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { clusterDetectors, detect, jobDetectors } from '../../src/detectors/index.ts';
import { advanceMemory } from '../../src/detectors/memory.ts';
import { readsFor } from '../../src/detectors/suspicion.ts';
import { jobStates, type JobId } from '../../src/domain/flink.ts';
import { Signal, type SignalKind, signalKinds } from '../../src/domain/signal.ts';
import type { ClusterSnapshot, JobSnapshot, JobWindow } from '../../src/domain/snapshot.ts';
import { cluster, clusterOf, identity, job, limits, line, noMemory, otherJob, poll, t0, windowOf } from './windows.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

const jobKinds = jobDetectors.map((one) => one.kind);
const clusterKinds: SignalKind[] = [...clusterDetectors.map((one) => one.kind), 'cluster-unreachable'];

test('every kind of signal has exactly one detector', () => {
  expect([...jobKinds, ...clusterKinds].toSorted()).toEqual([...signalKinds].toSorted());
});

describe('detect', () => {
  const at = t0;
  const snapshot = { line: line(), at };

  test('says one thing of the cluster, then one of each window', () => {
    const windows = [windowOf([snapshot]), windowOf([], { job: otherJob })];

    const detections = detect({ clusterWindow: clusterOf([poll(at, [snapshot])]), windows }, limits);

    expect(detections.map((one) => one.job)).toEqual([null, job, otherJob]);
    expect(detections.every((one) => one.cluster === cluster)).toBe(true);
    expect(detections[0]?.clear).toContain('cluster-unreachable');
  });

  test('says nothing of a job that this poll could not read, but what the overview tells', () => {
    const read = windowOf([{ ...snapshot, at: at - 15_000 }]);

    const [, detection] = detect({ clusterWindow: clusterOf([poll(at, [snapshot])]), windows: [read] }, limits);

    expect(detection?.signals).toEqual([]);
    expect(detection?.clear.toSorted()).toEqual([
      'duplicate-job',
      'job-failed',
      'job-stuck',
      'job-unreadable',
      'job-vanished',
    ]);
  });

  test('says nothing at all before the first poll', () => {
    const detections = detect({ clusterWindow: clusterOf([]), windows: [windowOf([])] }, limits);

    expect(detections.flatMap((one) => [...one.signals, ...one.clear])).toEqual([]);
  });
});

const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 4, arbitrary: fc.integer({ min: t0 - 3_600_000, max: t0 + 60_000 }) },
  fc.constantFrom(NaN, -1, 0, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 63, -(2 ** 63)),
);
const maybe = fc.option(hostile, { nil: undefined });
/** What a summary must not say of a number, a name may be. */
const anyText = fc.string().filter((one) => !/NaN|Infinity|undefined/.test(one));
const name = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor', ''), anyText);
const ids = fc.constantFrom(...(['1', '2', '3'].map((one) => one.padStart(32, '0')) as JobId[]));
const text = fc.oneof(anyText, fc.constantFrom('java.lang.Error: x\n\tat a.B.c(B.java:1)', 'x'.repeat(5_000)));
const few = { maxLength: 6 };

const anyLine = fc.record({
  id: ids,
  name,
  state: fc.constantFrom(...jobStates),
  startTime: hostile,
  endTime: maybe,
  lastModification: hostile,
  type: fc.constantFrom('STREAMING' as const, 'BATCH' as const, undefined),
  tasks: fc.record({ total: hostile, running: hostile }),
});
const anyException = fc.record({
  name: text,
  stacktrace: text,
  timestamp: hostile,
  taskName: fc.option(text, { nil: undefined }),
  taskManagerId: fc.constant(undefined),
});
const anyCompleted = fc.record({
  id: hostile,
  isSavepoint: fc.boolean(),
  completedAt: hostile,
  triggeredAt: hostile,
  durationMs: hostile,
  sizeBytes: hostile,
  discarded: fc.boolean(),
  externalPath: fc.constant(undefined),
});
const anyVertex = fc.record(
  {
    id: fc.constantFrom('v1', 'v2', 'v3'),
    name: text,
    parallelism: hostile,
    maxParallelism: hostile,
    state: fc.constantFrom('RUNNING', 'FINISHED'),
    tasks: fc.dictionary(fc.constantFrom('RUNNING', 'FINISHED', 'SCHEDULED'), hostile),
    busyMs: maybe,
    idleMs: maybe,
    backpressuredMs: maybe,
    readRecords: maybe,
    writeRecords: maybe,
    inputs: fc.array(fc.constantFrom('v1', 'v2', 'v3'), { maxLength: 2 }),
    waitsForEventTime: fc.constant(true as const),
  },
  { requiredKeys: ['id', 'name', 'parallelism', 'maxParallelism', 'state', 'tasks', 'inputs'] },
);
const anyWatermarks = fc.record({
  vertex: fc.constantFrom('v1', 'v2', 'v3'),
  lowest: maybe,
  highest: maybe,
  without: hostile,
  ended: hostile,
});
const anySnapshot: fc.Arbitrary<JobSnapshot> = fc
  .record(
    {
      line: anyLine,
      metrics: fc.record({
        restarts: maybe,
        rescales: maybe,
        failedCheckpoints: maybe,
        lastCheckpointCompletedAt: maybe,
        lastCompletedCheckpointId: maybe,
        lastRestoreAt: maybe,
      }),
      checkpoints: fc.record({
        completedCount: hostile,
        failedCount: hostile,
        inProgressCount: hostile,
        latestCompleted: fc.option(anyCompleted, { nil: undefined }),
        latestSavepoint: fc.constant(undefined),
        latestFailed: fc.constant(undefined),
        latestRestored: fc.option(
          fc.record({
            id: hostile,
            isSavepoint: fc.boolean(),
            restoredAt: hostile,
            externalPath: fc.constant(undefined),
          }),
          { nil: undefined },
        ),
        history: fc.array(
          fc.record({
            id: hostile,
            status: fc.constantFrom('IN_PROGRESS' as const, 'COMPLETED' as const, 'FAILED' as const),
            isSavepoint: fc.boolean(),
            triggeredAt: hostile,
            durationMs: hostile,
            failureMessage: fc.option(text, { nil: undefined }),
          }),
          few,
        ),
      }),
      checkpointConfig: fc.record({
        intervalMs: hostile,
        timeoutMs: hostile,
        tolerableFailures: hostile,
        retained: fc.boolean(),
        deletedOnCancel: fc.boolean(),
        unaligned: fc.boolean(),
        exactlyOnce: fc.boolean(),
      }),
      exceptions: fc.record({ entries: fc.array(anyException, few), truncated: fc.boolean() }),
      vertices: fc.array(anyVertex, few),
      pendingRecords: fc.option(hostile),
      watermarks: fc.array(anyWatermarks, few),
    },
    { requiredKeys: ['line'] },
  )
  .map((one) => ({ ...one, at: t0 }) as JobSnapshot);

interface Given {
  readonly polls: readonly ClusterSnapshot[];
  readonly windows: readonly JobWindow[];
}

const anyPoll: fc.Arbitrary<Given> = fc
  .record({
    polls: fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 400_000 }),
        jobs: fc.array(anySnapshot, { maxLength: 4 }),
        incarnation: fc.constantFrom('first', 'second', undefined),
        taskManagers: hostile,
        slotsAvailable: hostile,
      }),
      { maxLength: 12 },
    ),
    active: fc.subarray([...signalKinds]),
    settled: fc.boolean(),
    lastState: fc.constantFrom('RUNNING', 'FINISHED', 'no such state', undefined),
    cursor: fc.option(fc.record({ timestamp: hostile, fingerprints: fc.array(fc.string(), few) }), { nil: undefined }),
  })
  .map(({ polls, active, settled, lastState, cursor }) => {
    let at = t0;
    const made = polls.map((one) => {
      at += one.gap;
      const jobs = one.jobs.map((each) => ({ ...each, at }));
      const { taskManagers, slotsAvailable, incarnation } = one;
      return poll(at, jobs, { taskManagers, slotsAvailable, identity: identity({ incarnation }) });
    });
    const names = new Set(['gone', ...made.flatMap((one) => one.jobs.map((each) => each.line.name))]);
    const memory = { ...noMemory, lastState, exceptionCursor: cursor };
    const windows = [...names].map((own) => {
      const snapshots = made.flatMap((one) => one.jobs.filter((each) => each.line.name === own).slice(0, 1));
      return windowOf(snapshots, { job: own, active, settled, memory });
    });
    return { polls: made, windows };
  });

describe('whatever Flink says', () => {
  test('kinds are partitioned, signals are few, bounded and can be stored', () => {
    fc.assert(
      fc.property(anyPoll, fc.constantFrom(limits, quickDetectorLimits), ({ polls, windows }, with_) => {
        const detections = detect({ clusterWindow: clusterOf(polls), windows }, with_);

        expect(detections.map((one) => one.job)).toEqual([null, ...windows.map((one) => one.job)]);
        for (const { job: own, signals, clear, unknown } of detections) {
          const kinds = [...new Set(signals.map((one) => one.kind)), ...clear, ...unknown];
          expect(kinds.toSorted()).toEqual([...(own === null ? clusterKinds : jobKinds)].toSorted());
          expect(signals.length).toBeLessThanOrEqual(20);
          for (const signal of signals) {
            expect(Signal.safeParse(signal).error).toBeUndefined();
            expect(JSON.stringify(signal).length).toBeLessThan(12_000);
            expect(signal.since).toBeLessThanOrEqual(signal.at);
            expect(signal.summary).not.toMatch(/NaN|Infinity|undefined/);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the reads and the memory of a window can be told', () => {
    fc.assert(
      fc.property(anyPoll, fc.constantFrom(limits, quickDetectorLimits), ({ windows }, with_) => {
        for (const window of windows) {
          const reads = window.snapshots.slice(-1).flatMap(({ line: own, at }) => {
            const bare = { line: own, at };
            return readsFor({ ...window, snapshots: [...window.snapshots.slice(0, -1), bare] }, own, with_);
          });
          expect(new Set(reads).size).toBe(reads.length);
          const once = advanceMemory(window);
          expect(advanceMemory({ ...window, memory: once })).toEqual(once);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a name changes nothing but the name', () => {
    fc.assert(
      fc.property(anyPoll, ({ polls, windows }) => {
        const rename = (one: JobSnapshot): JobSnapshot => ({
          ...one,
          line: { ...one.line, name: `x${one.line.name}` },
        });
        const renamed = {
          clusterWindow: clusterOf(polls.map((one) => ({ ...one, jobs: one.jobs.map(rename) }))),
          windows: windows.map((one) => ({ ...one, job: `x${one.job}`, snapshots: one.snapshots.map(rename) })),
        };
        const kinds = (all: ReturnType<typeof detect>) =>
          all.map((one) => [one.signals.map((signal) => signal.kind), one.clear, one.unknown]);

        expect(kinds(detect(renamed, limits))).toEqual(
          kinds(detect({ clusterWindow: clusterOf(polls), windows }, limits)),
        );
      }),
      { numRuns: 200 },
    );
  });
});

test('a thousand jobs of sixty polls are judged in a moment', () => {
  const polls = Array.from({ length: 60 }, (_, index) => {
    const at = t0 + index * 15_000;
    const jobs = Array.from({ length: 1_000 }, (__, number) => ({
      line: line({
        id: number.toString(16).padStart(32, '0') as JobId,
        name: `job ${number}`,
        ...(index === 50 && { state: 'RESTARTING' }),
      }),
      at,
    }));
    return poll(at, jobs, { taskManagers: index < 50 ? 3 : 2 });
  });
  const windows = polls[59]!.jobs.map((one, number) =>
    windowOf(
      polls.map((each) => each.jobs[number]!),
      { job: one.line.name },
    ),
  );

  const tookMs = cpuMsOf(() => detect({ clusterWindow: clusterOf(polls), windows }, limits));

  expect(tookMs).toBeLessThan(10_000);
}, 20_000);
