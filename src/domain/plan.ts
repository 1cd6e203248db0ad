import type { ActionKindName, Risk, SopActionKind } from './action.ts';

/** One primitive of a plan. `args` may still hold `{ from: "stop.savepoint" }`. */
export interface PlanStep {
  readonly name: string;
  readonly kind: ActionKindName;
  readonly risk: Risk;
  readonly args: Readonly<Record<string, unknown>>;
  /** Of a kind of the team's own: as what it was declared, see `ActionKind.declared`. */
  readonly declared?: string | undefined;
}

/** Immutable once stored. One approval covers the whole plan; its digest covers every step's exact bytes. */
export interface Plan {
  readonly id: string;
  readonly incidentId: string;
  readonly cluster: string;
  readonly jobName: string;
  /** What the SOP asked for, before expansion. */
  readonly action: SopActionKind;
  readonly steps: readonly PlanStep[];
  /** SHA-256 over the canonical JSON of the steps, the SOP's digest, the run they are for, and the question to people. */
  readonly digest: string;
  readonly sopId: string;
  readonly sopDigest: string;
  /** The run the plan was made for: another run makes it stale. */
  readonly jobId: string;
  readonly jobStartTime: number;
  readonly createdAt: number;
}

/** The highest risk of any step: what policy and approval go by. */
export function riskOf(steps: readonly PlanStep[]): Risk {
  if (steps.some((step) => step.risk === 'destructive')) return 'destructive';
  if (steps.some((step) => step.risk === 'disruptive')) return 'disruptive';
  return 'safe';
}
