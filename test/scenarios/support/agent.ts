import { runCli } from '../../../src/cli.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { commandWorld } from './run-command.ts';

/** `flink-medic serve` in this process. */
export interface Agent {
  /** Everything it has logged, one JSON object per line. */
  log(): string;
  /** Ends as after SIGTERM; returns the exit code. */
  stop(): Promise<number>;
  /** Its exit code, once it has ended by itself. */
  readonly ended: Promise<number>;
}

export function startAgent(options: {
  readonly config: string;
  readonly folder: string;
  readonly clock: Clock;
}): Agent {
  const stop = new AbortController();
  const world = commandWorld({ ...options, signal: stop.signal });
  const ended = runCli(['serve', '--config', options.config], world);
  return {
    log: () => world.stderr.text(),
    async stop() {
      stop.abort();
      return await ended;
    },
    ended,
  };
}
