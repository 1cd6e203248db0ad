import type { FlinkException } from './flink.ts';

/** The entries of a history, each with the number of its failure: what several tasks threw together is one failure of the job. */
export function numberedFailures<Entry extends FlinkException>(
  entries: readonly Entry[],
): (Entry & { readonly failure: number })[] {
  let failure = 0;
  return entries.map((entry) => ({ ...entry, failure: entry.concurrent ? failure : (failure += 1) }));
}
