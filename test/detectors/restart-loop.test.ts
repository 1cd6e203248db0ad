import { expect, test } from 'vitest';
import type { JobState } from '../../src/domain/flink.ts';
import type { JobSnapshot } from '../../src/domain/snapshot.ts';
import { ask, jobId, line, metrics, noTasks, second, series, t0, windowOf } from './windows.ts';

/** restarts, rescales, state of each read, 30 s apart. */
type Read = readonly [restarts: number | undefined, rescales?: number | undefined, state?: JobState];

function reads(values: readonly Read[], everyMs = 30 * second): JobSnapshot[] {
  return series(values, everyMs, ([restarts, rescales, state = 'RUNNING'], at) => ({
    line: line({ state, tasks: state === 'RUNNING' ? { total: 3, running: 3 } : noTasks }),
    at,
    metrics: metrics({ restarts, rescales }),
  }));
}

test.each<[title: string, values: readonly Read[], want: string]>([
  ['raises after three restarts', [[0], [0], [1], [2], [3]], 'raised'],
  ['raises when one read shows three at once', [[7], [7], [10]], 'raised'],
  ['is clear after two restarts', [[0], [0], [1], [2]], 'clear'],
  ['is clear for a job that restarted often long ago', [[64], [64], [64]], 'clear'],
  ['takes the second reading for the baseline, for the first may be old', [[0], [57], [57]], 'clear'],
  [
    'counts no rescales',
    [
      [0, 0],
      [0, 0],
      [2, 2],
      [3, 3],
      [4, 4],
    ],
    'clear',
  ],
  [
    'counts restarts beside rescales',
    [
      [0, 0],
      [0, 0],
      [2, 1],
      [4, 2],
      [5, 2],
    ],
    'raised',
  ],
  ['takes a counter that went back for a new baseline', [[5], [5], [7], [0], [1], [1]], 'clear'],
  ['cannot tell from one reading', [[9]], 'cannot-tell'],
  [
    'counts departures from RUNNING where no counter can be read',
    [
      [undefined],
      [undefined, undefined, 'RESTARTING'],
      [undefined],
      [undefined, undefined, 'FAILING'],
      [undefined],
      [undefined, undefined, 'RESTARTING'],
    ],
    'raised',
  ],
  ['counts nothing that is not a number', [[0], [0], [NaN], [Infinity], [0]], 'clear'],
])('%s', (_title, values, want) => {
  const said = ask('restart-loop', windowOf(reads(values)));

  expect(said.kind).toBe(want);
});

test('says how many restarts there were and when', () => {
  const [signal] = ask('restart-loop', windowOf(reads([[0], [0], [1], [2], [3], [3]]))).signals;

  expect(signal?.summary).toBe('3 restarts within 90 s, the latest 30 s ago');
  expect(signal?.severity).toBe('high');
  expect(signal?.evidence).toMatchObject({ restarts: 3, state: 'RUNNING' });
});

test('does not raise a loop that was over before anybody looked', () => {
  const calm: Read[] = Array.from({ length: 8 }, () => [3]);

  const said = ask('restart-loop', windowOf(reads([[0], [0], [3], ...calm])));

  expect(said.kind).toBe('clear');
});

test.each<[title: string, calmReads: number, state: JobState, want: string]>([
  ['stays up while the latest restart is young', 2, 'RUNNING', 'raised'],
  ['clears after a time without restarts', 7, 'RUNNING', 'clear'],
  ['cannot tell while the job waits for its next restart', 7, 'RESTARTING', 'cannot-tell'],
])('an active loop %s', (_title, calmReads, state, want) => {
  const calm: Read[] = Array.from({ length: calmReads }, () => [2]);
  const snapshots = reads([[0], [0], [1], [2], ...calm, [2, undefined, state]]);
  const restartingSince = snapshots.with(-2, { ...snapshots.at(-2)!, line: snapshots.at(-1)!.line });

  const said = ask(
    'restart-loop',
    windowOf(state === 'RUNNING' ? snapshots : restartingSince, { active: ['restart-loop'] }),
  );

  expect(said.kind).toBe(want);
});

test('an active loop is not cleared by a new run that was just begun', () => {
  const values: Read[] = [[0], [0]];

  const said = ask('restart-loop', windowOf(reads(values), { active: ['restart-loop'] }));

  expect(said.kind).toBe('cannot-tell');
});

test('counts nothing over a change of the job id', () => {
  const [a, b, c, d] = reads([[0], [0], [1], [9]]);
  const moved = { line: line({ id: jobId(2), startTime: t0 }) };

  const said = ask('restart-loop', windowOf([a!, b!, { ...c!, ...moved }, { ...d!, ...moved }]));

  expect(said.kind).toBe('clear');
});

test('judges nothing from values of the start', () => {
  const said = ask('restart-loop', windowOf(reads([[0], [0], [3], [9]]), { settled: false }));

  expect(said.kind).toBe('cannot-tell');
});

test.each<[title: string, minutesOfWork: number, want: string]>([
  ['that has only now got its tasks back is not over, however long it waited for them', 1, 'cannot-tell'],
  ['is over once it has worked for long enough', 4, 'clear'],
])('a loop %s', (_title, minutesOfWork, want) => {
  const loop = reads([[0], [0], [1], [2], [3]]);
  const at = (loop.at(-1)?.at ?? t0) + 30 * second;
  // RUNNING without a task that runs, as while a TaskManager is replaced.
  const waiting = series(Array.from({ length: 8 }), 30 * second, (_one, shift) => ({
    line: line({ tasks: noTasks }),
    at: at + shift - t0,
    metrics: metrics({ restarts: 3 }),
  }));
  const working = series(Array.from({ length: 2 * minutesOfWork }), 30 * second, (_one, shift) => ({
    line: line(),
    at: (waiting.at(-1)?.at ?? at) + 30 * second + shift - t0,
    metrics: metrics({ restarts: 3 }),
  }));

  const said = ask('restart-loop', windowOf([...loop, ...waiting, ...working], { active: ['restart-loop'] }));

  expect(said.kind).toBe(want);
});
