import type { Clock } from '../../../src/ports/clock.ts';

/** Stands still until it is moved. Whoever sleeps sleeps until told to stop. */
export interface SteppedClock extends Clock {
  at: number;
  /** Resolves when so many have gone to sleep from now on. */
  sleeps(count: number): Promise<void>;
}

export function steppedClock(at: number): SteppedClock {
  let slept = 0;
  let waiting: { readonly until: number; readonly resolve: () => void }[] = [];
  const clock: SteppedClock = {
    at,
    now: () => clock.at,
    sleep: async (_ms, signal) => {
      slept += 1;
      for (const { until, resolve } of waiting) if (slept >= until) resolve();
      waiting = waiting.filter(({ until }) => slept < until);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
    sleeps: (count) =>
      new Promise((resolve) => {
        waiting.push({ until: slept + count, resolve });
      }),
  };
  return clock;
}
