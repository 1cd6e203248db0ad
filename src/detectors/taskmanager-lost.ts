import type { ClusterSnapshot, ClusterWindow } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, type ClusterDetector, count, duration, type Finding, raised } from './finding.ts';
import { type Hurt, hurtsOf } from './hurt-jobs.ts';

const maxNames = 5;

/**
 * TaskManagers are gone and jobs suffered. Over when no job was hurt for `taskManagerCalmMs`, even where fewer
 * TaskManagers stay: the jobs fit on what is left. A lower number that hurts nobody is the new normal.
 */
export const taskManagerLost: ClusterDetector = { kind: 'taskmanager-lost', detect };

function detect(window: ClusterWindow, limits: DetectorLimits): Finding {
  const last = window.snapshots.at(-1);
  if (last === undefined) return cannotTell;
  const other = window.snapshots.findLastIndex((one) => one.identity.incarnation !== last.identity.incarnation);
  const polls = window.snapshots.slice(other + 1).filter((one) => Number.isFinite(one.taskManagers));
  const most = Math.max(...polls.map((one) => one.taskManagers));
  if (!Number.isFinite(last.taskManagers)) return cannotTell;
  if (last.taskManagers >= most) {
    const long = last.taskManagers < window.peak.taskManagers && hurtThroughout(polls, limits);
    return long ? cannotTell : clear;
  }
  const hurts = hurtsOf(polls, limits);
  const loss = lossOf(polls, hurts, limits);
  if (loss === undefined) return clear;
  const suffered = hurts.filter((one) => one.at >= loss.since - limits.taskManagerHurtBeforeMs);
  const latest = suffered.at(-1)?.at;
  if (latest === undefined || last.at - latest >= limits.taskManagerCalmMs) return clear;
  if (last.at - loss.since < limits.taskManagerLostMinMs) return cannotTell;

  const jobs = [...new Set(suffered.map((one) => one.job))].toSorted();
  const lost = loss.normal - last.taskManagers;
  const place = { cluster: window.cluster, job: null, jobId: null, now: last.at };
  return raised('taskmanager-lost', place, {
    severity: 'high',
    since: loss.since,
    summary: `${lost} of ${loss.normal} TaskManagers gone for ${duration(last.at - loss.since)}; ${count(jobs.length, 'job')} suffered: ${nameSome(jobs)}`,
    evidence: {
      taskManagers: last.taskManagers,
      before: loss.normal,
      slotsTotal: last.slotsTotal,
      slotsAvailable: last.slotsAvailable,
      jobsHurt: jobs.length,
      jobs: nameSome(jobs),
      lastHurtAt: latest,
    },
  });
}

/** The number that was normal before, and since when there are fewer. */
function lossOf(
  polls: readonly ClusterSnapshot[],
  hurts: readonly Hurt[],
  limits: DetectorLimits,
): { readonly normal: number; readonly since: number } | undefined {
  let normal = 0;
  let since: number | undefined;
  for (const { at, taskManagers } of polls) {
    if (taskManagers >= normal) {
      normal = taskManagers;
      since = undefined;
      continue;
    }
    since ??= at;
    const lastHurt = hurts.findLast((one) => one.at <= at)?.at ?? since;
    if (at - Math.max(since, lastHurt) >= limits.taskManagerNewNormalMs) {
      normal = taskManagers;
      since = undefined;
    }
  }
  return since === undefined ? undefined : { normal, since };
}

/** What was lost before the window began may still be what hurts. */
function hurtThroughout(polls: readonly ClusterSnapshot[], limits: DetectorLimits): boolean {
  const times = new Set(hurtsOf(polls, limits).map((one) => one.at));
  return polls.length > 1 && polls.slice(1).every((one) => times.has(one.at));
}

function nameSome(jobs: readonly string[]): string {
  const rest = jobs.length - maxNames;
  return `${jobs.slice(0, maxNames).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
