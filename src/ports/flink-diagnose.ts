import type { JobId, Watermarks } from '../domain/flink.ts';

/**
 * Reads that only an investigation makes, at most a few per incident: they cost the cluster more than those of the watcher, who reads
 * of these the watermarks of a few vertices and nothing else.
 * Every method throws {FlinkUnreadable} when there is no usable answer; undefined means that Flink answered and does not know
 * the job, vertex or process, or that this version does not show it.
 */
export interface FlinkDiagnose {
  /** Memory, garbage collection and load of the TaskManagers, at most 12 of them, and the ids of all. `first`: ids of those to be among them. */
  taskManagers(signal: AbortSignal, first?: readonly string[]): Promise<TaskManagers>;
  /** What each subtask of a vertex did. */
  subtasks(job: JobId, vertex: string, signal: AbortSignal): Promise<Subtasks | undefined>;
  /** Input watermarks of a vertex over its subtasks. */
  watermarks(job: JobId, vertex: string, signal: AbortSignal): Promise<Watermarks | undefined>;
  /** Lines of a log that `wanted` picks: the last ones, oldest first. The log is read to its end and not kept. */
  log(process: FlinkProcess, wanted: (line: string) => boolean, signal: AbortSignal): Promise<LogLines | undefined>;
  threads(process: FlinkProcess, signal: AbortSignal): Promise<readonly Thread[] | undefined>;
  /** The JobManager's configuration and the job's restart strategy: only keys of a fixed list, whose values hold no secrets. */
  config(job: JobId | undefined, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

export type FlinkProcess = { readonly kind: 'jobmanager' } | { readonly kind: 'taskmanager'; readonly id: string };

export interface TaskManagers {
  /** All that are registered. */
  readonly ids: readonly string[];
  /** Of the first of them. */
  readonly list: readonly TaskManagerHealth[];
}

/** Bytes; undefined = Flink did not say. */
export interface TaskManagerHealth {
  readonly id: string;
  readonly slots: number;
  readonly freeSlots: number;
  /** Ids of the jobs that hold its slots; empty before 1.18, which does not tell. */
  readonly jobs: readonly string[];
  /** Epoch ms. */
  readonly lastHeartbeatAt: number | undefined;
  readonly heapUsed: number | undefined;
  readonly heapMax: number | undefined;
  readonly metaspaceUsed: number | undefined;
  readonly metaspaceMax: number | undefined;
  readonly directUsed: number | undefined;
  readonly directMax: number | undefined;
  /** Of all collectors, ms per second; 1.19+. */
  readonly gcMsPerSecond: number | undefined;
  /** Of all collectors since the start of the process, ms. */
  readonly gcMs: number | undefined;
  /** 0–1. */
  readonly cpuLoad: number | undefined;
  readonly networkSegmentsFree: number | undefined;
  readonly networkSegments: number | undefined;
}

export interface Subtasks {
  readonly list: readonly Subtask[];
  /** Share of time now, 0–1, over the subtasks; undefined when Flink has no values yet. */
  readonly busy: { readonly max: number; readonly avg: number } | undefined;
  /** Records read per second in the last minute, over the subtasks; undefined when Flink has no values yet. */
  readonly reads: { readonly max: number; readonly avg: number } | undefined;
  /** Number of the subtask that is the busiest now and what it reads; undefined also of a vertex with more than 50. */
  readonly busiest: { readonly index: number; readonly reads: number | undefined } | undefined;
}

export interface Subtask {
  readonly index: number;
  readonly state: string;
  readonly attempt: number;
  readonly taskManagerId: string | undefined;
  readonly readRecords: number | undefined;
  readonly writeRecords: number | undefined;
  /** Share of the time since its start, 0–1. */
  readonly busy: number | undefined;
  readonly backpressured: number | undefined;
}

export interface LogLines {
  /** At most 60, each at most 4,096 characters: as long as `wanted` saw them. */
  readonly lines: readonly string[];
  /** All that were picked. */
  readonly matched: number;
  /** The log was longer than what is read of one: its newest part was not looked at. */
  readonly cut: boolean;
}

export interface Thread {
  readonly name: string;
  /** As the JVM prints it: state, and frames at most 8 KiB. */
  readonly text: string;
}
