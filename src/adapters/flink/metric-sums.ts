import { z } from 'zod';
import type { JobId } from '../../domain/flink.ts';
import { unknownJob } from './absent.ts';
import type { Reader } from './reader.ts';
import { Amount } from './shapes.ts';

const Names = z.array(z.object({ id: z.string() }));
const Sums = z.array(z.object({ id: z.string(), sum: Amount }));

/** Some operators show a metric only once they have worked. After so many lists without it there is none. */
const maxLooks = 5;
const maxJobs = 200;
/** Flink takes a longer address than 4 KiB for one of a file that is not there, which would be told of the whole cluster (seen live on 2.3.0). */
const maxAsked = 3_000;

/** What is known of one vertex. A job id belongs to one run, so names are learned once per run. */
interface Learned {
  readonly names: readonly string[];
  readonly looks: number;
  readonly isMarked: boolean;
}

/** `unknown`: Flink has no value of at least one of them now. */
export interface MetricSum {
  readonly sum: number | 'unknown';
  readonly isMarked: boolean;
}

/**
 * Sums a metric over all subtasks and operators of a vertex; undefined: nothing to ask for. Remembers the names, for at most 200 jobs.
 * @param name the metric, without the operator that stands before it.
 * @param mark a vertex is marked that has a metric with this in its name.
 */
export function makeMetricSums(reader: Reader, name: string, mark?: string) {
  const jobs = new Map<JobId, Map<string, Learned>>();
  // Flink splits what it is asked for at commas.
  const isWanted = (id: string): boolean => (id === name || id.endsWith(`.${name}`)) && !id.includes(',');

  function learnedOf(job: JobId): Map<string, Learned> {
    const known = jobs.get(job);
    if (known !== undefined) return known;
    if (jobs.size >= maxJobs) jobs.clear();
    const fresh = new Map<string, Learned>();
    jobs.set(job, fresh);
    return fresh;
  }

  async function learn(job: JobId, vertex: string, signal: AbortSignal): Promise<Learned | undefined> {
    const learned = learnedOf(job);
    const known = learned.get(vertex);
    if (known !== undefined && (known.names.length > 0 || known.looks >= maxLooks)) return known;

    const call = { route: 'subtaskMetrics', params: { job, vertex } } as const;
    const list = (await reader.read(call, Names, unknownJob, signal)) ?? [];
    // A list without anything is one that Flink has not fetched yet.
    if (list.length === 0) return undefined;
    const ids = list.map(({ id }) => id);
    const isMarked = mark !== undefined && ids.some((id) => id.includes(mark));
    const fresh = { names: ids.filter(isWanted), looks: (known?.looks ?? 0) + 1, isMarked };
    learned.set(vertex, fresh);
    return fresh;
  }

  return async (job: JobId, vertex: string, signal: AbortSignal): Promise<MetricSum | undefined> => {
    const { names, isMarked } = (await learn(job, vertex, signal)) ?? { names: [], isMarked: false };
    if (names.length === 0) return undefined;
    const sums = new Map<string, number | undefined>();
    for (const part of partsOf(names)) {
      const query = { get: part.join(','), agg: 'sum' };
      const call = { route: 'subtaskMetrics', params: { job, vertex }, query } as const;
      for (const { id, sum } of (await reader.read(call, Sums, unknownJob, signal)) ?? []) sums.set(id, sum);
    }
    const values = names.map((one) => sums.get(one));
    if (values.every((value) => value !== undefined)) {
      return { sum: values.reduce((total, value) => total + value, 0), isMarked };
    }
    // One name without a value empties the whole answer: the list may have changed, so it is read again next time.
    learnedOf(job).delete(vertex);
    return { sum: 'unknown', isMarked };
  };
}

/** In their order; each part fits into one address. */
function partsOf(names: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let room = 0;
  for (const name of names) {
    const length = encodeURIComponent(`${name},`).length;
    if (length > room || parts.length === 0) {
      parts.push([]);
      room = maxAsked;
    }
    parts.at(-1)?.push(name);
    room -= length;
  }
  return parts;
}
