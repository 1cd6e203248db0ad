import type { Vertex } from '../domain/flink.ts';
import { cannotTell, clear, count, type Finding, type JobDetector, raised } from './finding.ts';
import { isActive, type JobView, skewOf, workingSince } from './job-view.ts';

/**
 * A sink gave up what it could not commit, such as a transaction that Kafka has aborted since: the job is RUNNING, throws nothing and
 * goes on without those records. Told once for what the job's memory does not know yet, for the counter stays where it is; never told as
 * over, for that nothing more fails brings nothing back.
 */
export const commitsFailed: JobDetector = { kind: 'commits-failed', detect };

function detect(view: JobView): Finding {
  const told = view.last?.failedCommits;
  if (told === undefined || !(told.failed >= 0)) return cannotTell;
  const { memory } = view.window;
  const known = memory.jobId === view.jobId ? (memory.failedCommits ?? 0) : 0;
  const fresh = told.failed - known;
  if (fresh <= 0) return isActive(view, 'commits-failed') ? cannotTell : clear;
  return raised('commits-failed', view, {
    severity: 'critical',
    // Most are of what a snapshot held when the job began from it.
    since: known === 0 ? (workingSince(view.run) ?? view.now) - skewOf(view.run) : view.now,
    summary: `${count(fresh, 'commit')} of its sinks failed for good, and it goes on without what was in ${fresh === 1 ? 'it' : 'them'}`,
    evidence: { failed: fresh, ofKafka: told.ofKafka },
  });
}

/** Flink names them so, whatever name the sink was given. */
export function committers(vertices: readonly Vertex[]): Vertex[] {
  return vertices.filter(({ name }) => name.includes('Committer'));
}
