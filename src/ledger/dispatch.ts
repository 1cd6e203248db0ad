import { messageOf } from '../domain/errors.ts';
import type { ActionRow } from '../domain/action.ts';
import type { ActionKind, ResolvedAction } from '../ports/action-kind.ts';
import type { SendOutcome } from '../ports/flink.ts';
import type { Attempt } from '../ports/store.ts';
import { apply } from './apply.ts';
import { contextOf, kindOf, type LedgerDeps, type Recheck } from './deps.ts';
import { type Incarnation, readIncarnation } from './incarnation.ts';
import { digestOfText } from './keys.ts';
import { laneHolder } from './lanes.ts';
import { isJobDown } from './plan-progress.ts';
import { clockSlackMs, maxAttempts, maxSettleAttempts } from './reducer.ts';
import { keyWindowOf } from './settle.ts';

/** An adapter that does not keep to its time limit is left alone after this. */
const graceMs = 5_000;

/**
 * Carries a ready action through recheck, arming and its one send.
 * @returns whether the action changed its state.
 */
export async function dispatch(
  deps: LedgerDeps,
  row: ActionRow,
  rows: readonly ActionRow[],
  signal: AbortSignal,
): Promise<boolean> {
  const now = deps.clock.now();
  const isTooEarly = row.nextSettleAt !== null && now < row.nextSettleAt && now >= row.updatedAt - clockSlackMs;
  if (signal.aborted || isTooEarly) return false;
  if (row.epoch >= deps.epoch) return carryOut(deps, row, rows, signal);
  // Before anything of it is run: what the process before died of may lie there.
  const taken = await apply(deps, row, { kind: 'take-over' });
  if (taken.kind !== 'stored') return false;
  return taken.row.state === 'ready' ? carryOut(deps, taken.row, rows, signal) : true;
}

async function carryOut(
  deps: LedgerDeps,
  row: ActionRow,
  rows: readonly ActionRow[],
  signal: AbortSignal,
): Promise<boolean> {
  const kind = kindOf(deps, row);
  if (row.attempts >= maxAttempts) return giveUp(deps, row);
  if (digestOfText(row.args) !== row.argsDigest) return mismatch(deps, row);

  const holder = await laneHolder(deps.store, row);
  if (holder !== undefined) return wait(deps, row, rows, `action ${holder.id} of another plan holds lane ${row.lane}`);
  const parsed = kind.parse(JSON.parse(row.args));
  if (!parsed.ok) return refuse(deps, row, rows, `its arguments do not fit ${row.kind}: ${parsed.why}`);

  const checked = await recheck(deps, row, parsed.args, signal);
  deps.crashPoint?.('after-recheck');
  if (checked.kind === 'refuse') {
    const why = checked.refusals.map((one) => `${one.reason}, ${one.field} = ${one.value}, ${one.todo}`).join('; ');
    return refuse(deps, row, rows, `refused: ${why}`);
  }
  if (checked.kind === 'cannot-tell')
    return wait(deps, row, rows, `cannot tell whether it may be sent: ${checked.why}`);

  const target = await readTarget(deps, row, kind, parsed.args, signal);
  if ('why' in target) return wait(deps, row, rows, target.why);
  if (!isOf(target.incarnation.name, checked.incarnation)) {
    return wait(deps, row, rows, 'the JobManager changed while the preconditions were read');
  }
  if (signal.aborted) return false;
  if ((await armAndSend(deps, row, kind, parsed.args, checked, target.incarnation)) === 'moved') return true;
  const done = (await deps.store.actions({ key: row })).find((one) => one.id !== row.id && one.state === 'succeeded');
  if (done !== undefined) return giveUpWaiting(deps, row, rows, `action ${done.id} (${done.state}) is the same action`);
  return wait(deps, row, rows, `another action holds lane ${row.lane}, or its key`);
}

