import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, count, duration, type Finding, type JobDetector, raised } from './finding.ts';
import { isActive, isTerminal, type JobView, runsFully } from './job-view.ts';
import { restartsOf } from './restarts.ts';

/**
 * The job restarts again and again; with endless restarts it never becomes FAILED. Over when it was seen to work
 * with all its tasks for `restartQuietMs`. Rescales are not restarts.
 */
export const restartLoop: JobDetector = { kind: 'restart-loop', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const { last, run, now } = view;
  if (last === undefined || !view.settled) return cannotTell;
  if (isTerminal(last)) return clear;
  const active = isActive(view, 'restart-loop');
  const restarts = restartsOf(run, now, limits);
  const since = restarts.first ?? now;
  const recent = restarts.last !== undefined && now - restarts.last < limits.restartQuietMs;
  if (recent && (active || restarts.count >= limits.restartLoopCount)) {
    return raised('restart-loop', view, {
      severity: 'high',
      since,
      summary: `${count(restarts.count, 'restart')} within ${duration(now - since)}, the latest ${duration(now - (restarts.last ?? now))} ago`,
      evidence: {
        restarts: restarts.count,
        withinMs: now - since,
        latestRestartAt: restarts.last ?? null,
        state: last.line.state,
      },
    });
  }
  if (!restarts.known) return cannotTell;
  // A job that waits for slots or restores its state does not restart either.
  const worksFrom = run[run.findLastIndex((one) => !runsFully(run, one)) + 1]?.at ?? now;
  if (active && now - worksFrom < limits.restartQuietMs) return cannotTell;
  return clear;
}
