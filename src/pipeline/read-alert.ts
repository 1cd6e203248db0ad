import { messageKindNames } from '../domain/action.ts';
import type { Alert } from '../domain/alert.ts';
import type { ApprovalPolicy } from '../domain/approvers.ts';
import type { Incident } from '../domain/incident.ts';
import { alertOf } from './alert-of.ts';
import type { NotifyDeps } from './notify-deps.ts';

/** The incident as people see it, with what the store knows of its plan, its actions and its course. */
export async function alertFor(
  deps: { readonly incidents: Pick<NotifyDeps['incidents'], 'plan' | 'approvalOf' | 'timeline'> } & Pick<
    NotifyDeps,
    'actions' | 'prices'
  > & { readonly approvers?: ApprovalPolicy },
  incident: Incident,
): Promise<Alert> {
  const plan = incident.planId === null ? undefined : await deps.incidents.plan(incident.planId);
  const [approval, actions, timeline] = await Promise.all([
    plan === undefined ? undefined : deps.incidents.approvalOf(plan.id),
    deps.actions.actions({ incidentId: incident.id, exceptKinds: messageKindNames }),
    deps.incidents.timeline({ incidentId: incident.id }),
  ]);
  return alertOf({ incident, plan, approval, actions, timeline, prices: deps.prices, approvers: deps.approvers });
}
