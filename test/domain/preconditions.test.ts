import { describe, expect, test } from 'vitest';
import type { CheckpointLine, CheckpointStats, Vertex } from '../../src/domain/flink.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import type { Objection } from '../../src/domain/policy.ts';
import type { ActionFacts, ActionToCheck } from '../../src/domain/action-facts.ts';
import { checksOf, judged, objectionsOf } from '../../src/domain/objections.ts';
import {
  permissionChecks,
  permissionObjections,
  stateChecks,
  stateObjections,
} from '../../src/domain/preconditions.ts';
import {
  completed,
  failedFacts,
  goodFacts,
  job,
  jobId,
  line,
  minute,
  now,
  otherId,
  record,
  stats,
  vertex,
} from '../support/action-facts.ts';
import { retainedCheckpoints } from '../support/read-only-flink.ts';

type Change = Partial<ActionFacts>;

/** `weight field = value`, one line each. */
function lines(objections: readonly Objection[]): string[] {
  return objections.map((one) => `${one.weight} ${one.field} = ${one.value}`);
}

const recorded = (change: Partial<ResolvedJobRecord>): Change => ({ record: { ...record, ...change } });
const checked = (change: Partial<CheckpointStats>): Change => ({ checkpoints: { ...stats, ...change } });
const identified = (change: Partial<ActionFacts['identity']>): Change => ({
  identity: { ...goodFacts.identity, ...change },
});
const shaped = (change: Partial<Vertex>): Change => ({ job: { ...job, vertices: [{ ...vertex, ...change }] } });
const savepoint = completed(9, { isSavepoint: true, externalPath: 'file:/sp/savepoint-9' });

describe('permissionObjections', () => {
  const hold = { cluster: 'main', job: 'orders', until: null, reason: 'deploy', by: 'alice', at: 1 };

  test.each<[title: string, change: Change, want: readonly string[]]>([
    ['has nothing against a recorded job without another controller', {}, []],
    ['refuses a job without a record', recorded({ recorded: false }), ['refuse jobs = none']],
    [
      'refuses what an operator owns',
      identified({ operatorManaged: true }),
      ['refuse owner.reference = FlinkDeployment'],
    ],
    ['refuses where another controller is at work', recorded({ controller: 'other' }), ['refuse controller = other']],
    ['refuses where the same Flink has another name, too', { otherNames: ['b'] }, ['refuse clusters = b']],
    ['refuses where the controller is not known', recorded({ controller: 'unknown' }), ['refuse controller = unknown']],
    [
      'refuses where the dashboard may not cancel, as the operator has it',
      identified({ webCancel: false }),
      ['refuse web-cancel = false'],
    ],
    ['waits while a person holds the job', { holds: [hold] }, ['wait hold = until lifted']],
    [
      'waits while the cluster is held',
      { holds: [{ ...hold, job: null, until: now + 2 * minute }] },
      ['wait hold = 2 min more'],
    ],
    [
      'waits while everything is paused',
      { holds: [{ ...hold, cluster: null, job: null }] },
      ['wait hold = until lifted'],
    ],
    ['does not mind a hold that is over', { holds: [{ ...hold, until: now }] }, []],
    [
      'waits for a hold that ends at no number',
      { holds: [{ ...hold, until: Number.NaN }] },
      ['wait hold = unknown more'],
    ],
    ['does not mind the hold of another job', { holds: [{ ...hold, job: 'other' }] }, []],
    ['does not mind the hold of another cluster', { holds: [{ ...hold, cluster: 'second' }] }, []],
    [
      'refuses when two living jobs have the name',
      { overview: { ...goodFacts.overview, jobs: [line, { ...line, id: otherId }] } },
      ['refuse living jobs = 2'],
    ],
    [
      'does not count the ended run of the name',
      { overview: { ...goodFacts.overview, jobs: [line, { ...line, id: otherId, state: 'FAILED' }] } },
      [],
    ],
    ['refuses a batch job', { job: { ...job, type: 'BATCH' } }, ['refuse job-type = BATCH']],
    ['does not take a job of unknown type for a batch job', { job: { ...job, type: undefined } }, []],
  ])('%s', (_title, change, want) => {
    const objections = permissionObjections({ ...goodFacts, ...change });

    expect(lines(objections)).toEqual(want);
  });
});

