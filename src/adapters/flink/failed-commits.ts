import type { FailedCommits, JobId, Vertex } from '../../domain/flink.ts';
import { makeMetricSums } from './metric-sums.ts';
import type { Reader } from './reader.ts';

/** Sums what committers gave up. One that runs in a vertex of its own does not show whose sink it belongs to. */
export function makeFailedCommits(reader: Reader) {
  const failedOf = makeMetricSums(reader, 'failedCommittables', '.KafkaProducer.');

  return async (job: JobId, committers: readonly Vertex[], signal: AbortSignal): Promise<FailedCommits | undefined> => {
    const known: { readonly sum: number; readonly isMarked: boolean }[] = [];
    for (const { id } of committers) {
      const told = await failedOf(job, id, signal);
      // Without it the sum would fall, and what is known already would be told again once it is back.
      if (told?.sum === 'unknown') return undefined;
      if (told !== undefined) known.push({ ...told, sum: told.sum });
    }
    if (known.length === 0) return undefined;
    const failing = known.filter(({ sum }) => sum > 0);
    return {
      failed: failing.reduce((total, { sum }) => total + sum, 0),
      ofKafka: failing.length > 0 && failing.every(({ isMarked }) => isMarked),
    };
  };
}
