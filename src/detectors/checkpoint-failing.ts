import type { CheckpointLine } from '../domain/flink.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, count, duration, type Finding, type JobDetector, raised } from './finding.ts';
import { checkpointConfig, isActive, type JobView, skewOf, workingSince } from './job-view.ts';
import { checkpointsPeriodically } from './recovery-point.ts';

/**
 * Checkpoints fail one after the other while the job runs. Savepoints are not counted, nor a checkpoint that was cut off
 * by a restart. Over when `checkpointCompletions` complete in a row.
 */
export const checkpointFailing: JobDetector = { kind: 'checkpoint-failing', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const { last } = view;
  const skewMs = skewOf(view.run);
  const now = view.now + skewMs;
  const stats = last?.checkpoints;
  const config = checkpointConfig(view.run);
  if (last === undefined || stats === undefined || last.line.state !== 'RUNNING') return cannotTell;
  if (last.line.type === 'BATCH' || checkpointsPeriodically(config) === false) return cannotTell;
  const active = isActive(view, 'checkpoint-failing');
  const done = judged(stats.history, workingSince(view.run) ?? 0, config?.timeoutMs);
  const failed = leading(done, 'FAILED');
  const [newest, oldest] = [failed[0], failed.at(-1)];
  if (newest !== undefined && oldest !== undefined) {
    const freshMs = Math.max(limits.checkpointFreshMs, 2 * ((config?.intervalMs ?? 0) + (config?.timeoutMs ?? 0)));
    const failedAt = newest.triggeredAt + Math.max(0, newest.durationMs);
    const fresh = now - failedAt <= freshMs;
    if (fresh && failed.length >= (active ? 1 : limits.checkpointFailures)) {
      const why = newest.failureMessage === undefined ? '' : `: ${newest.failureMessage.slice(0, 200)}`;
      return raised('checkpoint-failing', view, {
        severity: 'high',
        since: oldest.triggeredAt - skewMs,
        summary: `${count(failed.length, 'checkpoint')} in a row failed, the latest ${duration(now - failedAt)} ago${why}`,
        evidence: {
          failedInARow: failed.length,
          latestId: newest.id,
          latestFailedAt: failedAt,
          failure: newest.failureMessage?.slice(0, 200) ?? null,
          failedInAll: stats.failedCount,
          completedInAll: stats.completedCount,
          intervalMs: config?.intervalMs ?? null,
          timeoutMs: config?.timeoutMs ?? null,
        },
      });
    }
  }
  const cured = leading(done, 'COMPLETED').length >= limits.checkpointCompletions;
  return active && !cured ? cannotTell : clear;
}

/** Finished checkpoints, newest first, that say something about the job as it runs now. */
function judged(history: readonly CheckpointLine[], since: number, timeoutMs: number | undefined): CheckpointLine[] {
  return history.filter((line) => {
    if (line.isSavepoint || line.status === 'IN_PROGRESS') return false;
    if (line.status === 'COMPLETED' || line.triggeredAt >= since) return true;
    // A restart ends the checkpoint that is under way, and one that lasted its whole time did not need that.
    return timeoutMs !== undefined && line.durationMs >= timeoutMs;
  });
}

function leading(lines: readonly CheckpointLine[], status: CheckpointLine['status']): CheckpointLine[] {
  const other = lines.findIndex((line) => line.status !== status);
  return lines.slice(0, other === -1 ? lines.length : other);
}
