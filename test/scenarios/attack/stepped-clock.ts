import type { Clock } from '../../../src/ports/clock.ts';

/** Stands still until it is moved. Whoever sleeps sleeps until told to stop. */
export interface SteppedClock extends Clock {
  at: number;
  /** Resolves when somebody goes to sleep the next time. */
  nextSleep(): Promise<void>;
}

export function steppedClock(at: number): SteppedClock {
  let waiting: (() => void)[] = [];
  const clock: SteppedClock = {
    at,
    now: () => clock.at,
    sleep: async (_ms, signal) => {
      const tell = waiting;
      waiting = [];
      for (const one of tell) one();
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
    nextSleep: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
  };
  return clock;
}
