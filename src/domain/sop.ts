import { z } from 'zod';
import { type OwnKindName, sopActionKinds } from './action.ts';
import { OwnWith } from './own-args.ts';
import { Severity, SignalKind } from './signal.ts';

/** A duration as people write it: a whole number and one of `ms`, `s`, `m`, `h`. Read into milliseconds. */
const Duration = z
  .string()
  .regex(/^[1-9]\d{0,6}(ms|s|m|h)$/, 'a duration such as 90s, 10m or 2h')
  .transform((text) => {
    const unit = text.replace(/^\d+/, '');
    const count = Number.parseInt(text, 10);
    if (unit === 'ms') return count;
    if (unit === 's') return count * 1000;
    if (unit === 'm') return count * 60_000;
    return count * 3_600_000;
  });

const Nothing = z.strictObject({}).default({});
/** Signals, all of which must be present; an empty list would mean "always" and is refused. */
const When = z.array(SignalKind).min(1, 'at least one signal');

/** Either a factor on the present parallelism (made a whole number at planning) or the parallelism itself. */
const RescaleWith = z.union([
  z.strictObject({ factor: z.number().gt(1, 'a factor above 1').max(4, 'a factor of at most 4') }),
  z.strictObject({ parallelism: z.int().min(1, 'a whole number from 1').max(32_768, 'at most 32768') }),
]);

const flinkSteps = [
  z.strictObject({ action: z.literal('trigger-checkpoint'), when: When, with: Nothing }),
  z.strictObject({ action: z.literal('trigger-savepoint'), when: When, with: Nothing }),
  z.strictObject({ action: z.literal('stop-with-savepoint'), when: When, with: Nothing }),
  z.strictObject({ action: z.literal('start-job'), when: When, with: Nothing }),
  z.strictObject({ action: z.literal('cancel-job'), when: When, with: Nothing }),
  z.strictObject({ action: z.literal('restart-job'), when: When, with: Nothing }),
  z.strictObject({ action: z.literal('rescale-job'), when: When, with: RescaleWith }),
] as const;

const ownStep = (kinds: readonly OwnKindName[]) =>
  z.strictObject({ action: z.enum(kinds), when: When, with: OwnWith.default({}) });
/** A kind that the configuration adds, with its arguments as the SOP writes them. */
export interface OwnSopStep extends z.infer<ReturnType<typeof ownStep>> {
  readonly action: OwnKindName;
}

/** A name that is not configured is no case at all: a union cannot have a case without names. */
function sopStep(kinds: readonly OwnKindName[]): z.ZodType<SopStep> {
  return kinds.length === 0
    ? z.discriminatedUnion('action', flinkSteps)
    : z.discriminatedUnion('action', [...flinkSteps, ownStep(kinds)]);
}

/** One proposal of a SOP: what to do, under which signals, with which arguments. Policy still decides. */
export type SopStep = FlinkSopStep | OwnSopStep;
export type FlinkSopStep = z.infer<(typeof flinkSteps)[number]>;

export function isOwnStep(step: SopStep): step is OwnSopStep {
  return step.action.includes('/');
}

/** Kinds that the configuration adds, by name. Each says what is wrong with the arguments that a SOP gives it; undefined: nothing. */
export type OwnActions = ReadonlyMap<OwnKindName, (given: OwnWith) => string | undefined>;

export const sopIdPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const Line = z.string().trim().min(1, 'some text').max(1000, 'at most 1000 characters');

/**
 * The YAML head of a SOP. Unknown keys are mistakes: a misspelt `plan` must not silently become "people only".
 * @param own kinds that it may name besides Flink's.
 */
export const sopHead = (own: readonly OwnKindName[]) =>
  z.strictObject({
    id: z.string().regex(sopIdPattern, 'lower-case words joined by hyphens'),
    title: Line,
    severity: Severity,
    /** As clusters are configured. Left out: for every environment. */
    environments: z.array(Line).min(1, 'at least one environment').default([]),
    match: z.strictObject({
      /** Literals: `SimpleClass`, `SimpleClass: part of the message`, `*: part of the message`, `a.package.*` or `at code.in.AFrame`. Never a regular expression. */
      exceptions: z.array(Line).default([]),
      signals: z.array(SignalKind).default([]),
    }),
    /** What the procedure may use at most. Empty: people only. */
    actions: z.array(z.enum([...sopActionKinds, ...own])),
    plan: z.array(sopStep(own)).default([]),
    verify: z
      .strictObject({ checkpoints: z.int().min(1, 'at least 1').max(20, 'at most 20'), within: Duration })
      .default({ checkpoints: 2, within: 600_000 })
      .transform((verify) => ({ checkpoints: verify.checkpoints, withinMs: verify.within })),
    examples: z.array(Line).min(1, 'at least one example'),
    notFor: z.array(Line).default([]),
  });
export type SopHead = z.infer<ReturnType<typeof sopHead>>;

/** One procedure of the team. `digest` is the SHA-256 of the file's bytes in hex: approvals bind to it. */
export interface Sop extends SopHead {
  readonly file: string;
  readonly digest: string;
  /** The markdown below the head. Text for people and models: it gives no permission. */
  readonly body: string;
}

/** A mistake in a SOP file, and what to do about it. Lines and columns count from 1; line 1 when it is the file itself. */
export interface SopProblem {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
  readonly fix: string;
}
