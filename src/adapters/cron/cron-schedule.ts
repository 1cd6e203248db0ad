import { createTask } from 'node-cron';
import type { Schedule } from '../../ports/schedule.ts';

const minuteMs = 60_000;
const weekMs = 7 * 86_400_000;

/**
 * Due times of a cron expression of five fields in an IANA time zone. Only the calendar of node-cron is used, not its timers:
 * a timer that was missed while the program was down says nothing about it, a calendar that is asked does.
 * Where the clock is put back, an hour comes twice; what is due in it is due twice.
 * @throws {Error} for an expression or a zone that node-cron does not know.
 */
export function makeCronSchedule(cron: string, timeZone: string): Schedule {
  const task = createTask(cron, () => undefined, { timezone: timeZone });
  return {
    lastDue(after, now) {
      const earliest = Math.max(after, now - weekMs);
      for (let at = Math.floor(now / minuteMs) * minuteMs; at > earliest; at -= minuteMs) {
        if (task.match(new Date(at))) return at;
      }
      return undefined;
    },
  };
}
