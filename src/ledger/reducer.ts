import { type ActionRow, type ActionState, finalStates } from '../domain/action.ts';
import type { ActionEvent, At } from './events.ts';

export type Reduced = { readonly ok: true; readonly next: ActionRow } | { readonly ok: false; readonly why: string };

/** Sends per action. Each of the first two must be proven to have had no effect before the next. */
export const maxAttempts = 3;
/** Back-off between two looks of the hook: 1, 2, 4 … 60 s. Fifteen of them take ten minutes; then a person is asked. */
export const maxSettleAttempts = 15;
/** As many processes in a row that began with an action and got no further: the action is what they died of. */
export const maxTakeovers = 3;
/** A clock that is corrected by less is still the same clock. */
export const clockSlackMs = 1_000;
const longestBackoffMs = 60_000;

type Of<K extends ActionEvent['kind']> = Extract<ActionEvent, { kind: K }>;
type Change = Partial<ActionRow> & { readonly state: ActionState };

/** The only place where an action changes. Pure: what is not allowed comes back as a reason, and the row stays as it is. */
export function reduce(row: ActionRow, event: ActionEvent, at: At): Reduced {
  if (at.epoch < row.epoch) return no(`epoch ${at.epoch} is over, ${row.epoch} wrote last`);
  if (finalStates.includes(row.state)) return no(`it is ${row.state}, and that is final`);
  const change = changeOf(row, event, at);
  if (typeof change === 'string') return no(change);
  const next: ActionRow = { ...row, ...change, epoch: at.epoch, updatedAt: at.now };
  // A clock that went back, or another one: how long the key has been remembered cannot be told any more.
  const isBehind = isClockBehind(row, at.now) && next.firstSentAt !== null && next.firstSentAt === row.firstSentAt;
  if (!isBehind) return { ok: true, next };
  const isSameRequest = next.sendDeadlineAt !== null && next.sendDeadlineAt === row.sendDeadlineAt;
  const sendDeadlineAt = isSameRequest ? at.now + onTheWayMs(row, at.now) : next.sendDeadlineAt;
  return { ok: true, next: { ...next, incarnation: null, sendDeadlineAt } };
}

function isClockBehind(row: ActionRow, now: number): boolean {
  return now < row.updatedAt - clockSlackMs;
}

/** For how long the latest request may still be on its way; after a clock was set back, as long as it could be at the last write. */
function onTheWayMs(row: ActionRow, now: number): number {
  if (row.sendDeadlineAt === null) return 0;
  return Math.max(0, row.sendDeadlineAt - (isClockBehind(row, now) ? row.updatedAt : now));
}

function no(why: string): Reduced {
  return { ok: false, why };
}

/** A text says why not. */
function changeOf(row: ActionRow, event: ActionEvent, { now, epoch }: At): Change | string {
  switch (event.kind) {
    case 'ask':
      return row.state === 'proposed' ? { state: 'awaiting_approval', note: 'waits for a person' } : not(row, event);
    case 'ready':
      return isUnreleased(row) ? ready(event) : not(row, event);
    case 'drop':
      return isUnreleased(row) || row.state === 'ready' ? drop(row, event) : not(row, event);
    case 'take-over':
      return row.state === 'ready' ? takenOver(row, epoch) : not(row, event);
    case 'wait':
      return row.state === 'ready'
        ? { ...backOff(row, now), state: 'ready', takeovers: 0, note: event.why }
        : not(row, event);
    case 'arm':
      return row.state === 'ready' ? arm(row, event, now) : not(row, event);
    case 'answered':
      return row.state === 'sent' ? answered(row, event, now) : not(row, event);
    case 'lost':
      return row.state === 'sent' ? lost(row, event, { now, epoch }) : not(row, event);
    case 'polled':
      return row.state === 'running' ? polled(event, now) : not(row, event);
    case 'found':
      return row.state === 'in_doubt' ? found(row, event, now) : not(row, event);
    case 'retry':
      return row.state === 'in_doubt' ? retry(row, event, now) : not(row, event);
    case 'doubt-again':
      return row.state === 'ready' && row.firstSentAt !== null ? doubt(event.why, now) : not(row, event);
    case 'escalate':
      return row.state === 'sent' || row.state === 'needs_human'
        ? not(row, event)
        : { state: 'needs_human', note: event.why };
    case 'give-up':
      return row.state === 'ready' ? giveUp(row, event.why) : not(row, event);
    case 'human':
      return row.state === 'needs_human' ? human(row, event, now) : not(row, event);
  }
}

function not(row: ActionRow, event: ActionEvent): string {
  return `${event.kind} does not fit an action that is ${row.state}`;
}

function isUnreleased(row: ActionRow): boolean {
  return row.state === 'proposed' || row.state === 'awaiting_approval';
}

function ready(event: Of<'ready'>): Change | string {
  if (!/^[0-9a-f]{32}$/.test(event.key)) return 'its key is not 32 hex digits';
  const { args, argsDigest, key, generation } = event;
  return { state: 'ready', args, argsDigest, key, generation, settleAttempts: 0, nextSettleAt: null, note: 'ready' };
}

