import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleCauses } from '../../src/diagnosis/causes.ts';
import { diagnoseByRules } from '../../src/diagnosis/rules.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { type JobState, jobStates } from '../../src/domain/flink.ts';
import { Diagnosis } from '../../src/domain/incident.ts';
import { signalKinds } from '../../src/domain/signal.ts';
import { retainedCheckpoints } from '../support/read-only-flink.ts';
import { causeOf, checkpoints, diagnose, looped, signal, t0, thrown } from './evidence.ts';
import { expired, refused, suppressed, tracesByCause } from './real-traces.ts';

const shippedIds = readdirSync(path.join(import.meta.dirname, '../../sops'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length));

test('the rules name only shipped procedures', () => {
  expect(ruleCauses.filter((id) => !shippedIds.includes(id))).toEqual([]);
});

describe('an exception names the cause', () => {
  test.each(tracesByCause)('%s: in a loop', (cause, stacktrace) => {
    expect(diagnose({ exceptions: looped(stacktrace), signals: [signal('restart-loop')] })).toMatchObject({
      cause,
      confidence: 'high',
    });
  });

  test.each(tracesByCause.filter(([cause]) => cause !== 'checkpoint-declined'))(
    '%s: as what used up the restarts',
    (cause, stacktrace) => {
      const exceptions = [thrown(`${suppressed}${stacktrace}`, 1, { taskName: undefined }), ...looped(stacktrace)];

      expect(causeOf({ state: 'FAILED', exceptions, signals: [signal('job-failed')] })).toBe(cause);
    },
  );

  test.each(tracesByCause)('%s: wherever it runs and whatever the job is called', (cause, stacktrace) => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }),
        fc.ipV4(),
        fc.integer({ min: 1, max: 9_000 }),
        fc.stringMatching(/^[0-9a-f]{32}$/),
        (job, host, number, id) => {
          const moved = stacktrace
            .replaceAll('10.42.0.17', host)
            .replaceAll('4711', String(number))
            .replaceAll('5d1c0a9b7e6f', id);

          expect(causeOf({ job, jobId: id, exceptions: looped(moved), signals: [signal('restart-loop')] })).toBe(cause);
        },
      ),
      { numRuns: 20 },
    );
  });
});

const tooManyFailed =
  'org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Asynchronous task checkpoint failed., view the Checkpoint History tab or the Job Manager log to find out why continuous checkpoints failed.';
const inMemory = { ...retainedCheckpoints, storage: 'JobManagerCheckpointStorage' };

function stuckIn(state: JobState): Partial<Evidence> {
  return { state, signals: [signal('job-stuck', { evidence: { state } })] };
}

function stalledAt(watermark: number | null): Partial<Evidence> {
  return { signals: [signal('watermark-stalled', { evidence: { vertex: 'hours', watermark, recordsIn: 8_000 } })] };
}

function gaveUp(ofKafka: boolean): Partial<Evidence> {
  return { signals: [signal('commits-failed', { evidence: { failed: 1, ofKafka } })] };
}

