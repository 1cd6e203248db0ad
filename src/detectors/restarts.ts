import type { JobSnapshot } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';

/** Restarts that a window shows; rescales are not counted. */
export interface Restarts {
  readonly count: number;
  /** Our time of the reads between which the first and the last happened. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** A counter or a change of state could be looked at at all. */
  readonly known: boolean;
}

/**
 * Counts restarts of one run within the time of a restart loop. Two witnesses, the larger count wins:
 * `numRestarts − numRescales`, and departures from RUNNING that polls happened to see (less the rescales).
 * A counter that went back (a new JobManager) is a new baseline, not a restart; so is the second reading, for the
 * first may be as old as the last question that anybody asked Flink.
 */
export function restartsOf(run: readonly JobSnapshot[], now: number, limits: DetectorLimits): Restarts {
  const recent = run.filter((one) => now - one.at <= limits.restartLoopWithinMs);
  const counted = countedRestarts(recent);
  const seen = seenRestarts(recent);
  const departures = Math.max(0, seen.count - counted.rescales);
  const best = counted.count >= departures ? counted : { ...seen, count: departures };
  return { count: best.count, first: best.first, last: best.last, known: counted.known || recent.length > 1 };
}

interface Count {
  count: number;
  first: number | undefined;
  last: number | undefined;
}

function countedRestarts(run: readonly JobSnapshot[]): Count & { rescales: number; known: boolean } {
  const total = {
    count: 0,
    rescales: 0,
    first: undefined as number | undefined,
    last: undefined as number | undefined,
  };
  let base: { restarts: number; rescales: number | undefined } | undefined;
  let readings = 0;
  for (const { at, metrics } of run) {
    const restarts = metrics?.restarts;
    if (metrics === undefined || restarts === undefined || !Number.isFinite(restarts)) continue;
    readings += 1;
    if (readings === 1) continue;
    const rescales = metrics.rescales;
    if (base !== undefined && restarts < base.restarts)
      Object.assign(total, { count: 0, rescales: 0, first: undefined, last: undefined });
    else if (base !== undefined && restarts > base.restarts) {
      const moved = restarts - base.restarts;
      const scaled = rescales === undefined || base.rescales === undefined ? 0 : Math.max(0, rescales - base.rescales);
      total.rescales += scaled;
      if (moved > scaled) {
        total.count += moved - scaled;
        total.first ??= at;
        total.last = at;
      }
    }
    base = { restarts, rescales };
  }
  return { ...total, known: readings > 2 };
}

function seenRestarts(run: readonly JobSnapshot[]): Count {
  const seen: Count = { count: 0, first: undefined, last: undefined };
  let before: string | undefined;
  for (const { at, line } of run) {
    const left = before === 'RUNNING' && (line.state === 'RESTARTING' || line.state === 'FAILING');
    if (left) {
      seen.count += 1;
      seen.first ??= at;
      seen.last = at;
    }
    before = line.state;
  }
  return seen;
}
