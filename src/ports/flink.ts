import type { FlinkDiagnose } from './flink-diagnose.ts';
import type {
  CheckpointConfig,
  CheckpointStats,
  ClusterIdentity,
  ClusterOverview,
  Collecting,
  ExceptionHistory,
  FailedCommits,
  JarFile,
  JobDetail,
  JobId,
  JobMetrics,
  ResourceRequirements,
  SourceLag,
  Vertex,
} from '../domain/flink.ts';

/**
 * What the watcher reads. Every method throws {FlinkUnreadable} when there is no usable answer;
 * undefined means that Flink answered and does not know the job (or has no checkpointing, no scheduler for it …).
 */
export interface FlinkWatch {
  identity(signal: AbortSignal): Promise<ClusterIdentity>;
  overview(signal: AbortSignal): Promise<ClusterOverview>;
  metrics(job: JobId, signal: AbortSignal): Promise<JobMetrics | undefined>;
  exceptions(job: JobId, signal: AbortSignal): Promise<ExceptionHistory | undefined>;
  /** Undefined also when checkpointing is off. */
  checkpoints(job: JobId, signal: AbortSignal): Promise<CheckpointStats | undefined>;
  /** Undefined also when checkpointing is off. */
  checkpointConfig(job: JobId, signal: AbortSignal): Promise<CheckpointConfig | undefined>;
  /**
   * The TaskManagers that spend `least` of their time or more collecting garbage: one call where none does; at most 12 of them.
   * Undefined: Flink does not say (before 1.19, or not yet).
   */
  collecting(least: number, signal: AbortSignal): Promise<readonly Collecting[] | undefined>;
}

/** Deeper reads, made on suspicion or before an action. */
export interface FlinkInspect {
  job(job: JobId, signal: AbortSignal): Promise<JobDetail | undefined>;
  /** Sums `pendingRecords` over the given source vertices; reads the list of names first, once per run of the job. */
  sourceLag(job: JobId, sources: readonly Vertex[], signal: AbortSignal): Promise<SourceLag>;
  /** Of the given vertices, which hold committers; reads the list of names first, once per run of the job. Undefined: none of them tells (yet). */
  failedCommits(job: JobId, committers: readonly Vertex[], signal: AbortSignal): Promise<FailedCommits | undefined>;
  /** Undefined: the job's scheduler cannot rescale in place. */
  resourceRequirements(job: JobId, signal: AbortSignal): Promise<ResourceRequirements | undefined>;
  /** Undefined: this cluster takes no jars. */
  jars(signal: AbortSignal): Promise<readonly JarFile[] | undefined>;
  /** What Flink knows of a savepoint or stop by its trigger id. */
  savepoint(job: JobId, triggerId: string, signal: AbortSignal): Promise<TriggerStatus>;
  checkpoint(job: JobId, triggerId: string, signal: AbortSignal): Promise<TriggerStatus>;
}

/** `unknown-trigger` is a 404: Flink forgot it, or never saw it. It proves nothing. */
export type TriggerStatus =
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'completed'; readonly location: string | undefined; readonly checkpointId: number | undefined }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown-trigger' };

/**
 * What one write proved. Never thrown: the ledger stores it.
 * not-sent: no byte left. refused: it arrived, and neither it nor a copy of it has an effect or will have one ("at work on this key
 * already" is no refusal). maybe: nobody knows. executed: Flink accepted it, which for savepoints and stops means "in a queue", not
 * "done". already: Flink says that it was there before. other-key: accepted, but not under our key, so that nothing refuses a second effect
 * and nothing is found under it.
 */
export type SendOutcome = {
  readonly kind: 'not-sent' | 'refused' | 'maybe' | 'executed' | 'already' | 'other-key';
  readonly status: number | undefined;
  /** First sentence of the answer or of the error, at most 500 characters, without secrets. */
  readonly detail: string;
  /** What an effect that is complete with its answer returned. */
  readonly result?: Readonly<Record<string, string>>;
};

/** The only door for changes. No method repeats a request by itself; only the ledger calls these. */
export interface FlinkWrite {
  triggerCheckpoint(job: JobId, triggerId: string, signal: AbortSignal): Promise<SendOutcome>;
  triggerSavepoint(
    request: { readonly job: JobId; readonly triggerId: string; readonly directory: string },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
  /** Asks the job to take a savepoint and stop, never draining. */
  stopWithSavepoint(
    request: { readonly job: JobId; readonly triggerId: string; readonly directory: string },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
  /** Runs a jar with our job id, in claim mode NO_CLAIM, never with `allowNonRestoredState`. */
  runJar(
    request: {
      readonly jarId: string;
      readonly jobId: string;
      readonly entryClass: string;
      readonly programArgs: readonly string[];
      readonly parallelism: number;
      readonly snapshot: string;
      readonly flinkVersion: string;
    },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
  cancel(job: JobId, signal: AbortSignal): Promise<SendOutcome>;
  putResourceRequirements(job: JobId, requirements: ResourceRequirements, signal: AbortSignal): Promise<SendOutcome>;
}

/** Reads and writes of one configured cluster. */
export interface Flink {
  readonly watch: FlinkWatch;
  readonly inspect: FlinkInspect;
  readonly diagnose: Pick<FlinkDiagnose, 'subtasks' | 'taskManagers' | 'watermarks'>;
  readonly write: FlinkWrite;
  /**
   * Uploads a jar unless one of that name and our recorded hash is there. Returns its id.
   * Duplicates on the cluster are harmless, so this is not an action of the ledger.
   * @throws {FlinkUnreadable} when the upload could not be confirmed.
   * @throws {UserMistake} when the file is not the recorded one, or the cluster takes no jars.
   */
  provideJar(jar: { readonly file: string; readonly sha256: string }, signal: AbortSignal): Promise<string>;
  /** REST calls made so far, by method and path template. */
  calls(): Readonly<Record<string, number>>;
}