async function recheck(deps: LedgerDeps, row: ActionRow, args: unknown, signal: AbortSignal): Promise<Recheck> {
  try {
    // The kind has parsed the arguments, so they are those of its name.
    return await deps.recheck({ kind: row.kind, args } as ResolvedAction, row, row.step === 0, signal);
  } catch (error) {
    return { kind: 'cannot-tell', why: messageOf(error) };
  }
}

async function readTarget(
  deps: LedgerDeps,
  row: ActionRow,
  kind: ActionKind,
  args: unknown,
  signal: AbortSignal,
): Promise<{ readonly incarnation: Incarnation } | { readonly why: string }> {
  try {
    const context = contextOf(deps, row.cluster);
    const blocked = await kind.blockedBy?.(context, args, signal);
    if (blocked !== undefined) return { why: blocked };
    return { incarnation: await readIncarnation(context, kind, args, signal) };
  } catch (error) {
    return { why: `cannot read the cluster: ${messageOf(error)}` };
  }
}

/** The recheck may name the process alone, or process and JobMaster. */
function isOf(name: string | undefined, checked: string | undefined): boolean {
  return checked === undefined || name === checked || (name?.startsWith(`${checked}@`) ?? false);
}

async function armAndSend(
  deps: LedgerDeps,
  row: ActionRow,
  kind: ActionKind,
  args: unknown,
  checked: Extract<Recheck, { kind: 'go' }>,
  incarnation: Incarnation,
): Promise<'moved' | 'taken'> {
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
      incarnation: incarnation.name ?? null,
      checkpointBefore: checked.checkpointBefore ?? null,
      deadlineAt,
      keyWindowMs: keyWindowOf(kind, incarnation.triggerMemoryMs),
    },
    { attempt },
  );
  if (armed.kind === 'raced') return 'taken';
  if (armed.kind === 'refused') {
    const asked = await moved(deps, row, { kind: 'doubt-again', why: armed.why });
    return asked ? 'moved' : 'taken';
  }
  deps.crashPoint?.('after-arm');

  // Asked once more, now that no other action of the lane can be sent: a plan may have begun since the first look.
  const holder = await laneHolder(deps.store, armed.row);
  const outcome: SendOutcome =
    holder === undefined
      ? await sendOnce(deps, armed.row, kind, args, deadlineAt)
      : { kind: 'not-sent', status: undefined, detail: `action ${holder.id} of another plan holds lane ${row.lane}` };
  deps.crashPoint?.('after-send');
  await storeOutcome(deps, armed.row, row, kind, attempt, outcome);
  deps.crashPoint?.('after-outcome');
  return 'moved';
}

/** The only place a byte that changes Flink comes from: after the row `sent` is durable, once, inside its time limit. */
async function sendOnce(
  deps: LedgerDeps,
  row: ActionRow,
  kind: ActionKind,
  args: unknown,
  deadlineAt: number,
): Promise<SendOutcome> {
  const now = deps.clock.now();
  // A clock that went back gives no more time than there was.
  const leftMs = now < row.updatedAt - clockSlackMs ? 0 : deadlineAt - now;
  // This process was asleep between storing and sending: others may already count the request as lost.
  if (leftMs <= 0)
    return {
      kind: 'not-sent',
      status: undefined,
      detail: 'the time limit was over, or the clock went back, before the first byte',
    };
  // Not the caller's signal: a request that is on its way is awaited, whoever wants to stop.
  const limit = AbortSignal.timeout(leftMs);
  const sending = Promise.resolve()
    .then(() => kind.send(contextOf(deps, row.cluster), args, row.key, limit))
    .catch((error: unknown): SendOutcome => maybe(`the send ended in an error: ${messageOf(error)}`));
  let late = false;
  const overdue = new Promise<SendOutcome>((done) => {
    AbortSignal.timeout(leftMs + graceMs).addEventListener('abort', () => {
      late = true;
      done(maybe('no answer within the time limit'));
    });
  });
  const first = await Promise.race([sending, overdue]);
  if (late) {
    void sending.then((answer) =>
      deps.store
        .addReport(lateReport(deps, row, answer))
        .catch((error: unknown) => deps.log.error({ action: row.id, err: error }, 'late answer could not be kept')),
    );
  }
  return first;
}

