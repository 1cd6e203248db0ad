import type { JobState } from '../../domain/flink.ts';
import { abortCheckpoints, cleanUp } from './checkpoints.ts';
import { backlogOf, type FakeCluster, freeSlots, taskManagersOf, troubleOf } from './cluster.ts';
import type { Failure } from './failure.ts';
import { type FakeException, type FakeJob, workVertex } from './fake-job.ts';
import { flow } from './records.ts';
import { suppressed } from './traces.ts';
import { failsAfterMs, restartAttempts } from './troubles.ts';

const exceptionsKept = 16;
/** A restart in place waits for nothing; cancelling tasks takes a moment. */
const rescaleMs = 300;
const cancelMs = 150;
/** The coordinator's first checkpoint comes soon after the tasks run. */
const firstCheckpointMs = 500;

/** Brings the tasks up from the newest completed checkpoint, or waits until there are slots. */
export function startTasks(cluster: FakeCluster, job: FakeJob, at: number): void {
  const free = freeSlots(cluster, job);
  const wanted = job.bounds.map((bound) => bound.upperBound);
  const adaptive = cluster.scheduler === 'adaptive';
  const least = adaptive ? Math.max(...job.bounds.map((bound) => bound.lowerBound)) : Math.max(...wanted);
  job.wakeAt = Infinity;
  if (free < least) {
    if (job.phase === 'waiting') return;
    job.phase = 'waiting';
    setState(job, adaptive ? 'CREATED' : 'RUNNING', at);
    return;
  }
  job.parallelism = wanted.map((one) => Math.min(one, free));
  job.phase = 'running';
  job.tasksSince = at;
  job.tasksUntil = -1;
  if (job.times.CREATED === 0) job.times.CREATED = at;
  // The adaptive scheduler begins each attempt with a new history of states.
  if (adaptive) Object.assign(job.times, { CREATED: at, CANCELLING: 0, RESTARTING: 0 });
  setState(job, 'RUNNING', at);
  restore(cluster, job, at);
  const { flow: state } = job;
  state.at = at;
  state.positionAtStart = state.position;
  for (const times of [state.busy, state.idle, state.backpressured]) times.fill(0);
  const { checkpointIntervalMs } = job.shape;
  job.checkpoints.nextAt = checkpointIntervalMs > 0 ? at + Math.min(firstCheckpointMs, checkpointIntervalMs) : Infinity;
  const failsAfter = failsAfterMs(troubleOf(cluster, job));
  job.failAt = failsAfter === undefined ? Infinity : at + failsAfter;
}

/** Without a checkpoint and without a snapshot to start from, the job begins EMPTY: that is how state gets lost. */
function restore(cluster: FakeCluster, job: FakeJob, at: number): void {
  const { checkpoints, flow: state } = job;
  const own = checkpoints.latestCompleted;
  const snapshot = own?.path === undefined ? job.initial : cluster.storage.find(own.path);
  state.position = snapshot?.position ?? 0;
  state.restoredCount = state.position;
  if (snapshot === undefined) return;
  const isSavepoint = own === undefined && job.initial?.isSavepoint === true;
  checkpoints.restored = { id: snapshot.id, isSavepoint, at, path: snapshot.path };
  checkpoints.restoredCount += 1;
}

/** Ends the attempt with an exception; the restart strategy decides what comes next. */
export function fail(
  cluster: FakeCluster,
  job: FakeJob,
  at: number,
  cause: Failure,
  where: { vertex?: number; taskManager?: string } = { vertex: workVertex },
): void {
  const { shape } = job;
  const exception = exceptionOf(cluster, job, at, cause, where);
  stopTasks(cluster, job, at);
  job.failedVertex = where.vertex ?? workVertex;
  const attempts = restartAttempts(shape, troubleOf(cluster, job));
  if (job.failures < attempts) {
    job.failures += 1;
    job.restarts += 1;
    remember(job, exception);
    if (cluster.scheduler === 'default') job.rootException = exception;
    job.attempt += 1;
    job.phase = 'restarting';
    job.wakeAt = at + shape.restartDelayMs;
    setState(job, 'RESTARTING', at);
    // The adaptive scheduler shows a restart as one more cancelling of tasks.
    if (cluster.scheduler === 'adaptive') Object.assign(job.times, { RESTARTING: 0, CANCELLING: at });
    return;
  }
  const end = suppressed(cause, cluster.scheduler, attempts, shape.restartDelayMs);
  const final = { ...exception, ...end, vertex: undefined, taskManager: undefined, concurrent: [exception] };
  // Only the default scheduler's history holds the JobException; the adaptive one keeps it for 1.20's root-exception.
  remember(job, cluster.scheduler === 'default' ? final : exception);
  job.rootException = final;
  job.times.FAILING = at;
  endJob(cluster, job, at, 'FAILED');
}

function exceptionOf(
  cluster: FakeCluster,
  job: FakeJob,
  at: number,
  cause: Failure,
  where: { vertex?: number; taskManager?: string },
): FakeException {
  return {
    ...cause,
    timestamp: at,
    attempt: job.attempt,
    vertex: where.vertex,
    taskManager: where.taskManager ?? taskManagersOf(cluster, job)[0]?.id,
    concurrent: [],
  };
}

function remember(job: FakeJob, exception: FakeException): void {
  job.exceptions = [exception, ...job.exceptions].slice(0, exceptionsKept);
}

/** Restarts the job with the parallelism that its requirements and the free slots now give. */
export function restartToRescale(cluster: FakeCluster, job: FakeJob, at: number): void {
  stopTasks(cluster, job, at);
  job.failedVertex = undefined;
  job.restarts += 1;
  job.rescales += 1;
  job.attempt += 1;
  job.phase = 'restarting';
  job.wakeAt = at + rescaleMs;
  setState(job, 'RESTARTING', at);
  Object.assign(job.times, { RESTARTING: 0, CANCELLING: at });
}

export function cancel(cluster: FakeCluster, job: FakeJob, at: number): void {
  stopTasks(cluster, job, at);
  job.failedVertex = undefined;
  job.phase = 'cancelling';
  job.wakeAt = at + cancelMs;
  setState(job, 'CANCELLING', at);
}

export function endJob(cluster: FakeCluster, job: FakeJob, at: number, state: JobState): void {
  stopTasks(cluster, job, at);
  if (state !== 'FAILED') job.failedVertex = undefined;
  job.phase = 'ended';
  job.wakeAt = Infinity;
  job.endTime = at;
  setState(job, state, at);
  cleanUp(cluster, job);
}

function stopTasks(cluster: FakeCluster, job: FakeJob, at: number): void {
  flow(job, troubleOf(cluster, job), backlogOf(cluster, job), at);
  if (job.phase === 'running') job.tasksUntil = at;
  abortCheckpoints(cluster, job, at);
  job.failAt = Infinity;
}

export function setState(job: FakeJob, state: JobState, at: number): void {
  job.state = state;
  job.times[state] = at;
  job.modifiedAt = at;
}
