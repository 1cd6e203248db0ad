import { openStore, type Store } from '../adapters/store/open-store.ts';
import { systemClock } from '../adapters/telemetry/system-clock.ts';

/** Where the ledger of a proof lies: a SQLite file, or a schema of a PostgreSQL database. */
export type StorePlace = { readonly file: string } | { readonly url: string; readonly schema: string };

/** @throws as `openStore`; a row that cannot be read ends the proof. */
export function openPlace(place: StorePlace, role: 'serve' | 'cli', busyTimeoutMs: number): Promise<Store> {
  return openStore({
    ...place,
    role,
    busyTimeoutMs,
    clock: systemClock,
    onCorrupt: (error) => {
      throw error;
    },
  });
}
