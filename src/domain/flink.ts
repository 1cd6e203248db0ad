/** What Flink's REST shows, in our words. All times are epoch milliseconds as Flink's clock gave them. Undefined = Flink did not say. */

/** 32 lower-case hex digits. Changes with every start of a job; a job's lasting identity is its name in its cluster. */
export type JobId = string & { readonly __brand: 'JobId' };

export const jobStates = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'FAILED',
  'CANCELLING',
  'CANCELED',
  'FINISHED',
  'RESTARTING',
  'SUSPENDED',
  'RECONCILING',
] as const;
export type JobState = (typeof jobStates)[number];

/** States a job never leaves by itself. SUSPENDED is not one: another JobManager may take the job over. */
export const terminalStates: readonly JobState[] = ['FAILED', 'CANCELED', 'FINISHED'];

/** One line of `/jobs/overview`. */
export interface JobLine {
  readonly id: JobId;
  readonly name: string;
  readonly state: JobState;
  readonly startTime: number;
  /** -1 in Flink while running; undefined here. */
  readonly endTime: number | undefined;
  readonly lastModification: number;
  /** 2.3+ in the overview; undefined where the version does not say. */
  readonly type: 'STREAMING' | 'BATCH' | undefined;
  /** `starting`: they have their slots and do not run yet, for they are deployed or restore their state. Left out: none. */
  readonly tasks: { readonly total: number; readonly running: number; readonly starting?: number };
}

/** The current run of each name: a living one wins over a finished one, then the younger. */
export function currentRuns(lines: readonly JobLine[]): Map<string, JobLine> {
  const runs = new Map<string, JobLine>();
  for (const line of lines) {
    const other = runs.get(line.name);
    if (other === undefined || order(line) > order(other)) runs.set(line.name, line);
  }
  return runs;
}

function order(line: JobLine): number {
  return line.startTime + (terminalStates.includes(line.state) ? 0 : 1e15);
}

/** `/overview` and `/jobs/overview`: what every poll reads. */
export interface ClusterOverview {
  readonly version: string;
  readonly taskManagers: number;
  readonly slotsTotal: number;
  readonly slotsAvailable: number;
  readonly jobs: readonly JobLine[];
}

/** Who answers, and what it lets us do. Read at start and whenever the incarnation may have changed. */
export interface ClusterIdentity {
  readonly version: string;
  /** Changes with every JobManager process: its web.tmpdir. Undefined when the configuration cannot be read. */
  readonly incarnation: string | undefined;
  /** `kubernetes.jobmanager.owner.reference` names a FlinkDeployment. Undefined when the configuration cannot be read. */
  readonly operatorManaged: boolean | undefined;
  /** `features.web-cancel`; the Flink Kubernetes operator switches it off by default. */
  readonly webCancel: boolean | undefined;
  /** `features.web-submit`: jars may be uploaded and run. */
  readonly webSubmit: boolean | undefined;
  readonly highAvailability: boolean | undefined;
  /** `rest.async.store-duration`, how long a trigger id is remembered after completion. Flink's default is 5 minutes. */
  readonly triggerMemoryMs: number;
  /** `jobmanager.scheduler` or `scheduler-mode`, lower case. Undefined = Flink's default. */
  readonly scheduler: string | undefined;
  /** Cluster-wide default savepoint directory, if configured. */
  readonly savepointDirectory: string | undefined;
}

/** Job gauges of one `/jobs/:id/metrics?get=` call. A missing or unparsable value is undefined, never 0. */
export interface JobMetrics {
  /** `numRestarts`, else `fullRestarts` (gone in 2.0). Includes rescales. */
  readonly restarts: number | undefined;
  /** 2.0+. */
  readonly rescales: number | undefined;
  readonly failedCheckpoints: number | undefined;
  /** 2.0+; else read `/checkpoints`. */
  readonly lastCheckpointCompletedAt: number | undefined;
  readonly lastCompletedCheckpointId: number | undefined;
  readonly lastRestoreAt: number | undefined;
}

/** One entry of `/jobs/:id/exceptions` `exceptionHistory`. */
export interface FlinkException {
  readonly name: string;
  readonly stacktrace: string;
  readonly timestamp: number;
  /** Undefined for a global failure (coordinator, checkpoint threshold, JobMaster). */
  readonly taskName: string | undefined;
  readonly taskManagerId: string | undefined;
  /** It came together with the entry before it: one failure of the job, of several of its tasks. */
  readonly concurrent?: true;
}

export interface ExceptionHistory {
  /** Newest first, as Flink gives them; concurrent exceptions are flattened behind their entry. */
  readonly entries: readonly FlinkException[];
  readonly truncated: boolean;
}

