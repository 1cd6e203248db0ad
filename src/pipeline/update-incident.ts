import { StaleWrite } from '../domain/errors.ts';
import type { Incident, TimelineEvent, TimelineKind } from '../domain/incident.ts';
import type { IncidentChange, IncidentStore } from '../ports/store.ts';

/**
 * Reads the incident, lets `change` decide from the stored state, and saves; decides again when somebody else was faster.
 * Returns the incident as stored, or undefined when it is gone or `change` found nothing to do.
 */
export async function updateIncident(
  store: IncidentStore,
  id: string,
  change: (incident: Incident) => IncidentChange | undefined | Promise<IncidentChange | undefined>,
): Promise<Incident | undefined> {
  for (let tries = 0; tries < 10; tries += 1) {
    const incident = await store.get(id);
    if (incident === undefined) return undefined;
    const wanted = await change(incident);
    if (wanted === undefined) return undefined;
    try {
      return await store.save(wanted);
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error;
    }
  }
  throw new StaleWrite(`Incident ${id} changed ten times while it was being saved; it is read again at the next poll`);
}

/** What a person said, stored with the change that it makes. */
export interface Answered {
  /** The account that said it. */
  readonly by: string;
  /** The same as people read it. */
  readonly name: string;
  readonly seq: number;
}

/** One timeline entry. */
export function event(
  incidentId: string,
  at: number,
  kind: TimelineKind,
  text: string,
  data: Readonly<Record<string, unknown>> = {},
): TimelineEvent {
  return { incidentId, at, kind, text, data };
}
