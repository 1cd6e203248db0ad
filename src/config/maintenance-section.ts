import { z } from 'zod';
import { minuteOfDay, weekdays } from '../domain/maintenance.ts';
import { isTimeZone, nonEmpty } from './shapes.ts';

const TimeOfDay = z
  .string({ error: 'should be a time of day in quotes, such as "22:00"' })
  .transform((written, context) => {
    const minute = minuteOfDay(written);
    if (minute !== undefined) return minute;
    context.issues.push({ code: 'custom', input: written, message: 'should be a time of day, 00:00 to 23:59' });
    return z.NEVER;
  });

/** Offsets and abbreviations know no summer time; what only looks like a zone is refused. */
const TimeZone = nonEmpty.refine(isNamedZone, 'should be an IANA time zone, such as Europe/Berlin or UTC');

function isNamedZone(name: string): boolean {
  return /^(?:UTC|[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)+)$/.test(name) && isTimeZone(name);
}

/** One entry of a cluster's `maintenance`. */
const maintenanceEntry = z.strictObject({
  /** Left out: every day. */
  days: z
    .array(z.enum(weekdays))
    .min(1, 'should name at least one day')
    .default([...weekdays]),
  from: TimeOfDay,
  to: TimeOfDay,
  timezone: TimeZone,
  reason: nonEmpty.default('maintenance'),
  jobs: z.array(nonEmpty).min(1, 'should name at least one job').optional(),
});

export const maintenanceSection = z.array(
  maintenanceEntry.transform(({ timezone: timeZone, ...rest }) => ({ ...rest, timeZone })),
);
