import { isToCome } from '../domain/elapsed.ts';
import type { Notification } from '../ports/notifications.ts';
import type { NotifyDeps } from './notify-deps.ts';

/** The longest wait before a message is tried again. */
export const longestBackoffMs = 600_000;

/** A message that cannot be changed any more, such as a deleted one, is said anew after so many tries. */
export const changesRefused = 3;

/** Whether it is too early to try it again. Further ahead than anybody waits it is no time of our clock. */
export function isTooEarly({ nextTryAt }: Pick<Notification, 'nextTryAt'>, now: number): boolean {
  return isToCome(nextTryAt, longestBackoffMs, now);
}

/** The same of a call to a person: a receiver that takes calls again keeps none waiting for what was before. */
export function isTooEarlyToCall(
  row: Pick<Notification, 'nextTryAt'>,
  { pagerHealth, clock }: Pick<NotifyDeps, 'pagerHealth' | 'clock'>,
): boolean {
  return pagerHealth?.isUp() !== true && isTooEarly(row, clock.now());
}
