import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, duration, type Finding, isTime, type JobDetector, raised } from './finding.ts';
import { checkpointConfig, isTerminal, type JobView, skewOf } from './job-view.ts';
import { agesFrom, checkpointsPeriodically, lastCompletedAt, staleAfterMs } from './recovery-point.ts';
import { restartsOf } from './restarts.ts';

/**
 * The newest completed checkpoint is older than the job's own settings can explain, so that a restart would replay far
 * too much. Counts from when the job began to work, except in a restart loop, in which it never works for long.
 * Only a fresh read of the checkpoints makes it a signal; any read can say that all is well.
 */
export const recoveryPointStale: JobDetector = { kind: 'recovery-point-stale', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const { last, run } = view;
  const skewMs = skewOf(run);
  const now = view.now + skewMs;
  const config = checkpointConfig(run);
  if (last === undefined || isTerminal(last) || last.line.type === 'BATCH') return cannotTell;
  if (config === undefined || checkpointsPeriodically(config) !== true) return cannotTell;
  const loops = view.settled && restartsOf(run, view.now, limits).count >= limits.restartLoopCount;
  const completedAt = lastCompletedAt(run);
  const from = loops ? (completedAt ?? agesFrom(run)) : agesFrom(run);
  const limit = staleAfterMs(config, limits);
  if (!isTime(from)) return cannotTell;
  const ageMs = now - from;
  if (!(ageMs > limit)) return clear;
  if (last.checkpoints === undefined || (last.line.state !== 'RUNNING' && !loops)) return cannotTell;
  return raised('recovery-point-stale', view, {
    severity: 'high',
    since: from + limit - skewMs,
    summary:
      completedAt === undefined
        ? `No checkpoint completed since the job began to work ${duration(ageMs)} ago; expected within ${duration(limit)}`
        : `The newest completed checkpoint is ${duration(now - completedAt)} old; expected at most ${duration(limit)} with an interval of ${duration(config.intervalMs)}`,
    evidence: {
      completedAt: completedAt ?? null,
      ageMs,
      staleAfterMs: limit,
      intervalMs: config.intervalMs,
      timeoutMs: config.timeoutMs,
      checkpointId: last.checkpoints.latestCompleted?.id ?? null,
    },
  });
}
