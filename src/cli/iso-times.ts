/** Names under which the program keeps a time, as epoch ms. Durations end in `Ms`. */
const timeNames = /^(?:at|since|until|timestamp|startTime|endTime)$|(?:At|StartTime)$/;
/** What is sent to a target, and what came back from it: shown as it is, whatever its fields are called. */
const foreign: readonly string[] = ['args', 'with', 'result'];

/** The same value with every time in ISO 8601, in UTC; null where a time is not set. */
export function withIsoTimes(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return timeNames.test(name) ? isoOf(value) : value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (foreign.includes(name)) return value;
  if (Array.isArray(value)) return value.map((one) => withIsoTimes(one));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIsoTimes(one, key)]));
}

/** Flink writes -1 for a time that there is none of. */
function isoOf(at: number): string | null {
  return at >= 0 && at < 8.64e15 ? new Date(at).toISOString() : null;
}
