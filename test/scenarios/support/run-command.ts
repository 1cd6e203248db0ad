import { Readable } from 'node:stream';
import { type CliWorld, runCli } from '../../../src/cli.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { textSink } from './text-sink.ts';

/** What one command line said. */
export interface Said {
  readonly code: number;
  /** Stdout, one JSON value. */
  readonly json: unknown;
  readonly stderr: string;
}

/** What a command finds around it in a scenario: no variables, an empty stdin, and a person by that name. */
export function commandWorld(options: {
  readonly clock: Clock;
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly person?: string;
}): CliWorld & { readonly stdout: ReturnType<typeof textSink>; readonly stderr: ReturnType<typeof textSink> } {
  const { clock, folder, person = 'dana' } = options;
  return {
    env: {},
    stdin: Readable.from([]),
    stdout: textSink(),
    stderr: textSink(),
    signal: options.signal ?? new AbortController().signal,
    folder,
    person: () => person,
    clock,
  };
}

/** Runs a command as a person would, with --json. */
export async function runCommand(
  words: readonly string[],
  options: { readonly clock: Clock; readonly folder: string; readonly config: string; readonly person?: string },
): Promise<Said> {
  const world = commandWorld(options);
  const code = await runCli([...words, '--config', options.config, '--json'], world);
  return { code, json: JSON.parse(world.stdout.text()) as unknown, stderr: world.stderr.text() };
}
