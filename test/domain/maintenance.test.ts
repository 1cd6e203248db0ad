import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MaintenanceWindow, minuteOfDay, openUntil, weekdays } from '../../src/domain/maintenance.ts';

const at = (iso: string) => Date.parse(iso);
const minute = 60_000;
const day = 24 * 60 * minute;

function windowOf(from: string, to: string, change: Partial<MaintenanceWindow> = {}): MaintenanceWindow {
  return {
    days: [...weekdays],
    from: minuteOfDay(from) ?? Number.NaN,
    to: minuteOfDay(to) ?? Number.NaN,
    timeZone: 'Europe/Berlin',
    reason: 'maintenance',
    ...change,
  };
}

describe('a window', () => {
  test.each<[string, MaintenanceWindow, string, string | undefined]>([
    ['is closed just before', windowOf('22:00', '23:00'), '2026-01-05T20:59:59.999Z', undefined],
    ['is open from its first moment', windowOf('22:00', '23:00'), '2026-01-05T21:00:00Z', '2026-01-05T22:00:00Z'],
    ['is over at its end', windowOf('22:00', '23:00'), '2026-01-05T22:00:00Z', undefined],
    ['goes by summer time', windowOf('22:00', '23:00'), '2026-07-06T20:30:00Z', '2026-07-06T21:00:00Z'],
    ['goes over midnight', windowOf('22:00', '02:00'), '2026-01-06T00:30:00Z', '2026-01-06T01:00:00Z'],
    [
      'belongs to the day on which it begins',
      windowOf('22:00', '02:00', { days: ['mon'] }),
      '2026-01-06T00:30:00Z',
      '2026-01-06T01:00:00Z',
    ],
    [
      'is not of the day on which it ends',
      windowOf('22:00', '02:00', { days: ['tue'] }),
      '2026-01-06T00:30:00Z',
      undefined,
    ],
    [
      'lasts a day when it ends as it begins',
      windowOf('10:00', '10:00', { days: ['mon'] }),
      '2026-01-06T08:59:00Z',
      '2026-01-06T09:00:00Z',
    ],
    // 29 March 2026, 02:00 → 03:00.
    [
      'that begins in the gap begins after it',
      windowOf('02:30', '04:00'),
      '2026-03-29T01:00:00Z',
      '2026-03-29T02:00:00Z',
    ],
    ['that begins in the gap is not open before it', windowOf('02:30', '04:00'), '2026-03-29T00:59:59Z', undefined],
    [
      'that ends in the gap ends with the jump',
      windowOf('01:00', '02:30'),
      '2026-03-29T00:59:59Z',
      '2026-03-29T01:00:00Z',
    ],
    // 25 October 2026, 03:00 → 02:00: 02:30 is there twice.
    [
      'that ends at a time that is there twice ends at the last',
      windowOf('01:00', '02:30'),
      '2026-10-25T01:15:00Z',
      '2026-10-25T01:30:00Z',
    ],
    [
      'that begins at one begins at the first',
      windowOf('02:30', '04:00'),
      '2026-10-25T00:30:00Z',
      '2026-10-25T03:00:00Z',
    ],
    [
      'of a day that begins before that of yesterday ends, as 02:30 is there twice, ends with the later',
      windowOf('02:30', '02:30'),
      '2026-10-25T00:45:00Z',
      '2026-10-26T01:30:00Z',
    ],
    // 7 November 2010, 00:01 → 23:01 of the day before.
    [
      'of yesterday is open where that comes a second time',
      windowOf('23:45', '23:30', { timeZone: 'America/St_Johns', days: ['fri'] }),
      '2010-11-07T02:30:30Z',
      '2010-11-07T03:00:00Z',
    ],
    [
      'that began tomorrow, before that was put off, stays open',
      windowOf('00:00', '02:00', { timeZone: 'America/St_Johns', days: ['sun'] }),
      '2010-11-07T02:40:00Z',
      '2010-11-07T05:30:00Z',
    ],
    [
      'of a zone with half hours',
      windowOf('00:00', '01:00', { timeZone: 'Asia/Kolkata' }),
      '2026-01-05T18:45:00Z',
      '2026-01-05T19:30:00Z',
    ],
    [
      'of a zone a day ahead',
      windowOf('00:00', '01:00', { timeZone: 'Pacific/Kiritimati', days: ['tue'] }),
      '2026-01-05T10:30:00Z',
      '2026-01-05T11:00:00Z',
    ],
  ])('%s', (_what, window, now, want) => {
    expect(openUntil(window, at(now))).toBe(want === undefined ? undefined : at(want));
  });

  test.each(['24:00', '7:00', '12:60', '', '22:00:00', 'noon'])('does not begin at %j', (text) => {
    expect(minuteOfDay(text)).toBeUndefined();
  });

  const windows = fc.record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    from: fc.integer({ min: 0, max: 1439 }),
    to: fc.integer({ min: 0, max: 1439 }),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'),
    reason: fc.constant('x'),
  });
  const moments = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });

  test('once open stays open until the moment it named, and is closed or another one then', () => {
    fc.assert(
      fc.property(windows, moments, fc.nat(999), (window, now, permille) => {
        const until = openUntil(window, now);
        if (until === undefined) return;
        expect(until).toBeGreaterThan(now);
        expect(until - now).toBeLessThanOrEqual(day + 61 * minute);
        expect(openUntil(window, now + Math.floor(((until - now) * permille) / 1000))).toBeGreaterThanOrEqual(until);
        expect(openUntil(window, until) ?? Infinity).toBeGreaterThan(until);
      }),
      { numRuns: 300 },
    );
  });

  test('in UTC is plain arithmetic', () => {
    fc.assert(
      fc.property(windows, moments, (drawn, now) => {
        const window = { ...drawn, timeZone: 'UTC' };
        const today = Math.floor(now / day);
        const length = window.to > window.from ? 0 : 1;
        const isOpen = [today - 1, today].some((one) => {
          const weekday = weekdays[(one + 3) % 7];
          if (weekday === undefined || !window.days.includes(weekday)) return false;
          const from = one * day + window.from * minute;
          return from <= now && now < (one + length) * day + window.to * minute;
        });
        expect(openUntil(window, now) !== undefined).toBe(isOpen);
      }),
      { numRuns: 300 },
    );
  });
});
