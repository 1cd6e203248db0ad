import type { Incident } from '../domain/incident.ts';
import type { IncidentChange } from '../ports/store.ts';
import { finalStates } from '../domain/action.ts';
import type { PlanProgress } from '../ledger/plan-progress.ts';
import type { StageDeps } from './deps.ts';
import { escalate, escalateUntilNoted, planFailed } from './escalate.ts';
import { event, updateIncident } from './update-incident.ts';

const mostDroppedPlans = 3;

/** Carries the plan on, as far as it goes now. Everything that changes Flink happens in here, through the ledger. */
export async function act(deps: StageDeps, incident: Incident, signal: AbortSignal): Promise<boolean> {
  const { planId } = incident;
  if (planId === null) throw new Error(`Incident ${incident.id} acts without a plan`);
  await deps.ledger.release(planId);
  const progress = await deps.ledger.advance(planId, signal);
  const end = { ...progress, ...(await endOf(deps, incident.id, progress)) };
  const saved = await updateIncident(deps.incidents, incident.id, (current) =>
    current.state === 'acting' && current.planId === planId
      ? follow(current, end, deps.clock.now(), deps.limits.failedPlans)
      : undefined,
  );
  return saved !== undefined;
}

type Ended = PlanProgress & {
  /** A person gave up an action that had left: nobody knows what it did. */
  readonly isAbandoned: boolean;
  /** Nothing of the plan is left to settle. */
  readonly isOver: boolean;
  /** Processes died of it: the next plan would be the same. */
  readonly isPoison: boolean;
  /** Plans of the incident that ended without anything being sent. */
  readonly droppedPlans: number;
};

async function endOf(
  deps: StageDeps,
  incidentId: string,
  progress: PlanProgress,
): Promise<Omit<Ended, keyof PlanProgress>> {
  const rows = await deps.actions.actions({ incidentId });
  const row = rows.find((one) => one.id === progress.actionId);
  const dropped = rows.filter((one) => one.step === 0 && (one.dropReason === 'refused' || one.dropReason === 'stale'));
  return {
    droppedPlans: dropped.length,
    isAbandoned: row?.dropReason === 'abandoned',
    isPoison: row?.dropReason === 'quarantined',
    isOver: row !== undefined && finalStates.includes(row.state),
  };
}

function follow(
  incident: Incident,
  progress: Ended,
  now: number,
  failedPlansLimit: number,
): IncidentChange | undefined {
  switch (progress.kind) {
    case 'in-progress':
      if (incident.escalation === null) return undefined;
      // A person has settled what was in doubt: nobody is called about it any more.
      return { incident: { ...incident, escalation: null, updatedAt: now }, events: [] };
    case 'succeeded':
      return {
        incident: { ...incident, state: 'verifying', escalation: null, updatedAt: now },
        events: [event(incident.id, now, 'verifying', `Done: ${progress.note}; looks whether it helped`)],
      };
    case 'failed':
      // A new plan would be a new key, and Flink would not know that both are one.
      if (progress.isAbandoned) {
        const failedPlans = incident.failedPlans + 1;
        return escalate({ ...incident, failedPlans }, now, `Step ${progress.step} was given up: ${progress.note}`);
      }
      return planFailed(incident, now, `Step ${progress.step} failed: ${progress.note}`, failedPlansLimit);
    case 'dropped': {
      const next = { ...incident, planId: null };
      if (progress.isPoison) return escalate(next, now, `Nothing was sent: ${progress.note}`);
      // What stood in the way is judged again by planning, which refuses, waits or asks; not for ever.
      if (progress.droppedPlans >= mostDroppedPlans) {
        return escalateUntilNoted(next, now, 'Nothing was sent', progress.note);
      }
      return {
        incident: { ...next, state: 'diagnosed', escalation: null, updatedAt: now },
        events: [event(incident.id, now, 'note', `Nothing was sent: ${progress.note}; it is planned again`)],
      };
    }
    case 'needs-human': {
      // The plan is not over: a person settles the action, and it goes on from there.
      const why = progress.isOver
        ? `${progress.note}; ${howToStart(progress)}flink-medic incidents resolve ${incident.id}`
        : `Action ${progress.actionId} needs a person: ${progress.note}`;
      if (incident.escalation === why) return undefined;
      return {
        incident: {
          ...incident,
          escalation: why,
          severity: progress.jobIsDown || progress.isOver ? 'critical' : incident.severity,
          updatedAt: now,
        },
        events: [event(incident.id, now, 'escalated', why)],
      };
    }
  }
}

/** From the newest there is: what was stopped may have come up again and gone on. */
function howToStart({ results: { stop, start } }: PlanProgress): string {
  const snapshot = start?.['snapshot'] ?? stop?.['savepoint'];
  // A second one beside it would be a twin.
  const first = start?.['restored'] === undefined ? '' : `end job ${start['jobId']} first, `;
  return `${first}start it yourself${snapshot === undefined ? '' : ` from ${snapshot}`}, then: `;
}
