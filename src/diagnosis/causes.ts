/** The causes that the rules can name: ids of shipped SOPs. */
export const ruleCauses = [
  'backpressure',
  'checkpoint-declined',
  'checkpoint-expired',
  'checkpoint-storage-failing',
  'checkpoint-storage-too-small',
  'class-conflict',
  'container-oom-killed',
  'credentials-rejected',
  'data-skew',
  'direct-memory-exhausted',
  'disk-full',
  'duplicate-job',
  'heap-exhausted',
  'kafka-offset-lost',
  'kafka-transaction-lost',
  'kafka-transaction-timeout',
  'kafka-unreachable',
  'leadership-lost',
  'metaspace-exhausted',
  'missing-class',
  'network-buffers-exhausted',
  'not-enough-slots',
  'partition-not-found',
  'poison-record',
  'record-too-large',
  'restart-loop',
  'restarts-exhausted',
  'schema-registry',
  'serializer-changed',
  'snapshot-missing',
  'state-incompatible',
  'stop-with-savepoint-failed',
  'stuck-cancelling',
  'taskmanager-lost',
  'watermark-stalled',
  'wrong-java-version',
] as const;
export type RuleCause = (typeof ruleCauses)[number];

/**
 * How much a finding explains; the highest wins, among equals the earliest in time.
 * 6 a fact by itself · 5 names the cause · 4 names it, but may be the echo of a 5 · 3 something outside failed
 * · 2 the job is slow or its tasks were not ready · 1 only that it fails.
 */
export type Rank = 1 | 2 | 3 | 4 | 5 | 6;

/** What one exception of a chain tells. */
export type Hit =
  | { readonly kind: 'cause'; readonly cause: RuleCause; readonly rank: Rank; readonly sure: boolean }
  /** A trouble that is known and has no procedure: `says` completes "Job x failed: …". Never to be taken for a passing one. `echo`: why, an earlier one may say. */
  | { readonly kind: 'no-procedure'; readonly says: string; readonly echo?: true }
  /** A service, a network or a peer did not answer: may pass by itself. */
  | { readonly kind: 'outside' };

/** All given parts must hold. */
export interface ExceptionRule {
  readonly hit: Hit;
  /** `Name`: the simple name. `a.b.Name`: this end of the qualified name, for shaded classes. `a.b.`: everything in the package. */
  readonly classes: readonly string[];
  /** One of these in the message; lower case, single blanks. Left out: any message. */
  readonly texts?: readonly string[];
  /** Says only where it happened: any hit nearer to the root counts instead. */
  readonly wraps?: true;
}
