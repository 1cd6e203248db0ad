import { backlogOf, type FakeCluster, troubleOf } from './cluster.ts';
import type { CheckpointRecord, FakeJob, Pending } from './fake-job.ts';
import { flow } from './records.ts';
import { completeTrigger, type TriggerEntry } from './triggers.ts';
import { checkpointMs } from './troubles.ts';
import { checkpointFailure } from './operation-failures.ts';

export const expired = 'Checkpoint expired before completing.';
export const suspending = 'Checkpoint Coordinator is suspending.';

export function isCheckpointed(job: FakeJob): boolean {
  return job.shape.checkpointIntervalMs > 0;
}

export interface Trigger {
  readonly type: CheckpointRecord['type'];
  readonly entry?: TriggerEntry;
  readonly location?: string;
}

/** Begins a checkpoint, savepoint or stop; `advance` ends it when its time has come. */
export function beginCheckpoint(cluster: FakeCluster, job: FakeJob, at: number, trigger: Trigger): Pending {
  flow(job, troubleOf(cluster, job), backlogOf(cluster, job), at);
  const needed = checkpointMs(job, troubleOf(cluster, job)) + (trigger.type === 'CHECKPOINT' ? 0 : cluster.savepointMs);
  const expires = needed > job.shape.checkpointTimeoutMs;
  const pending: Pending = {
    record: {
      id: job.checkpoints.nextId++,
      status: 'IN_PROGRESS',
      type: trigger.type,
      triggeredAt: at,
      subtasks: job.parallelism.reduce((sum, one) => sum + one, 0),
      position: Math.round(job.flow.position),
      endedAt: -1,
      failure: undefined,
      path: undefined,
      discarded: false,
    },
    doneAt: at + (expires ? job.shape.checkpointTimeoutMs : needed),
    failure: expires ? expired : undefined,
    location: trigger.location,
    trigger: trigger.entry,
  };
  job.checkpoints.pending.push(pending);
  return pending;
}

/** Ends one that is due. */
export function endCheckpoint(cluster: FakeCluster, job: FakeJob, pending: Pending): void {
  if (pending.failure !== undefined) failCheckpoint(cluster, job, pending, pending.doneAt, pending.failure);
  else completeCheckpoint(cluster, job, pending);
}

function completeCheckpoint(cluster: FakeCluster, job: FakeJob, pending: Pending): void {
  const { record, doneAt, trigger } = pending;
  const { checkpoints } = job;
  const isSavepoint = record.type !== 'CHECKPOINT';
  const path = pending.location ?? cluster.storage.checkpointPath(job.id, record.id);
  cluster.storage.save({ path, id: record.id, isSavepoint, position: record.position });
  Object.assign(record, { status: 'COMPLETED', endedAt: doneAt, path });
  if (isSavepoint) checkpoints.latestSavepoint = record;
  else {
    if (checkpoints.latestCompleted !== undefined) discard(cluster, checkpoints.latestCompleted);
    checkpoints.latestCompleted = record;
  }
  checkpoints.completed += 1;
  checkpoints.failedInARow = 0;
  archive(cluster, job, pending);
  completeTrigger(trigger, doneAt, isSavepoint ? { location: path } : { checkpointId: record.id });
}

export function failCheckpoint(cluster: FakeCluster, job: FakeJob, pending: Pending, at: number, why: string): void {
  const { record } = pending;
  Object.assign(record, { status: 'FAILED', endedAt: at, failure: why });
  job.checkpoints.latestFailed = record;
  job.checkpoints.failed += 1;
  if (record.type === 'CHECKPOINT') job.checkpoints.failedInARow += 1;
  archive(cluster, job, pending);
  completeTrigger(pending.trigger, at, { failure: checkpointFailure(why, cluster.version) });
}

/** Ends everything under way, as the coordinator does when tasks stop. */
export function abortCheckpoints(cluster: FakeCluster, job: FakeJob, at: number, why = suspending): void {
  for (const pending of job.checkpoints.pending) failCheckpoint(cluster, job, pending, at, why);
}

/** What is left of the checkpoints of a job that ended; savepoints always stay. */
export function cleanUp(cluster: FakeCluster, job: FakeJob): void {
  const { latestCompleted } = job.checkpoints;
  if (latestCompleted === undefined) return;
  const kept = {
    always: job.state === 'FAILED' || job.state === 'CANCELED',
    'when-failed': job.state === 'FAILED',
    never: false,
  }[job.shape.checkpointsKept];
  if (!kept) discard(cluster, latestCompleted);
}

function discard(cluster: FakeCluster, record: CheckpointRecord): void {
  record.discarded = true;
  if (record.path !== undefined) cluster.storage.remove(record.path);
}

function archive(cluster: FakeCluster, job: FakeJob, pending: Pending): void {
  const { checkpoints } = job;
  checkpoints.pending = checkpoints.pending.filter((one) => one !== pending);
  checkpoints.history = [pending.record, ...checkpoints.history].slice(0, cluster.checkpointHistory);
}
