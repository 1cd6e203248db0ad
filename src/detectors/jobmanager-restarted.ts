import { terminalStates } from '../domain/flink.ts';
import type { ClusterSnapshot, ClusterWindow } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, type ClusterDetector, count, duration, type Finding, raised } from './finding.ts';

/**
 * Another JobManager process answers and its jobs were started anew; told for a while. With several JobManagers any of
 * them may answer: a process that was seen before, or jobs that went on, are no restart.
 */
export const jobManagerRestarted: ClusterDetector = { kind: 'jobmanager-restarted', detect };

function detect(window: ClusterWindow, limits: DetectorLimits): Finding {
  const polls = window.snapshots;
  const last = polls.at(-1);
  const incarnation = last?.identity.incarnation;
  if (last === undefined || incarnation === undefined) return cannotTell;
  const first = polls.findIndex((one) => one.identity.incarnation === incarnation);
  const [before, after] = [polls[first - 1], polls[first]];
  if (before === undefined || after === undefined || before.identity.incarnation === undefined) return clear;
  if (last.at - after.at >= limits.jobManagerRestartedForMs || wentOn(before, last)) return clear;
  const place = { cluster: window.cluster, job: null, jobId: null, now: last.at };
  const listed = last.jobs.filter((one) => !terminalStates.includes(one.line.state)).length;
  return raised('jobmanager-restarted', place, {
    severity: 'medium',
    since: after.at,
    summary: `The JobManager is another process since ${duration(last.at - after.at)} ago; it lists ${count(listed, 'job')} that did not end, ${count(living(before).size, 'job')} did before`,
    evidence: {
      changedAt: after.at,
      unseenMs: after.at - before.at,
      jobsBefore: living(before).size,
      jobsNow: listed,
      versionBefore: before.identity.version,
      version: last.identity.version,
    },
  });
}

/** A job keeps its start time only as long as its JobMaster lives. */
function wentOn(before: ClusterSnapshot, now: ClusterSnapshot): boolean {
  const started = living(before);
  return now.jobs.some(({ line }) => started.get(line.id) === line.startTime);
}

function living(poll: ClusterSnapshot): Map<string, number> {
  const lines = poll.jobs.map((one) => one.line).filter((line) => !terminalStates.includes(line.state));
  return new Map(lines.map((line) => [line.id, line.startTime]));
}
