import type { Approval } from '../domain/approval.ts';
import { type Plan, riskOf } from '../domain/plan.ts';
import { askedByRecord, type PlannedSop, reviewField } from '../domain/policy.ts';
import type { Sop } from '../domain/sop.ts';
import { reviewState } from '../domain/sop-review.ts';
import type { StageDeps } from './deps.ts';
import { isRestart } from './plan-objections.ts';
import { questionOf } from './unseen-conditions.ts';

/** The procedure as policy has to judge it, by what is recorded now. */
export async function plannedSop(
  { reviews }: Pick<StageDeps, 'reviews'>,
  sop: Pick<Sop, 'id' | 'digest'>,
): Promise<PlannedSop> {
  const { id, digest } = sop;
  return { id, digest, reviewed: reviewState(sop, await reviews.of(id)) === 'reviewed' };
}

/**
 * Nothing that the question was asked for holds any more: its SOP was not reviewed and now it is, or the job's record says otherwise
 * today. What was read of the job has its own reasons; those are judged with the yes.
 */
export async function whyNotAsked(
  deps: Pick<StageDeps, 'incidents' | 'reviews' | 'recordOf'>,
  plan: Plan,
  approval: Approval,
): Promise<string | undefined> {
  if (approval.state !== 'open') return undefined;
  const { reviewed } = await plannedSop(deps, { id: plan.sopId, digest: plan.sopDigest });
  const { mode, restart, environment } = deps.recordOf(plan.cluster, plan.jobName);
  const today = askedByRecord({
    mode,
    risk: riskOf(plan.steps),
    restarts: isRestart(plan.steps),
    restart,
    environment,
  });
  // The conditions come first in the sentences; what follows is what the record said.
  const { reasons, conditions } = await questionOf(deps.incidents, plan);
  const record = reasons.slice(conditions.length);
  if (reasons.length === 0 || conditions.some((one) => one !== reviewField || !reviewed)) return undefined;
  if (record.some((one) => today.includes(one))) return undefined;
  return conditions.length > 0
    ? `SOP ${plan.sopId} is reviewed now`
    : `It does not hold any more that ${record.join('; ')}`;
}
