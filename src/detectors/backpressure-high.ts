import type { VertexLoad } from '../domain/evidence.ts';
import type { LoadSample } from '../domain/loads.ts';
import type { JobSnapshot } from '../domain/snapshot.ts';
import { culpritOf, worstHeldUp } from './culprit.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, duration, type Finding, type JobDetector, percent, raised } from './finding.ts';
import { isActive, type JobView, runningLoads, runsFully, skewOf, workingSince } from './job-view.ts';
import { type LagTrend, lagTrend } from './lag-trend.ts';

/**
 * Vertices are held up for long because one behind them cannot keep up with the input. Not while the lag falls (the job
 * catches up) or stays at nothing (it keeps up), nor while the lag is unknown and the job began to work lately. A batch job has
 * no input to keep up with: it is as fast as its slowest vertex, and what feeds that one waits.
 */
export const backpressureHigh: JobDetector = { kind: 'backpressure-high', detect };

function detect(view: JobView, limits: DetectorLimits): Finding {
  const { last, run, now } = view;
  if (last === undefined || !view.settled || !runsFully(run, last)) return cannotTell;
  if (last.line.type === 'BATCH') return clear;
  const series = runningLoads(run);
  const newest = series.at(-1);
  if (newest === undefined || now - newest.at > limits.loadFreshMs) return cannotTell;
  const active = isActive(view, 'backpressure-high');
  const heldUp = active ? limits.backpressureExit : limits.backpressureEnter;
  const worst = worstHeldUp(newest.loads);
  if (worst?.backpressured === undefined) return cannotTell;
  if (worst.backpressured < heldUp) return saysAll(newest.loads, run) ? clear : cannotTell;

  const trend = lagTrend(run, now, limits);
  const lag = isStuck(trend, worst.backpressured) ? ({ kind: 'unexposed' } as const) : trend;
  if (lag.kind === 'falling' || (lag.kind === 'flat' && lag.last < limits.lagMinRecords)) return clear;
  const streak = heldUpStreak(series, heldUp);
  const since = streak[0]?.from ?? newest.from;
  const lastedMs = newest.at - since;
  const culprit = culpritOf(newest.loads, heldUp, active, limits);
  const workingMs = now + skewOf(run) - (workingSince(run) ?? now);
  const lagUnknown = lag.kind === 'unexposed' || lag.kind === 'too-few';
  if (lagUnknown && workingMs < limits.startGraceMs) return cannotTell;
  if (!active) {
    if (streak.length < limits.loadSamples || lastedMs < limits.loadMinMs) return cannotTell;
    // Its lag is being read now; a known trend is worth waiting for, but not for ever.
    if (lag.kind === 'too-few' && !waitedForLag(run, since, lastedMs, limits)) return cannotTell;
    if (culprit?.explains !== true && lag.kind !== 'rising') return cannotTell;
  }
  // What is idle, too, holds nobody up: one subtask may, and no vertex as a whole shows that.
  const behind =
    culprit?.explains !== true ? '' : ` by ${culprit.vertex.name}, which is ${busyText(culprit.vertex.busy)}`;
  return raised('backpressure-high', view, {
    severity: lag.kind === 'rising' ? 'high' : 'medium',
    since,
    summary: `${worst.name} is held up ${percent(worst.backpressured)} of the time for ${duration(lastedMs)}${behind}; ${lagText(lag)}`,
    evidence: {
      heldUp: worst.name,
      backpressured: worst.backpressured,
      culprit: culprit?.vertex.name ?? null,
      culpritBusy: culprit?.vertex.busy ?? null,
      culpritParallelism: culprit?.vertex.parallelism ?? null,
      lastedMs,
      lag: lag.kind,
      lagRecords: 'last' in lag ? lag.last : null,
    },
  });
}

/**
 * Kafka's client counts what waits when it fetches, and calls all that it fetched then the whole: a source that is held up has read
 * to the end of that, and tells of nothing until it fetches again, minutes later.
 */
function isStuck(lag: LagTrend, backpressured: number): boolean {
  return lag.kind === 'flat' && lag.most === 0 && backpressured >= 0.9;
}

/** Long enough for a trend, in time and in polls. */
function waitedForLag(run: readonly JobSnapshot[], since: number, lastedMs: number, limits: DetectorLimits): boolean {
  const polls = run.filter((one) => one.at >= since).length;
  return lastedMs >= limits.loadMinMs + limits.lagWithinMs && polls >= limits.loadSamples + limits.lagSamples;
}

/** Every vertex that another one can hold up says how long it was; what finished says nothing any more. */
function saysAll(loads: readonly VertexLoad[], run: readonly JobSnapshot[]): boolean {
  const vertices = run.findLast((one) => one.vertices !== undefined)?.vertices ?? [];
  const finished = new Set(vertices.filter((one) => one.state === 'FINISHED').map((one) => one.id));
  const feeding = new Set(loads.flatMap((load) => load.inputs));
  return loads.every((load) => load.backpressured !== undefined || !feeding.has(load.id) || finished.has(load.id));
}

/** The latest samples, one after the other, in each of which some vertex was held up. */
function heldUpStreak(series: readonly LoadSample[], heldUp: number): readonly LoadSample[] {
  const free = series.findLastIndex((sample) => (worstHeldUp(sample.loads)?.backpressured ?? 0) < heldUp);
  return series.slice(free + 1);
}

function busyText(busy: number | undefined): string {
  return busy === undefined ? 'busy for an unknown share of it' : `busy ${percent(busy)} of it`;
}

function lagText(lag: LagTrend): string {
  switch (lag.kind) {
    case 'unexposed':
    case 'too-few':
      return 'its lag is unknown';
    case 'rising':
    case 'flat':
    case 'falling':
      return `${lag.last} records wait, ${lag.first} did ${duration(lag.overMs)} before`;
  }
}