describe('permission for the steps of a plan', () => {
  const own: ActionToCheck = { kind: 'own' };
  const stop: ActionToCheck = { kind: 'stop-with-savepoint', args: { job: jobId, directory: '/sp' } };
  const elsewhere: Change = { ...identified({ operatorManaged: true }), ...recorded({ recorded: false }) };

  test.each<[title: string, steps: readonly ActionToCheck[], want: readonly string[]]>([
    [
      'is refused beside another controller',
      [stop],
      ['refuse jobs = none', 'refuse owner.reference = FlinkDeployment'],
    ],
    [
      'also where one step leaves Flink alone',
      [own, stop],
      ['refuse jobs = none', 'refuse owner.reference = FlinkDeployment'],
    ],
    ['but not where all do, which need a record all the same', [own, own], ['refuse jobs = none']],
    ['a plan without steps is for nobody', [], ['refuse jobs = none', 'refuse owner.reference = FlinkDeployment']],
  ])('%s', (_title, steps, want) => {
    expect(lines(permissionObjections({ ...goodFacts, ...elsewhere }, steps))).toEqual(want);
  });

  test('is waited for while people hold the job, also where Flink is left alone', () => {
    const hold = { cluster: 'main', job: 'orders', until: null, reason: 'deploy', by: 'alice', at: 1 };

    expect(lines(permissionObjections({ ...goodFacts, holds: [hold] }, [own]))).toEqual(['wait hold = until lifted']);
  });

  const launch = {
    jar: '/jars/orders.jar',
    sha256: 'e'.repeat(64),
    entryClass: 'Orders',
    args: ['--a'],
    parallelism: 2,
  };
  const start: ActionToCheck = {
    kind: 'start-job',
    args: {
      previousJob: jobId,
      jobName: 'orders',
      jar: { file: launch.jar, sha256: launch.sha256 },
      entryClass: launch.entryClass,
      programArgs: launch.args,
      parallelism: 2,
      snapshot: '/cp/chk-7',
      flinkVersion: '1.20.3',
    },
  };
  test.each<[what: string, change: Partial<typeof launch>, want: readonly string[]]>([
    ['what it was', {}, []],
    ['another jar', { jar: '/jars/other.jar' }, ['refuse launch = another one']],
    ['another content of the jar', { sha256: 'f'.repeat(64) }, ['refuse launch = another one']],
    ['another class', { entryClass: 'Other' }, ['refuse launch = another one']],
    ['other arguments', { args: ['--b'] }, ['refuse launch = another one']],
    ['fewer arguments', { args: [] }, ['refuse launch = another one']],
    ['more arguments', { args: ['--a', '--b'] }, ['refuse launch = another one']],
    ['another width, which a start has of its own', { parallelism: 9 }, []],
  ])('to start a job when %s is recorded by now', (_what, change, want) => {
    const facts = { ...goodFacts, ...recorded({ launch: { ...launch, ...change } }) };

    expect(lines(permissionObjections(facts, [start]))).toEqual(want);
  });
});

describe('snapshots of a running job', () => {
  test.each<[title: string, change: Change, want: readonly string[]]>([
    ['may be taken', {}, []],
    [
      'may be taken where a source has come to its end',
      { job: { ...job, vertices: [vertex, { ...vertex, id: 'v2', state: 'FINISHED' }] } },
      [],
    ],
    ['wait while a task does not run', shaped({ state: 'DEPLOYING' }), ['wait state = RUNNING']],
    ['wait while the job restarts', { job: { ...job, state: 'RESTARTING' } }, ['wait state = RESTARTING']],
    [
      'wait while no task is shown, for that is not "all run"',
      { job: { ...job, vertices: [] } },
      ['wait state = RUNNING'],
    ],
    ['wait while Flink does not know the job', { job: undefined }, ['wait job = unknown']],
    ['are refused of a job that will never run again', { job: { ...job, state: 'FAILED' } }, ['refuse state = FAILED']],
  ])('%s', (_title, change, want) => {
    const checkpoint = stateObjections(
      { kind: 'trigger-checkpoint', args: { job: jobId, sinceCheckpoint: 7 } },
      { ...goodFacts, ...change },
    );
    const save = stateObjections(
      { kind: 'trigger-savepoint', args: { job: jobId, directory: '/sp', sinceCheckpoint: 7 } },
      { ...goodFacts, ...change },
    );

    expect(lines(checkpoint)).toEqual(want);
    expect(lines(save)).toEqual(want);
  });
});

describe('after a checkpoint that a task failed to write', () => {
  const failure = 'Could not complete snapshot 9 for operator Sink. Failure reason: Checkpoint was declined.';
  const failed = (id: number, change: Partial<CheckpointLine> = {}): CheckpointLine => ({
    id,
    isSavepoint: false,
    status: 'FAILED',
    triggeredAt: now - minute,
    durationMs: 100,
    failureMessage: failure,
    ...change,
  });
  const done = failed(8, { status: 'COMPLETED', failureMessage: undefined });
  const tolerating = (count: number): Change => ({
    checkpointConfig: { ...retainedCheckpoints, tolerableFailures: count },
  });
  const asked = ['ask history.status = 9 FAILED'];

  test.each<[title: string, change: Change, savepoint: readonly string[], stop: readonly string[]]>([
    ['both ask: a failed savepoint counts as a failed checkpoint', checked({ history: [failed(9)] }), asked, asked],
    [
      'only the stop asks where the job tolerates one more',
      { ...checked({ history: [failed(9), done] }), ...tolerating(2) },
      [],
      asked,
    ],
    [
      'both ask where it tolerates no more',
      { ...checked({ history: [failed(9), failed(8), done] }), ...tolerating(2) },
      asked,
      asked,
    ],
    [
      'both ask where more have failed than the history shows, and none of those it shows has completed',
      { ...checked({ failedCount: 12, history: [failed(9), failed(8)] }), ...tolerating(12) },
      asked,
      asked,
    ],
    [
      'only the stop asks where fewer have failed than it tolerates',
      { ...checked({ failedCount: 11, history: [failed(9), failed(8)] }), ...tolerating(12) },
      [],
      asked,
    ],
    [
      'both ask where nobody knows what it tolerates',
      { ...checked({ history: [failed(9)] }), checkpointConfig: undefined },
      asked,
      asked,
    ],
    ['none asks once one has completed', checked({ history: [{ ...done, id: 10 }, failed(9)] }), [], []],
    [
      'both ask when that was the last savepoint, for checkpoints go elsewhere',
      checked({ history: [{ ...done, id: 10 }, failed(9, { isSavepoint: true })] }),
      asked,
      asked,
    ],
    [
      'none asks once a savepoint has completed',
      checked({ history: [{ ...done, id: 10, isSavepoint: true }, failed(9, { isSavepoint: true })] }),
      [],
      [],
    ],
    [
      'one that is under way says nothing',
      checked({ history: [failed(10, { status: 'IN_PROGRESS', failureMessage: undefined }), failed(9)] }),
      asked,
      asked,
    ],
    [
      'both ask when its storage failed it',
      checked({ history: [failed(9, { failureMessage: 'Asynchronous task checkpoint failed.' })] }),
      asked,
      asked,
    ],
    ...[
      'Checkpoint expired before completing.',
      'Checkpoint Coordinator is suspending.',
      'Checkpoint was declined (tasks not ready)',
      'Failure to finalize checkpoint.',
      undefined,
    ].map((failureMessage): [string, Change, readonly string[], readonly string[]] => [
      `none asks when no task said so: ${failureMessage}`,
      checked({ history: [failed(9, { failureMessage })] }),
      [],
      [],
    ]),
  ])('%s', (_title, change, savepointWant, stopWant) => {
    const facts = { ...goodFacts, ...change };
    const args = { job: jobId, directory: '/sp' };

    expect(lines(stateObjections({ kind: 'trigger-savepoint', args: { ...args, sinceCheckpoint: 7 } }, facts))).toEqual(
      savepointWant,
    );
    expect(lines(stateObjections({ kind: 'stop-with-savepoint', args }, facts))).toEqual(stopWant);
  });

  test('is asked about by a name of its own: a yes to what else was asked of a stop is none to this', () => {
    const stop = { kind: 'stop-with-savepoint', args: { job: jobId, directory: '/sp' } } as const;
    const fieldsOf = (change: Change) =>
      stateObjections(stop, { ...goodFacts, ...change, backpressured: undefined }).map(({ field }) => field);

    const others = fieldsOf({ checkpoints: undefined });
    const ofThis = fieldsOf(checked({ history: [failed(9)] })).filter((field) => !others.includes(field));

    expect(others).toEqual(['history', 'backpressured']);
    expect(ofThis).toHaveLength(1);
  });
});

