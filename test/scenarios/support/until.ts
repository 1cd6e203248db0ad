import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 20;

/**
 * Looks until there is something to see, and returns it.
 * @param clues what is known when the time is over, for the message.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  options: { readonly withinMs: number; readonly clues?: () => string | Promise<string> },
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + options.withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen as Exclude<T, undefined | null | false>;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${options.withinMs} ms in vain until ${what}.\n${(await options.clues?.()) ?? ''}`);
    }
    await sleep(lookEveryMs);
  }
}
