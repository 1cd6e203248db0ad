import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CheckpointConfig, CheckpointStats, FlinkException, JobState, Vertex } from '../../src/domain/flink.ts';

export const flinkVersions = ['1.20.4', '2.3.0'] as const;
export type FlinkVersion = (typeof flinkVersions)[number];

interface RawException {
  readonly exceptionName: string;
  readonly stacktrace: string;
  readonly timestamp: number;
  readonly taskName?: string;
  readonly taskManagerId?: string;
  readonly concurrentExceptions?: readonly RawException[];
}

function read<T>(version: FlinkVersion, name: string): T {
  const file = path.join(import.meta.dirname, '../fixtures', `flink-${version}`, `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** The recorded exception history, newest first, concurrent exceptions behind their entry. */
export function exceptionsOf(version: FlinkVersion, letter: string): FlinkException[] {
  const raw = read<{ exceptionHistory: { entries: readonly RawException[] } }>(version, `exceptions-${letter}`);
  return raw.exceptionHistory.entries.flatMap((entry) => [entry, ...(entry.concurrentExceptions ?? [])]).map(toDomain);
}

function toDomain(raw: RawException): FlinkException {
  return {
    name: raw.exceptionName,
    stacktrace: raw.stacktrace,
    timestamp: raw.timestamp,
    taskName: raw.taskName,
    taskManagerId: raw.taskManagerId,
  };
}

interface RawCheckpoint {
  readonly id: number;
  readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly is_savepoint: boolean;
  readonly trigger_timestamp: number;
  readonly latest_ack_timestamp: number;
  readonly end_to_end_duration: number;
  readonly checkpointed_size?: number;
  readonly failure_message?: string;
  readonly failure_timestamp?: number;
  readonly external_path?: string;
}

interface RawCheckpoints {
  readonly counts: {
    readonly completed: number;
    readonly failed: number;
    readonly in_progress: number;
  };
  readonly latest: {
    readonly completed: RawCheckpoint | null;
    readonly failed: RawCheckpoint | null;
  };
  readonly history: readonly RawCheckpoint[];
}

export function checkpointsOf(version: FlinkVersion, letter: string): CheckpointStats {
  const { counts, latest, history } = read<RawCheckpoints>(version, `checkpoints-${letter}`);
  const { completed, failed } = latest;
  return {
    completedCount: counts.completed,
    failedCount: counts.failed,
    inProgressCount: counts.in_progress,
    latestCompleted:
      completed === null
        ? undefined
        : {
            id: completed.id,
            isSavepoint: completed.is_savepoint,
            completedAt: completed.latest_ack_timestamp,
            triggeredAt: completed.trigger_timestamp,
            durationMs: completed.end_to_end_duration,
            sizeBytes: completed.checkpointed_size ?? 0,
            discarded: false,
            externalPath: completed.external_path,
          },
    latestSavepoint: undefined,
    latestFailed:
      failed === null
        ? undefined
        : {
            id: failed.id,
            isSavepoint: failed.is_savepoint,
            triggeredAt: failed.trigger_timestamp,
            failedAt: failed.failure_timestamp ?? failed.trigger_timestamp,
            message: failed.failure_message,
          },
    latestRestored: undefined,
    history: history.map((line) => ({
      id: line.id,
      status: line.status,
      isSavepoint: line.is_savepoint,
      triggeredAt: line.trigger_timestamp,
      durationMs: line.end_to_end_duration,
      failureMessage: line.failure_message,
    })),
  };
}

interface RawCheckpointConfig {
  readonly interval: number;
  readonly timeout: number;
  readonly tolerable_failed_checkpoints: number;
  readonly externalization: { readonly enabled: boolean; readonly delete_on_cancellation: boolean };
  readonly unaligned_checkpoints: boolean;
}

export function checkpointConfigOf(version: FlinkVersion, letter: string): CheckpointConfig {
  const raw = read<RawCheckpointConfig>(version, `checkpoints-config-${letter}`);
  return {
    intervalMs: raw.interval,
    timeoutMs: raw.timeout,
    tolerableFailures: raw.tolerable_failed_checkpoints,
    retained: raw.externalization.enabled,
    deletedOnCancel: raw.externalization.delete_on_cancellation,
    unaligned: raw.unaligned_checkpoints,
    exactlyOnce: true,
  };
}

interface RawJob {
  readonly now: number;
  readonly state: JobState;
  readonly vertices: readonly {
    readonly id: string;
    readonly name: string;
    readonly parallelism: number;
    readonly maxParallelism: number;
    readonly status: string;
    readonly metrics: Readonly<Record<string, number>>;
  }[];
  readonly plan: {
    /** Missing for a job that failed before it had an execution graph (1.20). */
    readonly nodes?: readonly { readonly id: string; readonly inputs?: readonly { readonly id: string }[] }[];
  };
}

export function jobOf(
  version: FlinkVersion,
  letter: string,
): { readonly now: number; readonly state: JobState; readonly vertices: readonly Vertex[] } {
  const raw = read<RawJob>(version, `job-${letter}`);
  const inputs = new Map((raw.plan.nodes ?? []).map((node) => [node.id, (node.inputs ?? []).map((input) => input.id)]));
  return {
    now: raw.now,
    state: raw.state,
    vertices: raw.vertices.map(({ id, name, parallelism, maxParallelism, status, metrics }) => ({
      id,
      name,
      parallelism,
      maxParallelism,
      state: status,
      tasks: {},
      busyMs: metrics['accumulated-busy-time'],
      idleMs: metrics['accumulated-idle-time'],
      backpressuredMs: metrics['accumulated-backpressured-time'],
      readRecords: metrics['read-records'],
      writeRecords: metrics['write-records'],
      inputs: inputs.get(id) ?? [],
    })),
  };
}

/** Records that wait in the source, as the source itself counts them. */
export function pendingOf(version: FlinkVersion, letter: string): number {
  const [raw] = read<readonly { readonly sum: number }[]>(version, `vertex-source-pending-${letter}`);
  return raw?.sum ?? 0;
}
