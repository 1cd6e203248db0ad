export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof weekdays)[number];

/** A time of the week in which nothing is sent. Begins on each of `days`; `to` at or before `from` means the next day. */
export interface MaintenanceWindow {
  readonly days: readonly Weekday[];
  /** Minutes after midnight by the wall clock of `timeZone`. */
  readonly from: number;
  readonly to: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly reason: string;
  /** Names, or patterns with `*`; undefined: all jobs of the cluster. */
  readonly jobs?: readonly string[] | undefined;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const dayMinutes = 24 * 60;

/**
 * Until when the window that is open now lasts, epoch ms; undefined: none is open. Where clocks are put forward, a time that
 * does not exist is the moment after the gap; where they are put back, a window begins at the first of two equal times and
 * ends at the last: it never is shorter than the wall clock says.
 */
export function openUntil(window: MaintenanceWindow, now: number): number | undefined {
  const length = window.to > window.from ? 0 : 1;
  const offsetAt = offsetsOf(window.timeZone);
  const today = Math.floor((now + offsetAt(now)) / dayMs);
  let until: number | undefined;
  for (const day of [today - 2, today - 1, today, today + 1]) {
    if (!window.days.includes(weekdayOf(day))) continue;
    const begins = earliest(offsetAt, day * dayMs + window.from * minuteMs);
    const ends = latest(offsetAt, (day + length) * dayMs + window.to * minuteMs);
    // That of a later day ends no earlier.
    if (begins <= now && now < ends) until = ends;
  }
  return until;
}

/** `02:30` → 150; undefined for what is no time of day. */
export function minuteOfDay(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute < dayMinutes ? minute : undefined;
}

/** Day 0, 1 January 1970, was a Thursday. */
function weekdayOf(day: number): Weekday {
  return weekdays[(day + 3) % 7] as Weekday;
}

/** The moments at which the wall clock shows this time, given as if it were UTC; empty in a gap. */
function moments(offsetAt: Offsets, wall: number): number[] {
  const offsets = new Set([offsetAt(wall - dayMs), offsetAt(wall + dayMs)]);
  return [...offsets].map((offset) => wall - offset).filter((at) => at + offsetAt(at) === wall);
}

function earliest(offsetAt: Offsets, wall: number): number {
  const found = moments(offsetAt, wall);
  return found.length > 0 ? Math.min(...found) : afterGap(offsetAt, wall);
}

function latest(offsetAt: Offsets, wall: number): number {
  const found = moments(offsetAt, wall);
  return found.length > 0 ? Math.max(...found) : afterGap(offsetAt, wall);
}

/** The moment of the jump over this time. */
function afterGap(offsetAt: Offsets, wall: number): number {
  let [before, after] = [wall - dayMs, wall + dayMs];
  const offset = offsetAt(after);
  while (after - before > 1_000) {
    const middle = Math.floor((before + after) / 2_000) * 1_000;
    if (offsetAt(middle) === offset) after = middle;
    else before = middle;
  }
  return after;
}

/** What the wall clock is ahead of UTC at a moment, both in ms. */
type Offsets = (at: number) => number;

function offsetsOf(timeZone: string): Offsets {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const seconds = (of('hour') * 60 + of('minute')) * 60 + of('second');
    const wall = dayOf(of('year'), of('month'), of('day')) * dayMs + seconds * 1_000;
    return wall - Math.floor(at / 1_000) * 1_000;
  };
}

/** Days since 1 January 1970 in the Gregorian calendar; years begin in March here, so that a leap day is their last. */
function dayOf(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const leaps = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return shifted * 365 + leaps + inYear - 719_468;
}
