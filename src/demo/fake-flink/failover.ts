import { advanceAll, forgetAfterMs } from './advance.ts';
import {
  currentRun,
  type FakeCluster,
  newIncarnation,
  newTaskManager,
  slotsByTaskManager,
  taskManagersOf,
} from './cluster.ts';
import { type FakeJob, newJob } from './fake-job.ts';
import { fail, restartToRescale } from './lifecycle.ts';
import { peerLost, unreachable } from './traces.ts';

/**
 * Another JobManager takes over. Trigger ids, statistics, counters, exception histories and jars are gone, and so is what
 * was under way. With high availability jobs come back from their newest checkpoint under their ids, their declared
 * parallelism kept; jobs that had ended are listed for a while and then forgotten. Without it no job is left.
 */
export function replaceJobManager(cluster: FakeCluster, now: number): void {
  advanceAll(cluster, now);
  cluster.incarnation = newIncarnation(cluster.storage.root);
  if (!cluster.highAvailability) {
    cluster.jobs.clear();
    return;
  }
  for (const job of cluster.jobs.values()) {
    if (job.phase === 'ended') job.forgottenAt = Math.min(job.forgottenAt, now + forgetAfterMs);
    else cluster.jobs.set(job.id, recovered(cluster, job, now));
  }
}

function recovered(cluster: FakeCluster, job: FakeJob, now: number): FakeJob {
  const path = job.checkpoints.latestCompleted?.path;
  const newest = path === undefined ? undefined : cluster.storage.find(path);
  return newJob({
    id: job.id,
    shape: job.shape,
    startTime: now,
    initial: newest === undefined ? job.initial : { ...newest, isSavepoint: false },
    bounds: job.bounds,
    parallelism: Math.max(...job.parallelism),
  });
}

/** The machine under the job goes away; every job with tasks there fails. */
export function loseTaskManager(cluster: FakeCluster, name: string, now: number): void {
  const job = currentRun(cluster, name);
  const lost = (job === undefined ? undefined : taskManagersOf(cluster, job)[0]) ?? cluster.taskManagers.at(-1);
  if (lost === undefined) throw new Error('No TaskManager is left that could be lost.');
  const hit = new Set(slotsByTaskManager(cluster).find((place) => place.taskManager === lost)?.jobs);
  const spread = [...hit].map((one) => ({ one, places: new Set(taskManagersOf(cluster, one)).size }));
  cluster.taskManagers = cluster.taskManagers.filter((one) => one !== lost);
  cluster.lostTaskManagers.set(name, lost);
  for (const { one, places } of spread) {
    if (one.phase !== 'running') continue;
    const cause = places > 1 ? peerLost(lost.id, lost.dataPort) : unreachable(lost.id);
    fail(cluster, one, now, cause, { vertex: one.vertices.length - 1, taskManager: lost.id });
  }
}

/** A new TaskManager takes the place of the lost one; the adaptive scheduler uses its slots. */
export function replaceTaskManager(cluster: FakeCluster, name: string, now: number): void {
  const lost = cluster.lostTaskManagers.get(name);
  if (lost === undefined) return;
  cluster.lostTaskManagers.delete(name);
  cluster.taskManagers.push(newTaskManager(lost.slots));
  if (cluster.scheduler !== 'adaptive') return;
  for (const job of cluster.jobs.values()) {
    const short = job.bounds.some((bound, index) => (job.parallelism[index] ?? 0) < bound.upperBound);
    if (job.phase === 'running' && short) restartToRescale(cluster, job, now);
  }
}
