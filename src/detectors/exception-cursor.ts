import { exceptionFingerprint } from '../domain/fingerprint.ts';
import type { FlinkException } from '../domain/flink.ts';
import type { JobMemory, JobSnapshot } from '../domain/snapshot.ts';
import { isTime } from './finding.ts';

/** The entries that the cursor has not passed. Without a cursor: all. */
export function beyondCursor<Entry extends FlinkException>(
  cursor: JobMemory['exceptionCursor'],
  entries: readonly Entry[],
): { readonly entry: Entry; readonly fingerprint: string }[] {
  return entries
    .filter((entry) => isTime(entry.timestamp) && (cursor === undefined || entry.timestamp >= cursor.timestamp))
    .map((entry) => ({ entry, fingerprint: exceptionFingerprint(entry) }))
    .filter(
      ({ entry, fingerprint }) =>
        cursor === undefined || entry.timestamp > cursor.timestamp || !cursor.fingerprints.includes(fingerprint),
    );
}

/** The cursor behind everything that the snapshots hold. An empty history moves it too: it was looked at. */
export function advanceCursor(
  cursor: JobMemory['exceptionCursor'],
  snapshots: readonly JobSnapshot[],
): JobMemory['exceptionCursor'] {
  let moved = cursor;
  for (const { exceptions } of snapshots) {
    if (exceptions === undefined) continue;
    moved ??= { timestamp: 0, fingerprints: [] };
    for (const { entry, fingerprint } of beyondCursor(moved, exceptions.entries)) {
      const same: readonly string[] = entry.timestamp === moved.timestamp ? moved.fingerprints : [];
      if (entry.timestamp < moved.timestamp || same.includes(fingerprint)) continue;
      moved = { timestamp: entry.timestamp, fingerprints: [...same, fingerprint].toSorted() };
    }
  }
  return moved;
}
