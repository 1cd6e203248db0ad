import { expect, test } from 'vitest';
import { noJobManager, runsAsBefore, withIdentity } from '../../src/pipeline/known-job-manager.ts';
import { plainIdentity, shownJob } from '../support/read-only-flink.ts';

test.each<[title: string, remembered: string | undefined, newSince: number | undefined]>([
  ['the first one that is ever seen is not new', undefined, undefined],
  ['the one that was there before this process is not new', 'web-1', undefined],
  ['one that came while this program was down is new', 'web-0', 1_000],
])('%s', (_title, incarnation, newSince) => {
  const read = withIdentity({ ...noJobManager, incarnation }, plainIdentity, 1_000, 500);

  expect(read).toMatchObject({ incarnation: 'web-1', readAt: 1_000, hasMoved: false, settledFrom: 1_500 });
  expect(read.newSince).toBe(newSince);
});

test('another one in the same process has moved, and is new only where the runs do not go on', () => {
  const first = withIdentity(noJobManager, plainIdentity, 1_000, 500);

  const other = withIdentity(first, { ...plainIdentity, incarnation: 'web-2' }, 9_000, 500);
  const same = withIdentity(other, { ...plainIdentity, incarnation: 'web-2' }, 9_500, 500);

  expect(other).toMatchObject({ incarnation: 'web-2', hasMoved: true, newSince: undefined, settledFrom: 1_500 });
  expect(same.hasMoved).toBe(true);
});

test('runs go on as long as each that lived is there with the start that it had', () => {
  const [orders, ended] = [shownJob('orders'), shownJob('ended', { state: 'FINISHED' })];

  expect(runsAsBefore([orders, ended], [orders])).toBe(true);
  expect(runsAsBefore([orders], [{ ...orders, startTime: 2 }])).toBe(false);
  expect(runsAsBefore([orders], [])).toBe(false);
  expect(runsAsBefore([ended], [orders])).toBeUndefined();
});
