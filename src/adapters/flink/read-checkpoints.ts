import { z } from 'zod';
import type { CheckpointConfig, CheckpointStats, CompletedCheckpoint, JobId } from '../../domain/flink.ts';
import { noCheckpointing } from './absent.ts';
import type { Reader } from './reader.ts';
import { PathOfFlink } from './shapes.ts';

const Completed = z.object({
  id: z.number(),
  is_savepoint: z.boolean(),
  trigger_timestamp: z.number(),
  latest_ack_timestamp: z.number(),
  end_to_end_duration: z.number(),
  state_size: z.number(),
  discarded: z.boolean(),
  external_path: PathOfFlink,
});
const Failed = z.object({
  id: z.number(),
  is_savepoint: z.boolean(),
  trigger_timestamp: z.number(),
  failure_timestamp: z.number(),
  failure_message: z.string().nullish(),
});
const Restored = z.object({
  id: z.number(),
  is_savepoint: z.boolean(),
  restore_timestamp: z.number(),
  external_path: PathOfFlink,
});
const Line = z.object({
  id: z.number(),
  status: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
  is_savepoint: z.boolean(),
  trigger_timestamp: z.number(),
  end_to_end_duration: z.number(),
  failure_message: z.string().nullish(),
});
const Checkpoints = z.object({
  counts: z.object({
    completed: z.number(),
    failed: z.number(),
    in_progress: z.number(),
  }),
  latest: z.object({
    completed: Completed.nullish(),
    savepoint: Completed.nullish(),
    failed: Failed.nullish(),
    restored: Restored.nullish(),
  }),
  history: z.array(Line),
});

export async function readCheckpoints(
  reader: Reader,
  job: JobId,
  signal: AbortSignal,
): Promise<CheckpointStats | undefined> {
  const answered = await reader.read({ route: 'checkpoints', params: { job } }, Checkpoints, noCheckpointing, signal);
  if (answered === undefined) return undefined;
  const { counts, latest, history } = answered;
  const { failed, restored } = latest;
  return {
    completedCount: counts.completed,
    failedCount: counts.failed,
    inProgressCount: counts.in_progress,
    latestCompleted: toCompleted(latest.completed),
    latestSavepoint: toCompleted(latest.savepoint),
    latestFailed: failed
      ? {
          id: failed.id,
          isSavepoint: failed.is_savepoint,
          triggeredAt: failed.trigger_timestamp,
          failedAt: failed.failure_timestamp,
          message: failed.failure_message ?? undefined,
        }
      : undefined,
    latestRestored: restored
      ? {
          id: restored.id,
          isSavepoint: restored.is_savepoint,
          restoredAt: restored.restore_timestamp,
          externalPath: restored.external_path,
        }
      : undefined,
    history: history.map((line) => ({
      id: line.id,
      status: line.status,
      isSavepoint: line.is_savepoint,
      triggeredAt: line.trigger_timestamp,
      durationMs: line.end_to_end_duration,
      failureMessage: line.failure_message ?? undefined,
    })),
  };
}

function toCompleted(answered: z.infer<typeof Completed> | null | undefined): CompletedCheckpoint | undefined {
  if (!answered) return undefined;
  return {
    id: answered.id,
    isSavepoint: answered.is_savepoint,
    completedAt: answered.latest_ack_timestamp,
    triggeredAt: answered.trigger_timestamp,
    durationMs: answered.end_to_end_duration,
    sizeBytes: answered.state_size,
    discarded: answered.discarded,
    externalPath: answered.external_path,
  };
}

const Config = z.object({
  mode: z.string(),
  interval: z.number(),
  timeout: z.number(),
  tolerable_failed_checkpoints: z.number().default(0),
  externalization: z.object({ enabled: z.boolean(), delete_on_cancellation: z.boolean() }),
  unaligned_checkpoints: z.boolean().default(false),
  checkpoint_storage: z.string().nullish(),
});

export async function readCheckpointConfig(
  reader: Reader,
  job: JobId,
  signal: AbortSignal,
): Promise<CheckpointConfig | undefined> {
  const call = { route: 'checkpointConfig', params: { job } } as const;
  const answered = await reader.read(call, Config, noCheckpointing, signal);
  // The longest long is Flink's word for "no periodic checkpoints".
  if (answered === undefined || answered.interval > Number.MAX_SAFE_INTEGER) return undefined;
  return {
    intervalMs: answered.interval,
    timeoutMs: answered.timeout,
    tolerableFailures: answered.tolerable_failed_checkpoints,
    retained: answered.externalization.enabled,
    deletedOnCancel: answered.externalization.delete_on_cancellation,
    unaligned: answered.unaligned_checkpoints,
    exactlyOnce: answered.mode.toLowerCase() === 'exactly_once',
    ...(answered.checkpoint_storage && { storage: answered.checkpoint_storage.slice(0, 120) }),
  };
}
