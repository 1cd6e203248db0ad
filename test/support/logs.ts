import type { Log } from '../../src/ports/log.ts';

export interface KeptLog extends Log {
  readonly errors: { readonly fields: object; readonly message: string }[];
}

/** Keeps errors, forgets the rest. */
export function keptLog(): KeptLog {
  const nothing = () => {};
  const log: KeptLog = {
    errors: [],
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (fields, message) => {
      log.errors.push({ fields, message });
    },
    child: () => log,
  };
  return log;
}
