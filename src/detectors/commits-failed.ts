import type { Vertex } from '../domain/flink.ts';
import type { JobMemory, JobSnapshot } from '../domain/snapshot.ts';
import { cannotTell, clear, count, type Finding, type JobDetector, raised } from './finding.ts';
import { isActive, type JobView, skewOf, workingSince } from './job-view.ts';

/**
 * A sink gave up what it could not commit, such as a transaction that Kafka has aborted since: the job is RUNNING, throws nothing and
 * goes on without those records. Told once for what the job's memory does not know yet, for the counter stays where it is; never told as
 * over, for that nothing more fails brings nothing back.
 */
export const commitsFailed: JobDetector = { kind: 'commits-failed', detect };

function detect(view: JobView): Finding {
  const newest = newestFailed(view.run);
  const told = newest === view.last ? newest?.failedCommits : undefined;
  if (told === undefined) return cannotTell;
  const known = knownFailed(view.window.memory, view.run);
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

/** Flink may answer with a counter of so long ago, and so of tasks that are gone. */
const counterLagMs = 30_000;

/** The newest snapshot of the run that tells what its tasks of now gave up. */
export function newestFailed(run: readonly JobSnapshot[]): JobSnapshot | undefined {
  const settledAt = (workingSince(run) ?? Number.NEGATIVE_INFINITY) + counterLagMs - skewOf(run);
  return run.findLast(({ at, failedCommits }) => (failedCommits?.failed ?? Number.NaN) >= 0 && at >= settledAt);
}

/** How much of that is remembered: tasks that began since then count anew. */
export function knownFailed(memory: JobMemory, run: readonly JobSnapshot[]): number {
  const isGone = (workingSince(run) ?? 0) > (memory.failedCommitsAt ?? Number.POSITIVE_INFINITY);
  return memory.jobId !== run.at(-1)?.line.id || isGone ? 0 : (memory.failedCommits ?? 0);
}

/** Flink names them so, whatever name the sink was given. */
export function committers(vertices: readonly Vertex[]): Vertex[] {
  return vertices.filter(({ name }) => name.includes('Committer'));
}
