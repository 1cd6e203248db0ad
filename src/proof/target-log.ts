import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * What a target does about a request that it has seen before.
 * keyed: remembers keys, and a second request with the same one has no effect. long: the same, and works later (202).
 * queryable: does it again, but tells afterwards whether it did. blind: does it again and tells nobody.
 */
export const targetClasses = ['keyed', 'long', 'queryable', 'blind'] as const;
export type TargetClass = (typeof targetClasses)[number];

/**
 * What happened at the target, written before anybody was answered. `n` counts all lines, `at` is epoch ms.
 * copy: a request that the network, and not its sender, delivered once more.
 */
export interface TargetEntry {
  readonly n: number;
  readonly what: 'request' | 'copy' | 'effect';
  readonly class: TargetClass;
  readonly key: string;
  readonly lane: string;
  readonly at: number;
  /** The process that remembered keys then. */
  readonly incarnation: string;
}

export interface TargetLog {
  append(entry: Omit<TargetEntry, 'n'>): void;
  close(): void;
}

/** Lines are appended whole; a process that is killed leaves what it wrote to the system. */
export function openTargetLog(file: string): TargetLog {
  const handle = openSync(file, 'a');
  let n = 0;
  return {
    append(entry) {
      n += 1;
      writeSync(handle, `${JSON.stringify({ n, ...entry })}\n`);
    },
    close: () => closeSync(handle),
  };
}

/** @throws {Error} for a line that the target did not write. */
export function readTargetLog(file: string): TargetEntry[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as TargetEntry);
}
