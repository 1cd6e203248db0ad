import type { JobMemory, JobSnapshot, JobWindow } from '../domain/snapshot.ts';
import { knownFailed, newestFailed } from './commits-failed.ts';
import { advanceCursor } from './exception-cursor.ts';
import { currentRun, newestCheckpoints, newestMetrics, skewOf } from './job-view.ts';

/**
 * What is to be remembered of a job after a poll: the exception cursor behind all that was seen, and the latest job id,
 * state and completed checkpoint. Repeating it changes nothing; what the window does not show stays as it was.
 */
export function advanceMemory(window: JobWindow): JobMemory {
  const { memory, snapshots } = window;
  const line = snapshots.at(-1)?.line;
  if (line === undefined) return memory;
  const read = snapshots.findLast((one) => one.exceptions !== undefined);
  const run = currentRun(snapshots);
  const before = memory.jobId === line.id ? memory.lastCompletedCheckpointId : undefined;
  return {
    exceptionCursor:
      read?.exceptions === undefined
        ? memory.exceptionCursor
        : advanceCursor(memory.exceptionCursor, read.exceptions.entries, read.at + skewOf(run)),
    jobId: line.id,
    lastState: line.state,
    resolvedJobId: memory.resolvedJobId,
    ...failedCommits(memory, run),
    lastCompletedCheckpointId: completedId(run) ?? before,
  };
}

/** The time stays with the number: a restore that is read later than the number may be older than it. */
function failedCommits(
  memory: JobMemory,
  run: readonly JobSnapshot[],
): Pick<JobMemory, 'failedCommits' | 'failedCommitsAt'> {
  const told = newestFailed(run);
  const isOfRun = memory.jobId === run.at(-1)?.line.id;
  const kept = isOfRun ? { failedCommits: memory.failedCommits, failedCommitsAt: memory.failedCommitsAt } : {};
  const failed = told?.failedCommits?.failed;
  if (told === undefined || failed === undefined) return kept;
  const isKnown = failed === (kept.failedCommits ?? 0) && failed === knownFailed(memory, run);
  return isKnown ? kept : { failedCommits: failed, failedCommitsAt: told.at + skewOf(run) };
}

function completedId(run: readonly JobSnapshot[]): number | undefined {
  const ids = [
    newestMetrics(run)?.metrics.lastCompletedCheckpointId,
    newestCheckpoints(run)?.stats.latestCompleted?.id,
  ].filter((id) => id !== undefined && Number.isSafeInteger(id) && id > 0);
  return ids.length === 0 ? undefined : Math.max(...ids.map(Number));
}