describe('stop-with-savepoint', () => {
  const inProgress = {
    id: 8,
    isSavepoint: true,
    status: 'IN_PROGRESS',
    triggeredAt: now,
    durationMs: 0,
    failureMessage: undefined,
  } as const;

  test.each<[title: string, change: Change, want: readonly string[]]>([
    ['may be sent to a healthy job', {}, []],
    [
      'waits while a savepoint is in progress, for it would fail or crash the job',
      checked({ history: [inProgress] }),
      ['wait history = 8'],
    ],
    ['does not mind a checkpoint in progress', checked({ history: [{ ...inProgress, isSavepoint: false }] }), []],
    ['does not mind a savepoint that has ended', checked({ history: [{ ...inProgress, status: 'COMPLETED' }] }), []],
    ['asks where savepoints in progress cannot be seen', { checkpoints: undefined }, ['ask history = unknown']],
    [
      'only waits while Flink does not know the job: no yes to it is void',
      { job: undefined, checkpoints: undefined },
      ['wait job = unknown'],
    ],
    [
      'needs no way to start it again',
      { record: { ...record, launch: undefined } as unknown as ResolvedJobRecord },
      [],
    ],
    ['asks under backpressure', { backpressured: 0.51 }, ['ask backpressured = 51 %']],
    ['does not mind some backpressure', { backpressured: 0.5 }, []],
    ['asks where backpressure was not measured', { backpressured: undefined }, ['ask backpressured = not measured']],
    [
      'waits until backpressure can have been measured',
      { backpressured: undefined, isMeasuring: true },
      ['wait backpressured = not measured'],
    ],
    ['asks where backpressure is not a number', { backpressured: Number.NaN }, ['ask backpressured = not measured']],
    ['waits while a task does not run', shaped({ state: 'INITIALIZING' }), ['wait state = RUNNING']],
    [
      'is refused when the recorded jar is gone, before anything stops',
      { jarSha256: undefined },
      ['refuse launch.jar = /jars/orders.jar'],
    ],
    [
      'is refused when the jar is another one',
      { jarSha256: 'f'.repeat(64) },
      [`refuse launch.sha256 = ${'f'.repeat(64)}`],
    ],
    ['is refused when the cluster takes no jars', identified({ webSubmit: false }), ['refuse web-submit = false']],
    [
      'asks when it cannot be told whether the cluster takes jars',
      identified({ webSubmit: undefined }),
      ['ask web-submit = unknown'],
    ],
  ])('%s', (_title, change, want) => {
    const objections = stateObjections(
      { kind: 'stop-with-savepoint', args: { job: jobId, directory: '/sp' } },
      { ...goodFacts, ...change },
    );

    expect(lines(objections)).toEqual(want);
  });
});

function startOf(snapshot: unknown, parallelism = 2): ActionToCheck {
  return {
    kind: 'start-job',
    args: {
      previousJob: jobId,
      jobName: 'orders',
      jar: { file: '/jars/orders.jar', sha256: 'e'.repeat(64) },
      entryClass: 'Orders',
      programArgs: [],
      parallelism,
      snapshot: snapshot as string,
      flinkVersion: '1.20.3',
    },
  };
}

