import type { CliContext } from './context.ts';

/** Longer than this, a silent terminal looks broken. */
const patienceMs = 2_000;
const repeatMs = 10_000;

/** Does the work; after two seconds says on stderr what it waits for, and again every ten. */
export async function whenSlow<T>(
  { clock, output, signal }: Pick<CliContext, 'clock' | 'output' | 'signal'>,
  waitingFor: () => string,
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const until = AbortSignal.any([done.signal, signal]);
  const talking = talk();
  try {
    return await work();
  } finally {
    done.abort();
    await talking;
  }

  async function talk(): Promise<void> {
    await clock.sleep(patienceMs, until);
    while (!until.aborted) {
      output.progress(`waiting for ${waitingFor()} …`);
      await clock.sleep(repeatMs, until);
    }
  }
}
