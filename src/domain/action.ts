import { z } from 'zod';

/** The primitives of Flink. Each is one request that changes something there. */
export const flinkKindNames = [
  'trigger-checkpoint',
  'trigger-savepoint',
  'stop-with-savepoint',
  'start-job',
  'cancel-job',
  'rescale-in-place',
] as const;
export type FlinkKindName = (typeof flinkKindNames)[number];

/** What tells people something and changes no job: apart from all that is counted, limited or shown as an action on Flink. */
export const messageKindNames = ['slack/post-message', 'slack/update-message', 'webhook/page'] as const;

/** A kind that a team adds under `<owner>/<name>`. */
const OwnKindName = z.templateLiteral([z.string().min(1), '/', z.string().min(1)]);
export type OwnKindName = z.infer<typeof OwnKindName>;

export const ownNamePattern = /^[a-z0-9][a-z0-9-]{0,39}\/[a-z0-9][a-z0-9-]{0,39}$/;
/** Owners under which this program has kinds, or may have. */
export const reservedOwners: readonly string[] = ['flink', 'flink-medic', 'proof', 'slack', 'webhook'];

export function isFreeOwner(name: string): boolean {
  return !reservedOwners.includes(name.slice(0, name.indexOf('/')));
}

/** Ms: no kind of a team's own may take longer for one send, and of a kind that is gone it is waited for so long. */
export const longestSendMs = 600_000;
/** Ms: a receiver on the web may still act on a request so long after its time limit. */
export const receiverFinalityMs = 30_000;
/** Ms: the longest time between two looks into a doubt, or two tries to reach who can tell. */
export const longestBackoffMs = 60_000;
/**
 * Ms: a receiver that remembers a key no longer than this gets no request again. The first one may be on its way for as long as the time
 * limit, so may the second, and both may be acted on a while later; and there are looks only now and then.
 */
export function leastKeyMemoryMs(sendLimitMs: number): number {
  return 2 * sendLimitMs + receiverFinalityMs + longestBackoffMs;
}
/** Ms: for one call to a person. */
export const pageLimitMs = 10_000;

/** Any kind the ledger may carry. */
export const ActionKindName = z.union([z.enum(flinkKindNames), OwnKindName]);
export type ActionKindName = z.infer<typeof ActionKindName>;

/** What a SOP may name, besides kinds of a team's own. `restart-job` and `rescale-job` expand at planning into primitives. */
export const sopActionKinds = [
  'trigger-checkpoint',
  'trigger-savepoint',
  'stop-with-savepoint',
  'start-job',
  'cancel-job',
  'rescale-job',
  'restart-job',
] as const;
export const SopActionKind = z.union([z.enum(sopActionKinds), OwnKindName]);
export type SopActionKind = z.infer<typeof SopActionKind>;

/** safe: adds a snapshot. disruptive: interrupts the job, keeps its state. destructive: may lose state. */
export type Risk = 'safe' | 'disruptive' | 'destructive';

const JobIdText = z.string().regex(/^[0-9a-f]{32}$/, '32 lower-case hex digits');

/** A value that an earlier step of the plan produces: `{ from: "stop.savepoint" }`. */
const FromStep = z.strictObject({ from: z.templateLiteral([z.string(), '.', z.string()]) });

/**
 * Id of the newest snapshot of the run when the plan was made; 0 = none. It tells a second, later checkpoint or savepoint
 * of the same run from the first one, and any two planners that see the same Flink agree on it.
 */
const SinceCheckpoint = z.int().nonnegative();

export const TriggerCheckpointArgs = z.strictObject({ job: JobIdText, sinceCheckpoint: SinceCheckpoint });
/** `directory` is the base; each action writes into its own folder below it. */
export const TriggerSavepointArgs = z.strictObject({
  job: JobIdText,
  directory: z.string().min(1),
  sinceCheckpoint: SinceCheckpoint,
});
export const StopWithSavepointArgs = z.strictObject({ job: JobIdText, directory: z.string().min(1) });
export const StartJobArgs = z.strictObject({
  /** The run that this start continues; with the snapshot it makes the new job id. */
  previousJob: JobIdText,
  jobName: z.string(),
  /** The file on this machine; its hash is checked again right before the run. */
  jar: z.strictObject({ file: z.string(), sha256: z.string() }),
  entryClass: z.string(),
  programArgs: z.array(z.string()),
  parallelism: z.int().positive(),
  snapshot: z.union([z.string().min(1), FromStep]),
  flinkVersion: z.string(),
});
export const CancelJobArgs = z.strictObject({ job: JobIdText });
export const RescaleInPlaceArgs = z.strictObject({
  job: JobIdText,
  requirements: z.record(
    z.string(),
    z.strictObject({ lowerBound: z.int().positive(), upperBound: z.int().positive() }),
  ),
});