describe('start-job from the newest checkpoint', () => {
  const start = startOf('/cp/chk-7');
  const jobs = failedFacts.overview.jobs;
  const listed = (...more: readonly Partial<typeof line>[]): Change => ({
    overview: { ...failedFacts.overview, jobs: [...jobs, ...more.map((one) => ({ ...line, id: otherId, ...one }))] },
  });
  const exactlyOnce = (timeout?: number) =>
    recorded({ sink: { guarantee: 'exactly-once', ...(timeout !== undefined && { transactionTimeoutMs: timeout }) } });

  test.each<[title: string, change: Change, want: readonly string[]]>([
    ['may be sent', {}, []],
    [
      'is refused where checkpoints are deleted on failure',
      { checkpointConfig: { ...goodFacts.checkpointConfig!, retained: false } },
      ['refuse externalization.enabled = false'],
    ],
    [
      'is refused where retention is not known',
      { checkpointConfig: undefined },
      ['refuse externalization.enabled = unknown'],
    ],
    [
      'is refused from a discarded checkpoint',
      checked({ latestCompleted: completed(7, { discarded: true }) }),
      ['refuse latest.completed.discarded = true'],
    ],
    [
      'is refused when a newer checkpoint completed meanwhile',
      checked({ latestCompleted: completed(8) }),
      ['refuse latest.completed = file:/cp/chk-8'],
    ],
    [
      'is refused when Flink shows no checkpoint, as after a failover',
      checked({ latestCompleted: undefined }),
      ['refuse latest.completed = none'],
    ],
    [
      'is refused when the checkpoint has no path',
      checked({ latestCompleted: completed(7, { externalPath: undefined }) }),
      ['refuse latest.completed = none'],
    ],
    [
      'is refused when a newer savepoint exists',
      checked({ latestSavepoint: savepoint }),
      ['refuse latest.savepoint.id = 9'],
    ],
    ['does not mind an older savepoint', checked({ latestSavepoint: { ...savepoint, id: 6 } }), []],
    [
      'is refused when a savepoint has no comparable id',
      checked({ latestSavepoint: { ...savepoint, id: Number.NaN } }),
      ['refuse latest.savepoint.id = NaN'],
    ],
    [
      'is refused when Flink has forgotten the run',
      { job: undefined, checkpoints: undefined },
      ['refuse job = unknown'],
    ],
    ['is refused when somebody cancelled the job', { job: { ...job, state: 'CANCELED' } }, ['refuse state = CANCELED']],
    [
      'is refused while a job of the name lives',
      listed({ startTime: line.startTime - 1 }),
      [`refuse state = ${otherId} RUNNING`],
    ],
    [
      'is refused when somebody has started it since, even if that ended',
      listed({ state: 'FINISHED', startTime: line.startTime + 1 }),
      [`refuse job = ${otherId}`],
    ],
    ['does not mind an older run', listed({ state: 'FINISHED', startTime: line.startTime - 1 }), []],
    [
      'is refused when the run of the plan is forgotten and another one is shown',
      { overview: { ...failedFacts.overview, jobs: [{ ...line, id: otherId, state: 'FAILED' }] } },
      [`refuse job = ${otherId}`],
    ],
    ['is refused when a twin lives in another cluster', { twins: ['second'] }, ['refuse clusters = second']],
    ['is refused when one lived there since', { laterTwins: ['second'] }, ['refuse clusters = second']],
    ['waits when a twin may live where nobody can look', { unreadTwins: ['second'] }, ['wait clusters = second']],
    ['is refused for a job that should be stopped', recorded({ desired: 'stopped' }), ['refuse desired = stopped']],
    ['is refused for a bounded job', recorded({ desired: 'bounded' }), ['refuse desired = bounded']],
    ['is refused where nobody said that it should run', recorded({ desired: 'unknown' }), ['refuse desired = unknown']],
    [
      'is refused without a launch record',
      { record: { ...record, launch: undefined } as unknown as ResolvedJobRecord },
      ['refuse launch = none'],
    ],
    ['is refused with another jar', { jarSha256: 'f'.repeat(64) }, [`refuse launch.sha256 = ${'f'.repeat(64)}`]],
    [
      'asks where the guarantee of the sink is not known',
      recorded({ sink: { guarantee: 'unknown' } }),
      ['ask sink.guarantee = unknown'],
    ],
    [
      'asks where an exactly-once sink has no recorded timeout',
      exactlyOnce(),
      ['ask sink.transactionTimeout = unknown'],
    ],
    ['runs while the transactions of the sink live', exactlyOnce(minute + 1), []],
    ['asks when the transactions may have timed out', exactlyOnce(minute), ['ask snapshot age = 60 s']],
    [
      'asks when the age of the snapshot is not a number',
      { ...exactlyOnce(minute), ...checked({ latestCompleted: completed(7, { completedAt: Number.NaN }) }) },
      ['ask snapshot age = unknown'],
    ],
    [
      'asks when the snapshot was taken in the future, for then no age can be told',
      { ...exactlyOnce(minute), ...checked({ latestCompleted: completed(7, { completedAt: now + 2 * minute }) }) },
      ['ask snapshot age = unknown'],
    ],
    [
      'asks when the snapshot is very old',
      { ...exactlyOnce(minute), ...checked({ latestCompleted: completed(7, { completedAt: 0 }) }) },
      ['ask snapshot age = 100000 s'],
    ],
  ])('%s', (_title, change, want) => {
    const objections = stateObjections(start, { ...failedFacts, ...change });

    expect(lines(objections)).toEqual(want);
  });

  test('needs no slots that the run before does not hold any more', () => {
    const overview = { ...failedFacts.overview, slotsAvailable: 0 };

    expect(lines(stateObjections(startOf('/cp/chk-7', 4), { ...failedFacts, overview }))).toEqual([]);
  });

  test('is refused from any snapshot but the newest', () => {
    const objections = stateObjections(startOf('/cp/chk-6'), failedFacts);

    expect(lines(objections)).toEqual(['refuse latest.completed = file:/cp/chk-7']);
  });
});

