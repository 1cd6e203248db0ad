import type { ActionRow } from '../domain/action.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Plan, PlanStep } from '../domain/plan.ts';
import type { ActionKinds } from '../ports/action-kind.ts';
import { digestOf, digestOfText } from './keys.ts';

/**
 * What an approval binds to: every step's bytes, the SOP they come from, the run they are for, and the question. A later one may ask the
 * same, after the first was denied or has expired: a yes that was on its way to the first is none to the second.
 */
export function planDigest(of: {
  readonly steps: readonly PlanStep[];
  readonly sopDigest: string;
  readonly cluster: string;
  readonly jobId: string;
  readonly jobStartTime: number;
  /** When it was made, and what spoke for asking, as it shows it; left out: nobody is asked. */
  readonly question?: { readonly at: number; readonly conditions: readonly string[] };
}): string {
  const { steps, sopDigest, cluster, jobId, jobStartTime, question } = of;
  return digestOf({ steps, sopDigest, cluster, jobId, jobStartTime, ...(question !== undefined && { question }) });
}

/** The rows of a new plan, all `proposed`; to be stored with it. References to earlier results stay in the bytes until their step is ready. */
export function proposeActions(plan: Plan, kinds: ActionKinds, at: ProposedAt): ActionRow[] {
  const { cluster, jobName } = plan;
  return plan.steps.map((step, index) =>
    proposeAction({ plan, step, index, cluster, jobName, lane: `${cluster}/${jobName}` }, kinds, at),
  );
}

export interface ProposedAt {
  readonly now: number;
  readonly epoch: number;
}

/** One row of a plan, `proposed`. */
export function proposeAction(
  of: Pick<ActionRow, 'cluster' | 'jobName' | 'lane'> & {
    readonly plan: Pick<Plan, 'id' | 'incidentId'>;
    readonly step: Pick<PlanStep, 'name' | 'kind' | 'args'>;
    readonly index: number;
  },
  kinds: ActionKinds,
  at: ProposedAt,
): ActionRow {
  const { plan, step, index, cluster, jobName, lane } = of;
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
    cluster,
    jobName,
    lane,
    args,
    argsDigest: digestOfText(args),
    key: '',
    generation: 0,
    state: 'proposed',
    dropReason: null,
    epoch: at.epoch,
    attempts: 0,
    takeovers: 0,
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
}
