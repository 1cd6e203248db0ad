import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { TimelineEvent } from '../../domain/incident.ts';
import type { Report } from '../../ports/store.ts';
import { isPostgres } from './migrations/column-types.ts';
import type { Tables } from './schema.ts';

/**
 * On PostgreSQL, before an event gets its number: until the caller's transaction ends nobody else appends to the timeline of that
 * incident. A number is given before its transaction ends, and who follows the numbers would never be told of a lower one that is
 * stored after a higher one. SQLite has one writer.
 */
export function timelineLock(incidentId: string): RawBuilder<unknown> {
  return sql`pg_advisory_xact_lock(hashtextextended(${incidentId}, 0))`;
}

/** Appends to the timeline of one incident inside the caller's transaction. */
export async function appendEvents(trx: Kysely<Tables>, events: readonly TimelineEvent[]): Promise<void> {
  const [first] = events;
  if (first !== undefined && isPostgres(trx)) await sql`select ${timelineLock(first.incidentId)}`.execute(trx);
  for (const event of events) {
    await trx
      .insertInto('timelineEvent')
      .values({
        incidentId: event.incidentId,
        at: event.at,
        kind: event.kind,
        text: event.text,
        data: JSON.stringify(event.data),
      })
      .execute();
  }
}

/** Reports are only ever added, never changed. */
export async function appendReport(db: Kysely<Tables>, report: Report): Promise<void> {
  const { actionId, at, epoch, source, text } = report;
  await db.insertInto('report').values({ actionId, at, epoch, source, text }).execute();
}
