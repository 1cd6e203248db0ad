import type { Incident } from '../domain/incident.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/store.ts';
import { type Answered, event, updateIncident } from './update-incident.ts';

/** A person took note; trouble from before the first look may be planned for from now on. */
export async function acknowledge(
  deps: { readonly incidents: IncidentStore; readonly clock: Clock },
  incidentId: string,
  reason: string,
  { by, name, seq }: Answered,
): Promise<string> {
  const now = deps.clock.now();
  const saved = await updateIncident(deps.incidents, incidentId, (current) => {
    if (current.state === 'closed') return undefined;
    return {
      // A baseline was only looked at so far; now it is diagnosed as it stands today, and planned for like any other.
      incident: {
        ...current,
        acknowledgedBy: name,
        state: isHeldBack(current) ? 'open' : current.state,
        escalation: isHeldBack(current) ? null : current.escalation,
        updatedAt: now,
      },
      events: [
        event(incidentId, now, 'acknowledged', `${name} took note${reason === '' ? '' : `: ${reason}`}`, {
          by,
          reason,
        }),
      ],
      answerSeq: seq,
    };
  });
  return saved === undefined ? 'refused: no such open incident' : 'acknowledged';
}

function isHeldBack(incident: Incident): boolean {
  const { baseline, acknowledgedBy, state, failedPlans } = incident;
  return baseline && acknowledgedBy === null && state === 'escalated' && failedPlans === 0;
}