function maybe(detail: string): SendOutcome {
  return { kind: 'maybe', status: undefined, detail };
}

async function storeOutcome(
  deps: LedgerDeps,
  sent: ActionRow,
  beforeArm: ActionRow,
  kind: ActionKind,
  attempt: Attempt,
  outcome: SendOutcome,
): Promise<void> {
  const evidence = outcome.status === undefined ? outcome.detail : `${outcome.status} ${outcome.detail}`;
  const stored = await apply(
    deps,
    sent,
    {
      kind: 'answered',
      outcome,
      afterExecuted: kind.afterExecuted,
      beforeArm: { firstSentAt: beforeArm.firstSentAt, incarnation: beforeArm.incarnation },
    },
    { attempt: { ...attempt, outcome: outcome.kind, evidence } },
  );
  // Somebody else already put the action in doubt: the answer is kept for whoever settles it, and changes nothing.
  if (stored.kind !== 'stored') await deps.store.addReport(lateReport(deps, sent, outcome));
}

function lateReport(deps: LedgerDeps, row: ActionRow, outcome: SendOutcome) {
  const text = `late answer to attempt ${row.attempts}: ${outcome.kind}, ${outcome.status ?? 'no status'}, ${outcome.detail}`;
  return { actionId: row.id, at: deps.clock.now(), epoch: deps.epoch, source: 'send' as const, text };
}

/** Tries again after the back-off; not for ever. */
async function wait(deps: LedgerDeps, row: ActionRow, rows: readonly ActionRow[], why: string): Promise<boolean> {
  if (row.settleAttempts + 1 < maxSettleAttempts) {
    await apply(deps, row, { kind: 'wait', why });
    return false;
  }
  return giveUpWaiting(deps, row, rows, `gave up waiting: ${why}`);
}

async function giveUpWaiting(
  deps: LedgerDeps,
  row: ActionRow,
  rows: readonly ActionRow[],
  why: string,
): Promise<boolean> {
  if (rows.some((one) => one.step < row.step) || row.firstSentAt !== null) {
    return moved(deps, row, { kind: 'escalate', why });
  }
  return moved(deps, row, { kind: 'drop', reason: 'stale', note: why });
}

/** Where an earlier request may have had its effect, the hook finds out first. */
async function giveUp(deps: LedgerDeps, row: ActionRow): Promise<boolean> {
  const why = `tried ${row.attempts} times: ${row.note}`;
  return (await moved(deps, row, { kind: 'give-up', why })) || moved(deps, row, { kind: 'doubt-again', why });
}

/** A refusal ends a first step. A job that this plan has stopped is not left down because of one: it waits, then a person decides. */
async function refuse(deps: LedgerDeps, row: ActionRow, rows: readonly ActionRow[], why: string): Promise<boolean> {
  if (isJobDown(rows)) return wait(deps, row, rows, why);
  const dropped = await apply(deps, row, { kind: 'drop', reason: 'refused', note: why });
  // What may have happened is not dropped either.
  return dropped.kind === 'refused' ? wait(deps, row, rows, why) : dropped.kind === 'stored';
}

async function mismatch(deps: LedgerDeps, row: ActionRow): Promise<boolean> {
  const why = 'the stored arguments are not the ones their digest was made of; nothing was sent';
  return moved(
    deps,
    row,
    row.step === 0 && row.firstSentAt === null
      ? { kind: 'drop', reason: 'refused', note: why }
      : { kind: 'escalate', why },
  );
}

async function moved(deps: LedgerDeps, row: ActionRow, event: Parameters<typeof apply>[2]): Promise<boolean> {
  return (await apply(deps, row, event)).kind === 'stored';
}