describe('start-job from a savepoint', () => {
  const ownAgo = (minutes: number) => ({ path: 'file:/sp/savepoint-9', knownAt: now - minutes * minute });
  const start = startOf('/sp/savepoint-9');
  const saved: Change = checked({ latestSavepoint: savepoint });
  const restored = (restoredAt: number): Change =>
    checked({
      latestSavepoint: savepoint,
      latestRestored: { id: 3, isSavepoint: false, restoredAt, externalPath: undefined },
    });

  test.each<[title: string, change: Change, want: readonly string[]]>([
    ['may be sent when it is the newest', saved, []],
    [
      'is refused when a newer checkpoint exists',
      checked({ latestSavepoint: savepoint, latestCompleted: completed(10) }),
      ['refuse latest.completed.id = 10'],
    ],
    ['may be sent when it is younger than the last restore', restored(now - 2 * minute), []],
    [
      'is refused when it is older than the last restore',
      restored(now),
      [`refuse latest.restored.restore_timestamp = ${now}`],
    ],
    [
      'is refused when the time of the last restore is not a number',
      restored(Number.NaN),
      ['refuse latest.restored.restore_timestamp = NaN'],
    ],
    [
      'may be sent from our own stop although Flink has forgotten the job',
      { job: undefined, checkpoints: undefined, ownSavepoint: ownAgo(5) },
      [],
    ],
    [
      'is refused when that is so long ago that the job may have run since and be forgotten again',
      { job: undefined, checkpoints: undefined, ownSavepoint: { ...ownAgo(5), knownAt: now - 5 * minute - 1 } },
      ['refuse job = unknown'],
    ],
    [
      'may be sent from our own stop, however long ago it was, of a run that does not show it any more',
      { checkpoints: undefined, ownSavepoint: ownAgo(59) },
      [],
    ],
    [
      'is refused when the job has run again under its id since our stop, and ended',
      { job: { ...job, state: 'FINISHED', startTime: now - minute }, ownSavepoint: ownAgo(2) },
      ['refuse latest.completed = file:/cp/chk-7'],
    ],
    [
      'is refused when the clock was put back so far that nobody can tell how long ago that is',
      { job: undefined, checkpoints: undefined, ownSavepoint: ownAgo(-26) },
      ['refuse job = unknown'],
    ],
    [
      'is refused after a later run under the same id also where the clock of Flink is behind',
      {
        job: { ...job, state: 'FINISHED', now: now - 30 * minute, startTime: now - 31 * minute },
        ownSavepoint: ownAgo(2),
      },
      ['refuse latest.completed = file:/cp/chk-7'],
    ],
    [
      'may be sent from our own stop of an earlier run where the clock of Flink is ahead',
      {
        job: { ...job, state: 'FINISHED', now: now + 30 * minute, startTime: now + 20 * minute },
        checkpoints: undefined,
        ownSavepoint: ownAgo(2),
      },
      [],
    ],
    [
      'is refused from a savepoint that is not ours and not shown',
      { ownSavepoint: { ...ownAgo(1), path: 'file:/sp/savepoint-8' } },
      ['refuse latest.completed = file:/cp/chk-7'],
    ],
  ])('%s', (_title, change, want) => {
    const objections = stateObjections(start, { ...failedFacts, ...change });

    expect(lines(objections)).toEqual(want);
  });
});

describe('start-job that a stop comes before', () => {
  const start = (parallelism: number) => startOf({ from: 'stop.savepoint' }, parallelism);

  test.each<[title: string, parallelism: number, change: Change, want: readonly string[]]>([
    ['does not mind the job that it will stop', 2, {}, []],
    [
      'is refused above the maximum parallelism, before anything stops',
      129,
      {},
      ['refuse maxParallelism = 128', 'wait slots-available = 4'],
    ],
    [
      'is refused above the partitions of the source',
      4,
      recorded({ maxSourceParallelism: 3 }),
      ['refuse maxSourceParallelism = 3'],
    ],
    [
      'asks where the maximum parallelism is not shown',
      4,
      shaped({ maxParallelism: -1 }),
      ['ask maxParallelism = unknown'],
    ],
    ['waits for slots', 7, {}, ['wait slots-available = 4']],
    ['counts the slots that the job itself gives free', 6, {}, []],
    ['is not asked about what is not wider', 2, shaped({ maxParallelism: -1 }), []],
    [
      'minds no operator that is narrower on purpose',
      4,
      { job: { ...job, vertices: [vertex, { ...vertex, id: 'v2', parallelism: 1, maxParallelism: 1 }] } },
      [],
    ],
    ['needs nothing of this when it is not wider', 2, { overview: { ...goodFacts.overview, slotsAvailable: 0 } }, []],
    [
      'waits when the number of slots is not a number',
      3,
      { overview: { ...goodFacts.overview, slotsAvailable: Number.NaN } },
      ['wait slots-available = NaN'],
    ],
    [
      'is refused when a twin lives elsewhere, before anything stops',
      2,
      { twins: ['second'] },
      ['refuse clusters = second'],
    ],
  ])('%s', (_title, parallelism, change, want) => {
    const objections = stateObjections(start(parallelism), { ...goodFacts, ...change });

    expect(lines(objections)).toEqual(want);
  });
});