function drop(row: ActionRow, event: Of<'drop'>): Change | string {
  return mayHaveHappened(row, row) ?? dropped(event.reason, event.note);
}

function dropped(dropReason: ActionRow['dropReason'], note: string): Change {
  return { state: 'dropped', dropReason, note, nextSettleAt: null };
}

/** Who began with it is counted before anything of it is run, so that its death is counted too. */
function takenOver(row: ActionRow, epoch: number): Change | string {
  if (row.epoch === epoch) return 'it is this process that made it ready';
  const takeovers = row.takeovers + 1;
  if (takeovers < maxTakeovers) return { state: 'ready', takeovers };
  const note = `${takeovers} processes in a row ended before they could send it: ${row.note}`;
  // Of a plan that has changed something, or of what may have happened, nothing ends without a person.
  if (row.step > 0 || row.firstSentAt !== null) return { state: 'needs_human', takeovers, nextSettleAt: null, note };
  return { ...dropped('quarantined', note), takeovers };
}

function backOff(row: ActionRow, now: number): Pick<ActionRow, 'settleAttempts' | 'nextSettleAt'> {
  return {
    settleAttempts: row.settleAttempts + 1,
    nextSettleAt: now + Math.min(longestBackoffMs, 1000 * 2 ** row.settleAttempts),
  };
}

/** Sends are few: one that came to nothing is followed at once by the second, and by the last when a short outage is over. */
function tryLater(row: ActionRow, now: number): Pick<ActionRow, 'settleAttempts' | 'nextSettleAt'> {
  return { settleAttempts: row.settleAttempts + 1, nextSettleAt: now + (row.attempts < 2 ? 1_000 : 60_000) };
}

function doubt(note: string, now: number): Change {
  return { state: 'in_doubt', settleAttempts: 0, nextSettleAt: now, note };
}

function arm(row: ActionRow, event: Of<'arm'>, now: number): Change | string {
  if (row.key === '') return 'it has no key';
  if (row.attempts >= maxAttempts) return `it was tried ${row.attempts} times`;
  if (!(event.deadlineAt > now)) return 'its time limit is over before it is sent';
  const again = whyNotAgain(row, event, now);
  if (again !== undefined) return again;
  return {
    state: 'sent',
    attempts: row.attempts + 1,
    takeovers: 0,
    // The first request fixes them: what is compared later is compared with the moment before any effect.
    incarnation: row.firstSentAt === null ? event.incarnation : row.incarnation,
    checkpointBefore: row.firstSentAt === null ? event.checkpointBefore : row.checkpointBefore,
    firstSentAt: row.firstSentAt ?? now,
    sendDeadlineAt: event.deadlineAt,
    settleAttempts: 0,
    nextSettleAt: null,
    note: `attempt ${row.attempts + 1}`,
  };
}

/** A key that may have arrived once goes out again only to the process that would remember it. */
function whyNotAgain(row: ActionRow, event: Of<'arm'>, now: number): string | undefined {
  if (row.firstSentAt === null || event.keyWindowMs === null) return undefined;
  if (event.incarnation === null || event.incarnation !== row.incarnation) {
    return 'the JobManager that knew the key is gone';
  }
  const agoMs = now - row.firstSentAt;
  if (!(agoMs >= -clockSlackMs && agoMs < event.keyWindowMs)) return 'Flink may have forgotten the key by now';
  return undefined;
}

/** Why it cannot end without a finding: it is repeated without proof, so nobody knows what came of the requests before. */
function mayHaveHappened(row: ActionRow, before: Pick<ActionRow, 'firstSentAt'>): string | undefined {
  if (row.onDoubt !== 'retrySameKey' || before.firstSentAt === null) return undefined;
  return 'an earlier request may have had its effect';
}

function giveUp(row: ActionRow, note: string): Change | string {
  return mayHaveHappened(row, row) ?? { state: 'failed', note };
}

function answered(row: ActionRow, event: Of<'answered'>, now: number): Change {
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
      if (mayHaveHappened(row, beforeArm) !== undefined) {
        return { ...doubt(`refused now, but sent before: ${detail}`, now), nextSettleAt: now + 1000 };
      }
      return { state: 'failed', note: `refused: ${detail}`, result: outcome.result ?? row.result };
    case 'maybe':
      return { ...doubt(`no usable answer: ${detail}`, now), nextSettleAt: now + 1000 };
    case 'executed':
      return { state: afterExecuted, note: `accepted: ${detail}`, result: resultOf(row, event) };
    case 'already':
      return { state: afterExecuted, note: `it was there already: ${detail}`, result: resultOf(row, event) };
  }
}

/** What is complete with its answer returns its result with it; what only begins is asked for it later. */
function resultOf(row: ActionRow, { outcome, afterExecuted }: Of<'answered'>): ActionRow['result'] {
  return { ...row.result, ...(afterExecuted === 'succeeded' && outcome.result) };
}

