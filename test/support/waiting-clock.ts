import type { Clock } from '../../src/ports/clock.ts';
import { makeTurnstile } from './turnstile.ts';

export interface WaitingClock extends Clock {
  /** Every wait that was asked for, in ms. */
  readonly waits: readonly number[];
  /** Resolves when so many waits were asked for. */
  waited(count: number): Promise<void>;
  move(ms: number): void;
}

/** A clock that a test moves; who waits goes on at once, with the time passed. */
export function waitingClock(): WaitingClock {
  let now = 1_800_000_000_000;
  const waits: number[] = [];
  const waited = makeTurnstile();
  return {
    waits,
    waited: waited.reached,
    now: () => now,
    move: (ms) => {
      now += ms;
    },
    sleep: async (ms, signal) => {
      if (signal.aborted) return;
      waits.push(ms);
      waited.pass();
      now += ms;
      // A real wait lets sockets open and close; a loop of waits must not starve them.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
