import type { FakeCluster } from '../cluster.ts';
import type { FakeJob } from '../fake-job.ts';

export const taskStates = [
  'INITIALIZING',
  'RECONCILING',
  'FINISHED',
  'RUNNING',
  'CREATED',
  'DEPLOYING',
  'CANCELING',
  'CANCELED',
  'FAILED',
  'SCHEDULED',
] as const;
export type TaskState = (typeof taskStates)[number];
export type TaskCounts = Record<TaskState, number>;

const none = Object.fromEntries(taskStates.map((state) => [state, 0])) as TaskCounts;

export function noTasks(): TaskCounts {
  return { ...none };
}

/** State of a vertex's tasks; of a failed vertex one task FAILED and the others were cancelled. */
export function vertexState(cluster: FakeCluster, job: FakeJob, index: number): TaskState {
  switch (job.phase) {
    case 'created':
      return 'CREATED';
    case 'waiting':
      return cluster.scheduler === 'adaptive' ? 'CREATED' : 'SCHEDULED';
    case 'running':
      return 'RUNNING';
    case 'cancelling':
      return 'CANCELING';
    case 'restarting':
      return job.failedVertex === index ? 'FAILED' : 'CANCELED';
    case 'ended':
      return endedState(job, index);
  }
}

function endedState(job: FakeJob, index: number): TaskState {
  if (job.tasksSince === -1) return 'CREATED';
  if (job.state === 'FINISHED') return 'FINISHED';
  return job.failedVertex === index ? 'FAILED' : 'CANCELED';
}

export function taskCounts(cluster: FakeCluster, job: FakeJob, index: number): TaskCounts {
  const counts = noTasks();
  addTasks(counts, cluster, job, index);
  return counts;
}

export function totalTasks(cluster: FakeCluster, job: FakeJob): TaskCounts {
  const total = noTasks();
  for (const index of job.vertices.keys()) addTasks(total, cluster, job, index);
  return total;
}

function addTasks(counts: TaskCounts, cluster: FakeCluster, job: FakeJob, index: number): void {
  const state = vertexState(cluster, job, index);
  const parallelism = job.parallelism[index] ?? 0;
  // Tasks that no scheduler has placed yet are not counted at all.
  if (state === 'CREATED') return;
  const failed = state === 'FAILED' ? 1 : 0;
  counts.FAILED += failed;
  counts[failed === 1 ? 'CANCELED' : state] += parallelism - failed;
}