/**
 * Nobody will store its answer any more. A process of an older epoch cannot, so its action is looked into at once: that it
 * happened counts whenever it is seen, that it did not only when no request can still be on the way.
 */
function lost(row: ActionRow, event: Of<'lost'>, { now, epoch }: At): Change | string {
  if (epoch === row.epoch && onTheWayMs(row, now) > 0) {
    return 'its request may still be on the way';
  }
  const change = doubt(event.why, now);
  // Its clock may have been another one: from here on the limit runs by ours, and it left before now.
  return epoch === row.epoch ? change : { ...change, sendDeadlineAt: now + event.sendLimitMs };
}

function polled({ progress }: Of<'polled'>, now: number): Change {
  switch (progress.kind) {
    case 'in-progress':
      return { state: 'running', note: progress.note };
    case 'done':
      return { state: 'succeeded', result: progress.result, note: progress.note, nextSettleAt: null };
    case 'failed':
      return { state: 'failed', note: progress.reason, result: progress.result ?? null, nextSettleAt: null };
    case 'lost':
      return doubt(progress.why, now);
  }
}

function found(row: ActionRow, event: Of<'found'>, now: number): Change {
  const { finding } = event;
  switch (finding.kind) {
    case 'executed':
      return { state: 'succeeded', result: finding.result, note: finding.note, nextSettleAt: null };
    case 'failed':
      return { state: 'failed', note: finding.reason, result: finding.result ?? null, nextSettleAt: null };
    case 'in-progress':
      return { state: 'running', note: finding.note, nextSettleAt: null };
    case 'unknown':
      return stillInDoubt(row, finding.why, now);
    case 'not-executed':
      if (!isFinal(row, event)) {
        return stillInDoubt(row, `${finding.proof}; a late request may still take effect`, now);
      }
      if (finding.repeat === 'never') {
        return {
          state: 'failed',
          note: `not executed: ${finding.proof}`,
          result: finding.result ?? null,
          nextSettleAt: null,
        };
      }
      if (row.attempts >= maxAttempts) {
        const note = `not executed, tried ${row.attempts} times: ${finding.proof}`;
        return { state: 'failed', note, result: finding.result ?? null, nextSettleAt: null };
      }
      if (!event.mayRepeat) return stillInDoubt(row, `${finding.proof}; but its key is not remembered any more`, now);
      return { state: 'ready', settleAttempts: 0, nextSettleAt: null, note: `not executed: ${finding.proof}` };
  }
}

/** "Not there" counts only when no request that left in time could still act at the moment of looking. */
function isFinal(row: ActionRow, { lookedAt, finalityMs }: Of<'found'>): boolean {
  return row.sendDeadlineAt !== null && lookedAt > row.sendDeadlineAt + finalityMs;
}

function stillInDoubt(row: ActionRow, why: string, now: number): Change {
  if (row.settleAttempts + 1 >= maxSettleAttempts) {
    return { state: 'needs_human', settleAttempts: row.settleAttempts + 1, nextSettleAt: null, note: why };
  }
  return { ...backOff(row, now), state: 'in_doubt', note: why };
}

function retry(row: ActionRow, event: Of<'retry'>, now: number): Change | string {
  if (row.onDoubt !== 'retrySameKey') return `its kind says ${row.onDoubt}`;
  if (row.attempts >= maxAttempts) return `it was tried ${row.attempts} times`;
  if (!event.mayRepeat) return 'its key is not remembered any more';
  if (onTheWayMs(row, now) > 0) return 'its request may still be on the way';
  return { state: 'ready', settleAttempts: 0, nextSettleAt: null, note: 'the same key is sent again' };
}

function human(row: ActionRow, event: Of<'human'>, now: number): Change | string {
  const said = `${event.by}: ${event.reason}`;
  const waitMs = onTheWayMs(row, now);
  if (event.finding !== 'executed' && waitMs > 0) {
    return `its request may still be on the way for ${Math.ceil(waitMs / 1000)} s; look again then`;
  }
  switch (event.finding) {
    case 'executed': {
      const missing = event.resultNames.filter((name) => (event.result[name] ?? '') === '');
      if (missing.length > 0) return `say what it produced: ${missing.map((name) => `${name}=…`).join(' ')}`;
      return { state: 'succeeded', result: event.result, note: `executed, says ${said}`, nextSettleAt: null };
    }
    case 'not-executed':
      if (row.key === '') return 'it was never ready; answer executed or abandon';
      if (row.attempts >= maxAttempts)
        return { state: 'failed', note: `not executed, says ${said}`, nextSettleAt: null };
      // A person vouches that no effect exists, so the next request is a first one.
      return {
        state: 'ready',
        takeovers: 0,
        firstSentAt: null,
        incarnation: null,
        settleAttempts: 0,
        nextSettleAt: null,
        note: `not executed, says ${said}`,
      };
    case 'abandon':
      return dropped('abandoned', `given up by ${said}`);
  }
}
