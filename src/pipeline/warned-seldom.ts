import { steadyMs } from '../ledger/send-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

const repeatMs = 600_000;

/**
 * A log for what each poll finds anew, such as a job or a cluster that cannot be read: of the same it warns at once, and again
 * every ten minutes. The same is all but `err`, whose text may be another each time.
 */
export function warnedSeldom(log: Pick<Log, 'warn'>, clock: Clock): Pick<Log, 'warn'> {
  const saidAt = new Map<string, number>();
  return {
    warn(fields, message) {
      const now = steadyMs(clock);
      for (const [what, at] of saidAt) if (now - at >= repeatMs) saidAt.delete(what);
      const what = JSON.stringify([message, { ...fields, err: undefined }]);
      if (saidAt.has(what)) return;
      saidAt.set(what, now);
      log.warn(fields, message);
    },
  };
}
