import type { ActionRow } from '../domain/action.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunningLedger } from './deps.ts';
import { isClockBehind, limitByOurClock } from './change.ts';
import { clockSlackMs } from './limits.ts';

// How long a request may still act, as this process knows it by the clock that nobody sets: the one place where that is written. What is
// stored besides, by clocks that are, is `sendDeadlineAt`; nothing counts as not there, and nobody is believed, before both are over.

/** A send of this process that does not keep to its limit may act as long as it has not ended. */
export function isOverdue({ limitAt }: RunningLedger, { id }: Pick<ActionRow, 'id'>): boolean {
  return limitAt.get(id) === Number.POSITIVE_INFINITY;
}

/** It is left alone, and has not ended: until then "not there" is never seen late enough. */
export function liftLimit({ limitAt }: RunningLedger, { id }: ActionRow): void {
  limitAt.set(id, Number.POSITIVE_INFINITY);
}

/** What was overdue may act as long as one that leaves now; unless its action has ended meanwhile. */
export function limitFromEnd(deps: RunningLedger, row: ActionRow, sendLimitMs: number): void {
  if (isOverdue(deps, row)) deps.limitAt.set(row.id, steadyMs(deps.clock) + sendLimitMs);
}

/** It ended a little late, before it was left alone: its bytes may have left until now. */
export function limitToNow(deps: RunningLedger, row: ActionRow): void {
  if (steadyWaitMs(deps, row, 0) === 0) deps.limitAt.set(row.id, steadyMs(deps.clock));
}

/** As much of its limit as was left when it was stored is left by the other clock. What that knows already is never made less. */
export function keepLimit({ clock, limitAt }: RunningLedger, row: ActionRow): void {
  const limit = limitByOurClock(row, steadyMs(clock));
  if (limit !== null) limitAt.set(row.id, Math.max(limit, limitAt.get(row.id) ?? limit));
}

/**
 * What waits for a person is taken over by nobody: of what another process has asked about as much is left, by our clock, as there was at the
 * last write, from when this one first knows of it.
 */
export function keepLimitOfOthers(deps: RunningLedger, row: ActionRow): void {
  if (row.epoch < deps.epoch && !deps.limitAt.has(row.id)) keepLimit(deps, row);
}

/**
 * The action with as much of its limit left by a clock that was set forward as by the one that nobody sets, and by ours as by that of the process
 * before: what is stored is all that another process has to go by.
 */
export function withItsLimit({ clock, limitAt, epoch }: RunningLedger, row: ActionRow, now: number): ActionRow {
  // By a clock that is behind it goes on from the last write, see `onTheWayMs`.
  if (row.sendDeadlineAt === null || isClockBehind(row, now)) return row;
  const limit = limitAt.get(row.id);
  if (limit === undefined && row.epoch < epoch) return { ...row, sendDeadlineAt: limitByOurClock(row, now) };
  if (limit === undefined || limit === Number.POSITIVE_INFINITY) return row;
  const sendDeadlineAt = Math.ceil(now + limit - steadyMs(clock));
  return sendDeadlineAt > row.sendDeadlineAt + clockSlackMs ? { ...row, sendDeadlineAt } : row;
}

/** Ms for which its latest request may still act, by the clock that nobody sets; 0: no longer, or this process does not know. */
export function steadyWaitMs({ clock, limitAt }: RunningLedger, { id }: ActionRow, finalityMs: number): number {
  return Math.max(0, (limitAt.get(id) ?? Number.NEGATIVE_INFINITY) + finalityMs - steadyMs(clock));
}

export function steadyMs(clock: Clock): number {
  return clock.steadyMs?.() ?? clock.now();
}

/** Ms that go by from now on, by the clock that says more: one may be set, the other stands while the machine sleeps. */
export function stopwatch(clock: Clock): () => number {
  const [now, steady] = [clock.now(), steadyMs(clock)];
  return () => Math.max(clock.now() - now, steadyMs(clock) - steady);
}
