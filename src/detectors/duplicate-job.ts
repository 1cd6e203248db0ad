import type { JobLine, JobState } from '../domain/flink.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, count, duration, type Finding, type JobDetector, raised } from './finding.ts';
import type { JobView } from './job-view.ts';

/** A run on its way out is not a second one: that is how a job is replaced. */
const living: readonly JobState[] = ['INITIALIZING', 'CREATED', 'RUNNING', 'RESTARTING', 'RECONCILING'];

/** Two living runs of one job: both read the same input and write the same output. */
export const duplicateJob: JobDetector = { kind: 'duplicate-job', whenUnread: true, detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const runs = view.lines.filter(isLiving).toSorted((a, b) => b.startTime - a.startTime);
  const [youngest, other] = runs;
  if (youngest === undefined || other === undefined) return clear;
  const ids = new Set(runs.map((line) => line.id));
  const polls = view.overview.snapshots;
  const showsTwo = polls.map(({ jobs }) => jobs.filter(({ line }) => ids.has(line.id) && isLiving(line)).length >= 2);
  const together = polls.slice(showsTwo.lastIndexOf(false) + 1);
  if (together.length < limits.overviewSamples) return cannotTell;
  const since = together[0]?.at ?? view.now;
  return raised('duplicate-job', view, {
    severity: 'high',
    since,
    summary: `${count(runs.length, 'run')} of this job live side by side for ${duration(view.now - since)}; the youngest began ${duration(view.now - youngest.startTime)} ago`,
    evidence: {
      runs: runs.length,
      youngest: youngest.id,
      youngestStartedAt: youngest.startTime,
      other: other.id,
      otherStartedAt: other.startTime,
    },
  });
}

function isLiving(line: JobLine): boolean {
  return living.includes(line.state);
}
