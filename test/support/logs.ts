import type { Log } from '../../src/ports/log.ts';

interface Line {
  readonly fields: object;
  readonly message: string;
}

export interface KeptLog extends Log {
  readonly errors: Line[];
  readonly warnings: Line[];
}

/** Keeps errors and warnings, forgets the rest. */
export function keptLog(): KeptLog {
  const nothing = () => {};
  const log: KeptLog = {
    errors: [],
    warnings: [],
    debug: nothing,
    info: nothing,
    warn: (fields, message) => {
      log.warnings.push({ fields, message });
    },
    error: (fields, message) => {
      log.errors.push({ fields, message });
    },
    child: () => log,
  };
  return log;
}
