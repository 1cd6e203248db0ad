import { z } from 'zod';
import type { JobId, SourceLag, Vertex } from '../../domain/flink.ts';
import { unknownJob } from './absent.ts';
import type { Reader } from './reader.ts';
import { Amount } from './shapes.ts';

const Names = z.array(z.object({ id: z.string() }));
const Sums = z.array(z.object({ id: z.string(), sum: Amount }));

/** Some sources show the metric only once they have read something. After so many lists without it there is none. */
const maxLooks = 5;
const maxJobs = 200;

/** What is known of one vertex. A job id belongs to one run, so names are learned once per run. */
interface Learned {
  readonly names: readonly string[];
  readonly looks: number;
}

/** Sums the records that sources have yet to read. Remembers the names of their metrics, for at most 200 jobs. */
export function makeSourceLag(reader: Reader) {
  const jobs = new Map<JobId, Map<string, Learned>>();

  function learnedOf(job: JobId): Map<string, Learned> {
    const known = jobs.get(job);
    if (known !== undefined) return known;
    if (jobs.size >= maxJobs) jobs.clear();
    const fresh = new Map<string, Learned>();
    jobs.set(job, fresh);
    return fresh;
  }

  async function namesOf(job: JobId, vertex: string, signal: AbortSignal): Promise<readonly string[]> {
    const learned = learnedOf(job);
    const known = learned.get(vertex);
    if (known !== undefined && (known.names.length > 0 || known.looks >= maxLooks)) return known.names;

    const call = { route: 'subtaskMetrics', params: { job, vertex } } as const;
    const list = (await reader.read(call, Names, unknownJob, signal)) ?? [];
    // A list without anything is one that Flink has not fetched yet.
    if (list.length === 0) return [];
    // Flink splits what it is asked for at commas.
    const names = list.map(({ id }) => id).filter((id) => /(?:^|\.)pendingRecords$/.test(id) && !id.includes(','));
    learned.set(vertex, { names, looks: (known?.looks ?? 0) + 1 });
    return names;
  }

  /** Undefined: nothing to ask for. `unknown`: Flink has no value of at least one of them now. */
  async function pendingOf(job: JobId, vertex: string, signal: AbortSignal): Promise<number | 'unknown' | undefined> {
    const names = await namesOf(job, vertex, signal);
    if (names.length === 0) return undefined;
    const query = { get: names.join(','), agg: 'sum' };
    const call = { route: 'subtaskMetrics', params: { job, vertex }, query } as const;
    const sums = (await reader.read(call, Sums, unknownJob, signal)) ?? [];
    const values = names.map((name) => sums.find(({ id }) => id === name)?.sum);
    if (values.every((value) => value !== undefined)) return values.reduce((total, value) => total + value, 0);
    // One name without a value empties the whole answer: the list may have changed, so it is read again next time.
    learnedOf(job).delete(vertex);
    return 'unknown';
  }

  return async (job: JobId, sources: readonly Vertex[], signal: AbortSignal): Promise<SourceLag> => {
    let pendingRecords: number | undefined;
    let isWhole = true;
    for (const { id } of sources) {
      const pending = await pendingOf(job, id, signal);
      if (pending === 'unknown') isWhole = false;
      else if (pending !== undefined) pendingRecords = (pendingRecords ?? 0) + pending;
    }
    // A sum over some of the sources would look like a lag that fell.
    return { pendingRecords: isWhole ? pendingRecords : undefined };
  };
}
