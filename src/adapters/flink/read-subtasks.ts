import { z } from 'zod';
import type { JobId } from '../../domain/flink.ts';
import type { Subtask, Subtasks } from '../../ports/flink-diagnose.ts';
import { unknownVertex } from './absent.ts';
import type { Reader } from './reader.ts';
import { Amount } from './shapes.ts';

const maxSubtasks = 1_024;
/** So many are asked for one by one: their names fill the longest address that Flink takes (4 KiB) to two thirds. */
const maxNamed = 50;

const Complete = z.boolean().default(false);
const SubtaskOfFlink = z.object({
  subtask: z.number(),
  status: z.string(),
  attempt: z.number(),
  duration: Amount,
  'taskmanager-id': z.string().nullish(),
  metrics: z.object({
    'read-records': Amount,
    'read-records-complete': Complete,
    'write-records': Amount,
    'write-records-complete': Complete,
    'accumulated-busy-time': Amount,
    'accumulated-backpressured-time': Amount,
  }),
});
const Vertex = z.object({ subtasks: z.array(SubtaskOfFlink) });
const Now = z.array(z.object({ id: z.string(), max: Amount, avg: Amount }));
const Each = z.array(z.object({ id: z.string(), value: Amount }));
const [busyNow, readsNow] = ['busyTimeMsPerSecond', 'numRecordsInPerSecond'] as const;

export async function readSubtasks(
  reader: Reader,
  job: JobId,
  vertex: string,
  signal: AbortSignal,
): Promise<Subtasks | undefined> {
  const params = { job, vertex };
  const query = { get: `${busyNow},${readsNow}`, agg: 'max,avg' };
  const detail = await reader.read({ route: 'vertex', params }, Vertex, unknownVertex, signal);
  if (detail === undefined) return undefined;
  const now = await reader.read({ route: 'subtaskMetrics', params, query }, Now, unknownVertex, signal);
  const over = (name: string, scale: number, most: number) => {
    const { max, avg } = now?.find(({ id }) => id === name) ?? {};
    if (max === undefined || avg === undefined) return undefined;
    return { max: Math.min(most, max / scale), avg: Math.min(most, avg / scale) };
  };
  return {
    list: detail.subtasks.slice(0, maxSubtasks).map(toSubtask),
    busy: over(busyNow, 1000, 1),
    reads: over(readsNow, 1, Number.POSITIVE_INFINITY),
    busiest: await busiestOf(reader, params, detail.subtasks.length, signal),
  };
}

async function busiestOf(
  reader: Reader,
  params: { readonly job: JobId; readonly vertex: string },
  count: number,
  signal: AbortSignal,
): Promise<Subtasks['busiest']> {
  if (count === 0 || count > maxNamed) return undefined;
  const numbers = Array.from({ length: count }, (_, index) => index);
  const query = { get: numbers.flatMap((one) => [`${one}.${busyNow}`, `${one}.${readsNow}`]).join(',') };
  const each = await reader.read({ route: 'vertexMetrics', params, query }, Each, unknownVertex, signal);
  const values = new Map(each?.map(({ id, value }) => [id, value]));
  const busy = numbers.map((one) => values.get(`${one}.${busyNow}`) ?? -1);
  const most = Math.max(...busy);
  const index = busy.indexOf(most);
  return most < 0 ? undefined : { index, reads: values.get(`${index}.${readsNow}`) };
}

function toSubtask(one: z.infer<typeof SubtaskOfFlink>): Subtask {
  const { metrics, duration } = one;
  const share = (ms: number | undefined): number | undefined =>
    ms === undefined || duration === undefined || duration <= 0 ? undefined : Math.min(1, ms / duration);
  const place = one['taskmanager-id'] ?? '';
  return {
    index: one.subtask,
    state: one.status,
    attempt: one.attempt,
    taskManagerId: place === '' || place.startsWith('(') ? undefined : place,
    readRecords: metrics['read-records-complete'] ? metrics['read-records'] : undefined,
    writeRecords: metrics['write-records-complete'] ? metrics['write-records'] : undefined,
    busy: share(metrics['accumulated-busy-time']),
    backpressured: share(metrics['accumulated-backpressured-time']),
  };
}