describe('cancel-job', () => {
  const config = goodFacts.checkpointConfig!;
  const unkept: Change = { checkpointConfig: { ...config, deletedOnCancel: true } };
  const own = (completedAt: number): Change => ({
    ...unkept,
    ...checked({ latestSavepoint: { ...savepoint, completedAt } }),
  });

  test.each<[title: string, change: Change, want: readonly string[]]>([
    ['may be sent when a young checkpoint outlives it', {}, []],
    ['is refused when checkpoints die with it', unkept, ['refuse delete_on_cancellation = true']],
    [
      'is refused when it is not known whether they die with it',
      { checkpointConfig: undefined },
      ['refuse delete_on_cancellation = unknown'],
    ],
    [
      'is refused without retention',
      { checkpointConfig: { ...config, retained: false } },
      ['refuse externalization.enabled = false'],
    ],
    ['is refused without a checkpoint', checked({ latestCompleted: undefined }), ['refuse latest.completed = none']],
    [
      'is refused when the checkpoint is gone',
      checked({ latestCompleted: completed(7, { discarded: true }) }),
      ['refuse latest.completed.discarded = true'],
    ],
    [
      'is refused when the checkpoint is old',
      checked({ latestCompleted: completed(7, { completedAt: now - 11 * minute }) }),
      ['refuse latest.completed age = 11 min'],
    ],
    [
      'is refused when the age is not a number',
      checked({ latestCompleted: completed(7, { completedAt: Number.NaN }) }),
      ['refuse latest.completed age = unknown'],
    ],
    [
      'is refused when the checkpoint comes from the future',
      checked({ latestCompleted: completed(7, { completedAt: now + 2 * minute }) }),
      ['refuse latest.completed age = unknown'],
    ],
    ['may be sent after a savepoint of this run', own(now - minute), []],
    [
      'is refused after a savepoint of the run before, however young',
      { ...own(now - 2 * minute), job: { ...job, startTime: now - minute } },
      ['refuse delete_on_cancellation = true'],
    ],
    ['is refused after a savepoint that is old news', own(now - 11 * minute), ['refuse delete_on_cancellation = true']],
    ['waits while Flink does not know the job', { job: undefined }, ['wait job = unknown']],
    ['is refused of a job that has ended', { job: { ...job, state: 'FINISHED' } }, ['refuse state = FINISHED']],
  ])('%s', (_title, change, want) => {
    const objections = stateObjections({ kind: 'cancel-job', args: { job: jobId } }, { ...goodFacts, ...change });

    expect(lines(objections)).toEqual(want);
  });
});

describe('rescale-in-place', () => {
  const rescale = (upperBound: number, lowerBound = 1): ActionToCheck => ({
    kind: 'rescale-in-place',
    args: { job: jobId, requirements: { v1: { lowerBound, upperBound } } },
  });
  const aged = (completedAt: number): Change => checked({ latestCompleted: completed(7, { completedAt }) });
  const restored = { id: 7, isSavepoint: false, restoredAt: now, externalPath: undefined };

  test.each<[title: string, action: ActionToCheck, change: Change, want: readonly string[]]>([
    ['may be sent', rescale(4), {}, []],
    [
      'is refused where the scheduler cannot',
      rescale(4),
      { requirements: undefined },
      ['refuse resource-requirements = unsupported'],
    ],
    [
      'is refused without any checkpoint: Flink restarts the job empty',
      rescale(4),
      checked({ latestCompleted: undefined }),
      ['refuse latest.completed = none'],
    ],
    [
      'asks when only the restored checkpoint is known',
      rescale(4),
      checked({ latestCompleted: undefined, latestRestored: restored }),
      ['ask latest.completed = none'],
    ],
    [
      'is refused where checkpointing is off',
      rescale(4),
      { checkpoints: undefined },
      ['refuse latest.completed = none'],
    ],
    ['asks when it would rewind far', rescale(4), aged(now - 11 * minute), ['ask latest.completed age = 11 min']],
    ['runs at the limit itself', rescale(4), aged(now - 10 * minute), []],
    [
      'asks when the age of the checkpoint is not a number',
      rescale(4),
      aged(Number.NaN),
      ['ask latest.completed age = unknown'],
    ],
    [
      'asks when the checkpoint comes from the future',
      rescale(4),
      aged(now + 2 * minute),
      ['ask latest.completed age = unknown'],
    ],
    [
      'is refused above the maximum parallelism',
      rescale(129),
      { overview: { ...goodFacts.overview, slotsAvailable: 500 } },
      ['refuse maxParallelism = 128'],
    ],
    [
      'asks where the maximum parallelism is not shown',
      rescale(4),
      shaped({ maxParallelism: Number.NaN }),
      ['ask maxParallelism = unknown'],
    ],
    [
      'is refused above the partitions of the source',
      rescale(4),
      recorded({ maxSourceParallelism: 3 }),
      ['refuse maxSourceParallelism = 3'],
    ],
    ['may be as many as those', rescale(3), recorded({ maxSourceParallelism: 3 }), []],
    [
      'may be as many as the job can be split into',
      rescale(128),
      { overview: { ...goodFacts.overview, slotsAvailable: 500 } },
      [],
    ],
    [
      'does not hold the partitions against another vertex',
      rescale(4),
      { ...recorded({ maxSourceParallelism: 3 }), ...shaped({ inputs: ['v0'] }) },
      [],
    ],
    ['may be sent to what is not to be wider, whatever it takes', rescale(2), shaped({ maxParallelism: -1 }), []],
    ['is refused when it raises the lower bound', rescale(4, 2), {}, ['refuse lowerBound = 2']],
    ['waits for slots', rescale(8), {}, ['wait slots-available = 4']],
    [
      'waits when the number of slots is not a number',
      rescale(4),
      { overview: { ...goodFacts.overview, slotsAvailable: Number.NaN } },
      ['wait slots-available = NaN'],
    ],
    ['is refused when the vertex is not there any more', rescale(4), shaped({ id: 'v9' }), ['refuse vertex = v1']],
    ['waits while the job restarts', rescale(4), { job: { ...job, state: 'RESTARTING' } }, ['wait state = RESTARTING']],
  ])('%s', (_title, action, change, want) => {
    const objections = stateObjections(action, { ...goodFacts, ...change });

    expect(lines(objections)).toEqual(want);
  });

  describe.each([-60, 60])('where the clock of Flink is %d minutes from ours', (apart) => {
    const flinkNow = now + apart * minute;

    test.each<[title: string, completedAt: number, want: readonly string[]]>([
      ['rewinds to a checkpoint that is young by that clock', flinkNow - 9 * minute, []],
      ['asks of one that is old by it', flinkNow - 11 * minute, ['ask latest.completed age = 11 min']],
      ['asks of one from its future', flinkNow + 2 * minute, ['ask latest.completed age = unknown']],
    ])('%s', (_title, completedAt, want) => {
      const facts = { ...goodFacts, ...aged(completedAt), job: { ...job, now: flinkNow } };

      expect(lines(stateObjections(rescale(4), facts))).toEqual(want);
    });
  });
});

