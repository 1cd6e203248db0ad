import { expect, test } from 'vitest';
import { makeCronSchedule } from '../../../src/adapters/cron/cron-schedule.ts';
import { cpuMsOf } from '../../support/cpu-ms.ts';

const at = (text: string) => Date.parse(text);

test.each<[title: string, cron: string, zone: string, after: string, now: string, want: string | undefined]>([
  ['at the time itself', '0 9 * * *', 'UTC', '2026-01-05T08:59:00Z', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z'],
  ['late', '0 9 * * *', 'UTC', '2026-01-05T08:59:00Z', '2026-01-05T11:31:12Z', '2026-01-05T09:00:00Z'],
  ['not before', '0 9 * * *', 'UTC', '2026-01-05T08:00:00Z', '2026-01-05T08:59:59Z', undefined],
  ['not twice', '0 9 * * *', 'UTC', '2026-01-05T09:00:00Z', '2026-01-05T23:00:00Z', undefined],
  ['the last of several', '0 * * * *', 'UTC', '2026-01-05T03:30:00Z', '2026-01-05T09:10:00Z', '2026-01-05T09:00:00Z'],
  [
    'in its zone, in winter',
    '0 9 * * *',
    'Europe/Berlin',
    '2026-01-05T00:00:00Z',
    '2026-01-05T12:00:00Z',
    '2026-01-05T08:00:00Z',
  ],
  [
    'in its zone, in summer',
    '0 9 * * *',
    'Europe/Berlin',
    '2026-07-06T00:00:00Z',
    '2026-07-06T12:00:00Z',
    '2026-07-06T07:00:00Z',
  ],
  ['not on a Sunday', '0 9 * * 1-5', 'UTC', '2026-01-04T00:00:00Z', '2026-01-04T23:00:00Z', undefined],
])('is due %s', (_title, cron, zone, after, now, want) => {
  const due = makeCronSchedule(cron, zone).lastDue(at(after), at(now));

  expect(due).toBe(want === undefined ? undefined : at(want));
});

test('forgets what was due more than a week ago', () => {
  const schedule = makeCronSchedule('0 9 1 1 *', 'UTC');

  expect(schedule.lastDue(0, at('2026-01-02T00:00:00Z'))).toBe(at('2026-01-01T09:00:00Z'));
  expect(schedule.lastDue(0, at('2026-01-20T00:00:00Z'))).toBeUndefined();
});

test('asked every second, it looks at no minute twice', () => {
  const schedule = makeCronSchedule('0 9 1 * *', 'Europe/Berlin');
  const [after, now] = [at('2026-01-02T00:00:00Z'), at('2026-01-20T00:00:00Z')];

  const tookMs = cpuMsOf(() => {
    const due = Array.from({ length: 100 }, (_, second) => schedule.lastDue(after, now + second * 1_000));
    expect(new Set(due)).toEqual(new Set([undefined]));
  });

  // A week of minutes takes at least some 50 ms.
  expect(tookMs).toBeLessThan(10_000);
});

test('asked again and again, it finds what it would find at once', () => {
  const schedule = makeCronSchedule('0 9 * * *', 'UTC');
  const after = at('2026-01-05T00:00:00Z');
  const due = (now: string) => schedule.lastDue(after, at(now));

  expect(due('2026-01-05T08:59:59Z')).toBeUndefined();
  expect(due('2026-01-05T09:00:01Z')).toBe(at('2026-01-05T09:00:00Z'));
  expect(due('2026-01-05T23:00:00Z')).toBe(at('2026-01-05T09:00:00Z'));
  expect(due('2026-01-06T10:00:00Z')).toBe(at('2026-01-06T09:00:00Z'));
  // The clock is put back by a day.
  expect(due('2026-01-05T10:00:00Z')).toBe(at('2026-01-05T09:00:00Z'));
  expect(due('2026-01-05T08:00:00Z')).toBeUndefined();
  expect(due('2026-01-14T08:00:00Z')).toBe(at('2026-01-13T09:00:00Z'));
  expect(schedule.lastDue(at('2026-01-13T09:00:00Z'), at('2026-01-14T08:00:00Z'))).toBeUndefined();
});
