import type { Kysely } from 'kysely';
import type { TimelineEvent } from '../../domain/incident.ts';
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
