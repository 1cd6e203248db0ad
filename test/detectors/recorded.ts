import { readFileSync } from 'node:fs';
import type {
  CheckpointConfig,
  CheckpointStats,
  ExceptionHistory,
  JobId,
  JobLine,
  JobMetrics,
  JobState,
  Vertex,
} from '../../src/domain/flink.ts';
import { metrics as noMetrics } from './windows.ts';

/** What was recorded from real clusters, put into our words by hand. */
export const versions = ['1.20.4', '2.3.0'] as const;
export type Version = (typeof versions)[number];

function read<T>(version: Version, name: string): T {
  const path = new URL(`../fixtures/flink-${version}/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

interface RawLine {
  jid: string;
  name: string;
  jobType?: 'STREAMING' | 'BATCH';
  'start-time': number;
  'end-time': number;
  state: string;
  'last-modification': number;
  tasks: { total: number; running: number };
}

export function recordedLines(version: Version, name: string): JobLine[] {
  return read<{ jobs: RawLine[] }>(version, name).jobs.map((raw) => ({
    id: raw.jid as JobId,
    name: raw.name,
    state: raw.state as JobState,
    startTime: raw['start-time'],
    endTime: raw['end-time'] === -1 ? undefined : raw['end-time'],
    lastModification: raw['last-modification'],
    type: raw.jobType,
    tasks: { total: raw.tasks.total, running: raw.tasks.running },
  }));
}

interface RawException {
  exceptionName: string;
  stacktrace: string;
  timestamp: number;
  taskName?: string | null;
  taskManagerId?: string | null;
  concurrentExceptions?: RawException[];
}

export function recordedExceptions(version: Version, name: string): ExceptionHistory {
  const { exceptionHistory } = read<{ exceptionHistory: { entries: RawException[]; truncated: boolean } }>(
    version,
    name,
  );
  const all = exceptionHistory.entries.flatMap((one) => [one, ...(one.concurrentExceptions ?? [])]);
  return {
    truncated: exceptionHistory.truncated,
    entries: all.map((raw) => ({
      name: raw.exceptionName,
      stacktrace: raw.stacktrace,
      timestamp: raw.timestamp,
      taskName: raw.taskName ?? undefined,
      taskManagerId: raw.taskManagerId ?? undefined,
    })),
  };
}

export function recordedMetrics(version: Version, name: string): JobMetrics {
  const values = new Map(
    read<{ id: string; value: string }[]>(version, name).map((one) => [one.id, Number(one.value)]),
  );
  return noMetrics({
    restarts: values.get('numRestarts') ?? values.get('fullRestarts'),
    rescales: values.get('numRescales'),
    failedCheckpoints: values.get('numberOfFailedCheckpoints'),
    lastCheckpointCompletedAt: values.get('lastCheckpointCompletedTimestamp'),
    lastCompletedCheckpointId: values.get('lastCompletedCheckpointId'),
    lastRestoreAt: values.get('lastCheckpointRestoreTimestamp'),
  });
}

interface RawCheckpoint {
  id: number;
  status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  is_savepoint: boolean;
  trigger_timestamp: number;
  latest_ack_timestamp: number;
  end_to_end_duration: number;
  checkpointed_size: number;
  discarded?: boolean;
  external_path?: string;
  failure_message?: string;
}

export function recordedCheckpoints(version: Version, name: string): CheckpointStats {
  const raw = read<{
    counts: { completed: number; failed: number; in_progress: number };
    latest: { completed: RawCheckpoint | null; restored: { id: number; restore_timestamp: number } | null };
    history: RawCheckpoint[];
  }>(version, name);
  const { completed, restored } = raw.latest;
  return {
    completedCount: raw.counts.completed,
    failedCount: raw.counts.failed,
    inProgressCount: raw.counts.in_progress,
    latestCompleted:
      completed === null
        ? undefined
        : {
            id: completed.id,
            isSavepoint: completed.is_savepoint,
            completedAt: completed.latest_ack_timestamp,
            triggeredAt: completed.trigger_timestamp,
            durationMs: completed.end_to_end_duration,
            sizeBytes: completed.checkpointed_size,
            discarded: completed.discarded ?? false,
            externalPath: completed.external_path,
          },
    latestSavepoint: undefined,
    latestFailed: undefined,
    latestRestored:
      restored === null
        ? undefined
        : { id: restored.id, isSavepoint: false, restoredAt: restored.restore_timestamp, externalPath: undefined },
    history: raw.history.map((one) => ({
      id: one.id,
      status: one.status,
      isSavepoint: one.is_savepoint,
      triggeredAt: one.trigger_timestamp,
      durationMs: one.end_to_end_duration,
      failureMessage: one.failure_message,
    })),
  };
}

export function recordedConfig(version: Version, name: string): CheckpointConfig {
  const raw = read<{
    mode: string;
    interval: number;
    timeout: number;
    externalization: { enabled: boolean; delete_on_cancellation: boolean };
    unaligned_checkpoints: boolean;
    tolerable_failed_checkpoints: number;
  }>(version, name);
  return {
    intervalMs: raw.interval,
    timeoutMs: raw.timeout,
    tolerableFailures: raw.tolerable_failed_checkpoints,
    retained: raw.externalization.enabled,
    deletedOnCancel: raw.externalization.delete_on_cancellation,
    unaligned: raw.unaligned_checkpoints,
    exactlyOnce: raw.mode === 'exactly_once',
  };
}

interface RawJob {
  now: number;
  vertices: {
    id: string;
    name: string;
    parallelism: number;
    maxParallelism: number;
    status: string;
    tasks: Record<string, number>;
    metrics: Record<string, number | 'NaN'>;
  }[];
  plan: { nodes: { id: string; inputs?: { id: string }[] }[] };
}

/** The vertices of `/jobs/:id` and Flink's clock when they were read. */
export function recordedJob(version: Version, name: string): { readonly now: number; readonly vertices: Vertex[] } {
  const raw = read<RawJob>(version, name);
  const inputs = new Map(raw.plan.nodes.map((node) => [node.id, node.inputs?.map((one) => one.id) ?? []]));
  return {
    now: raw.now,
    vertices: raw.vertices.map((one) => ({
      id: one.id,
      name: one.name,
      parallelism: one.parallelism,
      maxParallelism: one.maxParallelism,
      state: one.status,
      tasks: one.tasks,
      busyMs: Number(one.metrics['accumulated-busy-time']),
      idleMs: Number(one.metrics['accumulated-idle-time']),
      backpressuredMs: Number(one.metrics['accumulated-backpressured-time']),
      readRecords: Number(one.metrics['read-records']),
      writeRecords: Number(one.metrics['write-records']),
      inputs: inputs.get(one.id) ?? [],
    })),
  };
}
