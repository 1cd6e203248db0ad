import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurns } from '../../src/knowledge/in-turns.ts';

/** Long enough to fill a turn. */
function busy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('other work is done between two turns, and nothing is left out', async () => {
  const done: string[] = [];
  const other = (async () => {
    for (let n = 0; n < 3; n += 1) {
      done.push('other');
      await setImmediate();
    }
  })();

  await inTurns(
    [1, 2, 3, 4],
    (one) => {
      busy(6);
      done.push(`${one}`);
    },
    new AbortController().signal,
  );
  await other;

  expect(done.filter((one) => one !== 'other')).toEqual(['1', '2', '3', '4']);
  expect(done.lastIndexOf('other')).toBeLessThan(done.indexOf('4'));
  expect(done.lastIndexOf('other')).toBeGreaterThan(done.indexOf('1'));
});

test('what is given up ends early, and is no error', async () => {
  const stop = new AbortController();
  const done: number[] = [];

  await inTurns(
    [1, 2, 3],
    (one) => {
      done.push(one);
      if (one === 2) stop.abort();
    },
    stop.signal,
  );

  expect(done).toEqual([1, 2]);
});
