import { messageOf } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { NotificationStore } from '../ports/notifications.ts';

/** What people were told of a closed incident is kept so long; the incident, its timeline and what was done to jobs stay. */
const keptMs = 30 * 86_400_000;
const lookEveryMs = 3_600_000;
/** In one transaction: it holds up nobody for long. */
const atOnce = 100;

/** Takes away what nobody looks up any more, a little at each pass, and rests when there is nothing left. */
export function makeForgetting(deps: {
  readonly notifications: Pick<NotificationStore, 'forget'>;
  readonly clock: Clock;
  readonly cluster: string;
  readonly log: Log;
}): () => Promise<void> {
  const { notifications, clock, cluster, log } = deps;
  let nextAt = clock.now();
  return async () => {
    const now = clock.now();
    if (now < nextAt) return;
    try {
      const removed = await notifications.forget({ cluster, before: now - keptMs, most: atOnce });
      if (removed > 0) return;
    } catch (error) {
      // Nobody waits for it.
      log.warn({ err: messageOf(error) }, 'old messages stay for another hour: they could not be removed');
    }
    nextAt = now + lookEveryMs;
  };
}
