import type { CheckpointConfig, CheckpointStats, FlinkException, JobMetrics, JobState, Vertex } from './flink.ts';
import type { Narrowed } from './narrowed.ts';
import type { Signal } from './signal.ts';

/** Share of time, 0–1, over the last window; undefined when the counters did not allow it. */
export interface VertexLoad {
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
  readonly busy: number | undefined;
  readonly backpressured: number | undefined;
  readonly idle: number | undefined;
  readonly inputs: readonly string[];
}

/** How evenly the vertex works that holds up those before it. */
export interface Spread {
  readonly name: string;
  /** Number of its busiest subtask, and where it runs; undefined also of a vertex with many subtasks. */
  readonly subtask: number | undefined;
  readonly taskManager: string | undefined;
  /** Share of time now, 0–1: of the busiest subtask, and on average of the others. */
  readonly busiest: number;
  readonly others: number;
  /**
   * Read per second in the last minute: by the busiest subtask (of many: by the one that reads the most), and on average by the others;
   * undefined when Flink did not say.
   */
  readonly records: { readonly busiest: number; readonly others: number } | undefined;
}

/** How the TaskManager of the job fares that collects garbage the most, of those that are read: on a large cluster not all are. */
export interface Heap {
  readonly taskManager: string;
  /** Shares, 0–1: of its heap, and of its time in the last minute. */
  readonly used: number;
  readonly collecting: number;
}

/** Facts collected for one incident: bounded in number and size before they are stored; never secrets. */
export interface Evidence {
  readonly cluster: string;
  readonly job: string | null;
  readonly jobId: string | null;
  readonly at: number;
  readonly signals: readonly Signal[];
  readonly state: JobState | undefined;
  /** Newest first; stack traces cut to 8 KiB each, at most 20. */
  readonly exceptions: readonly FlinkException[];
  readonly metrics: JobMetrics | undefined;
  readonly checkpoints: CheckpointStats | undefined;
  readonly checkpointConfig: CheckpointConfig | undefined;
  readonly vertices: readonly Vertex[];
  readonly loads: readonly VertexLoad[];
  /** It runs with less parallelism than it did. Left out by an older program. */
  readonly narrowed?: Narrowed | undefined;
  /** Read only where something is held up; undefined also when the vertex has one subtask. */
  readonly spread: Spread | undefined;
  /** Read only where the job or its checkpoints are slow; undefined also where Flink has no such figures (before 1.19). */
  readonly heap: Heap | undefined;
  /** Records in the sources at the start and the end of the window. */
  readonly lag: { readonly first: number; readonly last: number; readonly overMs: number } | undefined;
  readonly taskManagers: number;
  readonly slotsTotal: number;
  readonly slotsAvailable: number;
  /** Reads that failed, by name: a reader must not take "not read" for "none". */
  readonly unread: readonly string[];
}
