import { OpsError, UserMistake } from '../domain/errors.ts';
import { clean, exitCodes } from './output.ts';

/** How a command that did not come to its answer ends. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
  /** Only of errors nobody thought of; for the debug level. */
  readonly stack: string | undefined;
}

/** Errors thrown on purpose say themselves what to do; anything else is a mistake of this program. */
export function failureOf(error: unknown, stopped: boolean): Failure {
  if (error instanceof OpsError) {
    const exitCode = error instanceof UserMistake ? exitCodes.mistake : exitCodes.unavailable;
    return { code: error.code, message: clean(error.message), exitCode, stack: undefined };
  }
  if (stopped)
    return { code: 'cli.stopped', message: 'stopped by a signal', exitCode: exitCodes.stopped, stack: undefined };
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: 'cli.unexpected',
    message:
      `unexpected: ${clean(text).replace(/\s+/g, ' ')} - please report this line, the command and the output of flink-medic --version ` +
      'as an issue of flink-medic; FLINK_MEDIC_LOG_LEVEL=debug shows where it happened.',
    exitCode: exitCodes.unexpected,
    stack: error instanceof Error ? error.stack : undefined,
  };
}
