import type { JobState } from '../domain/flink.ts';
import type { ClusterSnapshot } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, count, duration, type Finding, type JobDetector, raised } from './finding.ts';
import type { JobView } from './job-view.ts';

/** States from which a job does not leave the overview by anybody's wish. */
const working: readonly JobState[] = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'RESTARTING',
  'SUSPENDED',
  'RECONCILING',
];

/**
 * A job that was at work is in no overview any more: its JobManager came back without it, or somebody removed it.
 * Ended jobs may leave the overview. After a JobManager came anew, jobs get time to be recovered.
 */
export const jobVanished: JobDetector = { kind: 'job-vanished', whenUnread: true, detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  if (view.lines.length > 0) return clear;
  const state = view.window.snapshots.at(-1)?.line.state ?? view.window.memory.lastState;
  if (state === undefined) return cannotTell;
  if (!working.some((one) => one === state)) return clear;
  const polls = view.overview.snapshots;
  const seen = polls.findLastIndex((poll) => poll.jobs.some((job) => job.line.name === view.job));
  const missing = polls.slice(seen + 1);
  const from = missing[0]?.at ?? view.now;
  const patienceMs = mayBeRecovered(polls[seen], missing[0]) ? limits.vanishedAfterFailoverMs : limits.vanishedMinMs;
  if (missing.length < limits.overviewSamples || view.now - from < patienceMs) return cannotTell;
  // The overviews reach back no further than the window, or the start of this program.
  const since = Math.min(from, view.window.memory.missingSince ?? from);
  const missed = since < from ? 'for' : `from ${count(missing.length, 'overview')} over`;
  return raised('job-vanished', view, {
    severity: 'critical',
    since,
    summary: `Was ${state} and is missing ${missed} ${duration(view.now - since)}`,
    evidence: { lastState: state, missingMs: view.now - since, overviews: missing.length },
  });
}

/** Not seen yet by the JobManager process that answers now, as far as the window shows. */
function mayBeRecovered(seen: ClusterSnapshot | undefined, missing: ClusterSnapshot | undefined): boolean {
  const before = seen?.identity.incarnation;
  return before === undefined || before !== missing?.identity.incarnation;
}