describe('signals and figures name the cause', () => {
  test.each<[title: string, change: Partial<Evidence>, cause: string, confidence: string]>([
    ['two live jobs of one name', { signals: [signal('duplicate-job')] }, 'duplicate-job', 'high'],
    ['a TaskManager that is gone', { signals: [signal('taskmanager-lost')] }, 'taskmanager-lost', 'medium'],
    [
      'a TaskManager that collects garbage all the time',
      { signals: [signal('backpressure-high'), signal('gc-pressure', { evidence: { collecting: 0.45 } })] },
      'heap-exhausted',
      'medium',
    ],
    ['no slots', { state: 'CREATED', signals: [signal('no-slots')] }, 'not-enough-slots', 'medium'],
    ['a cancel that does not end', stuckIn('CANCELLING'), 'stuck-cancelling', 'high'],
    ['a failure that does not end', stuckIn('FAILING'), 'stuck-cancelling', 'high'],
    ['a restart that does not begin', stuckIn('RESTARTING'), 'stuck-cancelling', 'low'],
    ['a job that never gets all its slots', stuckIn('CREATED'), 'not-enough-slots', 'medium'],
    ['a job that nobody leads', stuckIn('SUSPENDED'), 'leadership-lost', 'medium'],
    ['a job that has got on since', { ...stuckIn('CANCELLING'), state: 'CREATED' }, 'unknown', 'low'],
    ['a job that is not brought up', stuckIn('INITIALIZING'), 'unknown', 'low'],
    ['a job that was stuck and goes on', { ...stuckIn('CANCELLING'), state: 'RUNNING' }, 'unknown', 'low'],
    ['a job that cannot be read', { signals: [signal('job-unreadable')] }, 'unknown', 'low'],
    ['another JobManager', { job: null, signals: [signal('jobmanager-restarted')] }, 'leadership-lost', 'medium'],
    ['no answer', { job: null, signals: [signal('cluster-unreachable')] }, 'unknown', 'low'],
    ['a job that is gone', { state: undefined, signals: [signal('job-vanished')] }, 'unknown', 'low'],
    [
      'a job that is gone and was slow before',
      { state: undefined, signals: [signal('backpressure-high'), signal('job-vanished')] },
      'unknown',
      'low',
    ],
    [
      'an election without an end',
      { job: null, signals: [signal('cluster-unreachable', { evidence: { reason: 'leader-election' } })] },
      'leadership-lost',
      'medium',
    ],
    ['a loop without exceptions', { signals: [signal('restart-loop')] }, 'restart-loop', 'low'],
    [
      'a loop of an exception nobody knows',
      { exceptions: looped('com.acme.Strange: what?'), signals: [signal('restart-loop')] },
      'restart-loop',
      'medium',
    ],
    [
      'a loop because something does not answer',
      { exceptions: looped(refused), signals: [signal('restart-loop')] },
      'restart-loop',
      'medium',
    ],
    [
      'expired checkpoints',
      { checkpoints: checkpoints(expired, expired, undefined), signals: [signal('checkpoint-failing')] },
      'checkpoint-expired',
      'high',
    ],
    [
      'expired checkpoints, although backpressure is there too',
      {
        checkpoints: checkpoints(expired, undefined),
        signals: [signal('backpressure-high', { since: t0 - 600_000 }), signal('lag-rising')],
        lag: { first: 10, last: 9_000, overMs: 60_000 },
      },
      'checkpoint-expired',
      'medium',
    ],
    [
      'expired checkpoints, not yet signalled',
      { checkpoints: checkpoints(expired, expired) },
      'checkpoint-expired',
      'high',
    ],
    [
      'expired checkpoints between ones that complete',
      { checkpoints: checkpoints(undefined, expired, expired), signals: [signal('checkpoint-failing')] },
      'checkpoint-expired',
      'high',
    ],
    [
      'expired checkpoints that could not be read',
      { signals: [signal('checkpoint-failing', { evidence: { reason: expired } })] },
      'checkpoint-expired',
      'low',
    ],
    [
      'checkpoints that cannot be written',
      {
        checkpoints: checkpoints('Asynchronous task checkpoint failed.', 'Failure to finalize checkpoint.', undefined),
        signals: [signal('checkpoint-failing')],
      },
      'checkpoint-storage-failing',
      'high',
    ],
    [
      'checkpoints that do not go into the memory of the JobManager',
      {
        checkpoints: checkpoints('Asynchronous task checkpoint failed.', undefined),
        checkpointConfig: inMemory,
        exceptions: [thrown(tooManyFailed, 5, { taskName: undefined })],
      },
      'checkpoint-storage-too-small',
      'high',
    ],
    ...(
      [
        'Failure to finalize checkpoint.',
        'An Exception occurred while triggering the checkpoint. IO-problem detected.',
      ] as const
    ).map((message): [string, Partial<Evidence>, string, string] => [
      `checkpoints in memory of which the directory for their metadata takes none: ${message}`,
      {
        checkpoints: checkpoints(message, undefined),
        checkpointConfig: inMemory,
        exceptions: [
          thrown(tooManyFailed.replace('Asynchronous task checkpoint failed.', message), 5, { taskName: undefined }),
        ],
      },
      'checkpoint-storage-failing',
      'high',
    ]),
    [
      'checkpoints that go into memory and take too long',
      { checkpoints: checkpoints(expired, expired, undefined), checkpointConfig: inMemory },
      'checkpoint-expired',
      'high',
    ],
    [
      'a storage that fails oftener than the time limit is hit',
      { checkpoints: checkpoints('IO-problem detected.', 'IO-problem detected.', expired) },
      'checkpoint-storage-failing',
      'high',
    ],
    [
      'refused checkpoints',
      {
        checkpoints: checkpoints('Checkpoint was declined (task is closing)', 'Checkpoint was declined', undefined),
        signals: [signal('checkpoint-failing')],
      },
      'checkpoint-declined',
      'high',
    ],
    [
      'backpressure with rising lag and good checkpoints',
      {
        checkpoints: checkpoints(undefined, undefined),
        signals: [signal('backpressure-high')],
        lag: { first: 10, last: 9_000, overMs: 60_000 },
      },
      'backpressure',
      'high',
    ],
    [
      'backpressure, lag and checkpoints not known',
      { signals: [signal('backpressure-high')] },
      'backpressure',
      'medium',
    ],
    ...(
      [
        [
          'one subtask has nearly all records',
          { busiest: 1, others: 0.04, records: { busiest: 9_000, others: 300 } },
          'data-skew',
          'high',
        ],
        [
          'it is slow with no more records than the others',
          { busiest: 1, others: 0.04, records: { busiest: 410, others: 390 } },
          'data-skew',
          'medium',
        ],
        [
          'one record does not get through and the others wait',
          { busiest: 1, others: 0.04, records: { busiest: 0, others: 0 } },
          'data-skew',
          'medium',
        ],
        ['nobody counted the records', { busiest: 1, others: 0.04, records: undefined }, 'backpressure', 'low'],
        [
          'the others work, too',
          { busiest: 1, others: 0.6, records: { busiest: 9_000, others: 300 } },
          'backpressure',
          'high',
        ],
        [
          'it is not at its limit',
          { busiest: 0.7, others: 0.1, records: { busiest: 9_000, others: 300 } },
          'backpressure',
          'high',
        ],
      ] as const
    ).map(([what, spread, cause, confidence]): [string, Partial<Evidence>, string, string] => [
      `backpressure where ${what}`,
      {
        checkpoints: checkpoints(undefined, undefined),
        signals: [signal('backpressure-high')],
        lag: { first: 10, last: 9_000, overMs: 60_000 },
        spread: { name: 'totals', subtask: undefined, taskManager: undefined, ...spread },
      },
      cause,
      confidence,
    ]),
    ...(
      [
        ['a full heap is all that is worked on', { used: 0.89, collecting: 0.68 }, 'heap-exhausted', 'high'],
        // As a serial collector showed it whose old generation was full: it uses no more of its heap then.
        ['a full old generation is all that is worked on', { used: 0.74, collecting: 0.78 }, 'heap-exhausted', 'high'],
        ['much garbage is collected of a heap with room', { used: 0.6, collecting: 0.4 }, 'data-skew', 'high'],
        ['a heap is full just before it is collected', { used: 0.95, collecting: 0.05 }, 'data-skew', 'high'],
      ] as const
    ).map(([what, heap, cause, confidence]): [string, Partial<Evidence>, string, string] => [
      `skew where ${what}`,
      {
        checkpoints: checkpoints(undefined, undefined),
        signals: [signal('backpressure-high')],
        lag: { first: 10, last: 9_000, overMs: 60_000 },
        spread: {
          name: 'totals',
          subtask: undefined,
          taskManager: undefined,
          busiest: 1,
          others: 0.04,
          records: { busiest: 9_000, others: 300 },
        },
        heap: { taskManager: 'taskmanager-0', ...heap },
      },
      cause,
      confidence,
    ]),
    [
      'checkpoints that expire because a heap is full',
      {
        checkpoints: checkpoints(expired, expired, undefined),
        signals: [signal('checkpoint-failing')],
        heap: { taskManager: 'taskmanager-0', used: 0.91, collecting: 0.5 },
      },
      'heap-exhausted',
      'high',
    ],
    ['commits to Kafka that failed for good', gaveUp(true), 'kafka-transaction-lost', 'medium'],
    ['commits to something else that failed for good', gaveUp(false), 'unknown', 'low'],
    ['failed commits of one job of a cluster', { ...gaveUp(true), job: null }, 'unknown', 'low'],
    [
      'commits that failed, although the job falls behind after it',
      { ...gaveUp(true), signals: [...(gaveUp(true).signals ?? []), signal('backpressure-high', { since: t0 })] },
      'kafka-transaction-lost',
      'medium',
    ],
    ['event time that stands still', stalledAt(t0 - 3_600_000), 'watermark-stalled', 'medium'],
    ['a watermark that never came', stalledAt(null), 'watermark-stalled', 'medium'],
    [
      'event time that stands still, although its checkpoints expire',
      { ...stalledAt(t0), checkpoints: checkpoints(expired, expired, undefined) },
      'checkpoint-expired',
      'high',
    ],
    [
      'a loop in which event time stood still before',
      {
        exceptions: looped('com.acme.Strange: what?'),
        signals: [...(stalledAt(t0).signals ?? []), signal('restart-loop')],
      },
      'restart-loop',
      'medium',
    ],
    [
      'FAILED after event time had stood still',
      { ...stalledAt(t0), state: 'FAILED', exceptions: [thrown(`${suppressed}com.acme.Strange: what?`)] },
      'restarts-exhausted',
      'low',
    ],
    ['event time of one job that stands still in a cluster', { ...stalledAt(t0), job: null }, 'unknown', 'low'],
    [
      'FAILED with restarts used up by something nobody knows',
      { state: 'FAILED', exceptions: [thrown(`${suppressed}com.acme.Strange: what?`)] },
      'restarts-exhausted',
      'low',
    ],
    [
      'FAILED because a service stayed away',
      { state: 'FAILED', exceptions: [thrown(`${suppressed}${refused}`), ...looped(refused)] },
      'restarts-exhausted',
      'high',
    ],
  ])('%s', (_title, change, cause, confidence) => {
    expect(diagnose(change)).toMatchObject({ cause, confidence });
  });

  test('every cause of the rules is named by a test above', () => {
    const named = new Set(tracesByCause.map(([cause]) => cause));

    expect(ruleCauses.filter((id) => !named.has(id))).toEqual([
      'backpressure',
      'data-skew',
      'duplicate-job',
      'restart-loop',
      'restarts-exhausted',
      'stuck-cancelling',
      'watermark-stalled',
    ]);
  });
});

