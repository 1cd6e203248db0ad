import { withIsoTimes } from './iso-times.ts';

/**
 * Where a command writes: text for people or one JSON value, never both. With --json stdout holds exactly one value,
 * the result or `{"error": {"code", "message"}}`. Times are in ISO 8601 there.
 */
export interface Output {
  readonly json: boolean;
  /** Prints `text` for people, or `data` as JSON with --json. `columns`: width of the terminal, without limit where there is none. */
  result(data: unknown, text: (columns: number) => string): void;
  /** Progress and remarks; on stderr, so that stdout stays one answer. Silent with --json. */
  progress(line: string): void;
}

export function makeOutput(json: boolean, stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): Output {
  return {
    json,
    result(data, text) {
      stdout.write(json ? `${JSON.stringify(withIsoTimes(data), undefined, 2)}\n` : `${text(columnsOf(stdout))}\n`);
    },
    progress(line) {
      if (!json) stderr.write(`${line}\n`);
    },
  };
}

/** What is piped on is read by line: there a row stays whole. */
function columnsOf(stdout: NodeJS.WritableStream): number {
  const { isTTY, columns } = stdout as Partial<NodeJS.WriteStream>;
  // Some terminals say that they have none.
  return isTTY === true && columns !== undefined && columns > 0 ? columns : Infinity;
}

/**
 * Control, escape, bidirectional and other characters that nobody sees never reach a terminal: they are shown as `\u001b`, so that
 * two names that differ look different. A carriage return before a line break goes.
 */
export function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\n\t]]/gv, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * Left-aligned columns, as wide as their widest cell. Cells of more than `widest` characters lose their middle, except in the
 * last column, which widens nothing.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[], widest = 60): string {
  const last = head.length - 1;
  const all = [head, ...rows].map((row) =>
    row.map((cell, column) => {
      const line = clean(cell).replaceAll('\n', ' ');
      return column === last ? line : shortened(line, widest);
    }),
  );
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function shortened(text: string, widest: number): string {
  const characters = Array.from(text);
  if (characters.length <= widest) return text;
  const kept = (widest - 1) / 2;
  const head = characters.slice(0, Math.floor(kept)).join('');
  return `${head}…${characters.slice(-Math.ceil(kept)).join('')}`;
}

/** `3 min ago`, for lists. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129_600) return `${Math.round(seconds / 3_600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

/** `1 file`, `3 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Exit codes, the same for every command. */
export const exitCodes = {
  ok: 0,
  /** The command ran and the answer is bad news: lint problems, doctor findings, a demo that was not verified. */
  findings: 1,
  /** The user's input is wrong: options, configuration, unknown id. */
  mistake: 2,
  /** Something outside did not answer or is taken: cluster, store, model, data folder. */
  unavailable: 3,
  /** A mistake of this program. */
  unexpected: 70,
  /** Ended by SIGINT or SIGTERM before the answer was there. */
  stopped: 130,
} as const;
