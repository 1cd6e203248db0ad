import type { Clock } from '../../ports/clock.ts';
import type { SlackApi } from './slack-api.ts';

/** By how much Slack's clock was ahead of ours, in ms: the least and the most that was seen, 0 included. Negative: behind. */
export interface ClockDifference {
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * The same API, whose answers are compared with our clock. Both ends are kept, as a clock that is set right meanwhile was wrong when
 * an earlier message was sent; 0 stays among them, as a proxy may have put its own time on an answer.
 */
export function compareClocks(
  api: SlackApi,
  clock: Clock,
): { readonly api: SlackApi; readonly difference: () => ClockDifference } {
  let seen: ClockDifference = { leastMs: 0, mostMs: 0 };
  return {
    api: {
      async call(method, args, signal) {
        const reply = await api.call(method, args, signal);
        if (reply.kind === 'ok' && reply.at !== undefined) {
          const aheadMs = reply.at - clock.now();
          seen = { leastMs: Math.min(seen.leastMs, aheadMs), mostMs: Math.max(seen.mostMs, aheadMs) };
        }
        return reply;
      },
    },
    difference: () => seen,
  };
}
