import { expect, test } from 'vitest';
import { healthOf } from '../../src/serving/health-of.ts';

const minute = 60_000;
const now = 100 * minute;
const everyMs = 10_000;

function polled(agoMs: number | undefined, sinceMs = 50 * minute, error?: string, lookedMs = 0, isToEnd = false) {
  const last = agoMs === undefined ? undefined : { at: now - agoMs, error };
  return { cluster: 'main', since: now - sinceMs, last: () => last, lookedMs: () => lookedMs, isToEnd: () => isToEnd };
}

test.each<[title: string, pollers: readonly ReturnType<typeof polled>[], ok: boolean]>([
  ['a poll a moment ago', [polled(9_000)], true],
  ['a poll that could not read the cluster', [polled(9_000, minute, 'connection refused')], true],
  ['a poll almost a minute ago', [polled(59_999)], true],
  ['no poll for a minute', [polled(60_000)], false],
  [
    'a poll that takes minutes, as each of many jobs answers slowly',
    [polled(10 * minute, undefined, undefined, 9.5 * minute)],
    true,
  ],
  ['one in which nothing has answered for a minute', [polled(10 * minute, undefined, undefined, 9 * minute)], false],
  ['one cluster of two without a poll', [polled(9_000), polled(60_000)], false],
  ['one that polls no more, and waits for what was sent', [polled(11 * minute - 1, undefined, '', 0, true)], true],
  ['one that waits longer than any send may take', [polled(11 * minute, undefined, '', 0, true)], false],
  ['the first poll on its way', [polled(undefined, 5 * minute - 1)], true],
  ['a first poll that never comes to an end, or is never stored', [polled(undefined, 5 * minute)], false],
  ['no cluster to watch, as others hold them all', [], true],
])('%s', (_title, pollers, ok) => {
  expect(healthOf(pollers, everyMs, now).ok).toBe(ok);
});

test('a slow pace is no illness', () => {
  expect(healthOf([polled(4 * minute)], minute, now).ok).toBe(true);
  expect(healthOf([polled(5 * minute)], minute, now).ok).toBe(false);
});

test('says of each cluster how old its last poll is, and what it could not read', () => {
  const { detail } = healthOf([polled(9_000, minute, 'connection refused'), polled(undefined)], everyMs, now);

  expect(detail).toEqual({
    clusters: [
      { cluster: 'main', lastPollAgeMs: 9_000, error: 'connection refused' },
      { cluster: 'main', lastPollAgeMs: null, error: null },
    ],
  });
});
