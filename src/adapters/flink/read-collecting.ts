import { z } from 'zod';
import type { Collecting } from '../../domain/flink.ts';
import { noRoute } from './absent.ts';
import { gcMsPerSecond, mostRead, readTaskManagers } from './read-task-managers.ts';
import type { Reader } from './reader.ts';
import { Amount } from './shapes.ts';

const Most = z.array(z.object({ max: Amount }));
const Ids = z.object({ taskmanagers: z.array(z.object({ id: z.string().min(1) })) });

/** A healthy cluster costs one call: the share of the TaskManager that collects garbage the most. */
export async function readCollecting(
  reader: Reader,
  least: number,
  signal: AbortSignal,
): Promise<readonly Collecting[] | undefined> {
  const most = await mostOf(reader, signal);
  if (most === undefined) return undefined;
  if (!(most >= least)) return [];
  const { list } = await readTaskManagers(reader, signal, await suspects(reader, least, signal));
  return list.flatMap(({ id, jobs, gcMsPerSecond: ms = 0, heapUsed, heapMax = 0 }): Collecting[] =>
    ms / 1000 >= least && heapUsed !== undefined && heapMax > 0
      ? [{ taskManager: id, collecting: ms / 1000, used: heapUsed / heapMax, jobs }]
      : [],
  );
}

/** A large cluster is not read whole: first those of the parts of it in which one does. */
async function suspects(reader: Reader, least: number, signal: AbortSignal): Promise<readonly string[]> {
  const { taskmanagers } = await reader.need({ route: 'taskManagers', params: {} }, Ids, signal);
  if (taskmanagers.length <= mostRead) return [];
  // Flink splits them at commas.
  const ids = taskmanagers.map(({ id }) => id).filter((id) => !id.includes(','));
  const parts = Array.from({ length: Math.ceil(ids.length / mostRead) }, (_, at) =>
    ids.slice(at * mostRead, (at + 1) * mostRead),
  );
  const read = await Promise.all(
    parts.map(async (part) => ({ part, most: (await mostOf(reader, signal, part)) ?? 0 })),
  );
  return read.filter(({ most }) => most >= least).flatMap(({ part }) => part);
}

async function mostOf(reader: Reader, signal: AbortSignal, part?: readonly string[]): Promise<number | undefined> {
  const query = { get: gcMsPerSecond, agg: 'max', ...(part !== undefined && { taskmanagers: part.join(',') }) };
  const answered = await reader.read({ route: 'taskManagersMetrics', params: {}, query }, Most, noRoute, signal);
  const max = answered?.[0]?.max;
  return max === undefined ? undefined : max / 1000;
}
