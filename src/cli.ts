import type { Readable } from 'node:stream';
import { systemClock } from './adapters/telemetry/system-clock.ts';
import { buildProgram } from './cli/build-program.ts';
import { failureOf } from './cli/failure.ts';
import { showFirstScreen } from './cli/first-screen-command.ts';
import { makeContext } from './cli/make-context.ts';
import { type Outside, realOutside } from './cli/outside.ts';
import { exitCodes, makeOutput, type Output } from './cli/output.ts';
import { ParsingEnded, throwInsteadOfExit } from './cli/usage.ts';
import type { Env } from './config/env.ts';
import type { Clock } from './ports/clock.ts';

/** Everything a run may touch; the process itself is handed in by `main.ts` alone. */
export interface CliWorld {
  readonly env: Env;
  readonly stdin: Readable;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** Where relative paths begin. */
  readonly folder: string;
  /** Operating-system user, asked only when somebody answers. */
  readonly person: () => string;
  readonly clock?: Clock;
  readonly outside?: Outside;
  /** How long a command waits for another process that writes to the store. */
  readonly busyTimeoutMs?: number;
}

/**
 * Runs one command and returns its exit code (see `exitCodes`); never throws.
 * With --json, stdout gets exactly one JSON value, also for mistakes: `{"error": {"code", "message"}}`.
 */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const output = onceOutput(makeOutput(wantsJson(argv), world.stdout, world.stderr));
  const context = makeContext({
    ...world,
    output,
    clock: world.clock ?? systemClock,
    outside: world.outside ?? realOutside,
    busyTimeoutMs: world.busyTimeoutMs ?? 5_000,
    configFile: () => program.opts<{ config?: string }>().config,
    exit: (code) => {
      exitCode = code;
    },
  });
  const program = buildProgram(context);
  throwInsteadOfExit(program);

  try {
    await program.parseAsync(argv, { from: 'user' }).catch(async (error: unknown) => {
      if (!(error instanceof ParsingEnded)) throw error;
      if (error.ending === 'no-command') return await showFirstScreen(context);
      output.result({ [error.ending]: error.text }, () => error.text);
    });
    return exitCode;
  } catch (error) {
    const { code, message, exitCode: failed, stack } = failureOf(error, world.signal.aborted);
    if (output.json && !output.answered()) output.result({ error: { code, message } }, () => message);
    else world.stderr.write(`${message}\n`);
    if (stack !== undefined && isDebug()) world.stderr.write(`${stack}\n`);
    return failed;
  }

  function isDebug(): boolean {
    try {
      return context.config().logLevel === 'debug';
    } catch {
      return world.env['FLINK_MEDIC_LOG_LEVEL'] === 'debug';
    }
  }
}

/** Needed before the command line is parsed, as its own mistakes are told as JSON too. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json');
}

/** Remembers whether the one answer is out. */
function onceOutput(output: Output): Output & { answered(): boolean } {
  let answered = false;
  return {
    ...output,
    answered: () => answered,
    result(data, text) {
      answered = true;
      output.result(data, text);
    },
  };
}
