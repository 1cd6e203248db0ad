import { type ActionRow, longestSendMs, receiverFinalityMs } from '../domain/action.ts';
import type { StoredAnswer } from '../domain/approval.ts';
import { acceptedOf } from './accepted.ts';
import { apply } from './apply.ts';
import { isClockBehind } from './change.ts';
import type { RunningLedger } from './deps.ts';
import type { HumanFinding } from './events.ts';
import type { Report } from '../ports/store.ts';
import { keepLimitOfOthers, steadyWaitMs, stopwatch } from './send-limit.ts';

/**
 * A person says what became of an action. That it happened counts at once; that nothing came of it, where no request of it could act any
 * more, neither when that was said nor now.
 * @returns what came of it, `refused: …` if nothing.
 */
export async function settleByHuman(
  deps: RunningLedger,
  actionId: string,
  finding: HumanFinding,
  by: string,
  reason: string,
  result: Readonly<Record<string, string>>,
  answer?: Pick<StoredAnswer, 'seq' | 'at'>,
): Promise<string> {
  // A clock that is set while this goes on makes no early word a late one.
  const heardForMs = stopwatch(deps.clock);
  const ageMs = answer === undefined ? 0 : deps.clock.now() - answer.at;
  const [found] = await deps.store.actions({ id: actionId, states: ['needs_human'] });
  if (found === undefined) return `refused: no action ${actionId} waits for a person`;
  const row = await onOurClock(deps, found);
  keepLimitOfOthers(deps, row);
  const text = `${by} says ${finding}: ${reason}`;
  const saidAt = (): number => deps.clock.now() - ageMs - heardForMs();
  const kind = deps.kinds.get(row.kind);
  // Of a kind that is gone nobody knows it: as long as a receiver on the web may take.
  const finalityMs = kind?.finalityMs ?? receiverFinalityMs;
  const mayActMs = (kind?.sendLimitMs ?? longestSendMs) + finalityMs;
  const unaware = finding === 'executed' ? undefined : await whyUnaware(deps, row, saidAt(), mayActMs, text);
  if (unaware !== undefined) return `refused: ${unaware}; look again`;
  const applied = await apply(
    deps,
    row,
    {
      kind: 'human',
      finding,
      by,
      reason,
      result,
      resultNames: kind?.resultNames ?? [],
      finalityMs,
      steadyWaitMs: steadyWaitMs(deps, row, finalityMs),
      saidAt: countsAsOf(row, saidAt(), finalityMs, deps.clock.now()),
      answer: answer?.seq,
    },
    { report: { source: 'human', text } },
  );
  switch (applied.kind) {
    case 'stored':
      return (await askedAnew(deps, applied.row)) ?? `action ${actionId} is ${applied.row.state}`;
    case 'raced':
      return `refused: action ${actionId} moved in this moment; look again`;
    case 'refused':
      return `refused: ${applied.why}`;
  }
}

/** Who was asked when no request could act any more is right whenever that was said since: also hours before this process began. */
function countsAsOf({ sendDeadlineAt, updatedAt }: ActionRow, saidAt: number, finalityMs: number, now: number): number {
  const wasOver = (sendDeadlineAt ?? Number.POSITIVE_INFINITY) + finalityMs <= updatedAt;
  return wasOver && saidAt >= updatedAt ? now : saidAt;
}

const lateAnswer = 'a late answer has said, since a person was asked, that a request of it was accepted';

/**
 * Why the word does not count of a person who spoke before a late answer came, as the request went on until then, or when it could act after that
 * as one that left then. One that says it was accepted is told to whoever has not been asked since: no look, and no word of a person, came after it.
 */
async function whyUnaware(
  deps: RunningLedger,
  row: ActionRow,
  saidAt: number,
  mayActMs: number,
  text: string,
): Promise<string | undefined> {
  // One that the store did not take when it came. If it still does not, neither is the word heard now.
  await deps.unstored.get(row.id)?.store();
  const reports = await deps.store.reports(row.id);
  const last = reports.at(-1);
  const late = reports.findLast(({ source }) => source === 'send');
  if (last === undefined || late === undefined) return undefined;
  const isAccepted = (await acceptedOf(deps, row.id)) !== 'no';
  const knownAt = whenKnown(deps, reports, isAccepted ? last : late);
  if (knownAt === undefined || (isAccepted && last === late)) {
    const why = isAccepted ? lateAnswer : 'a late answer to a request of it has come, and another clock says when';
    await apply(deps, row, { kind: 'escalate', why }, { report: { source: 'human', text } });
    return why;
  }
  if (isAccepted)
    return saidAt < knownAt ? 'that a request of it was accepted is known since that was said' : undefined;
  return saidAt < knownAt + mayActMs ? 'its request could still act when that was said' : undefined;
}

/**
 * When a report came; of one that is dated ahead by another clock, or by ours before it was put back, the first that this process has written
 * since. Undefined: there is none yet, and the next word is compared with what is written now.
 */
function whenKnown({ clock, epoch }: RunningLedger, reports: readonly Report[], of: Report): number | undefined {
  const now = clock.now();
  if (of.at <= now) return of.at;
  return reports.slice(reports.indexOf(of) + 1).find((one) => one.epoch === epoch && one.at <= now)?.at;
}

/** One that was stored in the very moment of the word stands right before it, and was not known either. What has ended stays so. */
async function askedAnew(deps: RunningLedger, row: ActionRow): Promise<string | undefined> {
  if (row.state !== 'ready' || (await acceptedOf(deps, row.id)) === 'no') return undefined;
  if ((await deps.store.reports(row.id)).at(-2)?.source !== 'send') return undefined;
  const report = { source: 'hook', text: lateAnswer } as const;
  const asked = await apply(deps, row, { kind: 'escalate', why: lateAnswer }, { report });
  return asked.kind === 'stored' ? `refused: ${lateAnswer}; look again` : undefined;
}

/** By a clock that is behind the last write the request would be on its way until that has caught up: its limit goes on by ours. */
async function onOurClock(deps: RunningLedger, row: ActionRow): Promise<ActionRow> {
  if (!isClockBehind(row, deps.clock.now())) return row;
  const held = await apply(deps, row, { kind: 'escalate', why: row.note });
  // Raced: so is what is stored next, and the person looks again.
  return held.kind === 'stored' ? held.row : row;
}
