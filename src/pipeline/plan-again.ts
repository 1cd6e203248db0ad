import type { Incident, Refusal } from '../domain/incident.ts';
import type { ResolvedJobRecord } from '../domain/job-record.ts';
import type { StageDeps } from './deps.ts';
import { event, updateIncident } from './update-incident.ts';

/** What mode observe is kept as on the incident that it held back; `value` is compared with the record of today. */
export const observed = {
  reason: 'mode is observe',
  field: 'mode',
  value: 'observe',
  todo: 'set mode: ask or auto, and start serve again: it is planned for then',
};

export function isObserved({ field }: Pick<Refusal, 'field'>): boolean {
  return field === observed.field;
}

/**
 * What kept a plan from being made and is said otherwise by the configuration of today; empty: nothing. People were told to
 * change it, so what they were told of is taken up again. Where a plan was made and did not help, people go on.
 */
function changedSince(
  { state, planId, failedPlans, refusals }: Pick<Incident, 'state' | 'planId' | 'failedPlans' | 'refusals'>,
  record: ResolvedJobRecord,
): string[] {
  if (state !== 'escalated' || planId !== null || failedPlans > 0) return [];
  const today: Readonly<Record<string, string>> = {
    mode: record.mode,
    controller: record.controller,
    desired: record.desired,
    restart: record.restart,
    jobs: record.recorded ? 'recorded' : 'none',
    launch: record.launch === undefined ? 'none' : 'recorded',
  };
  return refusals.flatMap(({ field, value }) => {
    const now = Object.hasOwn(today, field) ? today[field] : undefined;
    return now === undefined || now === value ? [] : [`${field} is ${now} now, was ${value}`];
  });
}

/** Whether the incident waits for people because of what the configuration does not say any more. */
export function isPlannedAgain(deps: Pick<StageDeps, 'recordOf'>, incident: Incident): boolean {
  return incident.job !== null && changedSince(incident, deps.recordOf(incident.cluster, incident.job)).length > 0;
}

/** It is diagnosed as it stands today, and planned for like any other. */
export async function planAgain(deps: StageDeps, { id, job, cluster }: Incident): Promise<boolean> {
  if (job === null) return false;
  const now = deps.clock.now();
  const saved = await updateIncident(deps.incidents, id, (current) => {
    const changed = changedSince(current, deps.recordOf(cluster, job));
    if (changed.length === 0) return undefined;
    return {
      incident: { ...current, state: 'open', escalation: null, refusals: [], updatedAt: now },
      events: [
        event(id, now, 'note', `The configuration has changed: ${changed.join(', ')}; a plan is considered again`),
      ],
    };
  });
  return saved !== undefined;
}
