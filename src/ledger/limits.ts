import { longestBackoffMs } from '../domain/action.ts';

/** Sends per action. Each of the first two must be proven to have had no effect before the next. */
export const maxAttempts = 3;
/** Looks at one action, by its hook or whether it may be sent; then it is over, or a person is asked. */
export const maxSettleAttempts = 15;
/** Ms between two of them: 1, 2, 4 … 60 s. */
export function backOffMs(looks: number): number {
  return Math.min(longestBackoffMs, 1_000 * 2 ** looks);
}
/** Ms that so many looks take: the pauses between them, in whole minutes, as the looks take time, too. */
const looksMs = Math.ceil(pausesMs(maxSettleAttempts) / 60_000) * 60_000;
/** Ms: what is ready and cannot be sent is looked at so long. */
export const longestReadyMs = looksMs;
/** Ms: what goes on and cannot be looked at, although somebody is there, is watched so long. */
export const longestBlindMs = looksMs;
/** Ms since the latest request could have left for which nobody need be there who can tell; then a person is asked. */
export const longestUnseenMs = 3_600_000;
/** Ms after the send limit: an answer that the store has not taken by then is doubt. */
export const longestUnstoredMs = 600_000;
/** As many processes in a row that began with an action and got no further: the action is what they died of. */
export const maxTakeovers = 3;
/** The same where it was sent. More, since what others looked into at the same time is counted with it, and each then needs a person. */
export const maxTakeoversOfSent = 5;
/** A clock that is corrected by less is still the same clock. */
export const clockSlackMs = 1_000;

function pausesMs(looks: number): number {
  let sum = 0;
  for (let done = 0; done < looks - 1; done += 1) sum += backOffMs(done);
  return sum;
}
