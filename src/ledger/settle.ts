import { messageOf } from '../domain/errors.ts';
import type { ActionRow } from '../domain/action.ts';
import type { ActionContext, ActionKind, Finding, Progress, SentAction } from '../ports/action-kind.ts';
import type { Attempt, LedgerStore } from '../ports/store.ts';
import { apply } from './apply.ts';
import { contextOf, kindOf, type LedgerDeps } from './deps.ts';
import { type Incarnation, readIncarnation } from './incarnation.ts';
import { clockSlackMs, maxAttempts } from './reducer.ts';

/** Part of Flink's trigger memory that is relied on: it counts from completion, we from the first send. */
const trustedPart = 0.8;

/** Ms since the first send for which the target refuses a second effect; null: no key is needed. */
export function keyWindowOf(kind: ActionKind, triggerMemoryMs: number): number | null {
  if (kind.keyWindowMs === 'declarative') return null;
  return kind.keyWindowMs === 'trigger-memory' ? triggerMemoryMs * trustedPart : kind.keyWindowMs;
}

const longestSendMs = 600_000;

/** An action that was sent, and whose answer nobody will store any more, is in doubt. */
export async function giveUpAnswer(deps: LedgerDeps, row: ActionRow): Promise<boolean> {
  const why = row.epoch < deps.epoch ? 'sent by a process that is gone' : 'its answer was not stored';
  const attempt = await latestAttempt(deps.store, row, why);
  const stored = await apply(
    deps,
    row,
    // A kind that is not registered any more had a limit, too.
    { kind: 'lost', why, sendLimitMs: deps.kinds.get(row.kind)?.sendLimitMs ?? longestSendMs },
    attempt === undefined ? {} : { attempt },
  );
  return stored.kind === 'stored';
}

async function latestAttempt(store: LedgerStore, row: ActionRow, evidence: string): Promise<Attempt | undefined> {
  const attempt = (await store.attempts(row.id)).find((one) => one.n === row.attempts);
  return attempt === undefined ? undefined : { ...attempt, outcome: 'lost', evidence };
}

/** Looks how accepted work goes on. A look that fails changes nothing; one that never ends asks a person. */
export async function watch(deps: LedgerDeps, row: ActionRow, signal: AbortSignal): Promise<boolean> {
  const kind = kindOf(deps, row);
  const look = await lookAt(deps, row, kind, signal, (context, sent) => kind.poll(context, sent, signal));
  deps.crashPoint?.('after-poll');
  const progress: Progress = 'why' in look ? { kind: 'in-progress', note: `cannot look: ${look.why}` } : look.answer;
  if (progress.kind === 'in-progress') {
    const since = deps.clock.now() - (row.firstSentAt ?? deps.clock.now());
    if (since <= kind.runLimitMs) return false;
    const why = `not finished ${Math.round(since / 60_000)} minutes after it was sent: ${progress.note}`;
    return (await apply(deps, row, { kind: 'escalate', why })).kind === 'stored';
  }
  const text = progress.kind === 'done' ? progress.note : progress.kind === 'failed' ? progress.reason : progress.why;
  const stored = await apply(
    deps,
    row,
    { kind: 'polled', progress },
    { report: { source: 'poll', text: `${progress.kind}: ${text}` } },
  );
  deps.crashPoint?.('after-poll-stored');
  return stored.kind === 'stored';
}

/** Settles doubt by the kind's own way. Never sends anything: at most the action becomes ready again. */
export async function settle(deps: LedgerDeps, row: ActionRow, signal: AbortSignal): Promise<boolean> {
  const now = deps.clock.now();
  if (signal.aborted || isTooEarly(row, now)) return false;
  if (row.onDoubt === 'askHuman') {
    return (await apply(deps, row, { kind: 'escalate', why: `only a person can tell: ${row.note}` })).kind === 'stored';
  }
  const kind = kindOf(deps, row);
  deps.crashPoint?.('before-query');
  const look = await lookAt(deps, row, kind, signal, async (context, sent): Promise<Finding | 'retry'> => {
    const repeats = row.onDoubt === 'retrySameKey' && row.attempts < maxAttempts && sent.keyAlive;
    if (!repeats) return kind.query(context, sent, signal);
    if (deps.clock.now() >= (row.sendDeadlineAt ?? now)) return 'retry';
    return { kind: 'unknown', why: 'the first request may still be on its way' };
  });
  deps.crashPoint?.('after-query');
  if ('answer' in look && look.answer === 'retry') {
    return (await apply(deps, row, { kind: 'retry', mayRepeat: look.mayRepeat })).kind === 'stored';
  }
  // A hook that throws means unknown, never failed.
  const finding: Finding =
    'why' in look || look.answer === 'retry'
      ? { kind: 'unknown', why: `could not find out: ${'why' in look ? look.why : 'retry'}` }
      : look.answer;
  const stored = await apply(
    deps,
    row,
    {
      kind: 'found',
      finding,
      lookedAt: now,
      finalityMs: kind.finalityMs,
      mayRepeat: 'mayRepeat' in look && look.mayRepeat,
    },
    { report: { source: 'hook', text: JSON.stringify(finding) } },
  );
  deps.crashPoint?.('after-finding');
  return stored.kind === 'stored' && stored.row.state !== row.state;
}

/** A clock that went back is no reason to wait, and has to be seen: a look is stored, and the key is not trusted after it. */
function isTooEarly(row: ActionRow, now: number): boolean {
  return row.nextSettleAt !== null && now < row.nextSettleAt && now >= row.updatedAt - clockSlackMs;
}

/** Reads who answers and asks the kind, in that order; whatever is thrown is a reason for not knowing. */
async function lookAt<Answer>(
  deps: LedgerDeps,
  row: ActionRow,
  kind: ActionKind,
  signal: AbortSignal,
  ask: (context: ActionContext, sent: SentAction<unknown>) => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly mayRepeat: boolean } | { readonly why: string }> {
  const parsed = kind.parse(JSON.parse(row.args));
  if (!parsed.ok) return { why: `its arguments do not fit ${row.kind}: ${parsed.why}` };
  try {
    const context = contextOf(deps, row.cluster);
    const incarnation = await readIncarnation(context, kind, parsed.args, signal);
    const sameIncarnation = incarnation.name !== undefined && incarnation.name === row.incarnation;
    const keyAlive = sameIncarnation && isRemembered(deps, row, kind, incarnation);
    const sent = { args: parsed.args, key: row.key, row, sameIncarnation, keyAlive };
    return { answer: await ask(context, sent), mayRepeat: kind.keyWindowMs === 'declarative' || keyAlive };
  } catch (error) {
    return { why: messageOf(error) };
  }
}

function isRemembered(deps: LedgerDeps, row: ActionRow, kind: ActionKind, incarnation: Incarnation): boolean {
  const windowMs = keyWindowOf(kind, incarnation.triggerMemoryMs);
  const agoMs = deps.clock.now() - (row.firstSentAt ?? 0);
  // Less than no time: the clock went back, and nobody knows for how long the key has been remembered.
  return windowMs === null || (agoMs >= -clockSlackMs && agoMs < windowMs);
}
