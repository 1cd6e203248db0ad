import { z } from 'zod';
import type { TaskManagerHealth, TaskManagers } from '../../ports/flink-diagnose.ts';
import { noRoute, unknownProcess } from './absent.ts';
import type { Absent, Reader } from './reader.ts';
import { Amount, amountOf } from './shapes.ts';

export const mostRead = 12;

const Line = z.object({
  id: z.string().min(1),
  slotsNumber: z.number(),
  freeSlots: z.number(),
  timeSinceLastHeartbeat: Amount,
});
const List = z.object({ taskmanagers: z.array(Line) });
const Detail = z.object({
  allocatedSlots: z.array(z.object({ jobId: z.string() })).default([]),
  metrics: z.object({
    heapUsed: Amount,
    heapMax: Amount,
    directUsed: Amount,
    directMax: Amount,
    nettyShuffleMemorySegmentsAvailable: Amount,
    nettyShuffleMemorySegmentsTotal: Amount,
    garbageCollectors: z.array(z.object({ name: z.string(), time: Amount })).default([]),
  }),
});
const Metrics = z.array(z.object({ id: z.string(), value: z.string().nullish() }));

/** Over the last minute, of all collectors; since 1.19. */
export const gcMsPerSecond = 'Status.JVM.GarbageCollector.All.TimeMsPerSecond';

const names = {
  metaspaceUsed: 'Status.JVM.Memory.Metaspace.Used',
  metaspaceMax: 'Status.JVM.Memory.Metaspace.Max',
  gcMsPerSecond,
  cpuLoad: 'Status.JVM.CPU.Load',
} as const;

const gone: Absent = (answer) => unknownProcess(answer) || noRoute(answer);

export async function readTaskManagers(
  reader: Reader,
  signal: AbortSignal,
  first: readonly string[] = [],
): Promise<TaskManagers> {
  const { taskmanagers } = await reader.need({ route: 'taskManagers', params: {} }, List, signal);
  const byTurn = taskmanagers.toSorted((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)));
  const read = byTurn.slice(0, mostRead);
  const list = await Promise.all(read.map((line) => readOne(reader, line, signal)));
  return { ids: taskmanagers.map(({ id }) => id), list };
}

async function readOne(reader: Reader, line: z.infer<typeof Line>, signal: AbortSignal): Promise<TaskManagerHealth> {
  const params = { taskManager: line.id };
  const query = { get: Object.values(names).join(',') };
  const detail = await reader.read({ route: 'taskManager', params }, Detail, gone, signal);
  // Names that a version does not have are left out of the answer.
  const metrics = await reader.read({ route: 'taskManagerMetrics', params, query }, Metrics, gone, signal);
  const values = new Map(metrics?.map(({ id, value }) => [id, value]));
  const memory = detail?.metrics;
  return {
    id: line.id,
    slots: line.slotsNumber,
    freeSlots: line.freeSlots,
    jobs: [...new Set(detail?.allocatedSlots.map(({ jobId }) => jobId))],
    lastHeartbeatAt: line.timeSinceLastHeartbeat,
    heapUsed: memory?.heapUsed,
    heapMax: memory?.heapMax,
    metaspaceUsed: amountOf(values.get(names.metaspaceUsed)),
    metaspaceMax: amountOf(values.get(names.metaspaceMax)),
    directUsed: memory?.directUsed,
    directMax: memory?.directMax,
    gcMsPerSecond: amountOf(values.get(names.gcMsPerSecond)),
    gcMs: gcMs(memory?.garbageCollectors ?? []),
    cpuLoad: amountOf(values.get(names.cpuLoad)),
    networkSegmentsFree: memory?.nettyShuffleMemorySegmentsAvailable,
    networkSegments: memory?.nettyShuffleMemorySegmentsTotal,
  };
}

/** From 1.19 on there is a sum beside the collectors. */
function gcMs(collectors: readonly { readonly name: string; readonly time: number | undefined }[]): number | undefined {
  const all = collectors.find(({ name }) => name === 'All');
  if (all !== undefined) return all.time;
  const times = collectors.flatMap(({ time }) => (time === undefined ? [] : [time]));
  return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0);
}
