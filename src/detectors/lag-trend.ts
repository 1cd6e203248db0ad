import type { JobSnapshot } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { cannotTell, clear, duration, type JobDetector, raised } from './finding.ts';
import { skewOf, workingSince } from './job-view.ts';

export type LagTrend =
  /** Read, and no source of the job exposes it. */
  | { readonly kind: 'unexposed' }
  /** Not read, or too few values so far. */
  | { readonly kind: 'too-few' }
  | {
      readonly kind: 'rising' | 'falling' | 'flat';
      readonly first: number;
      readonly last: number;
      readonly most: number;
      readonly from: number;
      readonly overMs: number;
    };

/**
 * Where the lag is going. Rising: every value of the later half of the window is above every value of the earlier half,
 * and the halves' middles differ by `lagMinRecords`; falling likewise, and fast enough to be at its end within `catchUpMaxMs`.
 * One outlier makes it flat, never a trend.
 * Values from before the job last began to work are of another job: it was restored, or has another parallelism.
 */
export function lagTrend(run: readonly JobSnapshot[], now: number, limits: DetectorLimits): LagTrend {
  const from = Math.max(
    (workingSince(run) ?? 0) - skewOf(run),
    Math.min(now - limits.lagWithinMs, slowReadsFrom(run, limits)),
  );
  const read = run.filter((one) => one.pendingRecords !== undefined && one.at >= from);
  if (read.at(-1)?.pendingRecords === null) return { kind: 'unexposed' };
  const values = read.flatMap(({ at, pendingRecords }) =>
    typeof pendingRecords === 'number' && pendingRecords >= 0 && Number.isFinite(pendingRecords)
      ? [{ at, lag: pendingRecords }]
      : [],
  );
  return trendOf(afterBurst(values, limits), limits);
}

/** Tells one way that the lag goes. */
export function lagDetector(
  kind: 'lag-rising' | 'catching-up',
  way: 'rising' | 'falling',
  begins: string,
): JobDetector {
  return {
    kind,
    detect(view, limits) {
      if (!view.settled || view.last?.line.state !== 'RUNNING') return cannotTell;
      const trend = lagTrend(view.run, view.now, limits);
      if (trend.kind === 'unexposed' || trend.kind === 'too-few') return cannotTell;
      if (trend.kind !== way) return clear;
      const { first, last, from, overMs } = trend;
      return raised(kind, view, {
        severity: 'low',
        since: from,
        summary: `${begins}${last} records wait in the sources, ${first} did ${duration(overMs)} before`,
        evidence: { first, last, overMs },
      });
    },
  };
}

interface LagValue {
  readonly at: number;
  readonly lag: number;
}

function trendOf(values: readonly LagValue[], limits: DetectorLimits): LagTrend {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return { kind: 'too-few' };
  const overMs = last.at - first.at;
  if (values.length < limits.lagSamples || overMs < limits.lagMinMs) return { kind: 'too-few' };
  const earlier = values.slice(0, Math.floor(values.length / 2)).map((one) => one.lag);
  const later = values.slice(Math.ceil(values.length / 2)).map((one) => one.lag);
  const shift = middle(later) - middle(earlier);
  const most = Math.max(...values.map((one) => one.lag));
  const facts = { first: first.lag, last: last.lag, most, from: first.at, overMs };
  if (shift >= limits.lagMinRecords && Math.min(...later) > Math.max(...earlier)) return { kind: 'rising', ...facts };
  // The middles lie half the time apart: at this pace, the rest takes so long.
  const restMs = (last.lag * overMs) / 2 / -shift;
  const falls = -shift >= limits.lagMinRecords && Math.max(...later) < Math.min(...earlier);
  if (falls && restMs <= limits.catchUpMaxMs) return { kind: 'falling', ...facts };
  return { kind: 'flat', ...facts };
}

/** Records that came all at once and are being worked off: what was before them says nothing about where the lag goes. */
function afterBurst(values: readonly LagValue[], limits: DetectorLimits): readonly LagValue[] {
  const lags = values.map((one) => one.lag);
  const since = values.slice(lags.indexOf(Math.max(...lags)));
  const [peak, last] = [since[0]?.lag ?? 0, since.at(-1)?.lag ?? 0];
  const falls = since.every((one, index) => index === 0 || one.lag < (since[index - 1]?.lag ?? 0));
  return falls && since.length >= limits.lagSamples / 2 && peak - last >= limits.lagMinRecords ? since : values;
}

/** Polls may be so far apart that their window holds too few values; the latest that were read one after the other do then. */
function slowReadsFrom(run: readonly JobSnapshot[], limits: DetectorLimits): number {
  const unread = run.findLastIndex((one) => one.pendingRecords === undefined);
  return run.slice(unread + 1).at(-limits.lagSamples)?.at ?? Number.POSITIVE_INFINITY;
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
