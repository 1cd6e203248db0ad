import { FlinkUnreadable, messageOf, OpsError } from '../domain/errors.ts';
import { type ActionRow, longestSendMs } from '../domain/action.ts';
import type { ActionContext, ActionKind, Finding, Progress, SentAction } from '../ports/action-kind.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Attempt, LedgerStore } from '../ports/store.ts';
import { acceptedIn, acceptedOf } from './accepted.ts';
import { apply } from './apply.ts';
import { isClockBehind, isTooEarly } from './change.ts';
import { contextOf, type LedgerDeps, noKind, type RunningLedger } from './deps.ts';
import type { ActionEvent, MayAct } from './events.ts';
import { readIncarnation } from './incarnation.ts';
import { whyNotIntact } from './keys.ts';
import { longestBlindMs, longestUnseenMs, maxAttempts } from './limits.ts';
import { repeatWithinOf, whyNotRepeat } from './repeat.ts';
import { isOverdue, steadyMs, steadyWaitMs } from './send-limit.ts';
import { takeOver } from './take-over.ts';

/**
 * An action that was sent, and whose answer nobody will store any more, is in doubt.
 * @param known what was answered, where only its words cannot be stored: what was accepted is not sent again.
 */
export async function markLost(deps: RunningLedger, row: ActionRow, known?: SendOutcome): Promise<boolean> {
  const why = row.epoch < deps.epoch ? 'sent by a process that is gone' : whyNotStored(known);
  const attempt = await latestAttempt(deps.store, row, known?.kind ?? 'lost', why);
  // A kind that is not registered any more had a limit, too.
  const sendLimitMs = deps.kinds.get(row.kind)?.sendLimitMs ?? longestSendMs;
  const event = { kind: 'lost', why, sendLimitMs } as const;
  const stored = await apply(deps, row, event, attempt === undefined ? {} : { attempt });
  return stored.kind === 'stored';
}

function whyNotStored(known: SendOutcome | undefined): string {
  if (known === undefined) return 'its answer was not stored';
  return `its answer (${known.kind}, ${known.status ?? 'no status'}) could not be stored`;
}

async function latestAttempt(
  store: LedgerStore,
  row: ActionRow,
  outcome: string,
  evidence: string,
): Promise<Attempt | undefined> {
  const attempt = (await store.attempts(row.id)).find((one) => one.n === row.attempts);
  return attempt === undefined ? undefined : { ...attempt, outcome, evidence };
}

/** Looks how accepted work goes on. A look that fails changes nothing; what fails for ten minutes, or never ends, asks a person. */
export async function watch(deps: RunningLedger, running: ActionRow, signal: AbortSignal): Promise<boolean> {
  const kind = deps.kinds.get(running.kind);
  if (kind === undefined) return watchWithout(deps, running);
  const row = await takeOver(deps, running);
  if (typeof row === 'boolean') return row;
  const wasOverdue = isOverdue(deps, row);
  const look = await lookAt(deps, row, kind, signal, (context, sent) => kind.poll(context, sent, signal));
  deps.crashPoint?.('after-poll');
  const seen: Progress = look.kind === 'seen' ? look.answer : { kind: 'in-progress', note: `cannot look: ${look.why}` };
  const progress: Progress =
    wasOverdue && seen.kind === 'failed' ? { kind: 'lost', why: notYetOver(seen.reason) } : seen;
  const blindMs = blindForMs(deps, row, look.kind);
  if (progress.kind === 'in-progress') {
    const now = deps.clock.now();
    const since = now - sentBy(row, now);
    if (progress.stuck === undefined && since <= kind.runLimitMs && blindMs < longestBlindMs) {
      // Nothing to store, but that this process has come through its first look, or that the clock went back.
      if (row.takeovers > 0 || isClockBehind(row, now)) await apply(deps, row, { kind: 'polled', progress });
      return false;
    }
    const why =
      progress.stuck ?? `not finished ${Math.round(since / 60_000)} minutes after it was sent: ${progress.note}`;
    return (await apply(deps, row, { kind: 'escalate', why })).kind === 'stored';
  }
  const text = progress.kind === 'done' ? progress.note : progress.kind === 'failed' ? progress.reason : progress.why;
  const stored = await apply(
    deps,
    row,
    { kind: 'polled', progress },
    { report: { source: 'poll', text: `${progress.kind}: ${text}` }, ...(await atWork(deps.store, row, progress)) },
  );
  deps.crashPoint?.('after-poll-stored');
  return stored.kind === 'stored';
}

