import { pino, type DestinationStream } from 'pino';
import type { Log } from '../../ports/log.ts';

/** Structured log, one JSON object per line, on stderr so that stdout stays for answers. */
export function makeLogger(options: { readonly level: string; readonly destination?: DestinationStream }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: ['headers', '*.headers', '*.apiKey', '*.token', '*.authorization'], censor: '[redacted]' },
    },
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  );
}
