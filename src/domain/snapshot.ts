import type {
  CheckpointConfig,
  CheckpointStats,
  ClusterIdentity,
  Collecting,
  ExceptionHistory,
  FailedCommits,
  JobLine,
  JobMetrics,
  Vertex,
  VertexWatermarks,
} from './flink.ts';
import type { SignalKind } from './signal.ts';

/**
 * One job in one poll. The line is always there; the rest only when that poll read it,
 * so undefined means "not read", never "none".
 */
export interface JobSnapshot {
  readonly line: JobLine;
  /** Our clock when the poll began, epoch ms. */
  readonly at: number;
  readonly metrics?: JobMetrics;
  readonly checkpoints?: CheckpointStats;
  readonly checkpointConfig?: CheckpointConfig;
  readonly exceptions?: ExceptionHistory;
  readonly vertices?: readonly Vertex[];
  /** By how much Flink's clock, which dates all that it tells, is ahead of ours; negative: behind. Comes with the vertices. */
  readonly skewMs?: number;
  /** This poll could not read it, as all polls since then (our clock), and why. Then there is nothing but its line. */
  readonly unread?: { readonly since: number; readonly reason: string; readonly message: string };
  /** Records waiting in the sources, summed. Null = read, and no source exposes it. */
  readonly pendingRecords?: number | null;
  /** Left out also where no committer tells of it. Comes with the vertices. */
  readonly failedCommits?: FailedCommits;
  /** The TaskManager that collects garbage the most, of those that run the job and do little else. Null = read, and none does. */
  readonly collecting?: Collecting | null;
  /** Of the first vertices that wait for event time; those of which Flink told nothing are left out. Comes with the vertices. */
  readonly watermarks?: readonly VertexWatermarks[];
}

/** What one complete poll read of a cluster. A poll that failed anywhere it mattered makes none. */
export interface ClusterSnapshot {
  readonly cluster: string;
  readonly at: number;
  readonly identity: ClusterIdentity;
  readonly taskManagers: number;
  readonly slotsTotal: number;
  readonly slotsAvailable: number;
  readonly jobs: readonly JobSnapshot[];
}

/** The latest snapshots of one job name, oldest first. All of one JobManager incarnation; a new one starts a new window. */
export interface JobWindow {
  readonly cluster: string;
  readonly job: string;
  readonly snapshots: readonly JobSnapshot[];
  /** What the store remembers from before this window. */
  readonly memory: JobMemory;
  /** Kinds of signals of the job's open incident: a signal that is up goes down at a lower threshold than it went up. */
  readonly active: readonly SignalKind[];
  /** False while a first poll after start or failover is digested: metrics may still be start-up values. */
  readonly settled: boolean;
}

/** What is kept of a job name over restarts of the job, the JobManager and this program. */
export interface JobMemory {
  /**
   * The newest failure that was seen: its latest timestamp, and the fingerprints that were seen at exactly it. Undefined = never looked.
   */
  readonly exceptionCursor: { readonly timestamp: number; readonly fingerprints: readonly string[] } | undefined;
  /** The job id that was seen last. */
  readonly jobId: string | undefined;
  readonly lastState: string | undefined;
  readonly lastCompletedCheckpointId: number | undefined;
  /** Failed commits of that job that were told; undefined: none. */
  readonly failedCommits?: number | undefined;
  /** When that number was first seen, Flink's clock: tasks that began later count anew. */
  readonly failedCommitsAt?: number | undefined;
  /** A person said that this run is meant to stay down. */
  readonly resolvedJobId?: string | undefined;
  /** When the first overview came that had no run of it, our clock; undefined: the last one had. */
  readonly missingSince?: number | undefined;
}

/** The latest snapshots of one cluster, oldest first. */
export interface ClusterWindow {
  readonly cluster: string;
  readonly snapshots: readonly ClusterSnapshot[];
  /** Most TaskManagers and slots seen in this window's incarnation: what "lost" is measured against. */
  readonly peak: { readonly taskManagers: number; readonly slotsTotal: number };
}