/** Ms for which each look has ended in an error of what is asked. An outage begins that wait anew: it has a limit of its own. */
function blindForMs({ clock, blindSince }: RunningLedger, { id }: ActionRow, look: Look<Progress>['kind']): number {
  if (look !== 'failed') {
    blindSince.delete(id);
    return 0;
  }
  const now = steadyMs(clock);
  const since = blindSince.get(id) ?? now;
  blindSince.set(id, since);
  return now - since;
}

/** What was running was accepted, also where only the hook has said so: it stays so when it is lost from sight. */
async function atWork(store: LedgerStore, row: ActionRow, progress: Progress): Promise<{ readonly attempt?: Attempt }> {
  if (progress.kind !== 'lost' || acceptedIn(await store.attempts(row.id)) !== 'no') return {};
  const attempt = await latestAttempt(store, row, 'executed', `it was at work: ${row.note}`);
  return attempt === undefined ? {} : { attempt };
}

/** When it was sent; by a clock that went back since it was no later than its limit, which then goes on by that clock. */
function sentBy({ firstSentAt, sendDeadlineAt }: ActionRow, now: number): number {
  return Math.min(firstSentAt ?? now, sendDeadlineAt ?? now);
}

/** Without its kind nobody knows how long it may take: as long as nobody need be there who can tell. */
async function watchWithout(deps: RunningLedger, row: ActionRow): Promise<boolean> {
  if (deps.clock.now() - (row.firstSentAt ?? 0) < longestUnseenMs) return false;
  return (await apply(deps, row, { kind: 'escalate', why: noKind(row) })).kind === 'stored';
}

/** Settles doubt by the kind's own way. Never sends anything: at most the action becomes ready again. */
export async function settle(deps: RunningLedger, doubtful: ActionRow, signal: AbortSignal): Promise<boolean> {
  const now = deps.clock.now();
  if (signal.aborted || isTooEarly(doubtful, now)) return false;
  if (doubtful.onDoubt === 'askHuman') {
    const why = `only a person can tell: ${doubtful.note}`;
    return (await apply(deps, doubtful, { kind: 'escalate', why })).kind === 'stored';
  }
  const kind = deps.kinds.get(doubtful.kind);
  if (kind === undefined) {
    const gone = await apply(deps, doubtful, { kind: 'unseen', why: noKind(doubtful) });
    return gone.kind === 'stored' && gone.row.state !== doubtful.state;
  }
  const row = await takeOver(deps, doubtful);
  if (typeof row === 'boolean') return row;
  const wasAccepted = (await acceptedOf(deps, row.id)) !== 'no';
  const wasOverdue = isOverdue(deps, row);
  const when = { lookedAt: now, finalityMs: kind.finalityMs, steadyWaitMs: steadyWaitMs(deps, row, kind.finalityMs) };
  deps.crashPoint?.('before-query');
  const look = await lookAt(deps, row, kind, signal, async (context, sent): Promise<Finding | 'retry'> => {
    const mayRetry = row.onDoubt === 'retrySameKey' && !wasAccepted && row.attempts < maxAttempts;
    return mayRetry && sent.keyAlive ? 'retry' : query(kind, context, sent, signal);
  });
  deps.crashPoint?.('after-query');
  // Read anew: an answer may have come while the hook looked.
  const accepted = await acceptedOf(deps, row.id);
  const known = wasOverdue ? notBeforeItsEnd(look) : look;
  const event = eventOf(known, { ...when, accepted });
  const report = event.kind === 'found' ? { source: 'hook' as const, text: JSON.stringify(event.finding) } : undefined;
  const stored = await apply(deps, row, event, report === undefined ? {} : { report });
  deps.crashPoint?.('after-finding');
  return stored.kind === 'stored' && stored.row.state !== row.state;
}

