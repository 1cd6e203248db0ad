import type { VertexLoad } from '../domain/evidence.ts';
import { byBusy } from '../domain/loads.ts';
import type { DetectorLimits } from './detector-limits.ts';

export interface Culprit {
  readonly vertex: VertexLoad;
  /** Busy enough to explain what is held up before it; otherwise it waits, is skewed, or something else slows it. */
  readonly explains: boolean;
}

/** The largest share of time that a vertex of the sample was held up. Undefined when no vertex says. */
export function worstHeldUp(loads: readonly VertexLoad[]): VertexLoad | undefined {
  return loads
    .filter((load) => load.backpressured !== undefined)
    .toSorted((a, b) => (b.backpressured ?? 0) - (a.backpressured ?? 0))[0];
}

/**
 * The vertex that holds the others up: behind one that is held up by at least `heldUp` of its time, not held up itself.
 * Undefined when every vertex behind is held up too.
 */
export function culpritOf(
  loads: readonly VertexLoad[],
  heldUp: number,
  active: boolean,
  limits: DetectorLimits,
): Culprit | undefined {
  const isHeldUp = (load: VertexLoad): boolean => (load.backpressured ?? 0) >= heldUp;
  let behind = new Set(loads.filter(isHeldUp).map((load) => load.id));
  const seen = new Set(behind);
  let first: VertexLoad | undefined;
  while (behind.size > 0) {
    const next = loads.filter((load) => !seen.has(load.id) && load.inputs.some((input) => behind.has(input)));
    const [busiest] = next.filter((load) => !isHeldUp(load)).toSorted(byBusy);
    // Only the first one behind can hold up what is before it, so it need not be as busy as one further on.
    const further = active ? limits.culpritBusyExit : limits.culpritBusyEnter;
    const enough = first === undefined ? Math.min(limits.firstBehindBusy, further) : further;
    if (busiest !== undefined && (busiest.busy ?? 0) >= enough) {
      return { vertex: busiest, explains: true };
    }
    first ??= busiest;
    behind = new Set(next.map((load) => load.id));
    for (const id of behind) seen.add(id);
  }
  return first && { vertex: first, explains: false };
}
