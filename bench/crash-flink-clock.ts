import { systemClock } from '../src/adapters/telemetry/system-clock.ts';
import type { Clock } from '../src/ports/clock.ts';

/** One business time for all processes of a run: it began at `base` and passes `speed` times as fast as the machine's. */
export interface FastTime {
  readonly base: number;
  readonly speed: number;
}

/** For what the ledger waits for: back-off, finality, limits. Requests keep the time limits of the machine's clock. */
export function fastClock(time: FastTime): Clock {
  return {
    now: () => Math.round(time.base + (Date.now() - time.base) * time.speed),
    sleep: (ms, signal) => systemClock.sleep(ms / time.speed, signal),
  };
}

/** When it was by the machine's clock. */
export function machineTime(time: FastTime, at: number): number {
  return time.base + (at - time.base) / time.speed;
}