export interface ActionArgs {
  readonly 'trigger-checkpoint': z.infer<typeof TriggerCheckpointArgs>;
  readonly 'trigger-savepoint': z.infer<typeof TriggerSavepointArgs>;
  readonly 'stop-with-savepoint': z.infer<typeof StopWithSavepointArgs>;
  readonly 'start-job': z.infer<typeof StartJobArgs>;
  readonly 'cancel-job': z.infer<typeof CancelJobArgs>;
  readonly 'rescale-in-place': z.infer<typeof RescaleInPlaceArgs>;
}

/** Why an action ended without being sent, or was given up. */
export const dropReasons = ['denied', 'expired', 'stale', 'cancelled', 'refused', 'quarantined', 'abandoned'] as const;
export type DropReason = (typeof dropReasons)[number];

/**
 * The states of an action. `sent` is durable before the first byte leaves; `in_doubt` and `needs_human` are durable too.
 * Undetermined states hold the lane: nothing else may touch the same target meanwhile.
 */
export const actionStates = [
  'proposed',
  'awaiting_approval',
  'ready',
  'sent',
  'running',
  'succeeded',
  'failed',
  'in_doubt',
  'needs_human',
  'dropped',
] as const;
export type ActionState = (typeof actionStates)[number];
export const undeterminedStates: readonly ActionState[] = ['sent', 'running', 'in_doubt', 'needs_human'];
export const finalStates: readonly ActionState[] = ['succeeded', 'failed', 'dropped'];
/** Not at an end. */
export const openStates: readonly ActionState[] = actionStates.filter((state) => !finalStates.includes(state));

/** What to do when nobody knows whether an action happened. A required choice of each kind. */
export type OnDoubt = 'retrySameKey' | 'queryFirst' | 'askHuman';

/** What a request came to where its target took it: it is never taken back. `other-key`: under another key than ours. */
export const acceptedOutcomes = ['executed', 'already', 'other-key'] as const;

/**
 * The durable record of one side effect. `args` are the exact bytes (canonical JSON) that the digest covers;
 * they are resolved (no `from` left) when the action becomes ready.
 */
export interface ActionRow {
  readonly id: string;
  readonly planId: string;
  readonly incidentId: string;
  /** Place in the plan, from 0. */
  readonly step: number;
  /** Name by which later steps refer to the result: `stop`, `start`, `savepoint`, `rescale`. */
  readonly stepName: string;
  readonly kind: ActionKindName;
  readonly cluster: string;
  readonly jobName: string;
  /** `cluster/jobName`: one undetermined action per lane. */
  readonly lane: string;
  readonly args: string;
  readonly argsDigest: string;
  /** Idempotency key as the target sees it, 32 hex digits. Natural: from target, kind, arguments, generation. Empty until ready. */
  readonly key: string;
  /** Counts what the same key was used up by: proven failures, what was given up, ends of earlier runs. */
  readonly generation: number;
  readonly state: ActionState;
  readonly dropReason: DropReason | null;
  /** Epoch of the serve process that wrote last; a smaller epoch can never change the row. */
  readonly epoch: number;
  readonly attempts: number;
  /** How many processes in a row have found it left by another, begun with it and stored nothing more; 0 as soon as one did. */
  readonly takeovers: number;
  readonly onDoubt: OnDoubt;
  /** Incarnation of the JobManager that was asked first; a changed one voids the key. */
  readonly incarnation: string | null;
  /** Newest completed checkpoint id before the action was sent: "newer" compares with this, never with clocks. */
  readonly checkpointBefore: number | null;
  /** When the first request left that was not answered as not done, epoch ms; null: there is none, or a person vouches that nothing came of it. */
  readonly firstSentAt: number | null;
  /** From here on no byte of the latest attempt leaves, epoch ms; of accepted work that was lost from sight, when it was. Finality counts from here. */
  readonly sendDeadlineAt: number | null;
  /** Looks that have come to nothing so far: of the hook at what is in doubt, or whether what is ready may be sent. */
  readonly settleAttempts: number;
  /** Not looked at again before this, epoch ms; null: at once. */
  readonly nextSettleAt: number | null;
  /** What the kind returned: `savepoint`, `jobId`, … Later steps read it. */
  readonly result: Readonly<Record<string, string>> | null;
  /** The last thing that is known, in one sentence. */
  readonly note: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
