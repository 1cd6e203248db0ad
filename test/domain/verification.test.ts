import { describe, expect, test } from 'vitest';
import type { CheckpointLine, CheckpointStats } from '../../src/domain/flink.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import { judgeRecovery, type RecoveryFacts } from '../../src/domain/verification.ts';
import { job, jobId, minute, now, rowNamed, stats, vertex } from '../support/action-facts.ts';

const rule = { checkpoints: 2, withinMs: 10 * minute };
const done = (id: number, change: Partial<CheckpointLine> = {}): CheckpointLine => ({
  id,
  status: 'COMPLETED',
  isSavepoint: false,
  triggeredAt: now,
  durationMs: 1,
  failureMessage: undefined,
  ...change,
});
const restored = (id: number, externalPath?: string): CheckpointStats['latestRestored'] => ({
  id,
  isSavepoint: false,
  restoredAt: now,
  externalPath,
});
const after: CheckpointStats = { ...stats, history: [done(9), done(8)], latestRestored: restored(7) };

/** A rescale one minute ago, after which all is well. */
const well: RecoveryFacts = {
  now,
  actions: [rowNamed('rescale')],
  endedAt: now - minute,
  watchedFrom: now - 60 * minute,
  job,
  checkpoints: after,
  restarts: [1, 1, 1],
  trouble: ['backpressure-high'],
  clear: ['backpressure-high', 'restart-loop'],
  newExceptions: false,
  checkpointEveryMs: undefined,
  lag: { first: 100, last: 10 },
};
const late = { endedAt: now - 10 * minute };
const start = rowNamed('start', {
  kind: 'start-job',
  stepName: 'start',
  step: 1,
  args: JSON.stringify({ snapshot: '/sp/savepoint-7' }),
});
const restart = [rowNamed('stop', { kind: 'stop-with-savepoint', stepName: 'stop' }), start];

