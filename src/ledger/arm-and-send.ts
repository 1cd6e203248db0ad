import { messageOf } from '../domain/errors.ts';
import type { ActionRow } from '../domain/action.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Attempt } from '../ports/store.ts';
import { acceptedAfterAll, acceptedIn } from './accepted.ts';
import { apply } from './apply.ts';
import { isClockBehind } from './change.ts';
import { contextOf, type LedgerDeps, type RunningLedger } from './deps.ts';
import { whyHeldBack } from './held-back.ts';
import type { Incarnation } from './incarnation.ts';
import { laneHolder } from './lanes.ts';
import { repeatWithinOf } from './repeat.ts';
import { liftLimit, limitFromEnd, limitToNow, steadyWaitMs } from './send-limit.ts';

/** An adapter that does not keep to its time limit is left alone after this. */
const graceMs = 5_000;

/** Everything that is known right before an action is armed. */
interface Cleared {
  readonly kind: ActionKind;
  readonly args: unknown;
  /** What the kind's `prepare` has made ready. */
  readonly prepared: unknown;
  readonly incarnation: Incarnation;
  readonly checkpointBefore: number | undefined;
  readonly whyNotBeside?: (() => Promise<string | undefined>) | undefined;
}

/**
 * Stores the intent, sends once, stores what came of it.
 * @returns whether the action moved; false: another one has the lane or the key, or was first to change this one, and nothing was sent.
 */
export async function armAndSend(deps: RunningLedger, row: ActionRow, cleared: Cleared): Promise<boolean> {
  const { kind, incarnation } = cleared;
  const armedAt = deps.clock.now();
  const deadlineAt = armedAt + kind.sendLimitMs;
  const attempt: Attempt = {
    actionId: row.id,
    n: row.attempts + 1,
    key: row.key,
    epoch: deps.epoch,
    armedAt,
    deadlineAt,
    outcome: null,
    evidence: null,
  };
  deps.crashPoint?.('before-arm');
  const armed = await apply(
    deps,
    row,
    {
      kind: 'arm',
      incarnation: incarnation.remembers ?? null,
      checkpointBefore: cleared.checkpointBefore ?? null,
      deadlineAt,
      repeatWithinMs: repeatWithinOf(kind, incarnation.triggerMemoryMs),
      isKeyless: kind.keyWindowMs === 'declarative',
    },
    { attempt },
  );
  if (armed.kind === 'raced') return false;
  if (armed.kind === 'refused') {
    const asked = await apply(deps, row, { kind: 'doubt-again', why: armed.why });
    return asked.kind === 'stored';
  }
  deps.crashPoint?.('after-arm');

  deps.sending.add(row.id);
  try {
    // Nothing has left yet: where nobody can say, that much is known, and is no doubt.
    const why = await whyNotAfterAll(deps, row, armed.row, cleared).catch(
      (error: unknown) => `cannot tell whether it may be sent: ${messageOf(error)}`,
    );
    const outcome: SendOutcome =
      why === undefined
        ? await sendOnce(deps, armed.row, cleared, attempt)
        : { kind: 'not-sent', status: undefined, detail: why };
    deps.crashPoint?.('after-send');
    await keepUntilStored(deps, row, outcome, () => storeOutcome(deps, armed.row, row, kind, attempt, outcome));
    deps.crashPoint?.('after-outcome');
  } finally {
    deps.sending.delete(row.id);
  }
  return true;
}

/**
 * Asked once more, now that no other action of the lane can be sent: a plan may have begun since the first look, or a late answer
 * have come. Undefined: it is sent.
 */
async function whyNotAfterAll(
  deps: RunningLedger,
  beforeArm: ActionRow,
  armed: ActionRow,
  { whyNotBeside }: Cleared,
): Promise<string | undefined> {
  const holder = await laneHolder(deps, armed);
  if (holder !== undefined) return `action ${holder.id} of another plan holds lane ${armed.lane}`;
  return (await whyHeldBack(deps, beforeArm))?.why ?? whyNotBeside?.();
}

