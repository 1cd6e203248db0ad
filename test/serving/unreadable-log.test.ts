import { expect, test } from 'vitest';
import { FlinkUnreadable, type UnreadableReason } from '../../src/domain/errors.ts';
import { makeUnreadableLog } from '../../src/serving/unreadable-log.ts';
import { minute } from '../support/action-facts.ts';
import { allLog } from '../support/all-log.ts';
import { pollAt } from '../support/detections.ts';
import { movableClock } from '../support/temporary-store.ts';

test('a dead cluster is logged when it dies, when the reason changes and every ten minutes, and its return once', () => {
  const clock = movableClock(0);
  const log = allLog();
  const say = makeUnreadableLog({ clock, log });
  const told: string[] = [];
  const poll = (title: string, minutes: number, reason?: UnreadableReason) => {
    clock.at += minutes * minute;
    const before = log.lines.length;
    if (reason === undefined) say(pollAt(clock.at));
    else say({ kind: 'unreadable', error: new FlinkUnreadable(reason, `${clock.at}`), since: 0 });
    told.push(...log.lines.slice(before).map(({ message }) => `${title}: ${message}`));
  };

  poll('alive', 0);
  poll('dead', 1, 'no-connection');
  poll('still dead', 1, 'no-connection');
  poll('another reason', 1, 'time-limit');
  poll('ten minutes less one', 9, 'time-limit');
  poll('ten minutes', 1, 'time-limit');
  poll('back', 1);
  poll('alive', 1);
  poll('dead again', 1, 'time-limit');

  expect(told).toEqual([
    'dead: cluster unreadable',
    'another reason: cluster unreadable',
    'ten minutes: cluster unreadable',
    'back: cluster readable again',
    'dead again: cluster unreadable',
  ]);
  expect(log.of('cluster unreadable')[0]).toEqual({
    reason: 'no-connection',
    err: `${minute}`,
    since: '1970-01-01T00:00:00.000Z',
  });
});

test('a clock that is put back silences nothing', () => {
  const clock = { at: 0, steady: 0, now: () => clock.at, steadyMs: () => clock.steady, sleep: () => Promise.resolve() };
  const log = allLog();
  const say = makeUnreadableLog({ clock, log });
  const poll = () => say({ kind: 'unreadable', error: new FlinkUnreadable('time-limit', 'slow'), since: 0 });
  poll();
  clock.at -= 60 * minute;
  for (let minutes = 0; minutes < 10; minutes += 1) {
    clock.at += minute;
    clock.steady += minute;
    poll();
  }

  expect(log.of('cluster unreadable')).toHaveLength(2);
});
