import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, count, duration, type Finding, type JobDetector, raised } from './finding.ts';
import { isActive, isTerminal, type JobView, skewOf, waitsForSlots } from './job-view.ts';

/**
 * No task of the job runs, for it waits for slots in a cluster that has none left. Stays up until a task has one:
 * a request for slots that timed out and is made anew changes nothing.
 */
export const noSlots: JobDetector = { kind: 'no-slots', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const { last, run, now } = view;
  const poll = view.overview.snapshots.at(-1);
  if (last === undefined || poll === undefined) return cannotTell;
  const active = isActive(view, 'no-slots');
  if (!waitsForSlots(last)) {
    const { running, starting = 0 } = last.line.tasks;
    const undecided = active && !isTerminal(last) && running + starting === 0;
    return undecided ? cannotTell : clear;
  }
  if (poll.slotsAvailable > 0) return active ? cannotTell : clear;
  const began = run[run.findLastIndex((one) => !waitsForSlots(one)) + 1]?.at ?? now;
  const polls = view.overview.snapshots;
  const full = polls.slice(polls.findLastIndex((one) => one.slotsAvailable > 0) + 1).filter((one) => one.at >= began);
  const since = Math.max(began, full[0]?.at ?? now);
  const isBatch = last.line.type === 'BATCH';
  const ageMs = now + skewOf(run) - last.line.startTime;
  const ran = run.some((one) => one.line.tasks.running > 0);
  // Where Flink asks for its machines itself, a job that was just submitted waits for them to come up. A batch job waits for its turn:
  // where what holds the slots does not end, Flink fails it soon.
  const mayWait = isBatch ? ran || ageMs < limits.batchTurnMs : !ran && ageMs < limits.startGraceMs;
  const lasted = now - since >= limits.noSlotsMinMs && full.length >= limits.overviewSamples && !mayWait;
  if (!active && !lasted) return cannotTell;
  const { total } = last.line.tasks;
  const atLeast = since === run[0]?.at ? 'at least ' : '';
  return raised('no-slots', view, {
    severity: isBatch ? 'medium' : 'high',
    since,
    summary: `Waits for slots for ${atLeast}${duration(now - since)}: none of its ${count(total, 'task')} runs, 0 of ${count(poll.slotsTotal, 'slot')} on ${count(poll.taskManagers, 'TaskManager')} are free`,
    evidence: {
      state: last.line.state,
      tasks: total,
      slotsTotal: poll.slotsTotal,
      slotsAvailable: poll.slotsAvailable,
      taskManagers: poll.taskManagers,
      waitsMs: now - since,
    },
  });
}
