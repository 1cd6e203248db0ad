import { type Answerers, answerersOf } from '../domain/answerers.ts';
import type { Approval } from '../domain/approval.ts';
import { type ApprovalPolicy, personOf } from '../domain/approvers.ts';
import type { TimelineEvent } from '../domain/incident.ts';
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

/** Who may say yes to a plan that is asked about, whoever had it made. */
export function whoMayAnswer(
  policy: ApprovalPolicy,
  plan: Pick<Plan, 'cluster' | 'steps'>,
  approval: Approval,
  timeline: readonly TimelineEvent[],
): Answerers {
  const scope = { cluster: plan.cluster, risk: riskOf(plan.steps) };
  return answerersOf(policy, scope, approval, initiatorsOf(policy, timeline));
}