test('every objection names a field, a value and what to do', () => {
  const bad: ActionFacts = {
    ...goodFacts,
    identity: { ...goodFacts.identity, operatorManaged: true, webSubmit: false },
    job: undefined,
    checkpoints: undefined,
    checkpointConfig: undefined,
    requirements: undefined,
    jarSha256: undefined,
    backpressured: undefined,
    twins: ['second'],
    unreadTwins: ['third'],
    record: { ...record, recorded: false, controller: 'unknown', desired: 'unknown', sink: { guarantee: 'unknown' } },
    holds: [{ cluster: null, job: null, until: null, reason: 'pause', by: 'alice', at: 1 }],
  };
  const actions: readonly ActionToCheck[] = [
    { kind: 'trigger-checkpoint', args: { job: jobId, sinceCheckpoint: 0 } },
    { kind: 'stop-with-savepoint', args: { job: jobId, directory: '/sp' } },
    startOf('/cp/chk-7'),
    { kind: 'cancel-job', args: { job: jobId } },
    { kind: 'rescale-in-place', args: { job: jobId, requirements: {} } },
  ];

  const objections = [...permissionObjections(bad), ...actions.flatMap((one) => stateObjections(one, bad))];

  expect(objections.length).toBeGreaterThan(12);
  for (const { reason, field, value, todo } of objections) {
    expect([reason, field, value, todo].every((text) => text.length > 0)).toBe(true);
    expect(value).not.toBe('undefined');
  }
});

describe('a start of a run that completed no checkpoint of its own', () => {
  const restored = { id: 7, isSavepoint: false, restoredAt: 1, externalPath: 'file:/cp/old/chk-7' };
  const checkpoints = { ...stats, latestCompleted: undefined, latestSavepoint: undefined, latestRestored: restored };

  test('from the snapshot that it was given asks', () => {
    const found = stateObjections(startOf('file:/cp/old/chk-7'), { ...failedFacts, checkpoints });

    expect(found.map((one) => `${one.weight} ${one.field}`)).toEqual(['ask latest.completed']);
  });

  test.each<[what: string, since: Partial<CheckpointStats>, value: string]>([
    ['a checkpoint', { latestCompleted: completed(8) }, 'file:/cp/chk-8'],
    ['a savepoint', { latestSavepoint: savepoint }, 'none'],
  ])('from there is refused when %s was completed since', (_what, since, value) => {
    const facts = { ...failedFacts, checkpoints: { ...checkpoints, ...since } };

    expect(lines(stateObjections(startOf('file:/cp/old/chk-7'), facts))).toEqual([
      `refuse latest.completed = ${value}`,
    ]);
  });

  test('from any other is refused', () => {
    const found = stateObjections(startOf('file:/cp/old/chk-6'), { ...failedFacts, checkpoints });

    expect(found.map((one) => `${one.weight} ${one.field}`)).toContain('refuse latest.completed');
  });
});

