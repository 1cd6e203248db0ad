import { acceptedOutcomes, type ActionRow } from '../domain/action.ts';
import type { Attempt } from '../ports/store.ts';
import type { RunningLedger } from './deps.ts';

/** What the answers to an action's requests say together; the hook that saw one at work has answered as well. */
export type Accepted = 'no' | 'by-our-key' | 'by-another-key';

/** The one notion of "accepted": no kind is sent again after it, whatever is shown of it later. */
export function acceptedIn(attempts: readonly Pick<Attempt, 'outcome'>[]): Accepted {
  const outcomes = attempts.map(({ outcome }) => outcome);
  if (outcomes.includes('other-key')) return 'by-another-key';
  return acceptedOutcomes.some((one) => outcomes.includes(one)) ? 'by-our-key' : 'no';
}

/** What is stored of them, and what this process knows besides and the store does not take. */
export async function acceptedOf({ store, unstored }: RunningLedger, actionId: string): Promise<Accepted> {
  const known = unstored.get(actionId);
  return acceptedIn([
    ...(await store.attempts(actionId)),
    ...(known === undefined ? [] : [{ outcome: known.outcome.kind }]),
  ]);
}

/** A person has vouched that nothing came of it: what was known then counts no more, what came after it was not known to that person. */
export async function acceptedAfterAll(
  deps: RunningLedger,
  { id, firstSentAt }: Pick<ActionRow, 'id' | 'firstSentAt'>,
): Promise<Accepted> {
  const accepted = await acceptedOf(deps, id);
  if (accepted === 'no' || firstSentAt !== null) return accepted;
  const reports = await deps.store.reports(id);
  const saidLast = reports.findLast(({ source }) => source === 'human' || source === 'send');
  return saidLast?.source === 'send' ? accepted : 'no';
}
