import { type ActionRow, longestBackoffMs } from '../domain/action.ts';
import type { Finding } from '../ports/action-kind.ts';
import { backOff, type Change, doubt, dropped, type Of, onTheWayMs, whyNotEnd } from './change.ts';
import type { At, MayAct } from './events.ts';
import { longestUnseenMs, maxAttempts, maxSettleAttempts } from './limits.ts';

// What happens to an action once a request of it may have left. Only `answered`, `found`, `retry` and `human` lead back to ready.

/** It was about to be sent again, and that was refused: what became of the first request is found out before anything else. */
export function doubtAgain(row: ActionRow, why: string, now: number): Change | string {
  return row.firstSentAt === null ? 'it was never sent' : doubt(why, now);
}

export function answered(row: ActionRow, event: Of<'answered'>, at: At): Change {
  const { now } = at;
  const { outcome, afterExecuted, beforeArm } = event;
  const detail = outcome.status === undefined ? outcome.detail : `${outcome.status}: ${outcome.detail}`;
  switch (outcome.kind) {
    case 'not-sent':
      return { ...tryLater(row, now), ...beforeArm, state: 'ready', note: `not sent: ${detail}` };
    case 'refused':
      // 503 and 429 say "not now": it arrived, nothing happened, and it may be asked again.
      if (outcome.status === 503 || outcome.status === 429) {
        return { ...tryLater(row, now), ...beforeArm, state: 'ready', note: `refused for now: ${detail}` };
      }
      if (event.accepted !== 'no' || whyNotEnd({ ...row, ...beforeArm }, at) !== undefined) {
        return doubt(`refused now, but sent before: ${detail}`, now + 1_000);
      }
      return { state: 'failed', note: `refused: ${detail}`, result: outcome.result ?? null };
    case 'maybe':
      return doubt(`no usable answer: ${detail}`, now + 1_000);
    case 'executed':
      return { state: afterExecuted, note: `accepted: ${detail}`, result: resultOf(event) };
    case 'other-key':
      // What it does is there to be found; under our key it is not, and a second request would not be refused.
      return { ...doubt(detail, now + 1_000), incarnation: null };
    case 'already':
      return { state: afterExecuted, note: `it was there already: ${detail}`, result: resultOf(event) };
  }
}

/** Sends are few: one that came to nothing is followed at once by the second, and by the last when a short outage is over. */
function tryLater(row: ActionRow, now: number): Pick<ActionRow, 'nextSettleAt'> {
  return { nextSettleAt: now + (row.attempts < 2 ? 1_000 : 60_000) };
}

/** What is complete with its answer returns its result with it; what only begins is asked for it later. */
function resultOf({ outcome, afterExecuted }: Of<'answered'>): ActionRow['result'] {
  return { ...(afterExecuted === 'succeeded' && outcome.result) };
}

/**
 * Nobody will store its answer any more. A process of an older epoch cannot, so its action is looked into at once: that it
 * happened counts whenever it is seen, that it did not only when no request can still be on the way.
 */
export function lost(row: ActionRow, event: Of<'lost'>, { now, epoch }: At): Change | string {
  if (epoch === row.epoch && onTheWayMs(row, now) > 0) {
    return 'its request may still be on the way';
  }
  const change = doubt(event.why, now);
  // Ours may have been accepted long ago: it is missed from now on. The clock of another may be another one: its limit runs by ours, and it left before now.
  return { ...change, sendDeadlineAt: epoch === row.epoch ? now : now + event.sendLimitMs };
}

export function polled(row: ActionRow, { progress }: Of<'polled'>, now: number): Change {
  switch (progress.kind) {
    case 'in-progress':
      return { state: 'running', note: progress.note };
    case 'done':
      return { state: 'succeeded', result: progress.result, note: progress.note };
    case 'failed':
      return { state: 'failed', note: progress.reason, result: progress.result ?? null };
    case 'lost':
      // Counted on: what is now seen and now lost again asks a person in the end. Its send limit is long over: it is missed from now on.
      return { ...stillInDoubt(row, progress.why, now), sendDeadlineAt: now + onTheWayMs(row, now) };
  }
}

export function found(row: ActionRow, event: Of<'found'>, now: number): Change {
  const { finding } = event;
  switch (finding.kind) {
    case 'executed':
      return { state: 'succeeded', result: finding.result, note: finding.note };
    case 'failed':
      return { state: 'failed', note: finding.reason, result: finding.result ?? null };
    case 'in-progress':
      // The looks it took stay counted, see `polled`.
      return { state: 'running', note: finding.note };
    case 'unknown':
      return noLaterThanItCan(stillInDoubt(row, finding.why, now), row, event, now);
    case 'not-executed':
      return noLaterThanItCan(notExecuted(row, finding, event, now), row, event, now);
  }
}

/**
 * A look that came too early is repeated as soon as a request is not on its way any more, and as soon as none can act: whoever takes over has
 * these waits anew, and after many looks the back-off is longer than many a process lives.
 */
function noLaterThanItCan(change: Change, row: ActionRow, mayAct: MayAct, now: number): Change {
  const { nextSettleAt } = change;
  const waitMs = [onTheWayMs(row, now), mayActMs(row, mayAct, now)].find((ms) => ms > 0);
  if (waitMs === undefined || typeof nextSettleAt !== 'number') return change;
  // Whole, as a store wants it: the clock that nobody sets has parts of milliseconds.
  return { ...change, nextSettleAt: Math.min(nextSettleAt, Math.ceil(now + waitMs)) };
}