describe('what people are told of the checks', () => {
  const stop: ActionToCheck = { kind: 'stop-with-savepoint', args: { job: jobId, directory: 'file:/sp' } };
  const rescaleTo = (upperBound: number): ActionToCheck => ({
    kind: 'rescale-in-place',
    args: { job: jobId, requirements: { v1: { lowerBound: 1, upperBound } } },
  });
  const told = (result: string, actions: readonly ActionToCheck[], facts: ActionFacts) =>
    checksOf([...permissionChecks(facts, actions), ...actions.flatMap((one) => stateChecks(one, facts))])
      .filter((one) => one.result === result)
      .map(({ name, detail }) => `${name} = ${detail}`);

  test('names each one that passed, with what was seen', () => {
    expect(told('yes', [stop], goodFacts)).toEqual([
      'job record = there',
      'other controllers = none',
      'holds, pauses, maintenance windows = none',
      'living jobs of this name = 1',
      'job = RUNNING',
      'other savepoints in progress = none',
      'tasks can write a savepoint = yes',
      'backpressure = 10 %',
      'jar = the recorded one',
    ]);
    expect(told('yes', [rescaleTo(1)], goodFacts)).toContain('last checkpoint = 1 min old');
    expect(told('yes', [{ kind: 'cancel-job', args: { job: jobId } }], goodFacts)).toContain(
      'snapshot that outlives the cancelling = checkpoint 1 min old',
    );
  });

  test.each<[title: string, action: ActionToCheck, change: Change, ...names: string[]]>([
    ['who owns the cluster', stop, identified({ operatorManaged: undefined }), 'other controllers'],
    [
      'whether a savepoint is under way',
      stop,
      { checkpoints: undefined },
      'other savepoints in progress',
      'tasks can write a savepoint',
    ],
    ['how slow a savepoint would be', stop, { backpressured: undefined }, 'backpressure'],
    ['whether the cluster takes jars', stop, identified({ webSubmit: undefined }), 'jar'],
    ['how wide the job may be', rescaleTo(3), shaped({ maxParallelism: -1 }), 'parallelism'],
    [
      'how wide it may be started',
      startOf({ from: 'stop.savepoint' }, 4),
      shaped({ maxParallelism: -1 }),
      'parallelism',
    ],
    [
      'how long the sink keeps what is open',
      startOf('/cp/chk-7'),
      { ...failedFacts, ...recorded({ sink: { guarantee: 'exactly-once' } }) },
      'transactions of the sink',
    ],
    [
      'how old the snapshot is for the sink',
      startOf('/cp/chk-7'),
      {
        ...failedFacts,
        ...recorded({ sink: { guarantee: 'exactly-once', transactionTimeoutMs: minute } }),
        ...checked({ latestCompleted: completed(7, { completedAt: Number.NaN }) }),
      },
      'transactions of the sink',
    ],
    [
      'how old a checkpoint of the future is',
      rescaleTo(1),
      checked({ latestCompleted: completed(8, { completedAt: now + 5 * minute }) }),
      'last checkpoint',
    ],
  ])('says that it cannot be told %s, and not that it passed', (_title, action, change, ...names) => {
    const facts = { ...goodFacts, ...change };

    expect(told('cannot-tell', [action], facts).map((one) => one.split(' = ')[0])).toEqual(names);
    for (const name of names)
      expect(told('yes', [action], facts).map((one) => one.split(' = ')[0])).not.toContain(name);
  });

  test('is what the step says that cannot be told, where another can', () => {
    const seen = judged('jar', 'the recorded one', []);

    expect(checksOf([seen, judged('jar', 'another', [], false), seen])).toEqual([
      { name: 'jar', result: 'cannot-tell', detail: 'another' },
    ]);
  });

  test('has room in one line, also of a restart that widens the job', () => {
    const start = startOf({ from: 'stop.savepoint' }, 4);

    expect(told('yes', [stop, start], goodFacts)).toContain('free slots = 4, 2 more needed');
    expect(told('yes', [stop, start], goodFacts).join('; ').length).toBeLessThan(500);
  });

  test('is never that a check passed against which something was found', () => {
    const actions = [stop, rescaleTo(3), { kind: 'cancel-job', args: { job: jobId } } as const];
    const facts = {
      ...goodFacts,
      ...checked({ latestCompleted: undefined, latestSavepoint: undefined }),
      job: undefined,
    };
    const all = [...permissionChecks(facts, actions), ...actions.flatMap((one) => stateChecks(one, facts))];
    const wrong = all.filter((one) => one.objections.length > 0).map((one) => one.name);
    const passed = checksOf(all).filter((one) => one.result === 'yes');

    expect(wrong.length).toBeGreaterThan(0);
    expect(passed.filter((one) => wrong.includes(one.name))).toEqual([]);
    expect(objectionsOf(all).map((one) => one.weight)).toContain('wait');
  });
});

describe('what lies beside the job', () => {
  const other = { ...line, id: otherId, name: 'payments', startTime: line.startTime + 1 };
  const beside: Change = { overview: { ...goodFacts.overview, jobs: [...goodFacts.overview.jobs, other] } };

  test('is none of its name', () => {
    expect(lines(permissionObjections({ ...goodFacts, ...beside }))).toEqual([]);
    const overview = { ...failedFacts.overview, jobs: [...failedFacts.overview.jobs, other] };
    expect(lines(stateObjections(startOf('/cp/chk-7'), { ...failedFacts, overview }))).toEqual([]);
  });

  test('and whether an operator owns the cluster is asked where nobody can tell', () => {
    const untold = { ...goodFacts, ...identified({ operatorManaged: undefined }) };

    expect(lines(permissionObjections(untold))).toEqual(['ask owner.reference = unknown']);
  });
});

describe('a start for an exactly-once sink', () => {
  const exactlyOnce = recorded({ sink: { guarantee: 'exactly-once', transactionTimeoutMs: minute + 1 } });

  test('is checked for all that every start is', () => {
    const facts = { ...failedFacts, ...exactlyOnce, twins: ['second'] };

    expect(lines(stateObjections(startOf('/cp/chk-7'), facts))).toEqual(['refuse clusters = second']);
  });

  test('knows how old a savepoint is', () => {
    const facts = { ...failedFacts, ...exactlyOnce, ...checked({ latestSavepoint: savepoint }) };

    expect(lines(stateObjections(startOf('file:/sp/savepoint-9'), facts))).toEqual([]);
  });

  test('does not take the age of another savepoint for that of its checkpoint', () => {
    const older = checked({ latestSavepoint: { ...savepoint, id: 6, completedAt: 0 } });

    expect(lines(stateObjections(startOf('/cp/chk-7'), { ...failedFacts, ...exactlyOnce, ...older }))).toEqual([]);
  });
});

describe('a rescale of several vertices needs the slots of its widest one', () => {
  const vertices = [vertex, { ...vertex, id: 'v2', parallelism: 1, inputs: ['v1'] }];
  const bounds = (upperBound: number) => ({ lowerBound: 1, upperBound });
  const requirements = { v1: bounds(2), v2: bounds(1) };

  test.each([
    [0, ['wait slots-available = 0']],
    [1, []],
  ])('beyond those it has; %i are there', (slotsAvailable, want) => {
    const step: ActionToCheck = {
      kind: 'rescale-in-place',
      args: { job: jobId, requirements: { v1: bounds(3), v2: bounds(1) } },
    };
    const overview = { ...goodFacts.overview, slotsAvailable };

    const objections = stateObjections(step, { ...goodFacts, job: { ...job, vertices }, requirements, overview });

    expect(lines(objections)).toEqual(want);
  });
});
