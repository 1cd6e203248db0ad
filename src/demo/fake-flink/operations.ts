import { jobById } from './advance.ts';
import { beginCheckpoint, failCheckpoint } from './checkpoints.ts';
import type { FakeCluster, SideEffect } from './cluster.ts';
import { type Failure, failure } from './failure.ts';
import type { FakeJob } from './fake-job.ts';
import { fail } from './lifecycle.ts';
import { cannotWrite, ioProblem, jobNotFound, operationFailure } from './operation-failures.ts';
import { secondStop } from './traces.ts';
import { completeTrigger, type TriggerCache } from './triggers.ts';
import type { JobId } from '../../domain/flink.ts';

export interface Operation {
  readonly kind: 'savepoint' | 'stop' | 'checkpoint';
  readonly job: JobId;
  readonly key: string;
  readonly directory: string | undefined;
}

const types = { savepoint: 'SAVEPOINT', stop: 'SYNC_SAVEPOINT', checkpoint: 'CHECKPOINT' } as const;

/** Savepoints and stops share one cache: a stop under the id of a savepoint is swallowed. */
export function cacheOf(cluster: FakeCluster, kind: Operation['kind']): TriggerCache {
  return kind === 'checkpoint' ? cluster.incarnation.checkpoints : cluster.incarnation.savepoints;
}

/** Does it once per trigger id and JobManager. Always accepted: whatever is wrong is found in its status. */
export function startOperation(cluster: FakeCluster, operation: Operation, now: number): void {
  const cache = cacheOf(cluster, operation.kind);
  if (cache.find(operation.job, operation.key, now) !== undefined) return;
  const entry = cache.add(operation.job, operation.key);
  const refuse = (why: Failure): void => completeTrigger(entry, now, { failure: operationFailure(why) });

  const job = jobById(cluster, operation.job, now);
  if (job === undefined || job.phase === 'ended') {
    refuse(jobNotFound(operation.job));
    return;
  }
  if (job.phase !== 'running') {
    refuse(notRunning(cluster, job));
    return;
  }
  if (operation.kind === 'stop' && job.checkpoints.pending.some((one) => one.record.type === 'SYNC_SAVEPOINT')) {
    if (cluster.scheduler === 'adaptive') {
      refuse(notExecuting);
      return;
    }
    // Not noise but an outage: the second barrier kills the tasks, and both stops with them.
    record(cluster, job, operation, now);
    refuse(secondStop);
    fail(cluster, job, now, secondStop);
    return;
  }
  if (operation.kind === 'checkpoint') {
    beginCheckpoint(cluster, job, now, { type: types.checkpoint, entry });
    record(cluster, job, operation, now);
    return;
  }
  const location = cluster.storage.savepointPath(job.id, operation.directory);
  if (location === undefined) {
    failCheckpoint(cluster, job, beginCheckpoint(cluster, job, now, { type: types[operation.kind] }), now, ioProblem);
    refuse(cannotWrite(operation.directory ?? ''));
    return;
  }
  beginCheckpoint(cluster, job, now, { type: types[operation.kind], entry, location });
  record(cluster, job, operation, now);
}

function record(cluster: FakeCluster, job: FakeJob, { kind, key }: Operation, at: number): void {
  const effect: SideEffect = { kind, job: job.shape.name, jobId: job.id, key, at };
  cluster.effects.push(effect);
}

const notExecuting = failure(
  'org.apache.flink.runtime.checkpoint.CheckpointException',
  'The Flink job is currently not executing.',
  [
    'org.apache.flink.runtime.scheduler.adaptive.AdaptiveScheduler.lambda$stopWithSavepoint$17(AdaptiveScheduler.java:812)',
  ],
);

function notRunning(cluster: FakeCluster, job: FakeJob): Failure {
  if (cluster.scheduler === 'adaptive') return notExecuting;
  const message = `Checkpoint triggering task ${job.vertices[0]?.name} (1/${job.parallelism[0]}) of job ${job.id} is not being executed at the moment. Aborting checkpoint. Failure reason: Not all required tasks are currently running.`;
  return failure('org.apache.flink.runtime.checkpoint.CheckpointException', message, []);
}
