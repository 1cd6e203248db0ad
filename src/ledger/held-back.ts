import type { ActionRow } from '../domain/action.ts';
import { acceptedAfterAll } from './accepted.ts';
import { type Applied, apply } from './apply.ts';
import type { RunningLedger } from './deps.ts';
import type { ActionEvent } from './events.ts';
import { isOverdue } from './send-limit.ts';

/**
 * What was proven by a look, or said by a person, may be known otherwise by now: a request that goes on, or a late answer while the action was
 * ready. It is neither sent nor dropped then: its end would free the thing for another key.
 */
export async function whyHeldBack(
  deps: RunningLedger,
  row: ActionRow,
): Promise<Extract<ActionEvent, { kind: 'doubt-again' | 'escalate' }> | undefined> {
  if (row.attempts === 0) return undefined;
  if (isOverdue(deps, row)) return { kind: 'doubt-again', why: 'its request has not ended' };
  if ((await acceptedAfterAll(deps, row)) === 'no') return undefined;
  const why = 'a request of it was accepted, as is known since';
  if (row.firstSentAt !== null) return { kind: 'doubt-again', why };
  return { kind: 'escalate', why: `${why} a person said that nothing came of it` };
}

/** Stores it where it is held back. That a person is asked about it is a report, too: what that person then says is said knowing it. */
export async function holdBack(deps: RunningLedger, row: ActionRow): Promise<Applied | undefined> {
  const held = await whyHeldBack(deps, row);
  if (held === undefined) return undefined;
  return apply(deps, row, held, held.kind === 'escalate' ? { report: { source: 'hook', text: held.why } } : {});
}