describe('judgeRecovery', () => {
  test.each<[title: string, change: Partial<RecoveryFacts>, want: string]>([
    ['clears when every required check says yes', {}, 'cleared'],
    ['clears without waiting for the deadline', { endedAt: now - 1 }, 'cleared'],
    ['waits for the second checkpoint', { checkpoints: { ...after, history: [done(8)] } }, 'undecided'],
    [
      'gives up on checkpoints at the deadline',
      { ...late, checkpoints: { ...after, history: [done(8)] } },
      'not-cleared',
    ],
    [
      'compares ids of checkpoints, never clocks',
      { checkpoints: { ...after, history: [done(7), done(6), done(5)] } },
      'undecided',
    ],
    [
      'does not count savepoints',
      { checkpoints: { ...after, history: [done(9, { isSavepoint: true }), done(8)] } },
      'undecided',
    ],
    [
      'does not count failed checkpoints',
      { checkpoints: { ...after, history: [done(9, { status: 'FAILED' }), done(8)] } },
      'undecided',
    ],
    [
      'counts from the restored checkpoint when that is newer',
      { checkpoints: { ...after, latestRestored: restored(8) } },
      'undecided',
    ],
    [
      'counts from the newest before the action where nothing was restored since',
      {
        actions: [rowNamed('checkpoint', { kind: 'trigger-checkpoint', checkpointBefore: 8 })],
        checkpoints: { ...after, latestRestored: restored(3) },
      },
      'undecided',
    ],
    ['says no at once when the job failed', { job: { ...job, state: 'FAILED' } }, 'not-cleared'],
    ['says no at once when the job was cancelled', { job: { ...job, state: 'CANCELED' } }, 'not-cleared'],
    ['waits while the job restarts', { job: { ...job, state: 'RESTARTING' } }, 'undecided'],
    [
      'waits while a task does not run',
      { job: { ...job, vertices: [{ ...vertex, state: 'DEPLOYING' }] } },
      'undecided',
    ],
    [
      'minds no source that has come to its end',
      { job: { ...job, vertices: [vertex, { ...vertex, id: 'v2', state: 'FINISHED' }] } },
      'cleared',
    ],
    ['does not take a job without tasks for a running one', { job: { ...job, vertices: [] } }, 'undecided'],
    ['waits for a job that a recovering JobManager does not know yet', { job: null }, 'undecided'],
    ['says no when the job is not known at the deadline', { ...late, job: null }, 'not-cleared'],
    ['says no at once after another restart', { restarts: [1, 2] }, 'not-cleared'],
    ['sees a restart between two that look equal', { restarts: [1, 2, 1] }, 'not-cleared'],
    ['sees one by another JobManager, which counts from nought', { restarts: [5, 0, 1] }, 'not-cleared'],
    ['cannot tell from one reading of restarts', { ...late, restarts: [1] }, 'cannot-tell'],
    ['waits for a second reading of restarts', { restarts: [] }, 'undecided'],
    ['cannot tell when the counter went back', { ...late, restarts: [5, 0, 0] }, 'cannot-tell'],
    ['cannot tell from restarts that are not a number', { ...late, restarts: [Number.NaN, Number.NaN] }, 'cannot-tell'],
    ['says no at once after a new exception', { newExceptions: true }, 'not-cleared'],
    ['waits after a break as if it had ended then', { ...late, clear: [], watchedFrom: now - minute }, 'undecided'],
    ['says no at once after a break, too', { ...late, restarts: [1, 2], watchedFrom: now }, 'not-cleared'],
    ['also before the first complete poll', { newExceptions: true, clear: undefined }, 'not-cleared'],
    ['waits for the first complete poll', { clear: undefined }, 'undecided'],
    ['cannot tell without a complete poll', { ...late, clear: undefined }, 'cannot-tell'],
    ['waits while the trouble is there', { clear: [] }, 'undecided'],
    ['says no when the trouble is there at the deadline', { ...late, clear: ['restart-loop'] }, 'not-cleared'],
    ['wants every trouble gone', { ...late, trouble: ['backpressure-high', 'checkpoint-failing'] }, 'not-cleared'],
    ['waits while the job cannot be read', { job: undefined }, 'undecided'],
    ['cannot tell when the job could not be read', { ...late, job: undefined }, 'cannot-tell'],
    ['cannot tell when checkpoints could not be read', { ...late, checkpoints: undefined }, 'cannot-tell'],
    [
      'calls it not cleared when one check says no and another cannot tell',
      { ...late, job: undefined, clear: [] },
      'not-cleared',
    ],
    ['clears at the deadline too', late, 'cleared'],
    ['says no where checkpointing is off', { ...late, checkpoints: null }, 'not-cleared'],
    ['does not need the lag', { lag: undefined }, 'cleared'],
    ['does not need a shrinking lag', { lag: { first: 1, last: 9 } }, 'cleared'],
    ['decides when its own time is not a number', { now: Number.NaN, clear: [] }, 'not-cleared'],
  ])('%s', (_title, change, want) => {
    const verdict = judgeRecovery({ ...well, ...change }, rule);

    expect(verdict.kind).toBe(want);
  });

  const one = { ...after, history: [done(8)] };
  const failing: Partial<RecoveryFacts> = { trouble: ['checkpoint-failing'], clear: [] };
  const rare: Partial<RecoveryFacts> = { ...late, checkpoints: one, checkpointEveryMs: 10 * minute };

  test.each<[title: string, change: Partial<RecoveryFacts>, want: string]>([
    ['waits where checkpoints are rarer than the rule thinks', rare, 'undecided'],
    ['for so many intervals and one more', { ...rare, endedAt: now - 30 * minute }, 'not-cleared'],
    ['not where they are frequent', { ...rare, checkpointEveryMs: minute }, 'not-cleared'],
    ['also for those that are to end the trouble', { ...rare, ...failing }, 'undecided'],
    ['not while other trouble is there', { ...rare, clear: [] }, 'not-cleared'],
    ['also where the job cannot be read for a moment', { ...rare, job: undefined }, 'undecided'],
    ['also where checkpoints cannot be read for a moment', { ...rare, checkpoints: undefined }, 'undecided'],
    ['also right after a start of this program', { ...rare, restarts: [1] }, 'undecided'],
    ['also after a poll that failed', { ...rare, clear: undefined }, 'undecided'],
    [
      'no longer where they cannot be read at the end',
      { ...rare, endedAt: now - 30 * minute, checkpoints: undefined },
      'cannot-tell',
    ],
    ['not where they are complete', { ...rare, checkpoints: after, restarts: [1] }, 'cannot-tell'],
    ['not where checkpointing is off', { ...rare, checkpoints: null }, 'not-cleared'],
  ])('%s', (_title, change, want) => {
    const verdict = judgeRecovery({ ...well, ...change }, rule);

    expect(verdict.kind).toBe(want);
  });

  test.each<[title: string, change: Partial<RecoveryFacts>, want: string]>([
    [
      'a rescale must restore the newest checkpoint',
      { checkpoints: { ...after, latestRestored: restored(6) } },
      'not-cleared',
    ],
    [
      'an old answer right after a rescale is no proof',
      { endedAt: now - 1_000, checkpoints: { ...after, latestRestored: restored(3) } },
      'undecided',
    ],
    [
      'a rescale of which no checkpoint was known cannot be told',
      { ...late, actions: [rowNamed('rescale', { checkpointBefore: null })] },
      'cannot-tell',
    ],
    [
      'a rescale that restored nothing lost the state',
      { ...late, checkpoints: { ...after, latestRestored: undefined } },
      'not-cleared',
    ],
    [
      'a start must restore its snapshot',
      { actions: restart, checkpoints: { ...after, latestRestored: restored(7, 'file:/sp/savepoint-7') } },
      'cleared',
    ],
    [
      'a start from anything else is a no at once',
      { actions: restart, checkpoints: { ...after, latestRestored: restored(7, 'file:/sp/savepoint-6') } },
      'not-cleared',
    ],
    [
      'a start may have restarted from a checkpoint of its own',
      { actions: restart, checkpoints: { ...after, latestRestored: restored(7, `file:/cp/${jobId}/chk-7`) } },
      'cleared',
    ],
    [
      'a start whose restored path is not shown cannot be told',
      { ...late, actions: restart, checkpoints: { ...after, latestRestored: restored(7) } },
      'cannot-tell',
    ],
    [
      'a checkpoint restores nothing',
      {
        actions: [rowNamed('checkpoint', { kind: 'trigger-checkpoint' })],
        checkpoints: { ...after, latestRestored: undefined },
      },
      'cleared',
    ],
  ])('%s', (_title, change, want) => {
    const verdict = judgeRecovery({ ...well, ...change }, rule);

    expect(verdict.kind).toBe(want);
  });

  const stopped: Partial<RecoveryFacts> = {
    actions: [rowNamed('stop', { kind: 'stop-with-savepoint' })],
    restarts: [],
    clear: undefined,
  };

  test.each<[title: string, change: Partial<RecoveryFacts>, want: string]>([
    ['a job that was stopped on purpose is not expected to run', { job: { ...job, state: 'FINISHED' } }, 'cleared'],
    ['a job that was stopped and forgotten has ended too', { job: null }, 'cleared'],
    ['a job that should be stopped and runs is waited for', { job }, 'undecided'],
    ['a job that should be stopped and runs at the deadline is a no', { ...late, job }, 'not-cleared'],
    ['a stop of a job that cannot be read cannot be told', { ...late, job: undefined }, 'cannot-tell'],
    [
      'a cancelled job has ended',
      { actions: [rowNamed('cancel', { kind: 'cancel-job' })], job: { ...job, state: 'CANCELED' } },
      'cleared',
    ],
  ])('%s', (_title, change, want) => {
    const verdict = judgeRecovery({ ...well, ...stopped, ...change }, rule);

    expect(verdict.kind).toBe(want);
  });

  const lines = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => done(from - n));
  test.each<[title: string, history: readonly CheckpointLine[], want: string]>([
    ['twelve of which the last ten are shown', lines(19, 10), 'cleared'],
    ['eleven', lines(18, 9), 'undecided'],
    ['ten that are all', lines(17, 8), 'undecided'],
    ['twelve of which the newest goes on', [done(19, { status: 'IN_PROGRESS' }), ...lines(18, 10)], 'undecided'],
    ['twelve of which the newest is a savepoint', [done(19, { isSavepoint: true }), ...lines(18, 10)], 'undecided'],
    ['more, one of which failed', [...lines(29, 25), done(24, { status: 'FAILED' }), ...lines(23, 20)], 'undecided'],
    ['more, of which few are shown', lines(29, 21), 'undecided'],
  ])('a SOP that wants twelve checkpoints, more than Flink shows, gets %s', (_title, history, want) => {
    const verdict = judgeRecovery({ ...well, checkpoints: { ...after, history } }, { ...rule, checkpoints: 12 });

    expect(verdict.kind).toBe(want);
  });

  test.each<[title: string, change: Partial<RecoveryFacts>, isLost: boolean]>([
    ['restored an older checkpoint', { checkpoints: { ...after, latestRestored: restored(6) } }, true],
    ['runs empty', { ...late, checkpoints: { ...after, latestRestored: undefined } }, true],
    ['came back rightly', { ...late, restarts: [1, 2] }, false],
    [
      'shows the answer of before, and failed otherwise',
      { endedAt: now - 1_000, restarts: [1, 2], checkpoints: { ...after, latestRestored: restored(3) } },
      false,
    ],
    [
      'does not show its restart yet, and failed otherwise',
      { endedAt: now - 1_000, restarts: [1, 2], checkpoints: { ...after, latestRestored: undefined } },
      false,
    ],
    ['is gone', { ...late, job: null, checkpoints: null }, false],
    [
      'is not up yet',
      { ...late, job: { ...job, state: 'CREATED' }, checkpoints: { ...after, latestRestored: undefined } },
      false,
    ],
    [
      'was not to be restored',
      { ...late, actions: [rowNamed('one', { kind: 'trigger-checkpoint' })], job: null },
      false,
    ],
  ])('a job that %s has lost its state or not', (_title, change, isLost) => {
    const verdict = judgeRecovery({ ...well, ...change }, rule);

    expect(verdict.kind).not.toBe('undecided');
    expect('lostState' in verdict).toBe(isLost);
  });

  test('never counts cannot-tell or not-applicable as yes', () => {
    const unknown: RecoveryFacts = {
      ...well,
      ...late,
      job: undefined,
      checkpoints: undefined,
      restarts: [],
      clear: undefined,
      lag: undefined,
    };

    const verdict = judgeRecovery(unknown, rule);

    expect(verdict.kind).toBe('cannot-tell');
    expect(verdict.checks.filter((check) => check.result === 'yes')).toEqual([]);
  });

  test('names what is left', () => {
    const trouble: readonly SignalKind[] = ['backpressure-high', 'checkpoint-failing'];

    const { checks } = judgeRecovery({ ...well, trouble }, rule);

    expect(checks).toContainEqual({
      name: 'what was wrong is gone',
      result: 'no',
      detail: 'not clear: checkpoint-failing',
    });
    expect(checks).toContainEqual({ name: 'the lag shrinks', result: 'yes', detail: '100 → 10 records' });
  });
});
