import type { Log } from '../../src/ports/log.ts';

export interface AllLog extends Log {
  readonly lines: { readonly fields: object; readonly message: string }[];
  of(message: string): readonly object[];
}

/** Keeps every line of every level. */
export function allLog(): AllLog {
  const lines: { fields: object; message: string }[] = [];
  const keep = (fields: object, message: string) => {
    lines.push({ fields, message });
  };
  const log: AllLog = {
    lines,
    of: (message) => lines.filter((line) => line.message === message).map((line) => line.fields),
    debug: keep,
    info: keep,
    warn: keep,
    error: keep,
    child: () => log,
  };
  return log;
}
