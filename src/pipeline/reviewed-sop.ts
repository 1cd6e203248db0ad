import type { Approval } from '../domain/approval.ts';
import type { Plan } from '../domain/plan.ts';
import { type PlannedSop, reviewField } from '../domain/policy.ts';
import type { Sop } from '../domain/sop.ts';
import { reviewState } from '../domain/sop-review.ts';
import type { StageDeps } from './deps.ts';
import { questionOf } from './unseen-conditions.ts';

/** The procedure as policy has to judge it, by what is recorded now. */
export async function plannedSop(
  { reviews }: Pick<StageDeps, 'reviews'>,
  sop: Pick<Sop, 'id' | 'digest'>,
): Promise<PlannedSop> {
  const { id, digest } = sop;
  return { id, digest, reviewed: reviewState(sop, await reviews.of(id)) === 'reviewed' };
}

/** Nobody has to be asked any more: that the SOP was not reviewed was the only reason, and now it is. */
export async function whyNotAsked(
  deps: Pick<StageDeps, 'incidents' | 'reviews'>,
  plan: Plan,
  approval: Approval,
): Promise<string | undefined> {
  if (approval.state !== 'open') return undefined;
  const { reviewed } = await plannedSop(deps, { id: plan.sopId, digest: plan.sopDigest });
  if (!reviewed) return undefined;
  const { reasons, conditions } = await questionOf(deps.incidents, plan);
  return reasons.length === 1 && conditions.includes(reviewField) ? `SOP ${plan.sopId} is reviewed now` : undefined;
}
