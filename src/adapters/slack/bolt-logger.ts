import { LogLevel, type Logger } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';

/** For calls whose answers are told otherwise. */
export const silentLogger: Logger = loggerFrom(() => {});

/** What the vendor says, as lines of our log; its debug lines hold whole payloads and are left out, and so is whatever looks like a token. */
export function boltLogger(log: Log): Logger {
  return loggerFrom((level, said) => {
    const text = said
      .map((one) => (one instanceof Error ? one.message : String(one)))
      .join(' ')
      .replace(/\bx(?:ox[a-z]|app)-[\w-]+/g, '[redacted]')
      .slice(0, 500);
    if (level === 'info') log.debug({ said: text }, 'slack client');
    else log.warn({ said: text }, 'slack client');
  });
}

function loggerFrom(write: (level: 'info' | 'warn', said: readonly unknown[]) => void): Logger {
  return {
    debug: () => {},
    info: (...said: unknown[]) => write('info', said),
    warn: (...said: unknown[]) => write('warn', said),
    error: (...said: unknown[]) => write('warn', said),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
