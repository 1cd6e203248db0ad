import { isToCome } from '../domain/elapsed.ts';

const firstRestMs = 2_000;
export const longestRestMs = 60_000;

/** After a failure nothing is tried for a while, longer each time: an outage costs one request a minute and not one per incident. */
export interface Rest {
  readonly until: number;
  readonly ms: number;
}

export const noRest: Rest = { until: 0, ms: firstRestMs / 2 };

export function isOngoing({ until, ms }: Rest, now: number): boolean {
  return isToCome(until, ms, now);
}

export function longer(rest: Rest, now: number): Rest {
  // What was on its way when the rest began tells nothing new.
  if (isOngoing(rest, now)) return rest;
  const ms = Math.min(longestRestMs, rest.ms * 2);
  return { until: now + ms, ms };
}