test('never throws, and names a shipped procedure or unknown, whatever it is given', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 300, unit: 'binary' }),
    fc.constantFrom(...tracesByCause.map(([, trace]) => trace), refused, suppressed),
  );
  const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(t0, t0 - 1_000));
  const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined });
  const stats = fc
    .array(maybe(fc.oneof(text, fc.constantFrom(expired, 'Checkpoint was declined'))), { maxLength: 8 })
    .map((messages) => checkpoints(...messages));
  const evidence: fc.Arbitrary<Evidence> = fc.record({
    cluster: text,
    job: fc.option(text),
    jobId: fc.option(text),
    at: number,
    state: maybe(fc.constantFrom(...jobStates)),
    signals: fc.array(
      fc
        .record({ kind: fc.constantFrom(...signalKinds), since: number, at: number, summary: text })
        .map((change) => signal(change.kind, change)),
      { maxLength: 6 },
    ),
    exceptions: fc.array(
      fc.record({ name: text, stacktrace: text, timestamp: number, taskName: maybe(text), taskManagerId: maybe(text) }),
      { maxLength: 6 },
    ),
    metrics: fc.constant(undefined),
    checkpoints: maybe(stats),
    checkpointConfig: fc.constant(undefined),
    vertices: fc.constant([]),
    loads: fc.array(
      fc.record({
        id: text,
        name: text,
        parallelism: number,
        busy: maybe(number),
        backpressured: maybe(number),
        idle: maybe(number),
        inputs: fc.array(text),
      }),
      { maxLength: 4 },
    ),
    spread: maybe(
      fc.record({
        name: text,
        subtask: maybe(number),
        taskManager: maybe(text),
        busiest: number,
        others: number,
        records: maybe(fc.record({ busiest: number, others: number })),
      }),
    ),
    heap: maybe(fc.record({ taskManager: text, used: number, collecting: number })),
    lag: maybe(fc.record({ first: number, last: number, overMs: number })),
    taskManagers: number,
    slotsTotal: number,
    slotsAvailable: number,
    unread: fc.array(text, { maxLength: 4 }),
  });
  const allowed = new Set([...shippedIds, 'unknown']);

  fc.assert(
    fc.property(evidence, (given) => {
      const diagnosis = diagnoseByRules(given, t0);

      Diagnosis.parse(diagnosis);
      expect(allowed).toContain(diagnosis.cause);
      expect(diagnosis.cause === 'unknown' ? diagnosis.confidence : 'low').toBe('low');
      expect(diagnosis.summary.length).toBeLessThanOrEqual(500);
      expect(diagnosis.evidence.length).toBeLessThanOrEqual(10);
      expect(Math.max(0, ...diagnosis.evidence.map((fact) => fact.length))).toBeLessThanOrEqual(240);
      expect(JSON.stringify(diagnosis)).not.toMatch(/\\u00[01]|\\n/);
    }),
    { numRuns: 300 },
  );
}, 60_000);