/** The only place a byte that changes Flink comes from: after the row `sent` is durable, once, inside its time limit. */
async function sendOnce(
  deps: RunningLedger,
  row: ActionRow,
  { kind, args, prepared }: Cleared,
  attempt: Attempt,
): Promise<SendOutcome> {
  const now = deps.clock.now();
  // A clock that went back gives no more time than there was: neither at once nor while this process slept.
  // In whole milliseconds, as a timer wants them.
  const leftMs = Math.floor(steadyWaitMs(deps, row, 0));
  const remainingMs = isClockBehind(row, now) ? 0 : Math.min(attempt.deadlineAt - now, leftMs);
  // This process was asleep between storing and sending: others may already count the request as lost.
  if (remainingMs <= 0)
    return {
      kind: 'not-sent',
      status: undefined,
      detail: 'the time limit was over, or the clock went back, before the first byte',
    };
  // Not the caller's signal: a request that is on its way is awaited, whoever wants to stop.
  const limit = AbortSignal.timeout(remainingMs);
  const sending = Promise.resolve()
    .then(() => kind.send(contextOf(deps, row.cluster), args, row.key, limit, prepared))
    .catch((error: unknown): SendOutcome => maybe(`the send ended in an error: ${messageOf(error)}`));
  let late = false;
  const overdue = new Promise<SendOutcome>((done) => {
    AbortSignal.timeout(remainingMs + graceMs).addEventListener('abort', () => {
      late = true;
      done(maybe('no answer within the time limit'));
    });
  });
  const first = await Promise.race([sending, overdue]);
  if (late) {
    liftLimit(deps, row);
    void sending.then((answer) => {
      limitFromEnd(deps, row, kind.sendLimitMs);
      const kept = keepUntilStored(deps, row, answer, () => keepLate(deps, row, attempt, answer));
      return kept.catch((error: unknown) =>
        deps.log.error({ action: row.id, err: error }, 'late answer could not be stored yet'),
      );
    });
  } else limitToNow(deps, row);
  return first;
}

/** An answer that the store does not take now is known all the same: the next pass stores it, in the place of one that says less. */
async function keepUntilStored(
  { unstored }: RunningLedger,
  { id }: ActionRow,
  outcome: SendOutcome,
  store: () => Promise<void>,
): Promise<void> {
  const answer = {
    outcome,
    async store() {
      await store();
      if (unstored.get(id) === answer) unstored.delete(id);
    },
  };
  unstored.set(id, answer);
  await answer.store();
}

function maybe(detail: string): SendOutcome {
  return { kind: 'maybe', status: undefined, detail };
}

async function storeOutcome(
  deps: RunningLedger,
  sent: ActionRow,
  beforeArm: ActionRow,
  kind: ActionKind,
  attempt: Attempt,
  outcome: SendOutcome,
): Promise<void> {
  const evidence = outcome.status === undefined ? outcome.detail : `${outcome.status} ${outcome.detail}`;
  const accepted = beforeArm.attempts === 0 ? 'no' : await acceptedAfterAll(deps, beforeArm);
  const stored = await apply(
    deps,
    sent,
    {
      kind: 'answered',
      outcome,
      afterExecuted: kind.afterExecuted,
      beforeArm: { firstSentAt: beforeArm.firstSentAt },
      accepted,
    },
    { attempt: { ...attempt, outcome: outcome.kind, evidence } },
  );
  // Somebody else already put the action in doubt: the answer is kept for whoever settles it, and moves nothing.
  if (stored.kind !== 'stored') await keepLate(deps, sent, attempt, outcome);
}

/** A late answer is a report; that its request was accepted is its outcome besides, for whoever settles it. */
async function keepLate(deps: LedgerDeps, row: ActionRow, attempt: Attempt, outcome: SendOutcome): Promise<void> {
  const keep = (words: string): Promise<void> => {
    const text = `late answer to attempt ${row.attempts}: ${outcome.kind}, ${outcome.status ?? 'no status'}, ${words}`;
    const report = { actionId: row.id, at: deps.clock.now(), epoch: deps.epoch, source: 'send' as const, text };
    const answered = { ...attempt, outcome: outcome.kind, evidence: words };
    return deps.store.addReport(report, acceptedIn([answered]) === 'no' ? undefined : answered);
  };
  deps.log.warn(
    { incidentId: row.incidentId, action: row.id, outcome: outcome.kind, detail: outcome.detail },
    'an answer came late',
  );
  // What counts are not its words: a store that is there takes these.
  await keep(outcome.detail).catch(() => keep('in words that cannot be stored'));
}
