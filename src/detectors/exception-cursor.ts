import { exceptionFingerprint } from '../domain/fingerprint.ts';
import type { FlinkException } from '../domain/flink.ts';
import { numberedFailures } from '../domain/numbered-failures.ts';
import type { JobMemory } from '../domain/snapshot.ts';
import { isTime } from './finding.ts';

type Cursor = JobMemory['exceptionCursor'];

/** A cursor further ahead of Flink's clock than this was put there by a clock that is right again, or by another JobManager's. */
const aheadMs = 60_000;

/**
 * The entries that the cursor has not passed, newest first as they are given. Without a cursor: all. As long as what the cursor points
 * to is among them, Flink's order tells which came after it, whatever they are dated; else their times do.
 * @param now Flink's clock.
 */
export function beyondCursor(
  cursor: Cursor,
  entries: readonly FlinkException[],
  now: number,
): { readonly entry: ReturnType<typeof numberedFailures>[number]; readonly fingerprint: string }[] {
  const numbered = withTimes(entries);
  const isPassed = (entry: FlinkException): boolean =>
    cursor?.timestamp === entry.timestamp && cursor.fingerprints.includes(exceptionFingerprint(entry));
  const last = numbered.find(isPassed);
  const from = last === undefined && cursor !== undefined && cursor.timestamp > now + aheadMs ? 0 : cursor?.timestamp;
  return numbered
    .filter((entry) =>
      last === undefined || entry.failure === last.failure
        ? entry.timestamp >= (from ?? 0)
        : entry.failure < last.failure,
    )
    .filter((entry) => !isPassed(entry))
    .map((entry) => ({ entry, fingerprint: exceptionFingerprint(entry) }));
}

/**
 * The cursor behind all entries of a history: at the newest failure. It stays where there is nothing new, as in an answer from before.
 * An empty history moves it too: it was looked at.
 */
export function advanceCursor(cursor: Cursor, entries: readonly FlinkException[], now: number): Cursor {
  const before = cursor ?? { timestamp: 0, fingerprints: [] };
  if (beyondCursor(before, entries, now).length === 0) return before;
  const numbered = withTimes(entries);
  const newest = numbered.filter((entry) => entry.failure === numbered[0]?.failure);
  const timestamp = Math.max(...newest.map((entry) => entry.timestamp));
  const there = newest.filter((entry) => entry.timestamp === timestamp).map(exceptionFingerprint);
  const known = timestamp === before.timestamp ? before.fingerprints : [];
  return { timestamp, fingerprints: [...new Set([...known, ...there])].toSorted() };
}

function withTimes(entries: readonly FlinkException[]): ReturnType<typeof numberedFailures> {
  return numberedFailures(entries).filter((entry) => isTime(entry.timestamp));
}
