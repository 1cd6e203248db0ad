import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, duration, type Finding, type JobDetector, raised } from './finding.ts';
import type { JobView } from './job-view.ts';
import { lagTrend } from './lag-trend.ts';

/** More records wait in the sources than before: the job falls behind. Quiet, for a burst does the same. */
export const lagRising: JobDetector = { kind: 'lag-rising', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  if (!view.settled || view.last?.line.state !== 'RUNNING') return cannotTell;
  const trend = lagTrend(view.run, view.now, limits);
  if (trend.kind === 'unexposed' || trend.kind === 'too-few') return cannotTell;
  if (trend.kind !== 'rising') return clear;
  return raised('lag-rising', view, {
    severity: 'low',
    since: trend.from,
    summary: `${trend.last} records wait in the sources, ${trend.first} did ${duration(trend.overMs)} before`,
    evidence: { first: trend.first, last: trend.last, overMs: trend.overMs },
  });
}
