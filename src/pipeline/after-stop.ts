import type { Clock } from '../ports/clock.ts';

/** What is paid for has this long to end and to be stored; SIGTERM is followed by SIGKILL after 30 s where nothing else is configured. */
const patienceMs = 20_000;

/** Work whose signal is aborted not at a stop of this program, but a little after it. */
export async function alsoAfterStop<T>(
  clock: Clock,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const ended = new AbortController();
  async function wait(): Promise<void> {
    await clock.sleep(patienceMs, ended.signal);
    late.abort();
  }
  stop.addEventListener('abort', () => void wait(), { signal: ended.signal });
  try {
    return await work(late.signal);
  } finally {
    ended.abort();
  }
}