/** Whoever has come in the place of the process that was asked first, since it was read who answers, has heard of nothing. */
async function query(
  kind: ActionKind,
  context: ActionContext,
  sent: SentAction<unknown>,
  signal: AbortSignal,
): Promise<Finding> {
  const finding = await kind.query(context, sent, signal);
  if (finding.kind !== 'not-executed' || !sent.sameIncarnation) return finding;
  const { remembers } = await readIncarnation(context, kind, sent.args, signal);
  if (remembers === sent.row.incarnation) return finding;
  return { kind: 'unknown', why: `${finding.proof}; but who was asked was replaced during the look` };
}

function notBeforeItsEnd(look: Look<Finding | 'retry'>): Look<Finding | 'retry'> {
  if (look.kind !== 'seen' || look.answer === 'retry' || look.answer.kind !== 'failed') return look;
  return { ...look, answer: { kind: 'unknown', why: notYetOver(look.answer.reason) } };
}

/** A failure would free the thing for another key, while the request under this one may still act. */
function notYetOver(reason: string): string {
  return `${reason}; but its request has not ended`;
}

/** A hook that throws means unknown, never failed; and no look at all, where nobody was there to be asked. */
function eventOf(
  look: Look<Finding | 'retry'>,
  when: Pick<Extract<ActionEvent, { kind: 'found' }>, 'lookedAt' | keyof MayAct | 'accepted'>,
): ActionEvent {
  if (look.kind === 'seen') {
    const { answer, mayRepeat } = look;
    if (answer === 'retry') {
      // The target refuses a second effect: that the first request may act is no matter, only that it is on its way.
      const steadyWaitMs = Math.max(0, when.steadyWaitMs - when.finalityMs);
      return { kind: 'retry', mayRepeat, accepted: when.accepted, finalityMs: 0, steadyWaitMs };
    }
    return { kind: 'found', finding: answer, mayRepeat, ...when };
  }
  const why = `could not find out: ${look.why}`;
  if (look.kind === 'nobody-there') return { kind: 'unseen', why };
  return { kind: 'found', finding: { kind: 'unknown', why }, mayRepeat: false, ...when };
}

/** `failed`: it was thrown out of the look. `nobody-there`: by somebody who says that the same look may succeed later. */
type Look<Answer> =
  | { readonly kind: 'seen'; readonly answer: Answer; readonly mayRepeat: boolean }
  | { readonly kind: 'failed' | 'nobody-there'; readonly why: string };

/** Reads who answers and asks the kind, in that order; whatever is thrown is a reason for not knowing. */
async function lookAt<Answer>(
  deps: LedgerDeps,
  row: ActionRow,
  kind: ActionKind,
  signal: AbortSignal,
  ask: (context: ActionContext, sent: SentAction<unknown>) => Promise<Answer>,
): Promise<Look<Answer>> {
  const changed = whyNotIntact(row);
  if (changed !== undefined) return { kind: 'failed', why: changed };
  const parsed = kind.parse(JSON.parse(row.args));
  if (!parsed.ok) return { kind: 'failed', why: `its arguments do not fit ${row.kind}: ${parsed.why}` };
  try {
    const context = contextOf(deps, row.cluster);
    const { remembers, triggerMemoryMs } = await readIncarnation(context, kind, parsed.args, signal);
    const sameIncarnation = remembers !== undefined && remembers === row.incarnation;
    const withinMs = repeatWithinOf(kind, triggerMemoryMs);
    const isKeyless = kind.keyWindowMs === 'declarative';
    const mayRepeat = whyNotRepeat(row, remembers ?? null, withinMs, deps.clock.now(), isKeyless) === undefined;
    const sent = { args: parsed.args, key: row.key, row, sameIncarnation, keyAlive: sameIncarnation && mayRepeat };
    const answer = await ask(context, sent);
    return { kind: 'seen', answer, mayRepeat };
  } catch (error) {
    const isOutage =
      error instanceof FlinkUnreadable ? !error.isFromFlink : error instanceof OpsError && error.retryable;
    return { kind: isOutage ? 'nobody-there' : 'failed', why: messageOf(error) };
  }
}
