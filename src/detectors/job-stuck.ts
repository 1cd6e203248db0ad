import type { JobState } from '../domain/flink.ts';
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
 * the job up. A restart that is counted is a step, so that a loop is none; nor is it one that waits in a full cluster, see no-slots.
 */
export const jobStuck: JobDetector = { kind: 'job-stuck', whenUnread: true, detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const line = currentLine(view);
  // One that is gone arrived, or it is missing, and that is told.
  if (line === undefined) return clear;
  const { state, id } = line;
  const way = passing[state];
  if (way === undefined) return clear;
  const slots = view.overview.snapshots.at(-1)?.slotsAvailable ?? 0;
  if (state === 'CREATED' && !(slots > 0)) return clear;
  const run = view.run.filter((one) => one.line.id === id);
  const from = run.findLastIndex((one) => one.line.state !== state) + 1;
  const since = Math.max(run[from]?.at ?? view.now, restartsMovedAt(run) ?? 0);
  const lastedMs = view.now - since;
  const enoughMs = way === 'ends' ? limits.stuckEndingMs : limits.stuckStartingMs;
  if (lastedMs < enoughMs) return cannotTell;
  const atLeast = since === run[0]?.at ? 'at least ' : '';
  const what = way === 'ends' ? 'it does not end' : 'it does not begin to work';
  return raised(
    'job-stuck',
    { ...view, jobId: id },
    {
      // Somebody wanted it to end, and what it still holds are slots.
      severity: state === 'CANCELLING' ? 'medium' : 'high',
      since,
      summary: `${state} for ${atLeast}${duration(lastedMs)}: ${what}`,
      evidence: { state, lastedMs },
    },
  );
}
