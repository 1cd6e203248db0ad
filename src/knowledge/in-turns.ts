import { setImmediate } from 'node:timers/promises';

/** Long enough that ending a turn costs nothing, short enough that nobody notices. */
const turnMs = 5;

/**
 * Works on one after the other, in turns: between two of them, everything else of the process that waits is done.
 * Ends early, without an error, when it is given up.
 */
export async function inTurns<T>(all: Iterable<T>, work: (one: T) => void, signal: AbortSignal): Promise<void> {
  let began = performance.now();
  for (const one of all) {
    if (signal.aborted) return;
    work(one);
    if (performance.now() - began < turnMs) continue;
    await setImmediate();
    began = performance.now();
  }
}

/**
 * Between two long computations: everything else of the process is done, and what came from outside is heard, a signal too.
 * Throws when it is given up.
 */
export async function takeTurn(signal: AbortSignal): Promise<void> {
  // Only between two of them does Node look for what came.
  await setImmediate();
  await setImmediate();
  signal.throwIfAborted();
}
