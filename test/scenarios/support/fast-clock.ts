import { systemClock } from '../../../src/adapters/telemetry/system-clock.ts';
import type { Clock } from '../../../src/ports/clock.ts';

/** What a clock is made of; a process that gets it tells the same time. */
export interface ClockSettings {
  /** This moment of the machine's clock … */
  readonly realMs: number;
  /** … is that one of the story's. */
  readonly storyMs: number;
  readonly speed: number;
}

/** The time in a story: it runs faster than the machine's, so that minutes of waiting for finality pass in seconds. */
export interface FastClock extends Clock {
  settings(): ClockSettings;
  /** Runs on from there, as after a message of the process whose clock this follows. */
  set(settings: ClockSettings): void;
  /** Lets so much time pass at once, as for a machine that was asleep. */
  skip(ms: number): void;
}

/** Ten times as fast: a poll every 2 s takes place every 200 ms. */
const usualSpeed = 10;

export function startFastClock(speed = usualSpeed): FastClock {
  return followClock({ realMs: Date.now(), storyMs: Date.now(), speed });
}

/** Tells the time of another process' clock. */
export function followClock(from: ClockSettings): FastClock {
  let settings = from;
  const now = (): number => Math.floor(settings.storyMs + (Date.now() - settings.realMs) * settings.speed);
  return {
    now,
    sleep: (ms, signal) => systemClock.sleep(ms / settings.speed, signal),
    settings: () => settings,
    set: (other) => {
      settings = other;
    },
    skip: (ms) => {
      settings = { ...settings, realMs: Date.now(), storyMs: now() + ms };
    },
  };
}
