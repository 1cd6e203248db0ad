import { StoreUnusable } from '../adapters/store/store-error.ts';
import { openPlace, type StorePlace } from './store-place.ts';

/**
 * Opens the store as `serve` does, which reads its settings back. @returns why it refused; undefined: it is as durable as it must be.
 * @throws {OpsError} it could not be opened, such as a database that nobody reaches: nothing was tried.
 */
export async function whyNotDurable(place: StorePlace): Promise<string | undefined> {
  try {
    const store = await openPlace(place, 'serve', 5_000);
    await store.close();
    return undefined;
  } catch (error) {
    // A verdict on what was read has no cause; a refusal of the disk or the server has one.
    if (error instanceof StoreUnusable && error.cause === undefined) return error.message;
    throw error;
  }
}

/** What opening has read back. */
export function durableSettings(place: StorePlace): string {
  return 'file' in place
    ? 'journal_mode = WAL, synchronous = FULL (an outcome: with the next write), foreign_keys = ON, as the file says'
    : 'fsync = on, synchronous_commit = on, read committed, as the server says';
}
