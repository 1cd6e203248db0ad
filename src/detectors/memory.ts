import type { JobMemory, JobSnapshot, JobWindow } from '../domain/snapshot.ts';
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
  const known = memory.jobId === line.id ? memory.failedCommits : undefined;
  const before = memory.jobId === line.id ? memory.lastCompletedCheckpointId : undefined;
  return {
    exceptionCursor:
      read?.exceptions === undefined
        ? memory.exceptionCursor
        : advanceCursor(memory.exceptionCursor, read.exceptions.entries, read.at + skewOf(currentRun(snapshots))),
    jobId: line.id,
    lastState: line.state,
    resolvedJobId: memory.resolvedJobId,
    failedCommits: snapshots.findLast((one) => one.failedCommits !== undefined)?.failedCommits?.failed ?? known,
    lastCompletedCheckpointId: completedId(currentRun(snapshots)) ?? before,
  };
}

function completedId(run: readonly JobSnapshot[]): number | undefined {
  const ids = [
    newestMetrics(run)?.metrics.lastCompletedCheckpointId,
    newestCheckpoints(run)?.stats.latestCompleted?.id,
  ].filter((id) => id !== undefined && Number.isSafeInteger(id) && id > 0);
  return ids.length === 0 ? undefined : Math.max(...ids.map(Number));
}
