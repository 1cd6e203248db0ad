import type { Risk } from './action.ts';
import type { Refusal } from './incident.ts';
import type { Mode } from './job-record.ts';

/**
 * Something that stands in the way of a write. refuse: a person has to change something first. ask: a person may allow it.
 * wait: it passes by itself, or cannot be told yet.
 */
export interface Objection extends Refusal {
  readonly weight: 'refuse' | 'ask' | 'wait';
}

export type Decision =
  | { readonly kind: 'run' }
  /** `conditions`: names of those of the reasons that were seen, and may have changed when somebody says yes. */
  | { readonly kind: 'ask'; readonly reasons: readonly string[]; readonly conditions: readonly string[] }
  /** Mode `observe`: it is only said what would be done. */
  | { readonly kind: 'would-do' }
  | { readonly kind: 'refuse'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'wait'; readonly refusals: readonly Refusal[] };

/** The procedure that a plan comes from, as its file is now. */
export interface PlannedSop {
  readonly id: string;
  readonly digest: string;
  /** A person has reviewed exactly this text, and it was not taken back. */
  readonly reviewed: boolean;
}

export interface PolicyInput {
  readonly mode: Mode;
  /** The highest risk of any step. */
  readonly risk: Risk;
  /** The plan stops or starts the job: the owner's word on restarts counts. */
  readonly restarts: boolean;
  readonly restart: 'never' | 'ask' | 'auto';
  readonly environment: string;
  readonly sop: PlannedSop;
  readonly objections: readonly Objection[];
}

/** Whether a plan runs alone, needs a person, or must not be. A model's confidence is no input on purpose. */
export function decide(input: PolicyInput): Decision {
  const { objections, mode, risk, restart, sop } = input;
  const of = (weight: Objection['weight']) => objections.filter((one) => one.weight === weight);
  const [refused, waiting, asked] = [of('refuse'), of('wait'), of('ask')];
  // A rescale in place restarts the job, too.
  if (risk !== 'safe' && restart === 'never') {
    refused.push({
      weight: 'refuse',
      reason: 'the owner forbids restarts',
      field: 'restart',
      value: 'never',
      todo: 'restart it yourself, or set restart: ask in its record',
    });
  }
  if (refused.length > 0) return { kind: 'refuse', refusals: refused.map(asRefusal) };
  if (waiting.length > 0) return { kind: 'wait', refusals: waiting.map(asRefusal) };
  if (mode === 'observe') return { kind: 'would-do' };

  const review = unreviewed(mode, sop);
  const reasons = [
    ...asked.map((one) => `${one.reason} (${one.field} = ${one.value})`),
    ...review.map((one) => `${one.reason} (${one.field} = ${one.value}); ${one.todo}`),
    ...askedByRecord(input),
  ];
  const conditions = [...asked, ...review].map((one) => one.field);
  return reasons.length > 0 ? { kind: 'ask', reasons, conditions } : { kind: 'run' };
}

/** Why the job's record has a person asked about such a plan, whatever else is known; empty: it does not. */
export function askedByRecord({
  mode,
  risk,
  restarts,
  restart,
  environment,
}: Omit<PolicyInput, 'sop' | 'objections'>): string[] {
  const reasons: string[] = [];
  // Only the exact word allows: whatever else these hold, a person is asked.
  if (mode !== 'auto') reasons.push(`mode is ${mode}`);
  if (risk === 'destructive') reasons.push('it is destructive');
  if (restarts && restart !== 'auto') reasons.push(`restart is ${restart}`);
  if (risk === 'disruptive' && isProduction(environment) && restart !== 'auto') {
    reasons.push('it interrupts a job in production, and restart is not auto');
  }
  return reasons;
}

/** By it a question shows that its SOP is not reviewed. */
export const reviewField = 'sha256';

/** Whoever can change a file of procedures must not decide by that what runs alone: a person has to have read that text. */
export function unreviewed(mode: Mode, { id, digest, reviewed }: PlannedSop): Objection[] {
  // In the other modes a person judges each plan anyway.
  if (mode !== 'auto' || reviewed === true) return [];
  const todo = `flink-medic sop trust ${id}`;
  return [{ weight: 'ask', reason: `SOP ${id} is not reviewed`, field: reviewField, value: digest.slice(0, 12), todo }];
}

/** `production`, however it is spelt: prod, Production, prod-eu. */
function isProduction(environment: string): boolean {
  return /^prod/i.test(environment);
}

export function asRefusal({ reason, field, value, todo }: Refusal): Refusal {
  return { reason, field, value, todo };
}

/** `<reason>, <field> = <value>; <what to do>` */
export function refusalText(refusal: Refusal): string {
  return `${refusal.reason}, ${refusal.field} = ${refusal.value}; ${refusal.todo}`;
}
