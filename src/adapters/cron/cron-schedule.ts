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
  /** A week of minutes takes a fifth of a second, and this is asked every second: only minutes that are new are looked at. */
  let looked: { readonly after: number; readonly upTo: number; readonly due: number | undefined } | undefined;
  return {
    lastDue(after, now) {
      const upTo = Math.floor(now / minuteMs) * minuteMs;
      // What was seen before the clock was put back may lie ahead now.
      const seen = looked?.after === after && looked.upTo <= upTo ? looked : undefined;
      const oldest = now - weekMs;
      const from = Math.max(after, oldest, seen?.upTo ?? after);
      let due = seen?.due;
      for (let at = upTo; at > from; at -= minuteMs) {
        if (!task.match(new Date(at))) continue;
        due = at;
        break;
      }
      looked = { after, upTo, due };
      return due !== undefined && due > oldest ? due : undefined;
    },
  };
}
