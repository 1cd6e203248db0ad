import type { Poll } from '../pipeline/watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

const repeatMs = 600_000;

/** Logs that a cluster cannot be read when that begins, when its reason is another one, and every ten minutes; and its end once. */
export function makeUnreadableLog({ clock, log }: { readonly clock: Clock; readonly log: Log }): (poll: Poll) => void {
  let told: { readonly reason: string; readonly at: number } | undefined;
  return (poll) => {
    if (poll.kind === 'complete') {
      if (told !== undefined) log.info({}, 'cluster readable again');
      told = undefined;
      return;
    }
    const { reason, message } = poll.error;
    const now = clock.now();
    if (told?.reason === reason && now - told.at < repeatMs) return;
    told = { reason, at: now };
    log.warn({ reason, err: message, since: new Date(poll.since).toISOString() }, 'cluster unreadable');
  };
}
