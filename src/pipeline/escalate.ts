import type { Incident, Refusal, TimelineEvent } from '../domain/incident.ts';
import { asRefusal, refusalText } from '../domain/policy.ts';
import type { IncidentChange } from '../ports/store.ts';
import { event } from './update-incident.ts';

/** A person has to look: the reason stands on the incident, each refusal in the timeline. */
export function escalate(
  incident: Incident,
  now: number,
  why: string,
  refusals: readonly Refusal[] = [],
  before: readonly TimelineEvent[] = [],
): IncidentChange {
  return {
    incident: { ...incident, state: 'escalated', escalation: why, refusals: [...refusals], updatedAt: now },
    events: [
      ...before,
      ...refusals.map((one) => event(incident.id, now, 'refused', `Refused: ${refusalText(one)}`, { refusal: one })),
      event(incident.id, now, 'escalated', why),
    ],
  };
}

/** Not now, told once per set of reasons: what is left of a hold, and other values, change all the time. Undefined: it was told. */
export function waitFor(incident: Incident, now: number, reasons: readonly Refusal[]): IncidentChange | undefined {
  const refusals = reasons.map(asRefusal);
  const named = (list: readonly Refusal[]) => list.map((one) => `${one.reason} ${one.field}`).join('\n');
  if (named(refusals) === named(incident.refusals)) return undefined;
  return {
    incident: { ...incident, refusals, updatedAt: now },
    events: refusals.map((one) => event(incident.id, now, 'note', `Waits: ${refusalText(one)}`, { refusal: one })),
  };
}

/** What keeps it from a plan may change, though not by itself: whoever takes note then has it planned for anew, see acknowledge. */
export function escalateUntilNoted(incident: Incident, now: number, reason: string, value: string): IncidentChange {
  const todo = `once that has changed: flink-medic incidents ack ${incident.id}`;
  const refusal = { reason, field: 'note', value, todo };
  return escalate(incident, now, refusalText(refusal), [refusal]);
}

/** A plan that did not help: the next one is made, until there were too many. */
export function planFailed(incident: Incident, now: number, why: string, limit: number): IncidentChange {
  const failedPlans = incident.failedPlans + 1;
  const next = { ...incident, failedPlans, planId: null };
  if (failedPlans >= limit)
    return escalate(next, now, `${why}; ${failedPlans} plans did not help, so no more are made`);
  return {
    incident: { ...next, state: 'diagnosed', escalation: null, updatedAt: now },
    events: [event(incident.id, now, 'note', `${why}; the next plan is considered`)],
  };
}
