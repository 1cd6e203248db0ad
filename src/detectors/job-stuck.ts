import type { JobId, JobLine, JobState } from '../domain/flink.ts';
import type { ClusterSnapshot, JobSnapshot } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, duration, type Finding, type JobDetector, raised } from './finding.ts';
import { currentLine, type JobView } from './job-view.ts';
import { restartsMovedAt } from './recovery-point.ts';

/** States that a job only passes through, on its way out or to its work. */
const passing: Partial<Record<JobState, 'ends' | 'begins'>> = {
  CANCELLING: 'ends',
  FAILING: 'ends',
  RESTARTING: 'begins',
  INITIALIZING: 'begins',
  CREATED: 'begins',
  SUSPENDED: 'begins',
  RECONCILING: 'begins',
};

/**
 * The job is on its way and does not arrive: a task does not heed its cancelling, or the JobManager does not get on with bringing
 * the job up, or a task restores its state or is opened without an end, which Flink calls RUNNING. A restart that is counted is a step, so that a loop is none; nor is it one that waits in a full cluster, see no-slots.
 */
export const jobStuck: JobDetector = { kind: 'job-stuck', whenUnread: true, detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const line = currentLine(view);
  // One that is gone arrived, or it is missing, and that is told.
  if (line === undefined) return clear;
  const { state, id } = line;
  const way = wayOf(line);
  if (way === undefined) return clear;
  const polls = view.overview.snapshots;
  const full = state === 'CREATED' ? polls.findLastIndex((poll) => !(poll.slotsAvailable > 0)) : -1;
  const free = polls[full + 1];
  if (free === undefined) return clear;
  // What has just become free is taken in a moment.
  if (full !== -1 && view.now - free.at < limits.noSlotsMinMs) return cannotTell;
  const run = view.run.filter((one) => one.line.id === id);
  const seen = view.last === undefined ? withUnread(run, polls, id) : run;
  const from = seen.findLastIndex(({ line: one }) => one.state !== state || wayOf(one) !== way) + 1;
  const since = Math.max(seen[from]?.at ?? view.now, restartsMovedAt(run) ?? 0);
  const lastedMs = view.now - since;
  const enoughMs = way === 'ends' ? limits.stuckEndingMs : limits.stuckStartingMs;
  if (lastedMs < enoughMs) return cannotTell;
  const atLeast = since === seen[0]?.at ? 'at least ' : '';
  const begins =
    state === 'RUNNING'
      ? `tasks still starting: ${line.tasks.starting} of ${line.tasks.total}`
      : 'it does not begin to work';
  const what = way === 'ends' ? 'it does not end' : begins;
  return raised(
    'job-stuck',
    { ...view, jobId: id },
    {
      // Somebody wanted it to end, and what it still holds are slots; or it may have much state to restore.
      severity: state === 'CANCELLING' || state === 'RUNNING' ? 'medium' : 'high',
      since,
      summary: `${state} for ${atLeast}${duration(lastedMs)}: ${what}`,
      evidence: { state, lastedMs },
    },
  );
}

/** Of a batch job some task is always about to begin. */
function wayOf({ state, tasks, type }: JobLine): 'ends' | 'begins' | undefined {
  const isStarting = state === 'RUNNING' && type !== 'BATCH' && (tasks.starting ?? 0) > 0;
  return isStarting ? 'begins' : passing[state];
}

/** The overview has its line in every poll, also where nothing else of it could be read. */
function withUnread(run: readonly JobSnapshot[], polls: readonly ClusterSnapshot[], id: JobId): JobSnapshot[] {
  const shown = polls.flatMap((poll) => poll.jobs.filter((one) => one.line.id === id));
  return [...run, ...shown].toSorted((a, b) => a.at - b.at);
}
