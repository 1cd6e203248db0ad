import type { Random } from './random.ts';

/** At work for a while, then some ms after one more request has arrived at the target. */
export interface InFlight {
  readonly kind: 'in-flight';
  readonly afterMs: number;
  readonly plusMs: number;
}

/** When a process dies, counted from what it has reached. */
export type Moment =
  | InFlight
  /** Some ms after it was started, wherever it is. */
  | { readonly kind: 'any'; readonly afterMs: number }
  /** Some ms after it took its epoch: what others have left is being marked. */
  | { readonly kind: 'recovery'; readonly plusMs: number };

export type PlannedKill =
  /** `newIncarnation`: the target forgets its keys at the same time. */
  | {
      readonly how: 'kill';
      readonly moment: Moment;
      readonly newIncarnation: boolean;
    }
  /** Frozen, replaced, woken, and only then killed. */
  | { readonly how: 'stop'; readonly moment: InFlight };

/** One kill after the other, most of them where it hurts: between intent and outcome. One in `stopEvery` is frozen first. */
export function makeKillSchedule(random: Random, stopEvery: number): { next(): PlannedKill } {
  let again = false;
  let planned = 0;
  return {
    next() {
      planned += 1;
      if (planned % stopEvery === Math.floor(stopEvery / 2)) {
        return { how: 'stop', moment: inFlight(random) };
      }
      const newIncarnation = random.chance(0.12);
      if (again) {
        again = false;
        return {
          moment: { kind: 'any', afterMs: random.whole(0, 60) },
          how: 'kill',
          newIncarnation,
        };
      }
      const dice = random.next();
      again = random.chance(0.08);
      if (dice < 0.1)
        return {
          moment: { kind: 'recovery', plusMs: random.whole(0, 12) },
          how: 'kill',
          newIncarnation,
        };
      if (dice < 0.25)
        return {
          moment: { kind: 'any', afterMs: random.whole(0, 250) },
          how: 'kill',
          newIncarnation,
        };
      return { moment: inFlight(random), how: 'kill', newIncarnation };
    },
  };
}

function inFlight(random: Random): InFlight {
  // Most at any moment of the service, some in the few ms after the arrival.
  const plusMs = random.chance(0.7) ? random.whole(0, 40) : random.whole(0, 3);
  return { kind: 'in-flight', afterMs: random.whole(10, 120), plusMs };
}
