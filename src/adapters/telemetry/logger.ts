import { pino, type DestinationStream } from 'pino';
import type { Log } from '../../ports/log.ts';

/**
 * Structured log, one JSON object per line, on stderr so that stdout stays for answers.
 * @param options.redact takes the secrets out of every text of a line: names of jobs, answers and messages are foreign.
 */
export function makeLogger(options: {
  readonly level: string;
  readonly redact: (line: unknown) => unknown;
  readonly destination?: DestinationStream;
}): Log {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: ['headers', '*.headers', '*.apiKey', '*.token', '*.authorization'], censor: '[redacted]' },
      // The finished line, so that nothing goes past it: neither fields of a child nor messages of errors.
      hooks: { streamWrite: (line) => `${JSON.stringify(options.redact(JSON.parse(line)))}\n` },
    },
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
