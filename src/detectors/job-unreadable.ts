import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, duration, type Finding, type JobDetector, raised } from './finding.ts';
import { currentLine, type JobView } from './job-view.ts';

/** The cluster answers, but about this job it has no usable answer: nothing but its line in the overview is known. */
export const jobUnreadable: JobDetector = { kind: 'job-unreadable', whenUnread: true, detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const id = currentLine(view)?.id;
  const unread = view.overview.snapshots.at(-1)?.jobs.find((one) => one.line.id === id)?.unread;
  if (unread === undefined) return clear;
  const { since, reason, message } = unread;
  const lastedMs = view.now - since;
  if (!(lastedMs >= limits.jobUnreadableMinMs)) return cannotTell;
  return raised(
    'job-unreadable',
    { ...view, jobId: id ?? null },
    {
      severity: 'medium',
      since,
      summary: `Flink gives no usable answer about it for ${duration(lastedMs)}: ${reason}`,
      evidence: { reason, message, lastedMs },
    },
  );
}
