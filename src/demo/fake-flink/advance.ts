import type { JobId } from '../../domain/flink.ts';
import { beginCheckpoint, endCheckpoint, isCheckpointed } from './checkpoints.ts';
import { backlogOf, type FakeCluster, troubleOf } from './cluster.ts';
import type { FakeJob, Pending } from './fake-job.ts';
import { endJob, fail, startTasks } from './lifecycle.ts';
import { flow } from './records.ts';
import { failureOf, tooManyFailedCheckpoints } from './traces.ts';

/** Jobs of an earlier JobManager that had ended are listed this long. */
export const forgetAfterMs = 30_000;

/** Moves every job on to `now`. Nothing happens in the fake between two calls. */
export function advanceAll(cluster: FakeCluster, now: number): void {
  for (const job of cluster.jobs.values()) {
    if (job.forgottenAt <= now) cluster.jobs.delete(job.id);
    else advance(cluster, job, now);
  }
}

/** The job of that id as it is now; undefined when this JobManager does not know it, or not any more. */
export function jobById(cluster: FakeCluster, id: JobId, now: number): FakeJob | undefined {
  const job = cluster.jobs.get(id);
  if (job === undefined) return undefined;
  if (job.forgottenAt <= now) {
    cluster.jobs.delete(id);
    return undefined;
  }
  // Slots are free when other jobs have let go of them.
  if (job.phase === 'waiting') advanceAll(cluster, now);
  advance(cluster, job, now);
  return job;
}

/** Lets everything happen to a job that was due by `now`, in its order. */
export function advance(cluster: FakeCluster, job: FakeJob, now: number): void {
  // Whoever waits for slots gets them when it is looked at, not earlier.
  if (job.phase === 'waiting') startTasks(cluster, job, now);
  for (;;) {
    skipQuietTime(cluster, job, now);
    const at = nextEventAt(job);
    if (!(at <= now)) return;
    step(cluster, job, at);
  }
}

/** Moves the job's records on as well: what a read of counts and times needs. */
export function advanceFlow(cluster: FakeCluster, job: FakeJob, now: number): void {
  advance(cluster, job, now);
  flow(job, troubleOf(cluster, job), backlogOf(cluster, job), now);
}

function nextEventAt(job: FakeJob): number {
  let at = Math.min(job.wakeAt, job.failAt);
  for (const pending of job.checkpoints.pending) at = Math.min(at, pending.doneAt);
  return isPeriodicDue(job) ? Math.min(at, job.checkpoints.nextAt) : at;
}

/** One at a time: while any is under way the next one waits. */
function isPeriodicDue(job: FakeJob): boolean {
  return job.phase === 'running' && job.checkpoints.pending.length === 0;
}

function step(cluster: FakeCluster, job: FakeJob, at: number): void {
  if (job.wakeAt <= at) {
    wake(cluster, job, at);
    return;
  }
  if (job.failAt <= at) {
    failByTrouble(cluster, job, at);
    return;
  }
  const due = job.checkpoints.pending.find((pending) => pending.doneAt <= at);
  if (due !== undefined) {
    finish(cluster, job, due, at);
    return;
  }
  const { checkpointIntervalMs } = job.shape;
  beginCheckpoint(cluster, job, at, { type: 'CHECKPOINT' });
  job.checkpoints.nextAt += checkpointIntervalMs;
}

function wake(cluster: FakeCluster, job: FakeJob, at: number): void {
  if (job.phase === 'cancelling') endJob(cluster, job, at, 'CANCELED');
  else startTasks(cluster, job, at);
}

function failByTrouble(cluster: FakeCluster, job: FakeJob, at: number): void {
  const kind = troubleOf(cluster, job)?.kind;
  job.failAt = Infinity;
  if (kind !== 'missing-class' && kind !== 'unreadable-record' && kind !== 'out-of-restarts') return;
  fail(cluster, job, at, failureOf(kind, cluster.version, job.attempt));
}

function finish(cluster: FakeCluster, job: FakeJob, pending: Pending, at: number): void {
  endCheckpoint(cluster, job, pending);
  // One that took longer than the interval is followed by the next at once.
  job.checkpoints.nextAt = Math.max(job.checkpoints.nextAt, at + 2);
  if (pending.record.type === 'SYNC_SAVEPOINT' && pending.record.status === 'COMPLETED') {
    endJob(cluster, job, at, 'FINISHED');
    return;
  }
  if (job.checkpoints.failedInARow <= job.shape.tolerableFailedCheckpoints) return;
  job.checkpoints.failedInARow = 0;
  fail(cluster, job, at, tooManyFailedCheckpoints, {});
}

/** Checkpoints of a healthy job that nobody looked at for long are counted, not acted out. */
const skipFrom = 40;
const actedOut = 12;

function skipQuietTime(cluster: FakeCluster, job: FakeJob, now: number): void {
  const { checkpoints } = job;
  if (!isCheckpointed(job) || !isPeriodicDue(job) || job.failAt !== Infinity) return;
  const due = (now - checkpoints.nextAt) / job.shape.checkpointIntervalMs;
  const trouble = troubleOf(cluster, job)?.kind;
  if (!(due > skipFrom) || trouble === 'slow-operator' || trouble === 'expiring-checkpoints') return;
  const skipped = Math.floor(due) - actedOut;
  checkpoints.nextId += skipped;
  checkpoints.completed += skipped;
  checkpoints.nextAt += skipped * job.shape.checkpointIntervalMs;
}
