import { advanceAll } from '../advance.ts';
import { type Answer, type FakeRequest, ok, serverError } from '../answer.ts';
import { type FakeCluster, freeSlots, slotsByTaskManager, totalSlots } from '../cluster.ts';
import { failure } from '../failure.ts';
import type { FakeJob } from '../fake-job.ts';

const whole = { cpuCores: 1, taskHeapMemory: 128, taskOffHeapMemory: 0, managedMemory: 0, networkMemory: 16 };
const nothing = { cpuCores: 0, taskHeapMemory: 0, taskOffHeapMemory: 0, managedMemory: 0, networkMemory: 0 };
const heapUsed = 29_237_892;
const heapMax = 194_641_920;

type Place = ReturnType<typeof slotsByTaskManager>[number];

export function taskManagers({ cluster, now }: FakeRequest): Answer {
  advanceAll(cluster, now);
  return ok({ taskmanagers: slotsByTaskManager(cluster).map((place) => lineOf(cluster, place, now)) });
}

export function taskManager({ cluster, now, params }: FakeRequest): Answer {
  advanceAll(cluster, now);
  const place = slotsByTaskManager(cluster).find((one) => one.taskManager.id === params['taskManager']);
  if (place === undefined) {
    const name = 'org.apache.flink.runtime.resourcemanager.exceptions.UnknownTaskExecutorException';
    return serverError(failure(name, `No TaskExecutor registered under ${params['taskManager']}.`, []));
  }
  return ok({
    ...lineOf(cluster, place, now),
    allocatedSlots: place.jobs.map((job) => ({ jobId: job.id, resource: { ...whole, extendedResources: {} } })),
    metrics: { ...memory, ...(cluster.version === '1.20.4' && oldMemory) },
  });
}

function lineOf(cluster: FakeCluster, { taskManager: one, jobs }: Place, now: number): object {
  const free = one.slots - jobs.length;
  return {
    id: one.id,
    path: `pekko.tcp://flink@${one.id.split('-')[0]}/user/rpc/taskmanager_0`,
    dataPort: one.dataPort,
    jmxPort: -1,
    // The time of the last heartbeat, whatever its name says.
    timeSinceLastHeartbeat: now - (now % 2_000),
    slotsNumber: one.slots,
    freeSlots: free,
    ...(cluster.version === '2.3.0' && { assignedTasks: jobs.reduce((sum, job) => sum + tasksPerSlot(job), 0) }),
    totalResource: { ...whole, extendedResources: {} },
    freeResource: { ...(free > 0 ? whole : nothing), extendedResources: {} },
    hardware: { cpuCores: 2, physicalMemory: 25_276_510_208, freeMemory: heapMax, managedMemory: 0 },
    memoryConfiguration: {
      frameworkHeap: 67_108_864,
      taskHeap: 134_217_728,
      frameworkOffHeap: 33_554_432,
      taskOffHeap: 0,
      networkMemory: 16_777_216,
      managedMemory: 0,
      jvmMetaspace: 201_326_592,
      jvmOverhead: 67_108_864,
      totalFlinkMemory: 251_658_240,
      totalProcessMemory: 520_093_696,
    },
  };
}

function tasksPerSlot(job: FakeJob): number {
  return job.vertices.length;
}

const memory = {
  heapUsed,
  heapCommitted: 48_889_856,
  heapMax,
  nonHeapUsed: 53_431_272,
  nonHeapCommitted: 54_460_416,
  nonHeapMax: 419_430_400,
  directCount: 4114,
  directUsed: 22_372_354,
  directMax: 22_372_352,
  mappedCount: 0,
  mappedUsed: 0,
  mappedMax: 0,
  nettyShuffleMemorySegmentsAvailable: 4096,
  nettyShuffleMemorySegmentsUsed: 0,
  nettyShuffleMemorySegmentsTotal: 4096,
  nettyShuffleMemoryAvailable: 16_777_216,
  nettyShuffleMemoryUsed: 0,
  nettyShuffleMemoryTotal: 16_777_216,
  garbageCollectors: [{ name: 'All', count: 11, time: 204 }],
};
const oldMemory = { memorySegmentsAvailable: 4096, memorySegmentsTotal: 4096 };

/** Of a TaskManager: a healthy one, whatever the jobs do. */
const processValues: Readonly<Record<string, number>> = {
  'Status.JVM.Memory.Heap.Used': heapUsed,
  'Status.JVM.Memory.Heap.Max': heapMax,
  'Status.JVM.GarbageCollector.All.TimeMsPerSecond': 0.225,
  'Status.JVM.CPU.Load': 0.05,
};

/** Aggregated over all TaskManagers, or those that are named. */
export function taskManagersMetrics({ cluster, query }: FakeRequest): Answer {
  const wanted = query.get('get');
  if (wanted === null) return ok(Object.keys(processValues).map((id) => ({ id })));
  const ids = wanted.split(',');
  const named = query.get('taskmanagers')?.split(',');
  const count = cluster.taskManagers.filter(({ id }) => named?.includes(id) ?? true).length;
  if (count === 0 || !ids.every((id) => Object.hasOwn(processValues, id))) return ok([]);
  const kinds = (query.get('agg') ?? 'min,max,avg,sum').split(',');
  return ok(
    ids.map((id) => {
      const value = processValues[id] ?? 0;
      const all = kinds.map((kind) => [kind, kind === 'sum' ? value * count : kind === 'skew' ? 0 : value]);
      return { id, ...Object.fromEntries(all) };
    }),
  );
}

export function taskManagerMetrics({ cluster, now, params, query }: FakeRequest): Answer {
  advanceAll(cluster, now);
  const isThere = cluster.taskManagers.some((one) => one.id === params['taskManager']);
  return metricsOf(isThere ? processValues : {}, query);
}

export function jobManagerMetrics({ cluster, now, query }: FakeRequest): Answer {
  advanceAll(cluster, now);
  const values: Readonly<Record<string, number>> = {
    numRegisteredTaskManagers: cluster.taskManagers.length,
    taskSlotsAvailable: freeSlots(cluster),
    taskSlotsTotal: totalSlots(cluster),
    'Status.JVM.Memory.Heap.Used': 26_666_488,
  };
  return metricsOf(values, query);
}

/** Names that there are none of are left out. */
function metricsOf(values: Readonly<Record<string, number>>, query: FakeRequest['query']): Answer {
  const ids = query.get('get')?.split(',');
  if (ids === undefined) return ok(Object.keys(values).map((id) => ({ id })));
  return ok(ids.filter((id) => Object.hasOwn(values, id)).map((id) => ({ id, value: String(values[id]) })));
}
