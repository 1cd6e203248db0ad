import { LlmUnavailable } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';

/** Runs the work until the limit by our clock, even if the work does not listen to its signal. @throws {LlmUnavailable} at the limit. */
export async function withinLimit<T>(
  clock: Clock,
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const late = async (): Promise<never> => {
    await clock.sleep(limitMs, AbortSignal.any([signal, ended.signal]));
    const [reason, text] = signal.aborted
      ? (['stopped', 'this program was stopping'] as const)
      : (['timeout', `no usable answer within ${limitMs} ms`] as const);
    throw new LlmUnavailable(reason, text);
  };
  try {
    return await Promise.race([work(AbortSignal.any([signal, ended.signal])), late()]);
  } finally {
    ended.abort();
  }
}
