import { messageOf } from '../domain/errors.ts';
import type { ActionRow } from '../domain/action.ts';
import type { ActionKind, Preparation } from '../ports/action-kind.ts';
import { apply } from './apply.ts';
import { armAndSend } from './arm-and-send.ts';
import { isTooEarly } from './change.ts';
import { contextOf, type LedgerDeps, noKind, type Recheck, type RunningLedger } from './deps.ts';
import { doubtPolicyOf } from './doubt-policy.ts';
import { endOrAsk, endUnlessHeld } from './end-or-ask.ts';
import { holdBack } from './held-back.ts';
import { type Incarnation, readIncarnation } from './incarnation.ts';
import { whyNotIntact } from './keys.ts';
import { laneHolder } from './lanes.ts';
import { isJobDown } from './plan-progress.ts';
import { maxAttempts, maxSettleAttempts } from './limits.ts';
import { stopwatch } from './send-limit.ts';
import { takeOver } from './take-over.ts';

/** What was checked before something that took longer is checked once more, in the same pass. */
const freshForMs = 2_000;

/**
 * Carries a ready action through its checks and what it has to have ready, and hands it over to be armed and sent.
 * @returns whether the action changed its state.
 */
export async function dispatch(
  deps: RunningLedger,
  row: ActionRow,
  rows: readonly ActionRow[],
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted || isTooEarly(row, deps.clock.now())) return false;
  const kind = deps.kinds.get(row.kind);
  if (kind === undefined) return wait(deps, row, noKind(row));
  // First: the count may end it, and what else is held back in the lane would wait for this, and this for that.
  if ((await holdBack(deps, row))?.kind === 'stored') return true;
  const taken = await takeOver(deps, row);
  return typeof taken === 'boolean' ? taken : carryOut(deps, taken, rows, kind, signal);
}

async function carryOut(
  deps: RunningLedger,
  row: ActionRow,
  rows: readonly ActionRow[],
  kind: ActionKind,
  signal: AbortSignal,
): Promise<boolean> {
  const policy = doubtPolicyOf(row, kind);
  if (row.firstSentAt !== null && policy !== row.onDoubt) {
    return moved(deps, row, { kind: 'doubt-again', why: `its kind says ${policy} since it was sent` });
  }
  if (row.attempts >= maxAttempts) return giveUp(deps, row);
  const changed = whyNotIntact(row);
  if (changed !== undefined) return endOrAsk(deps, row, 'refused', `${changed}; nothing was sent`);

  const holder = await laneHolder(deps, row);
  if (holder !== undefined) return wait(deps, row, `action ${holder.id} of another plan holds lane ${row.lane}`);
  const parsed = kind.parse(JSON.parse(row.args));
  if (!parsed.ok) return refuse(deps, row, rows, `its arguments do not fit ${row.kind}: ${parsed.why}`);

  const { args } = parsed;
  const checked = await recheck(deps, row, args, signal);
  deps.crashPoint?.('after-recheck');
  if (checked.kind !== 'go') return notNow(deps, row, rows, checked);

  const tookMs = stopwatch(deps.clock);
  const prepared = await prepare(deps, row, kind, args, signal);
  deps.crashPoint?.('after-prepare');
  if (prepared.kind === 'refuse') return refuse(deps, row, rows, `refused: ${prepared.why}`);
  if (prepared.kind === 'cannot-prepare') return wait(deps, row, `could not be prepared: ${prepared.why}`);
  // A hold, or a job that was started by somebody: what came during an upload counts as well.
  const latest = tookMs() < freshForMs ? checked : await recheck(deps, row, args, signal);
  if (latest.kind !== 'go') return notNow(deps, row, rows, latest);

  const checkedAgoMs = stopwatch(deps.clock);
  // After all that: a JobManager that came in between has nothing of what was prepared.
  const target = await readTarget(deps, row, kind, args, signal);
  if ('why' in target) return wait(deps, row, target.why);
  const { name } = target.incarnation;
  if (!isOf(name, checked.incarnation) || !isOf(name, latest.incarnation)) {
    return wait(deps, row, 'the JobManager changed while the preconditions were read');
  }
  // Held up there, it has not seen what others did since, and the target may have forgotten it again.
  if (checkedAgoMs() > kind.sendLimitMs)
    return wait(deps, row, 'its checks are too old: reading the cluster took too long');
  if (signal.aborted) return stopHere(deps, row);
  const cleared = {
    kind,
    args,
    prepared: prepared.value,
    incarnation: target.incarnation,
    checkpointBefore: latest.checkpointBefore,
    whyNotBeside: latest.whyNotBeside,
  };
  if (await armAndSend(deps, row, cleared)) return true;
  const done = (await deps.store.actions({ key: row })).find((one) => one.id !== row.id && one.state === 'succeeded');
  if (done !== undefined) return endAsDone(deps, row, done);
  return wait(deps, row, `another action holds lane ${row.lane}, or its key`);
}

