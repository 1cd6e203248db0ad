import { type Answerers, answerersOf } from '../domain/answerers.ts';
import type { Approval } from '../domain/approval.ts';
import { type ApprovalPolicy, personOf, type Scope } from '../domain/approvers.ts';
import type { Incident, TimelineEvent } from '../domain/incident.ts';
import { type Plan, riskOf } from '../domain/plan.ts';

/**
 * Who had plans made for the incident: they acknowledged it, or settled one of its actions. Lifting a hold makes no plan, it
 * only lets one go on.
 */
export function initiatorsOf(policy: ApprovalPolicy, timeline: readonly TimelineEvent[]): string[] {
  const people = timeline.flatMap(({ kind, data }) => {
    if (kind !== 'acknowledged' && data['settled'] === undefined) return [];
    const { by, via } = data;
    if (typeof by !== 'string') return [];
    return [personOf(policy, { by, via: via === 'slack' ? 'slack' : 'terminal' }).name];
  });
  return [...new Set(people)];
}

/** What a yes to the plan is a yes to, as the incident is now. */
export function scopeOf(plan: Pick<Plan, 'cluster' | 'steps'>, { severity }: Pick<Incident, 'severity'>): Scope {
  return { cluster: plan.cluster, risk: riskOf(plan.steps), severity };
}

/** Who may say yes to a plan that is asked about, whoever had it made. */
export function whoMayAnswer(
  policy: ApprovalPolicy,
  scope: Scope,
  approval: Approval,
  timeline: readonly TimelineEvent[],
): Answerers {
  return answerersOf(policy, scope, approval, initiatorsOf(policy, timeline));
}
