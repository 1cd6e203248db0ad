import { advanceFlow } from '../advance.ts';
import { type Answer, type FakeRequest, forJob, ok } from '../answer.ts';
import type { FakeCluster } from '../cluster.ts';
import type { FakeJob } from '../fake-job.ts';
import { schedulerType } from './overview.ts';
import { noTasks, taskCounts, taskStates, vertexState } from './tasks.ts';

const bytesPerRecord = 37;

export function jobDetail(request: FakeRequest): Answer {
  const { cluster, now } = request;
  return forJob(request, (job) => {
    advanceFlow(cluster, job, now);
    const newer = cluster.version === '2.3.0';
    const vertices = job.forgottenAt === Infinity ? [...job.vertices.keys()] : [];
    return ok({
      jid: job.id,
      ...(newer && { 'application-id': job.tasksSince === -1 && job.phase === 'ended' ? null : job.id }),
      name: job.shape.name,
      isStoppable: false,
      state: job.state,
      'job-type': 'STREAMING',
      ...(newer && { schedulerType: schedulerType(cluster) }),
      'start-time': job.startTime,
      'end-time': job.endTime,
      duration: (job.endTime === -1 ? now : job.endTime) - job.startTime,
      maxParallelism: job.tasksSince === -1 ? -1 : job.shape.maxParallelism,
      now,
      timestamps: { ...job.times },
      vertices: vertices.map((index) => vertexLine(cluster, job, index, now)),
      'status-counts': statusCounts(cluster, job, vertices),
      plan: planOf(job),
      ...(newer && { 'pending-operators': 0 }),
    });
  });
}

function vertexLine(cluster: FakeCluster, job: FakeJob, index: number, now: number): object {
  const until = job.tasksUntil === -1 ? now : job.tasksUntil;
  const began = job.tasksSince !== -1;
  return {
    id: job.vertices[index]?.id,
    slotSharingGroupId: job.id.slice(16) + job.id.slice(0, 16),
    name: job.vertices[index]?.name,
    maxParallelism: job.shape.maxParallelism,
    parallelism: job.parallelism[index],
    status: vertexState(cluster, job, index),
    'start-time': job.tasksSince,
    'end-time': began ? job.tasksUntil : -1,
    duration: began ? until - job.tasksSince : -1,
    tasks: taskCounts(cluster, job, index),
    metrics: ioMetrics(job, index, 1),
  };
}

/** Records, bytes and accumulated times; of one subtask when `share` is its part of the vertex. */
export function ioMetrics(job: FakeJob, index: number, share: number): Record<string, number | boolean> {
  const { flow } = job;
  const records = Math.floor((flow.position - flow.positionAtStart) * share);
  const read = index === 0 ? 0 : records;
  const written = index === job.vertices.length - 1 ? 0 : records;
  return {
    'read-bytes': read * bytesPerRecord,
    'read-bytes-complete': true,
    'write-bytes': written * bytesPerRecord,
    'write-bytes-complete': true,
    'read-records': read,
    'read-records-complete': true,
    'write-records': written,
    'write-records-complete': true,
    'accumulated-backpressured-time': Math.floor((flow.backpressured[index] ?? 0) * share),
    'accumulated-idle-time': Math.floor((flow.idle[index] ?? 0) * share),
    'accumulated-busy-time': Math.floor((flow.busy[index] ?? 0) * share),
  };
}

function statusCounts(cluster: FakeCluster, job: FakeJob, vertices: readonly number[]): object {
  const counts = noTasks();
  for (const index of vertices) counts[vertexState(cluster, job, index)] += 1;
  return Object.fromEntries(taskStates.map((state) => [state, counts[state]]));
}

export function planOf(job: FakeJob): object {
  return {
    jid: job.id,
    name: job.shape.name,
    type: 'STREAMING',
    nodes: job.vertices.map((vertex, index) => ({
      id: vertex.id,
      operator: '',
      parallelism: job.parallelism[index],
      operator_strategy: '',
      description: `${describedName(job, index).replaceAll(' -> ', '<br/>+- ')}<br/>`,
      optimizer_properties: {},
      ...(index > 0 && { inputs: [inputFrom(job, index - 1)] }),
    })),
  };
}

/** A window is described as one, whatever its name. */
function describedName({ shape, vertices }: FakeJob, index: number): string {
  const name = vertices[index]?.name ?? '';
  const window = 'Window(TumblingEventTimeWindows(5000), EventTimeTrigger, Totals, PassThroughWindowFunction)';
  return shape.windowed && index === vertices.length - 1 ? name.replace('totals', window) : name;
}

function inputFrom(job: FakeJob, index: number): object {
  const ship = index === job.vertices.length - 2 ? 'HASH' : 'REBALANCE';
  return { id: job.vertices[index]?.id, num: 0, exchange: 'pipelined_bounded', ship_strategy: ship };
}
