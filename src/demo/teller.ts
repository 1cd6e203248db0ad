import type { Output } from '../cli/output.ts';
import { elapsed } from './narrate.ts';

/** Tells the person who watches what goes on; never silent for long. */
export interface Teller {
  /** Prints one line as it is. */
  line(text: string): void;
  /** Prints a line with the time since the start. */
  say(text: string): void;
  /** What is going on until the next call; told again whenever nothing else was printed for a while. */
  doing(text: () => string): void;
  stop(): void;
}

const silenceMs = 4_000;

export function makeTeller(output: Output, startedAt: number, now: () => number): Teller {
  let current = (): string => 'starting';
  let lastAt = now();
  const ticker = setInterval(() => {
    if (now() - lastAt >= silenceMs) say(`… ${current()}`);
  }, 500);
  ticker.unref();

  function line(text: string): void {
    lastAt = now();
    output.progress(text);
  }

  function say(text: string): void {
    line(`${elapsed(now() - startedAt)}  ${text}`);
  }

  return {
    line,
    say,
    doing: (text) => {
      current = text;
    },
    stop: () => clearInterval(ticker),
  };
}
