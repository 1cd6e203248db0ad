import { expect, test } from 'vitest';
import type { CheckpointConfig, JobLine } from '../../src/domain/flink.ts';
import { staleAfterMs } from '../../src/detectors/recovery-point.ts';
import {
  ask,
  checkpoints,
  config,
  limits,
  line,
  metrics,
  minute,
  noTasks,
  restoredAt,
  second,
  series,
  t0,
  windowOf,
} from './windows.ts';

test.each<[title: string, change: Partial<CheckpointConfig>, want: number]>([
  ['three intervals when they are longest', { intervalMs: 30 * minute, timeoutMs: minute }, 90 * minute],
  ['two timeouts for a job that tolerates no failure', { timeoutMs: 10 * minute }, 20 * minute],
  ['one timeout more for each failure that it tolerates', { timeoutMs: 5 * minute, tolerableFailures: 1 }, 15 * minute],
  ['not for each of a million tolerated failures', { timeoutMs: 5 * minute, tolerableFailures: 1e6 }, 25 * minute],
  ['never less than a minute', { intervalMs: second, timeoutMs: second }, minute],
  ['not more than half an hour for a long timeout', { timeoutMs: 25 * minute }, 30 * minute],
  ['but always one interval and timeout', { timeoutMs: 60 * minute }, 61 * minute],
])('waits for %s', (_title, change, want) => {
  expect(staleAfterMs(config(change), limits)).toBe(want);
});

interface Case {
  readonly completedAgo?: number;
  readonly line?: Partial<JobLine>;
  readonly config?: Partial<CheckpointConfig>;
  readonly restoredAgo?: number;
  readonly read?: false;
}

/** With the settings of these cases a recovery point is stale after 20 minutes. */
test.each<[title: string, given: Case, want: string]>([
  ['is clear while the newest checkpoint is young', { completedAgo: 19 * minute }, 'clear'],
  ['raises when it is too old', { completedAgo: 21 * minute }, 'raised'],
  ['raises when none completed since the start', {}, 'raised'],
  ['gives a job that was started lately its time', { line: { startTime: t0 - 19 * minute } }, 'clear'],
  ['gives a job that was restored lately its time', { completedAgo: 300 * minute, restoredAgo: 19 * minute }, 'clear'],
  ['cannot tell from an old read', { completedAgo: 21 * minute, read: false }, 'cannot-tell'],
  [
    'is clear from an old read, for the point can only have become younger',
    { completedAgo: 19 * minute, read: false },
    'clear',
  ],
  ['cannot tell of a batch job', { line: { type: 'BATCH' } }, 'cannot-tell'],
  ['cannot tell of a job that ended', { line: { state: 'FINISHED' } }, 'cannot-tell'],
  [
    'cannot tell while the job does not run',
    { completedAgo: 21 * minute, line: { state: 'CREATED', tasks: noTasks } },
    'cannot-tell',
  ],
  ['cannot tell without periodic checkpoints', { config: { intervalMs: Number.MAX_SAFE_INTEGER } }, 'cannot-tell'],
  ['cannot tell when the interval is not a number', { config: { intervalMs: NaN } }, 'cannot-tell'],
])('%s', (_title, given, want) => {
  const stats = checkpoints(given.completedAgo === undefined ? 'F' : 'C', t0 - (given.completedAgo ?? 0), minute, 0);
  const read = {
    line: line(given.line),
    at: given.read === false ? t0 - 15 * second : t0,
    checkpoints: given.restoredAgo === undefined ? stats : restoredAt(stats, t0 - given.restoredAgo),
    checkpointConfig: config(given.config),
  };
  const bare = { line: line(given.line), at: t0 };

  expect(ask('recovery-point-stale', windowOf(given.read === false ? [read, bare] : [read])).kind).toBe(want);
});

test('cannot tell before the settings were read', () => {
  const snapshot = { line: line(), at: t0, checkpoints: checkpoints('F', t0) };

  expect(ask('recovery-point-stale', windowOf([snapshot])).kind).toBe('cannot-tell');
});

test('says how old the point is and when it became stale', () => {
  const stats = checkpoints('C', t0 - 25 * minute, minute, 0);
  const snapshot = { line: line(), at: t0, checkpoints: stats, checkpointConfig: config() };
  const [signal] = ask('recovery-point-stale', windowOf([snapshot])).signals;

  expect(signal?.summary).toBe(
    'The newest completed checkpoint is 25 min old; expected at most 20 min with an interval of 60 s',
  );
  expect(signal).toMatchObject({ severity: 'high', since: t0 - 5 * minute });
});

test('in a restart loop the age counts from the checkpoint, not from the latest restart', () => {
  const snapshots = series([0, 0, 1, 2, 3], 30 * second, (restarts, at) => ({
    line: line(),
    at,
    metrics: metrics({ restarts, lastRestoreAt: at - second, lastCheckpointCompletedAt: t0 - 25 * minute }),
    checkpoints: checkpoints('C', t0 - 25 * minute, minute, 0),
    checkpointConfig: config(),
  }));

  expect(ask('recovery-point-stale', windowOf(snapshots)).kind).toBe('raised');
  expect(ask('recovery-point-stale', windowOf(snapshots.slice(0, 3))).kind).toBe('clear');
});

test('where the metrics give no time, a checkpoint id that moved makes the point young', () => {
  const snapshots = series([41, 42], 25 * minute, (lastCompletedCheckpointId, at) => ({
    line: line(),
    at,
    metrics: metrics({ lastCompletedCheckpointId }),
    ...(at === t0 && { checkpoints: checkpoints('C', t0, minute, 0), checkpointConfig: config() }),
  }));

  expect(ask('recovery-point-stale', windowOf(snapshots)).kind).toBe('clear');
});
