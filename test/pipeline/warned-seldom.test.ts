import { expect, test } from 'vitest';
import { warnedSeldom } from '../../src/pipeline/warned-seldom.ts';
import { minute } from '../support/action-facts.ts';
import { allLog } from '../support/all-log.ts';
import { movableClock } from '../support/temporary-store.ts';

test('of one thing it is warned at once and every ten minutes, of another thing at once', () => {
  const clock = movableClock(0);
  const log = allLog();
  const { warn } = warnedSeldom(log, clock);
  const said = (...[fields, message]: Parameters<typeof warn>) => {
    const before = log.lines.length;
    warn(fields, message);
    return log.lines.length - before;
  };
  const a = { job: 'a', err: '1' };

  expect([said(a, 'unread'), said({ ...a, err: '2' }, 'unread'), said({ job: 'b' }, 'unread')]).toEqual([1, 0, 1]);
  expect([said(a, 'gone'), said(a, 'gone')]).toEqual([1, 0]);
  clock.at += 10 * minute - 1;
  expect(said(a, 'unread')).toBe(0);
  clock.at += 1;
  expect([said(a, 'unread'), said(a, 'unread')]).toEqual([1, 0]);
});
