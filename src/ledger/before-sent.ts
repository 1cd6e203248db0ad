import { type ActionRow, undeterminedStates } from '../domain/action.ts';
import { backOff, type Change, dropped, limitByOurClock, type Of, whyNotEnd } from './change.ts';
import type { At } from './events.ts';
import { maxAttempts, maxTakeovers, maxTakeoversOfSent } from './limits.ts';
import { whyNotRepeat } from './repeat.ts';

// What happens to an action until a request of it leaves; and that a process takes it over, before or after.

export function ready(event: Of<'ready'>): Change | string {
  if (!/^[0-9a-f]{32}$/.test(event.key)) return 'its key is not 32 hex digits';
  const { args, argsDigest, key, generation } = event;
  return { state: 'ready', args, argsDigest, key, generation, note: 'ready' };
}

export function drop(row: ActionRow, event: Of<'drop'>, at: At): Change | string {
  return whyNotEnd(row, at) ?? dropped(event.reason, event.note);
}

/** Who began with it is counted before anything of it is run, so that its death is counted too. */
export function takenOver(row: ActionRow, { now, epoch }: At): Change | string {
  if (row.epoch === epoch) return 'this process has it already';
  const takeovers = row.takeovers + 1;
  const isSent = undeterminedStates.includes(row.state);
  if (takeovers < (isSent ? maxTakeoversOfSent : maxTakeovers)) {
    // It is due. By ours it stays so, should this process die as well: another clock may have set a time that is hours ahead.
    const nextSettleAt = row.nextSettleAt === null ? null : Math.min(row.nextSettleAt, now);
    return { state: row.state, takeovers, nextSettleAt, sendDeadlineAt: limitByOurClock(row, now) };
  }
  const during = isSent ? 'while they looked what became of it' : 'before they could send it';
  const note = `${takeovers} processes in a row ended ${during}: ${row.note}`;
  // Of a plan that has changed something, or of what may have happened, nothing ends without a person.
  if (row.step > 0 || row.firstSentAt !== null) return { state: 'needs_human', takeovers, note };
  return { ...dropped('quarantined', note), takeovers };
}

export function wait(row: ActionRow, why: string, now: number): Change {
  return { ...backOff(row, now), state: 'ready', note: why };
}

export function arm(row: ActionRow, event: Of<'arm'>, now: number): Change | string {
  if (row.key === '') return 'it has no key';
  if (row.attempts >= maxAttempts) return `it was tried ${row.attempts} times`;
  if (!(event.deadlineAt > now)) return 'its time limit is over before it is sent';
  const { incarnation, repeatWithinMs, isKeyless } = event;
  const refusal = row.firstSentAt === null ? undefined : whyNotRepeat(row, incarnation, repeatWithinMs, now, isKeyless);
  if (refusal !== undefined) return refusal;
  return {
    state: 'sent',
    attempts: row.attempts + 1,
    // The first request fixes them: what is compared later is compared with the moment before any effect.
    incarnation: row.firstSentAt === null ? incarnation : row.incarnation,
    checkpointBefore: row.firstSentAt === null ? event.checkpointBefore : row.checkpointBefore,
    firstSentAt: row.firstSentAt ?? now,
    sendDeadlineAt: event.deadlineAt,
    settleAttempts: 0,
    note: `attempt ${row.attempts + 1}`,
  };
}

export function giveUp(row: ActionRow, note: string, at: At): Change | string {
  return whyNotEnd(row, at) ?? { state: 'failed', note };
}
