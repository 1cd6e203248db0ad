import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, count, duration, type Finding, type JobDetector, percent, raised } from './finding.ts';
import { isActive, type JobView } from './job-view.ts';

/**
 * A TaskManager of the job does little but collect garbage, and its heap stays full all the same: what lives in it leaves no room. Its
 * tasks get slow of that, their checkpoints expire, and in the end it counts as lost. A young generation that is busy is collected
 * cheaply, whatever its size: only what lives on costs time.
 */
export const gcPressure: JobDetector = { kind: 'gc-pressure', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const { last, run, now } = view;
  const newest = run.findLast((one) => one.collecting !== undefined);
  if (last === undefined || newest === undefined || now - newest.at > limits.gcMinMs) return cannotTell;
  const active = isActive(view, 'gc-pressure');
  const least = active ? limits.gcExit : limits.gcEnter;
  const reads = run.flatMap(({ at, collecting }) => {
    if (collecting === undefined) return [];
    const isStrained = collecting !== null && collecting.collecting >= least && collecting.used >= limits.gcHeapUsed;
    return [{ at, strained: isStrained ? collecting : undefined }];
  });
  const lately = reads
    .slice(reads.findLastIndex(({ strained }) => strained === undefined) + 1)
    .flatMap(({ at, strained }) => (strained === undefined ? [] : [{ at, ...strained }]));
  const [first, worst] = [lately[0], lately.at(-1)];
  if (first === undefined || worst === undefined) return clear;
  const lasts = lately.length >= limits.gcSamples && worst.at - first.at >= limits.gcMinMs;
  if (!lasts && !active) return cannotTell;
  const { taskManager, collecting, jobs } = worst;
  // One read may come right after a collection.
  const used = Math.min(...lately.map((one) => one.used));
  return raised('gc-pressure', view, {
    severity: collecting >= limits.gcSevere ? 'high' : 'medium',
    since: first.at,
    summary: `TaskManager ${taskManager} spends ${percent(collecting)} of its time collecting garbage, its heap never below ${percent(used)} for ${duration(now - first.at)}`,
    evidence: { taskManager, collecting, heapUsed: used, jobs: count(jobs.length, 'job') },
  });
}
