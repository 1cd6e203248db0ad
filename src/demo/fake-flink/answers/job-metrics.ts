import { type Answer, type FakeRequest, forJob, ok } from '../answer.ts';
import type { FakeCluster } from '../cluster.ts';
import type { FakeJob } from '../fake-job.ts';
import { durationOf, sizeOf } from './checkpoints.ts';

/** Without `get` the names; with it the values that exist. Flink leaves out what it does not know. */
export function jobMetrics(request: FakeRequest): Answer {
  const { cluster, now, query } = request;
  return forJob(request, (job) => {
    // A job that never ran, or that an earlier JobManager ran, has no metrics.
    const values = job.tasksSince === -1 || job.forgottenAt !== Infinity ? {} : valuesOf(cluster, job, now);
    const wanted = query.get('get');
    if (wanted === null) return ok(Object.keys(values).map((id) => ({ id })));
    const found = wanted.split(',').filter((id) => Object.hasOwn(values, id));
    return ok(found.map((id) => ({ id, value: String(values[id]) })));
  });
}

function valuesOf(cluster: FakeCluster, job: FakeJob, now: number): Record<string, number | string> {
  const { checkpoints } = job;
  const last = checkpoints.latestCompleted;
  const uptime = job.phase === 'running' ? now - job.times.RUNNING : 0;
  const size = last === undefined ? -1 : sizeOf(last);
  return {
    numberOfFailedCheckpoints: checkpoints.failed,
    lastCheckpointSize: size,
    lastCheckpointFullSize: size,
    lastCompletedCheckpointId: last?.id ?? -1,
    lastCheckpointDuration: last === undefined ? -1 : durationOf(last, now),
    // Without a restore it is the moment at which the first attempt looked for something to restore.
    lastCheckpointRestoreTimestamp: checkpoints.restored?.at ?? job.tasksSince,
    lastCheckpointExternalPath: last?.path ?? 'n/a',
    lastCheckpointProcessedData: last === undefined ? -1 : 0,
    lastCheckpointPersistedData: last === undefined ? -1 : 0,
    numberOfCompletedCheckpoints: checkpoints.completed,
    numberOfInProgressCheckpoints: checkpoints.pending.length,
    totalNumberOfCheckpoints: checkpoints.completed + checkpoints.failed + checkpoints.pending.length,
    runningTime: uptime,
    uptime,
    restartingTime: job.phase === 'restarting' ? now - job.modifiedAt : 0,
    downtime: 0,
    createdTime: 0,
    initializingTime: 0,
    deployingTime: 0,
    failingTime: 0,
    cancellingTime: job.phase === 'cancelling' ? now - job.modifiedAt : 0,
    numRestarts: job.restarts,
    ...(cluster.version === '1.20.4'
      ? { fullRestarts: job.restarts }
      : {
          numRescales: job.rescales,
          lastCheckpointCompletedTimestamp: last?.endedAt ?? -1,
          lastCheckpointMetadataSize: size,
          allSubTasksRunningOrFinishedTime: uptime,
        }),
  };
}
