import { OpsError } from '../domain/errors.ts';
import { openPlace, type StorePlace } from './store-place.ts';

/** Opens the store as `serve` does, which reads its settings back. @returns why it refused; undefined: it is as durable as it must be. */
export async function whyNotDurable(place: StorePlace): Promise<string | undefined> {
  try {
    const store = await openPlace(place, 'serve', 5_000);
    await store.close();
    return undefined;
  } catch (error) {
    if (error instanceof OpsError) return error.message;
    throw error;
  }
}

/** What opening has read back. */
export function durableSettings(place: StorePlace): string {
  return 'file' in place
    ? 'journal_mode = WAL, synchronous = FULL (an outcome: with the next write), foreign_keys = ON, as the file says'
    : 'fsync = on, synchronous_commit = on, read committed, as the server says';
}
