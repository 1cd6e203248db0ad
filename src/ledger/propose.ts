import type { ActionRow } from '../domain/action.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Plan, PlanStep } from '../domain/plan.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import { digestOf, digestOfText } from './keys.ts';

/** What an approval binds to: every step's bytes, the SOP they come from and the run they are for. */
export function planDigest(of: {
  readonly steps: readonly PlanStep[];
  readonly sopDigest: string;
  readonly cluster: string;
  readonly jobId: string;
  readonly jobStartTime: number;
}): string {
  const { steps, sopDigest, cluster, jobId, jobStartTime } = of;
  return digestOf({ steps: steps.map((step) => ({ ...step })), sopDigest, cluster, jobId, jobStartTime });
}

/** The rows of a new plan, all `proposed`; to be stored with it. References to earlier results stay in the bytes until their step is ready. */
export function proposeActions(
  plan: Plan,
  kinds: ActionKinds,
  at: { readonly now: number; readonly epoch: number },
): ActionRow[] {
  return plan.steps.map((step, index) => {
    const kind = kinds.get(step.kind);
    if (kind === undefined) throw new Error(`Plan ${plan.id} asks for ${step.kind}: no such kind is registered.`);
    const args = canonicalJson(step.args);
    return {
      id: digestOf({ plan: plan.id, step: index }).slice(0, 16),
      planId: plan.id,
      incidentId: plan.incidentId,
      step: index,
      stepName: step.name,
      kind: step.kind,
      cluster: plan.cluster,
      jobName: plan.jobName,
      lane: `${plan.cluster}/${plan.jobName}`,
      args,
      argsDigest: digestOfText(args),
      key: '',
      generation: 0,
      state: 'proposed',
      dropReason: null,
      epoch: at.epoch,
      attempts: 0,
      onDoubt: kind.onDoubt,
      incarnation: null,
      checkpointBefore: null,
      firstSentAt: null,
      sendDeadlineAt: null,
      settleAttempts: 0,
      nextSettleAt: null,
      result: null,
      note: 'proposed',
      createdAt: at.now,
      updatedAt: at.now,
    };
  });
}
