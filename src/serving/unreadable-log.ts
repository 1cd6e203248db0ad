import { warnedSeldom } from '../pipeline/warned-seldom.ts';
import type { Poll } from '../pipeline/watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

/** Logs that a cluster cannot be read when that begins, when its reason is another one, and every ten minutes; and its end once. */
export function makeUnreadableLog({ clock, log }: { readonly clock: Clock; readonly log: Log }): (poll: Poll) => void {
  let unreadable: Pick<Log, 'warn'> | undefined;
  return (poll) => {
    if (poll.kind === 'complete') {
      if (unreadable !== undefined) log.info({}, 'cluster readable again');
      unreadable = undefined;
      return;
    }
    unreadable ??= warnedSeldom(log, clock);
    const { reason, message } = poll.error;
    unreadable.warn({ reason, err: message, since: new Date(poll.since).toISOString() }, 'cluster unreadable');
  };
}
