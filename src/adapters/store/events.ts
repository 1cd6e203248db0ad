import type { Kysely } from 'kysely';
import type { TimelineEvent } from '../../domain/incident.ts';
import type { Report } from '../../ports/store.ts';
import type { Tables } from './schema.ts';

/** Appends to the timeline inside the caller's transaction. */
export async function appendEvents(trx: Kysely<Tables>, events: readonly TimelineEvent[]): Promise<void> {
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
