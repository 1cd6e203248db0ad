import { steadyMs } from '../ledger/send-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

const repeatMs = 600_000;

/**
 * A log for what each poll or pass finds anew, such as a job that cannot be read or a store that takes nothing: of the same it tells at
 * once, and again every ten minutes. For a warning the same is all but `err`, whose text may be another each time; an error has nothing
 * but `err` that tells it from another one.
 */
export function warnedSeldom(log: Pick<Log, 'warn' | 'error'>, clock: Clock): Pick<Log, 'warn' | 'error'> {
  const saidAt = new Map<string, number>();

  function isDue(what: string): boolean {
    const now = steadyMs(clock);
    for (const [said, at] of saidAt) if (now - at >= repeatMs) saidAt.delete(said);
    if (saidAt.has(what)) return false;
    saidAt.set(what, now);
    return true;
  }

  return {
    warn(fields, message) {
      if (isDue(JSON.stringify([message, { ...fields, err: undefined }]))) log.warn(fields, message);
    },
    error(fields, message) {
      if (isDue(JSON.stringify([message, fields]))) log.error(fields, message);
    },
  };
}
