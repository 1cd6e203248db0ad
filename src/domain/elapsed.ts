/**
 * Whether so long has passed since a stored time. One that lies as far ahead was stored by a clock that was put back since, or by a
 * replica whose clock is ahead: nobody is kept waiting until ours is there.
 */
export function hasPassed(ms: number, since: number, now: number): boolean {
  return Math.abs(now - since) >= ms;
}

/** Whether a time that was at most so far ahead when it was noted is still to come. */
export function isToCome(at: number, mostMs: number, now: number): boolean {
  return now < at && at - now <= mostMs;
}
