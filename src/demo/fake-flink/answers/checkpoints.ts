import { type Answer, type FakeRequest, forJob, ok, rejected } from '../answer.ts';
import { isCheckpointed } from '../checkpoints.ts';
import type { CheckpointRecord, FakeJob, Restored } from '../fake-job.ts';

const bytesPerSubtask = 1_290;

export function checkpoints(request: FakeRequest): Answer {
  const { cluster, now } = request;
  return forJob(request, (job) => {
    if (!isCheckpointed(job)) return rejected(404, 'Checkpointing has not been enabled.');
    const { checkpoints: state } = job;
    const history = newestFirst(job).slice(0, cluster.checkpointHistory);
    return ok({
      counts: {
        restored: state.restoredCount,
        total: state.completed + state.failed + state.pending.length,
        in_progress: state.pending.length,
        completed: state.completed,
        failed: state.failed,
      },
      summary: summaryOf(history.filter((record) => record.status === 'COMPLETED')),
      latest: {
        completed: lineOrNull(state.latestCompleted, now),
        savepoint: lineOrNull(state.latestSavepoint, now),
        failed: lineOrNull(state.latestFailed, now),
        restored: restoredOrNull(state.restored),
      },
      history: history.map((record) => lineOf(record, now)),
    });
  });
}

export function checkpointDetails(request: FakeRequest): Answer {
  const { now, params } = request;
  return forJob(request, (job) => {
    if (!isCheckpointed(job)) return rejected(404, 'Checkpointing has not been enabled.');
    const record = newestFirst(job).find((one) => String(one.id) === params['checkpoint']);
    if (record === undefined)
      return rejected(404, `Could not find checkpointing statistics for checkpoint ${params['checkpoint']}.`);
    return ok({ ...lineOf(record, now), tasks: tasksOf(job, record, now) });
  });
}

export function checkpointConfig(request: FakeRequest): Answer {
  return forJob(request, (job) => {
    const { shape } = job;
    if (!isCheckpointed(job)) return rejected(404, `Checkpointing is not enabled for this job (${job.id}).`);
    return ok({
      mode: 'exactly_once',
      interval: shape.checkpointIntervalMs,
      timeout: shape.checkpointTimeoutMs,
      min_pause: 0,
      max_concurrent: 1,
      externalization: {
        enabled: shape.checkpointsKept !== 'never',
        delete_on_cancellation: shape.checkpointsKept !== 'always',
      },
      state_backend: 'HashMapStateBackend',
      checkpoint_storage: 'FileSystemCheckpointStorage',
      unaligned_checkpoints: false,
      tolerable_failed_checkpoints: shape.tolerableFailedCheckpoints,
      aligned_checkpoint_timeout: 0,
      checkpoints_after_tasks_finish: true,
      state_changelog_enabled: false,
      changelog_periodic_materialization_interval: 600_000,
      changelog_storage: 'memory',
    });
  });
}

function newestFirst(job: FakeJob): CheckpointRecord[] {
  const underWay = job.checkpoints.pending.map((pending) => pending.record);
  return [...underWay, ...job.checkpoints.history].toSorted((a, b) => b.id - a.id);
}

export function sizeOf(record: CheckpointRecord): number {
  return record.subtasks * bytesPerSubtask;
}

export function durationOf(record: CheckpointRecord, now: number): number {
  return (record.status === 'IN_PROGRESS' ? now : record.endedAt) - record.triggeredAt;
}

function lineOrNull(record: CheckpointRecord | undefined, now: number): object | null {
  return record === undefined ? null : lineOf(record, now);
}

function lineOf(record: CheckpointRecord, now: number): object {
  const completed = record.status === 'COMPLETED';
  const acknowledged = completed ? record.subtasks : 1;
  const size = completed ? sizeOf(record) : 346;
  const isSavepoint = record.type !== 'CHECKPOINT';
  return {
    className: record.status.toLowerCase(),
    id: record.id,
    status: record.status,
    is_savepoint: isSavepoint,
    savepointFormat: isSavepoint ? 'CANONICAL' : null,
    trigger_timestamp: record.triggeredAt,
    latest_ack_timestamp: completed ? record.endedAt : record.triggeredAt + 10,
    checkpointed_size: size,
    state_size: size,
    end_to_end_duration: durationOf(record, now),
    alignment_buffered: 0,
    processed_data: 0,
    persisted_data: 0,
    num_subtasks: record.subtasks,
    num_acknowledged_subtasks: acknowledged,
    checkpoint_type: record.type,
    tasks: {},
    ...(completed && { external_path: record.path, discarded: record.discarded }),
    ...(record.status === 'FAILED' && { failure_timestamp: record.endedAt, failure_message: record.failure }),
  };
}

function tasksOf(job: FakeJob, record: CheckpointRecord, now: number): object {
  const line = lineOf(record, now) as Record<string, unknown>;
  return Object.fromEntries(
    job.vertices.map((vertex, index) => {
      const parallelism = job.parallelism[index] ?? 1;
      const size = record.status === 'COMPLETED' ? parallelism * bytesPerSubtask : 0;
      return [
        vertex.id,
        {
          id: record.id,
          status: record.status,
          latest_ack_timestamp: line['latest_ack_timestamp'],
          checkpointed_size: size,
          state_size: size,
          end_to_end_duration: line['end_to_end_duration'],
          alignment_buffered: 0,
          processed_data: 0,
          persisted_data: 0,
          num_subtasks: parallelism,
          num_acknowledged_subtasks: record.status === 'COMPLETED' || index === 0 ? parallelism : 0,
        },
      ];
    }),
  );
}

function restoredOrNull(restored: Restored | undefined): object | null {
  if (restored === undefined) return null;
  const { id, at, isSavepoint, path } = restored;
  return { id, restore_timestamp: at, is_savepoint: isSavepoint, external_path: path };
}

function summaryOf(completed: readonly CheckpointRecord[]): object {
  const sizes = completed.map(sizeOf);
  return {
    checkpointed_size: statistics(sizes),
    state_size: statistics(sizes),
    end_to_end_duration: statistics(completed.map((record) => durationOf(record, record.endedAt))),
    alignment_buffered: statistics([0]),
    processed_data: statistics(completed.map(() => 0)),
    persisted_data: statistics(completed.map(() => 0)),
  };
}

/** Over what the history still holds. Flink writes `"NaN"` where there is nothing to rank. */
function statistics(values: readonly number[]): object {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number | string => sorted[Math.floor(share * (sorted.length - 1))] ?? 'NaN';
  const sum = sorted.reduce((total, one) => total + one, 0);
  const ends = { min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0, avg: Math.round(sum / Math.max(1, sorted.length)) };
  return { ...ends, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999) };
}
