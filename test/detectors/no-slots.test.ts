import { expect, test } from 'vitest';
import type { JobLine } from '../../src/domain/flink.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
import { recordedLines, versions } from './recorded.ts';
import { ask, clusterOf, job, line, noTasks, poll, second, series, t0, windowOf } from './windows.ts';

type Poll = readonly [change: Partial<JobLine>, free?: number];
const waits: Poll = [{ tasks: noTasks }, 0];
const created: Poll = [{ state: 'CREATED', tasks: { total: 0, running: 0 } }, 0];

function said(polls: readonly Poll[], active: readonly SignalKind[] = []) {
  const snapshots = series(polls, 15 * second, ([change], at) => ({ line: line(change), at }));
  const overview = clusterOf(
    snapshots.map((one, index) => poll(one.at, [one], { slotsAvailable: polls[index]?.[1] ?? 1 })),
  );
  return ask('no-slots', windowOf(snapshots, { active }), { overview });
}

test.each<[title: string, polls: readonly Poll[], want: string]>([
  ['raises for a RUNNING job without a running task in a full cluster', [waits, waits, waits], 'raised'],
  ['raises for a CREATED job in a full cluster', [created, created, created], 'raised'],
  ['cannot tell before it waited long', [[{}], waits, waits], 'cannot-tell'],
  ['is clear while slots are free, for then it will start', [waits, waits, [{ tasks: noTasks }, 1]], 'clear'],
  [
    'counts from when the cluster was full',
    [[{ tasks: noTasks }, 2], [{ tasks: noTasks }, 1], waits, waits],
    'cannot-tell',
  ],
  ['is clear while some tasks run', [waits, waits, [{ tasks: { total: 3, running: 1 } }, 0]], 'clear'],
  [
    'is clear for a job that pauses between two restarts',
    [
      [{ state: 'RESTARTING', tasks: noTasks }, 0],
      [{ state: 'RESTARTING', tasks: noTasks }, 0],
      [{ state: 'RESTARTING', tasks: noTasks }, 0],
    ],
    'clear',
  ],
  [
    'cannot tell of a job that was just submitted, for its machines may be on their way',
    Array.from({ length: 11 }, (): Poll => [{ tasks: noTasks, startTime: t0 - 15 * second }, 0]),
    'cannot-tell',
  ],
  [
    'raises for a job whose machines do not come',
    Array.from({ length: 12 }, (): Poll => [{ tasks: noTasks, startTime: t0 - 15 * second }, 0]),
    'raised',
  ],
  [
    'raises for a young job that has run before',
    [
      [{ startTime: t0 - 15 * second }],
      ...Array.from({ length: 3 }, (): Poll => [{ tasks: noTasks, startTime: t0 - 15 * second }, 0]),
    ],
    'raised',
  ],
  [
    'is clear while the job restores its state for minutes, in a cluster that has no slot for another one',
    Array.from({ length: 20 }, (): Poll => [{ tasks: { ...noTasks, starting: 3 } }, 0]),
    'clear',
  ],
  ['is clear for a job that ended', [[{ state: 'FAILED', tasks: noTasks }, 0]], 'clear'],
])('%s', (_title, polls, want) => {
  expect(said(polls).kind).toBe(want);
});

test.each<[title: string, poll: Poll, want: string]>([
  ['stays up while the job waits', waits, 'raised'],
  ['cannot tell between two restarts', [{ state: 'RESTARTING', tasks: noTasks }, 0], 'cannot-tell'],
  ['cannot tell when slots are free and the job still waits', [{ tasks: noTasks }, 3], 'cannot-tell'],
  ['clears when the tasks have their slots', [{ tasks: { ...noTasks, starting: 3 } }, 0], 'clear'],
  ['clears when a task runs', [{ tasks: { total: 3, running: 2 } }, 0], 'clear'],
])('when it was up it %s', (_title, last, want) => {
  expect(said([last], ['no-slots']).kind).toBe(want);
});

test.each([-600, 600])('how young a job is, is told by the clock of Flink, which is %i s ahead', (ahead) => {
  const skewMs = ahead * second;
  const startTime = t0 - 15 * second + skewMs;
  const after = (polls: number) => {
    const waiting = Array.from({ length: polls }, () => ({ tasks: noTasks, startTime }));
    const snapshots = series(waiting, 15 * second, (change, at) => ({ line: line(change), at, skewMs }));
    const overview = clusterOf(snapshots.map((one) => poll(one.at, [one], { slotsAvailable: 0 })));
    return ask('no-slots', windowOf(snapshots), { overview }).kind;
  };

  expect([after(11), after(12)]).toEqual(['cannot-tell', 'raised']);
});

test('says what waits, how long and how many slots there are', () => {
  const [signal] = said([[{}], waits, waits, waits]).signals;

  expect(signal?.summary).toBe(
    'Waits for slots for 30 s: none of its 3 tasks runs, 0 of 4 slots on 2 TaskManagers are free',
  );
  expect(signal).toMatchObject({ severity: 'high', since: t0 + 15 * second });
});

const batch = (minutes: number, tasks = noTasks): Poll => [
  { type: 'BATCH', tasks, startTime: t0 - minutes * 60 * second },
  0,
];

test.each<[title: string, polls: readonly Poll[], want: string]>([
  ['that was submitted lately waits for its turn', Array.from({ length: 40 }, () => batch(5)), 'cannot-tell'],
  [
    'waits for its turn between two of its parts',
    [batch(90, { total: 3, running: 1 }), ...Array.from({ length: 40 }, () => batch(90))],
    'cannot-tell',
  ],
  ['that has waited for its turn for half an hour is told', Array.from({ length: 40 }, () => batch(20.5)), 'raised'],
])('a batch job %s', (_title, polls, want) => {
  expect(said(polls).kind).toBe(want);
});

test('of a batch job that waits, it is said how long at least', () => {
  const [signal] = said(Array.from({ length: 40 }, () => batch(60))).signals;

  expect(signal).toMatchObject({ severity: 'medium' });
  expect(signal?.summary).toMatch(/^Waits for slots for at least 10 min: /);
});

test.each(versions)('recorded on %s: a job that waits while a slot is free is no trouble', (version) => {
  const waiting = recordedLines(version, 'jobs-overview-g-default')
    .filter((one) => one.endTime === undefined)
    .map((one) => ({ ...one, name: job }));
  const snapshots = series([0, 1, 2, 3], 15 * second, (_, at) => ({ line: waiting[0]!, at }));
  const overview = clusterOf(snapshots.map((one) => poll(one.at, [one], { slotsAvailable: 1 })));

  expect(ask('no-slots', windowOf(snapshots), { overview }).kind).toBe('clear');
});