/** The proof without which nothing is sent a second time: seen late enough, and by the target that would refuse a second effect. */
function notExecuted(
  row: ActionRow,
  finding: Extract<Finding, { kind: 'not-executed' }>,
  event: Of<'found'>,
  now: number,
): Change {
  const { proof, result } = finding;
  const failed = { state: 'failed', result: result ?? null } as const;
  if (mayActMs(row, event, event.lookedAt) > 0)
    return stillInDoubt(row, `${proof}; a late request may still take effect`, now);
  if (event.accepted === 'by-another-key')
    return stillInDoubt(row, `${proof}; but Flink may be at work on it under an id of its own`, now);
  if (finding.repeat === 'never') return { ...failed, note: `not executed: ${proof}` };
  if (event.accepted !== 'no') return stillInDoubt(row, `${proof}; but a request of it was accepted`, now);
  // Not even as tried too often: who has forgotten the key does not know either what came of it.
  if (!event.mayRepeat) return stillInDoubt(row, `${proof}; but its key is not remembered any more`, now);
  if (row.attempts >= maxAttempts) {
    return { ...failed, note: `not executed, tried ${row.attempts} times: ${proof}` };
  }
  return { state: 'ready', settleAttempts: 0, note: `not executed: ${proof}` };
}

/** For how long a request was still able to act at that moment, by either clock: as long "not there" does not count, whoever says it. */
function mayActMs(row: ActionRow, { finalityMs, steadyWaitMs }: MayAct, at: number): number {
  return Math.max(steadyWaitMs, (row.sendDeadlineAt ?? Number.POSITIVE_INFINITY) + finalityMs - at);
}

function stillInDoubt(row: ActionRow, why: string, now: number): Change {
  if (row.settleAttempts + 1 >= maxSettleAttempts) {
    return { state: 'needs_human', note: why };
  }
  return { ...backOff(row, now), state: 'in_doubt', note: why };
}

/** Limited by time, not by the number of looks: one is enough once somebody answers again. */
export function unseen(row: ActionRow, why: string, now: number): Change {
  const goneMs = now - (row.sendDeadlineAt ?? 0);
  if (!(goneMs < longestUnseenMs)) {
    const note = `nobody could be asked within ${longestUnseenMs / 60_000} minutes after it was sent: ${why}`;
    return { state: 'needs_human', note };
  }
  // A JobManager that fails over is back in ten seconds, one that is repaired in the better part of an hour.
  const pauseMs = Math.min(longestBackoffMs, Math.max(1_000, Math.round(goneMs / 10)));
  return { state: 'in_doubt', nextSettleAt: now + pauseMs, note: why };
}

export function retry(row: ActionRow, event: Of<'retry'>, now: number): Change | string {
  if (row.onDoubt !== 'retrySameKey') return `its kind says ${row.onDoubt}`;
  if (row.attempts >= maxAttempts) return `it was tried ${row.attempts} times`;
  if (!event.mayRepeat) return 'its key is not remembered any more';
  if (event.accepted !== 'no') return 'a request of it was accepted';
  if (mayActMs(row, event, now) > 0) {
    return noLaterThanItCan(stillInDoubt(row, 'the first request may still be on its way', now), row, event, now);
  }
  return { state: 'ready', settleAttempts: 0, note: 'the same key is sent again' };
}

export function human(row: ActionRow, event: Of<'human'>, now: number): Change | string {
  const said = event.reason === '' ? event.by : `${event.by}: ${event.reason}`;
  // Each request is answered as not sent, or as refused: nothing is held back anywhere.
  const waitMs = row.firstSentAt === null ? onTheWayMs(row, now) : mayActMs(row, event, now);
  if (event.finding !== 'executed' && waitMs > 0) {
    if (waitMs === Number.POSITIVE_INFINITY) {
      return 'its request has not ended; look again when it has, at the latest after a restart of this program';
    }
    return `its request may still be on the way for ${Math.ceil(waitMs / 1000)} s; look again then`;
  }
  // Kept while this program was away, or said of the request before this one.
  if (event.finding !== 'executed' && row.firstSentAt !== null && mayActMs(row, event, event.saidAt) > 0) {
    return 'its request could still act when that was said; look again';
  }
  switch (event.finding) {
    case 'executed': {
      const missing = event.resultNames.filter((name) => (event.result[name] ?? '') === '');
      if (missing.length > 0) return `say what it produced: --result ${missing.map((name) => `${name}=…`).join(' ')}`;
      // Of one that was vouched for before, and is known to have happened since, budgets count from now on.
      return {
        state: 'succeeded',
        firstSentAt: row.firstSentAt ?? (row.attempts > 0 ? now : null),
        result: event.result,
        note: `executed, says ${said}`,
      };
    }
    case 'not-executed':
      if (row.key === '') return 'it was never ready; answer executed or abandon';
      if (row.attempts >= maxAttempts) return { state: 'failed', note: `not executed, says ${said}` };
      // A person vouches that no effect exists, so the next request is a first one.
      return {
        state: 'ready',
        firstSentAt: null,
        settleAttempts: 0,
        note: `not executed, says ${said}`,
      };
    case 'abandon':
      return dropped('abandoned', `given up by ${said}`);
  }
}
