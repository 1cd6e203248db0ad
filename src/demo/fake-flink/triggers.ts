/** One operation that a trigger id started, and what came of it. */
export interface TriggerEntry {
  readonly job: string;
  readonly key: string;
  state: 'IN_PROGRESS' | 'COMPLETED';
  location: string | undefined;
  checkpointId: number | undefined;
  failure: { readonly class: string; readonly stacktrace: string } | undefined;
  completedAt: number;
}

/** Flink's cache of operations: the only place where a trigger id means anything. Lost with its JobManager. */
export interface TriggerCache {
  find(job: string, key: string, now: number): TriggerEntry | undefined;
  add(job: string, key: string): TriggerEntry;
}

/** `rest.async.store-duration`: how long a completed operation is remembered. */
const storeDurationMs = 300_000;

export function makeTriggerCache(): TriggerCache {
  const entries = new Map<string, TriggerEntry>();
  return {
    find(job, key, now) {
      const entry = entries.get(`${job}/${key}`);
      if (entry === undefined || now - entry.completedAt <= storeDurationMs) return entry;
      entries.delete(`${job}/${key}`);
      return undefined;
    },
    add(job, key) {
      const entry: TriggerEntry = {
        job,
        key,
        state: 'IN_PROGRESS',
        location: undefined,
        checkpointId: undefined,
        failure: undefined,
        completedAt: Infinity,
      };
      entries.set(`${job}/${key}`, entry);
      return entry;
    },
  };
}

export function completeTrigger(
  entry: TriggerEntry | undefined,
  at: number,
  outcome: Partial<Pick<TriggerEntry, 'location' | 'checkpointId' | 'failure'>>,
): void {
  if (entry === undefined) return;
  Object.assign(entry, outcome, { state: 'COMPLETED', completedAt: at });
}
