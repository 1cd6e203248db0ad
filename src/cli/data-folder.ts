import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The embedded store in a data folder. */
export function databaseFile(dataFolder: string): string {
  return join(dataFolder, 'medic.sqlite');
}

/**
 * Whether a `serve` holds the data folder now. Looks through SQLite, because the lock is an exclusive transaction,
 * and takes no lock that outlasts the call.
 */
export async function isServing(dataFolder: string): Promise<boolean> {
  const lockFile = join(dataFolder, 'serve.lock');
  if (!existsSync(lockFile)) return false;
  const { default: Database } = await import('better-sqlite3');
  let database: InstanceType<typeof Database> | undefined;
  try {
    database = new Database(lockFile, { readonly: true, timeout: 0 });
    database.prepare('select count(*) from sqlite_master').get();
    return false;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    // An unreadable lock file: `serve` itself will say what is wrong with it.
    if (error instanceof Database.SqliteError) return false;
    throw error;
  } finally {
    database?.close();
  }
}
