import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, duration, type Finding, type JobDetector, raised } from './finding.ts';
import type { JobView } from './job-view.ts';
import { lagTrend } from './lag-trend.ts';

/** The job works off what waits in its sources. Quiet: it is busy and perhaps held up, but not sick. */
export const catchingUp: JobDetector = { kind: 'catching-up', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  if (!view.settled || view.last?.line.state !== 'RUNNING') return cannotTell;
  const trend = lagTrend(view.run, view.now, limits);
  if (trend.kind === 'unexposed' || trend.kind === 'too-few') return cannotTell;
  if (trend.kind !== 'falling') return clear;
  return raised('catching-up', view, {
    severity: 'low',
    since: trend.from,
    summary: `Catches up: ${trend.last} records wait in the sources, ${trend.first} did ${duration(trend.overMs)} before`,
    evidence: { first: trend.first, last: trend.last, overMs: trend.overMs },
  });
}
