import { existsSync } from 'node:fs';
import type { Store, StoreOptions } from '../adapters/store/open-store.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import { databaseFile, isServing, makeDataFolder } from './data-folder.ts';

type Common = Pick<StoreOptions, 'busyTimeoutMs' | 'role' | 'clock' | 'onCorrupt' | 'onWait'>;

/** Opens the store that the configuration names: PostgreSQL, or the file in the data folder. */
export async function openConfiguredStore(config: Config, options: Common): Promise<Store> {
  const { openStore } = await import('../adapters/store/open-store.ts');
  const { database } = config;
  return await openStore(
    database === undefined
      ? { ...options, file: databaseFile(config.data) }
      : { ...options, url: database.url.reveal() },
  );
}

/** False: `serve` has not run yet. A database server is asked when it is opened. */
export function hasStore(config: Config): boolean {
  return config.database !== undefined || existsSync(databaseFile(config.data));
}

/**
 * Makes the embedded store where `serve` has not run yet. A database server's tables are made by `serve` alone.
 * @throws {AlreadyServing} `serve` makes it at this moment.
 */
export async function makeStore(config: Config, clock: Clock): Promise<void> {
  if (hasStore(config)) return;
  const { acquireServeLock } = await import('../adapters/store/serve-lock.ts');
  await makeDataFolder(config.data, config.file);
  const lock = acquireServeLock(config.data, clock);
  try {
    const store = await openConfiguredStore(config, {
      busyTimeoutMs: 2_000,
      role: 'serve',
      clock,
      onCorrupt: () => {},
    });
    await store.close();
  } finally {
    lock.release();
  }
}

/** How people call the place of the store. */
export function storeName(config: Config): string {
  return config.database === undefined ? databaseFile(config.data) : 'the configured PostgreSQL database';
}

/** Whether a `serve` works on the store now. */
export async function isServed(config: Config, store: Store): Promise<boolean> {
  if (config.database === undefined) return await isServing(config.data);
  return await store.leases.isAnyHeld();
}
