import { causeChain, rootCause } from '../domain/cause-chain.ts';
import { cannotTell, clear, duration, type Finding, isTime, type JobDetector, raised } from './finding.ts';
import { currentLine, type JobView, skewOf } from './job-view.ts';

/** The job is FAILED: Flink gave up on it and will not start it again. CANCELED and FINISHED are how people end jobs. */
export const jobFailed: JobDetector = { kind: 'job-failed', whenUnread: true, detect };

function detect(view: JobView): Finding {
  const line = currentLine(view);
  if (line === undefined) return cannotTell;
  if (line.state !== 'FAILED' || line.id === view.window.memory.resolvedJobId) return clear;
  const skewMs = skewOf(view.run);
  const now = view.now + skewMs;
  const endedAt = [line.endTime, line.lastModification].find(isTime) ?? now;
  const entry = view.run.findLast((one) => (one.exceptions?.entries.length ?? 0) > 0)?.exceptions?.entries[0];
  const cause = entry === undefined ? undefined : rootCause(causeChain(entry.stacktrace));
  const causeClass = cause?.class ?? entry?.name;
  const why = causeClass === undefined ? '' : ` with ${causeClass}`;
  return raised(
    'job-failed',
    { ...view, jobId: line.id },
    {
      severity: 'critical',
      since: endedAt - skewMs,
      summary: `FAILED${why} ${duration(now - endedAt)} ago, after ${duration(endedAt - line.startTime)}`,
      evidence: { state: line.state, endedAt, ranForMs: endedAt - line.startTime, exception: causeClass ?? null },
    },
  );
}
