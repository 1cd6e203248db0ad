import { type Incident, isUnseenBaseline } from '../domain/incident.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/store.ts';
import { isObserved } from './plan-again.ts';
import { type Answered, event, updateIncident } from './update-incident.ts';

/** A person took note; what waited for one, trouble from before the first look, an unanswered question or what kept a plan back, is planned for from now on. */
export async function acknowledge(
  deps: { readonly incidents: IncidentStore; readonly clock: Clock },
  incidentId: string,
  reason: string,
  { by, name, seq }: Answered,
): Promise<string> {
  const now = deps.clock.now();
  const saved = await updateIncident(deps.incidents, incidentId, async (current) => {
    if (current.state === 'closed') return undefined;
    const waited = isHeldBack(current) || isKeptFromPlan(current) || (await isUnanswered(deps.incidents, current));
    return {
      incident: {
        ...current,
        acknowledgedBy: name,
        // Diagnosed as it stands today, and planned for like any other.
        ...(waited && { state: 'open', planId: null, escalation: null, refusals: [] }),
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

/** Its question ran out of time: whoever is there now can be asked again. */
async function isUnanswered(incidents: IncidentStore, { state, planId }: Incident): Promise<boolean> {
  if (state !== 'escalated' || planId === null) return false;
  return (await incidents.approvalOf(planId))?.state === 'expired';
}

/** A baseline was only looked at so far. */
function isHeldBack(incident: Incident): boolean {
  return isUnseenBaseline(incident) && incident.state === 'escalated' && incident.failedPlans === 0;
}

/** By a hold, a cool-down, a refusal: whoever takes note says that it may have passed by now. Mode observe lasts until the next start. */
function isKeptFromPlan({ state, planId, refusals }: Pick<Incident, 'state' | 'planId' | 'refusals'>): boolean {
  return state === 'escalated' && planId === null && refusals.some((one) => !isObserved(one));
}
