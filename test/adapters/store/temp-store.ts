import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type SqliteStoreOptions, type Store } from '../../../src/adapters/store/open-store.ts';
import type { CorruptRow } from '../../../src/adapters/store/store-error.ts';
import type { Clock } from '../../../src/ports/clock.ts';

/** A new folder that is removed after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function clockAt(state: { time: number }): Clock {
  return {
    now: () => state.time,
    sleep: () => Promise.reject(new Error('the store never sleeps')),
  };
}

export interface OpenedStore {
  readonly store: Store;
  readonly clock: { time: number };
  readonly corrupt: CorruptRow[];
}

/** Opens a store on `file` and closes it after the test. */
export async function openedStore(file: string, change: Partial<SqliteStoreOptions> = {}): Promise<OpenedStore> {
  const clock = { time: 1000 };
  const corrupt: CorruptRow[] = [];
  const store = await openStore({
    file,
    busyTimeoutMs: 2000,
    role: 'serve',
    clock: clockAt(clock),
    onCorrupt: (error) => corrupt.push(error),
    ...change,
  });
  onTestFinished(() => store.close());
  return { store, clock, corrupt };
}
