import type { JobId, JobState } from '../../domain/flink.ts';
import { advanceFlow } from './advance.ts';
import { backlogOf, type FakeCluster } from './cluster.ts';
import { type FakeJob, workVertex } from './fake-job.ts';
import { pendingRecords } from './records.ts';

/** A job as the fake knows it, past REST. */
export interface FakeJobView {
  readonly id: JobId;
  readonly state: JobState;
  readonly startTime: number;
  /** Of `enrich`. */
  readonly parallelism: number;
  readonly restarts: number;
  readonly completedCheckpoints: number;
  readonly failedCheckpoints: number;
  readonly latestCheckpoint: { readonly id: number; readonly path: string } | undefined;
  readonly latestSavepoint: string | undefined;
  /** What the present attempt was restored from; undefined = nothing. */
  readonly restoredFrom: string | undefined;
  readonly restoredCount: number;
  readonly currentCount: number;
  readonly pendingRecords: number;
}

export function viewOf(cluster: FakeCluster, job: FakeJob, now: number): FakeJobView {
  advanceFlow(cluster, job, now);
  const { checkpoints } = job;
  const latest = checkpoints.latestCompleted;
  return {
    id: job.id,
    state: job.state,
    startTime: job.startTime,
    parallelism: job.parallelism[workVertex] ?? 0,
    restarts: job.restarts,
    completedCheckpoints: checkpoints.completed,
    failedCheckpoints: checkpoints.failed,
    latestCheckpoint: latest?.path === undefined ? undefined : { id: latest.id, path: latest.path },
    latestSavepoint: checkpoints.latestSavepoint?.path,
    restoredFrom: checkpoints.restored?.path,
    restoredCount: Math.round(job.flow.restoredCount),
    currentCount: Math.floor(job.flow.position),
    pendingRecords: Math.floor(pendingRecords(job, backlogOf(cluster, job))),
  };
}
