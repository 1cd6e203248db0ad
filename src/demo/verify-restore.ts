import type { CompletedCheckpoint, RunView } from './observe-job.ts';
import type { CountSample, FlinkFacts } from './watch-stories.ts';

/** One thing that was compared, and how it came out. */
export interface Check {
  readonly ok: boolean;
  readonly text: string;
}

/** After a restore the metrics may still be those of the attempt before, ms. */
const metricsSettleMs = 3_000;

export interface Restore {
  readonly run: RunView;
  /** What the run must have begun with. */
  readonly newest: CompletedCheckpoint | undefined;
  /** The run that completed it: the same one, or the one that was started again. */
  readonly owner: RunView;
  /** False for a Flink that shows no count of records. */
  readonly countsShown: boolean;
}

/** The run began with that snapshot, counts on from it, and has completed a checkpoint of its own since. */
export function restoredNewest(flink: FlinkFacts, { run, newest, owner, countsShown }: Restore): Check[] {
  const { restored } = run;
  if (newest === undefined) return [{ ok: false, text: 'no completed checkpoint is known from before the restore' }];
  if (restored === undefined) return [{ ok: false, text: `it began empty instead of from checkpoint ${newest.id}` }];
  const isNewest = restored.id === newest.id && plainPath(restored.path) === plainPath(newest.path);
  const later = flink.checkpoints.get(run.id)?.at(-1);
  return [
    compared(isNewest, 'restored from', `checkpoint ${restored.id}`, `checkpoint ${newest.id}`),
    { ok: later !== undefined && later.id > restored.id, text: `newest checkpoint since: ${later?.id ?? 'none'}` },
    ...(countsShown ? countKept(flink, run, newest, owner) : []),
  ];
}

/** A completed checkpoint holds at least what those before it held, also where the job restarted in between. */
function countKept(
  { counts, checkpoints }: FlinkFacts,
  run: RunView,
  snapshot: CompletedCheckpoint,
  owner: RunView,
): Check[] {
  const upToIt = (checkpoints.get(owner.id) ?? []).filter((one) => one.id <= snapshot.id);
  const floor = Math.max(1, ...upToIt.map((one) => countBefore(counts, owner.id, one.triggeredAt) ?? 1));
  return [
    {
      ok: run.restoredCount >= floor,
      // With the count of now, so that a reader can tell lost state from metrics that Flink does not renew.
      text: `restored ${run.restoredCount} records and counts ${run.currentCount}, at least ${floor} were in the snapshot`,
    },
    {
      ok: run.currentCount >= run.restoredCount && run.currentCount > 0,
      text: `counts ${run.currentCount} records, ${run.restoredCount} when it was restored`,
    },
  ];
}

/**
 * What the run had surely counted when a checkpoint of it was triggered; undefined when nothing is sure: looks before
 * and after it must be of the same attempt, since a restart counts again from an older snapshot.
 */
export function countBefore(counts: readonly CountSample[], run: string, triggeredAt: number): number | undefined {
  const own = counts.filter((one) => one.run === run);
  const next = own.find((one) => one.at > triggeredAt);
  const last = own.findLast((one) => one.at <= triggeredAt);
  if (last === undefined || (next !== undefined && next.restoredId !== last.restoredId)) return undefined;
  if (last.restoredAt !== undefined && last.at - last.restoredAt < metricsSettleMs) return undefined;
  return last.count;
}

/** The newest checkpoint that was complete when the run was restored: what Flink must have taken. */
export function newestBefore(
  known: readonly CompletedCheckpoint[] | undefined,
  restoredAt: number | undefined,
): CompletedCheckpoint | undefined {
  if (restoredAt === undefined) return known?.at(-1);
  return known?.findLast((one) => one.completedAt <= restoredAt);
}

export function compared(ok: boolean, what: string, found: string, wanted: string): Check {
  return { ok, text: ok ? `${what} ${found}` : `${what} is ${found}, should be ${wanted}` };
}

/** `file:///a`, `file:/a` and `/a` are one place. */
function plainPath(path: string): string {
  return path.replace(/^file:\/*/, '/');
}
