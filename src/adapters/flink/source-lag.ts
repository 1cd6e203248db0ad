import type { JobId, SourceLag, Vertex } from '../../domain/flink.ts';
import { makeMetricSums } from './metric-sums.ts';
import type { Reader } from './reader.ts';

/** Sums the records that sources have yet to read. */
export function makeSourceLag(reader: Reader) {
  const pendingOf = makeMetricSums(reader, 'pendingRecords');

  return async (job: JobId, sources: readonly Vertex[], signal: AbortSignal): Promise<SourceLag> => {
    let pendingRecords: number | undefined;
    let isWhole = true;
    for (const { id } of sources) {
      const pending = await pendingOf(job, id, signal);
      if (pending?.sum === 'unknown') isWhole = false;
      else if (pending !== undefined) pendingRecords = (pendingRecords ?? 0) + pending.sum;
    }
    // A sum over some of the sources would look like a lag that fell.
    return { pendingRecords: isWhole ? pendingRecords : undefined };
  };
}
