import { type ActionRow, finalStates } from '../domain/action.ts';
import type { Attempt, Report } from '../ports/store.ts';
import type { ActionEvent } from './events.ts';
import type { LedgerDeps, RunningLedger } from './deps.ts';
import { reduce } from './reducer.ts';
import { keepLimit, withItsLimit } from './send-limit.ts';

/** raced: another writer was first, or the lane or the key is taken; read again before anything else. */
export type Applied =
  | { readonly kind: 'stored'; readonly row: ActionRow }
  | { readonly kind: 'raced' }
  | { readonly kind: 'refused'; readonly why: string };

/** Lets the reducer decide and stores what it says, with the timeline's line, in one transaction. */
export async function apply(
  deps: RunningLedger,
  row: ActionRow,
  event: ActionEvent,
  extras: { readonly attempt?: Attempt; readonly report?: Omit<Report, 'actionId' | 'at' | 'epoch'> } = {},
): Promise<Applied> {
  const now = deps.clock.now();
  const at = { now, epoch: deps.epoch, run: deps.kinds.get(row.kind)?.run };
  // What is taken over has both its times by another clock: with one of them by ours it would be waited for as long as those are apart.
  const reduced = reduce(event.kind === 'take-over' ? row : withItsLimit(deps, row, now), event, at);
  if (!reduced.ok) return { kind: 'refused', why: reduced.why };
  const { next } = reduced;
  const moved = next.state !== row.state;
  // Before it is stored: another pass of this process may read it before this one hears that it was, or never hears.
  if (!finalStates.includes(next.state) && next.firstSentAt !== null) keepLimit(deps, next);
  const stored = await deps.store.transition({
    id: row.id,
    from: row.state,
    attempts: row.attempts,
    next,
    ...(extras.attempt && { attempt: extras.attempt }),
    ...(extras.report && { report: { ...extras.report, actionId: row.id, at: now, epoch: deps.epoch } }),
    ...(moved && { event: timelineEvent(next, now, event) }),
  });
  if (!stored) return { kind: 'raced' };
  // Whatever else was known of it is of no use any more.
  if (finalStates.includes(next.state)) {
    deps.limitAt.delete(row.id);
    deps.unstored.delete(row.id);
  }
  if (next.state !== 'running') deps.blindSince.delete(row.id);
  if (moved) logMove(deps, next);
  return { kind: 'stored', row: next };
}

function timelineEvent(row: ActionRow, at: number, cause: ActionEvent) {
  return {
    incidentId: row.incidentId,
    at,
    kind: 'action' as const,
    text: `${row.stepName} (${row.kind}): ${row.state}, ${row.note}`,
    data: {
      action: row.id,
      kind: row.kind,
      state: row.state,
      attempt: row.attempts,
      key: row.key,
      dropReason: row.dropReason,
      result: row.result,
      // Whoever settles an action has the next plan made.
      ...(cause.kind === 'human' && { settled: cause.finding, by: cause.by, answer: cause.answer ?? null }),
    },
  };
}

function logMove(deps: LedgerDeps, row: ActionRow): void {
  const fields = {
    incidentId: row.incidentId,
    action: row.id,
    kind: row.kind,
    lane: row.lane,
    state: row.state,
    note: row.note,
  };
  if (row.state === 'needs_human') deps.log.error(fields, 'action needs a person');
  else if (row.state === 'in_doubt') deps.log.warn(fields, 'action is in doubt');
  else if (row.state === 'sent' || finalStates.includes(row.state)) deps.log.info(fields, 'action moved');
  else deps.log.debug(fields, 'action moved');
}
