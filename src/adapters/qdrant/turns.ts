import { setImmediate } from 'node:timers/promises';
import { KnowledgeIndexUnusable } from '../../domain/errors.ts';

/** Long enough that ending a turn costs nothing, short enough that nobody notices. */
const turnMs = 5;

/** Work that takes long, in turns: between two of them, everything else of the process that waits is done. */
export interface Turns {
  isOver(): boolean;
  /** @throws {KnowledgeIndexUnusable} it was given up. */
  next(): Promise<void>;
}

export function takeTurns(signal: AbortSignal): Turns {
  let began = performance.now();
  return {
    isOver: () => performance.now() - began >= turnMs,
    async next() {
      await setImmediate();
      if (signal.aborted) throw new KnowledgeIndexUnusable('Given up by the one who asked.');
      began = performance.now();
    },
  };
}
