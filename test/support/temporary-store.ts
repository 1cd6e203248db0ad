import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** A real store on a new file, closed and removed after the test. */
export async function temporaryStore(clock: Clock): Promise<Store> {
  return (await temporaryStoreFile(clock, 2_000)).store;
}

/** … and its file, for other processes that open it. */
export async function temporaryStoreFile(
  clock: Clock,
  busyTimeoutMs: number,
): Promise<{ readonly store: Store; readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-pipeline-'));
  const file = join(folder, 'medic.db');
  const store = await openStore({
    file,
    busyTimeoutMs,
    role: 'serve',
    clock,
    onCorrupt: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { store, file };
}

export interface MovableClock extends Clock {
  at: number;
}

export function movableClock(at: number): MovableClock {
  const clock = { at, now: () => clock.at, sleep: () => Promise.reject(new Error('the pipeline does not sleep')) };
  return clock;
}
