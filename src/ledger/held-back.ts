import type { ActionRow } from '../domain/action.ts';
import { acceptedOf } from './accepted.ts';
import { isSending, type RunningLedger } from './deps.ts';
import type { ActionEvent } from './events.ts';

/**
 * What was proven by a look, or said by a person, may be known otherwise by now: a request that goes on, or a late answer while the action was
 * ready. It is neither sent nor dropped then: its end would free the thing for another key.
 */
export async function heldBack(deps: RunningLedger, row: ActionRow): Promise<ActionEvent | undefined> {
  if (row.attempts === 0) return undefined;
  if (isSending(deps, row)) return { kind: 'doubt-again', why: 'its request has not ended' };
  if ((await acceptedOf(deps, row.id)) === 'no') return undefined;
  const why = 'a request of it was accepted, as is known since';
  if (row.firstSentAt !== null) return { kind: 'doubt-again', why };
  // A person has vouched that nothing came of it: what was known then counts no more, what came after it was not known to that person.
  const reports = await deps.store.reports(row.id);
  const saidLast = reports.findLast(({ source }) => source === 'human' || source === 'send');
  return saidLast?.source === 'send'
    ? { kind: 'escalate', why: `${why} a person said that nothing came of it` }
    : undefined;
}