/** Its key is spent by the other: of a first step nobody can be asked under it, held back or not, and its end frees nothing. */
async function endAsDone(deps: RunningLedger, row: ActionRow, done: ActionRow): Promise<boolean> {
  const note = `action ${done.id} (${done.state}) is the same action`;
  if (row.step === 0 && row.firstSentAt === null) return moved(deps, row, { kind: 'drop', reason: 'stale', note });
  return endOrAsk(deps, row, 'stale', note);
}

async function recheck(deps: LedgerDeps, row: ActionRow, args: unknown, signal: AbortSignal): Promise<Recheck> {
  try {
    return await deps.recheck({ kind: row.kind, args }, row, row.step === 0, signal);
  } catch (error) {
    return { kind: 'cannot-tell', why: messageOf(error) };
  }
}

async function notNow(
  deps: RunningLedger,
  row: ActionRow,
  rows: readonly ActionRow[],
  checked: Exclude<Recheck, { kind: 'go' }>,
): Promise<boolean> {
  if (checked.kind === 'cannot-tell') {
    return wait(deps, row, `cannot tell whether it may be sent: ${checked.why}`);
  }
  const why = `refused: ${checked.refusals.map((one) => `${one.reason}, ${one.field} = ${one.value}, ${one.todo}`).join('; ')}`;
  return checked.isForGood === true ? endOrAsk(deps, row, 'refused', why) : refuse(deps, row, rows, why);
}

/** No effect comes of it: a crash in here leaves an action that is ready and was not sent. */
async function prepare(
  deps: LedgerDeps,
  row: ActionRow,
  kind: ActionKind,
  args: unknown,
  signal: AbortSignal,
): Promise<Preparation<unknown> | { readonly kind: 'cannot-prepare'; readonly why: string }> {
  if (kind.prepare === undefined) return { kind: 'prepared', value: undefined };
  try {
    return await kind.prepare(contextOf(deps, row.cluster), args, signal);
  } catch (error) {
    return { kind: 'cannot-prepare', why: messageOf(error) };
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

/** A process that is told to end does not die of what it had begun with. */
async function stopHere(deps: RunningLedger, row: ActionRow): Promise<boolean> {
  if (row.takeovers > 0) await apply(deps, row, { kind: 'wait', why: 'the process was told to end' });
  return false;
}

/** Tries again after the back-off; not for ever. */
async function wait(deps: RunningLedger, row: ActionRow, why: string): Promise<boolean> {
  if (row.settleAttempts + 1 < maxSettleAttempts) {
    await apply(deps, row, { kind: 'wait', why });
    return false;
  }
  return endOrAsk(deps, row, 'stale', `gave up waiting: ${why}`);
}

/** Where an earlier request may have had its effect, the hook finds out first. */
async function giveUp(deps: RunningLedger, row: ActionRow): Promise<boolean> {
  const why = `tried ${row.attempts} times: ${row.note}`;
  const ended = await endUnlessHeld(deps, row, { kind: 'give-up', why });
  return ended.kind === 'stored' || moved(deps, row, { kind: 'doubt-again', why });
}

/** A refusal ends a first step. A job that this plan has stopped is not left down because of one: it waits, then a person decides. */
async function refuse(deps: RunningLedger, row: ActionRow, rows: readonly ActionRow[], why: string): Promise<boolean> {
  if (isJobDown(rows, deps.kinds)) return wait(deps, row, why);
  const dropped = await endUnlessHeld(deps, row, { kind: 'drop', reason: 'refused', note: why });
  // What may have happened is not dropped either.
  return dropped.kind === 'refused' ? wait(deps, row, why) : dropped.kind === 'stored';
}

async function moved(deps: RunningLedger, row: ActionRow, event: Parameters<typeof apply>[2]): Promise<boolean> {
  return (await apply(deps, row, event)).kind === 'stored';
}