export interface CompletedCheckpoint {
  readonly id: number;
  readonly isSavepoint: boolean;
  /** `latest_ack_timestamp`: when it was complete. */
  readonly completedAt: number;
  readonly triggeredAt: number;
  readonly durationMs: number;
  readonly sizeBytes: number;
  readonly discarded: boolean;
  readonly externalPath: string | undefined;
}

export interface FailedCheckpoint {
  readonly id: number;
  readonly isSavepoint: boolean;
  readonly triggeredAt: number;
  readonly failedAt: number;
  readonly message: string | undefined;
}

export interface RestoredCheckpoint {
  readonly id: number;
  readonly isSavepoint: boolean;
  readonly restoredAt: number;
  readonly externalPath: string | undefined;
}

/** `/jobs/:id/checkpoints`. */
export interface CheckpointStats {
  readonly completedCount: number;
  readonly failedCount: number;
  readonly inProgressCount: number;
  readonly latestCompleted: CompletedCheckpoint | undefined;
  readonly latestSavepoint: CompletedCheckpoint | undefined;
  readonly latestFailed: FailedCheckpoint | undefined;
  readonly latestRestored: RestoredCheckpoint | undefined;
  /** Newest first, at most `web.checkpoints.history`. */
  readonly history: readonly CheckpointLine[];
}

export interface CheckpointLine {
  readonly id: number;
  readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly isSavepoint: boolean;
  readonly triggeredAt: number;
  readonly durationMs: number;
  readonly failureMessage: string | undefined;
}

/** `/jobs/:id/checkpoints/config`. */
export interface CheckpointConfig {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly tolerableFailures: number;
  /** `externalization.enabled`: without it a FAILED job's checkpoints are deleted. */
  readonly retained: boolean;
  readonly deletedOnCancel: boolean;
  readonly unaligned: boolean;
  readonly exactlyOnce: boolean;
  /** Flink's class: `JobManagerCheckpointStorage` keeps them in the JobManager's memory. Left out: Flink did not say. */
  readonly storage?: string;
}

/** One vertex of `/jobs/:id`. The accumulated times are sums over the subtasks since their start. */
export interface Vertex {
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
  readonly maxParallelism: number;
  readonly state: string;
  /** Counts by task state. */
  readonly tasks: Readonly<Record<string, number>>;
  readonly busyMs: number | undefined;
  readonly idleMs: number | undefined;
  readonly backpressuredMs: number | undefined;
  readonly readRecords: number | undefined;
  readonly writeRecords: number | undefined;
  /** Ids of the vertices that feed this one; empty for a source. */
  readonly inputs: readonly string[];
  /** An operator of it gives out its results when the watermark passes, and only then, as its description in the plan says. */
  readonly waitsForEventTime?: true;
}

/** Input watermarks of a vertex, epoch ms of event time. Subtasks without a watermark yet, and those at the end of their input, are only counted. */
export interface Watermarks {
  readonly lowest: number | undefined;
  readonly highest: number | undefined;
  readonly without: number;
  readonly ended: number;
}

export interface VertexWatermarks extends Watermarks {
  /** Id of the vertex. */
  readonly vertex: string;
}

/** `/jobs/:id`. */
export interface JobDetail {
  readonly id: JobId;
  readonly name: string;
  readonly state: JobState;
  readonly startTime: number;
  /** -1 in Flink while running; undefined here. */
  readonly endTime: number | undefined;
  readonly now: number;
  readonly type: 'STREAMING' | 'BATCH' | undefined;
  readonly maxParallelism: number | undefined;
  readonly vertices: readonly Vertex[];
  /** `timestamps.INITIALIZING`: moves whenever the JobMaster is started anew. */
  readonly initializedAt: number | undefined;
}

/** A TaskManager that collects garbage for much of its time. */
export interface Collecting {
  readonly taskManager: string;
  /** Shares, 0–1: of its time in the last minute, and of its heap. */
  readonly collecting: number;
  readonly used: number;
  /** Ids of the jobs that hold its slots. */
  readonly jobs: readonly string[];
}

/** What the sinks of a job could not commit and gave up, since its tasks last began: the job goes on without it. */
export interface FailedCommits {
  readonly failed: number;
  /** All of them are of sinks that write to Kafka. */
  readonly ofKafka: boolean;
}

/** Sum of `pendingRecords` over the sources that expose it. Undefined = no source exposes it (yet). */
export interface SourceLag {
  readonly pendingRecords: number | undefined;
}

export interface VertexBounds {
  readonly lowerBound: number;
  readonly upperBound: number;
}
/** Vertex id → bounds, as `/jobs/:id/resource-requirements` speaks. */
export type ResourceRequirements = Readonly<Record<string, VertexBounds>>;

export interface JarFile {
  /** `UUID_name.jar`, the id for `/jars/:id/run`. */
  readonly id: string;
  readonly name: string;
  readonly uploadedAt: number;
}
