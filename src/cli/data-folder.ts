import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StoreUnusable } from '../adapters/store/store-error.ts';
import { messageOf } from '../domain/errors.ts';

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

/**
 * Makes the data folder and those above it that are missing.
 * @param configFile where `data` is written; undefined when variables alone made the configuration.
 * @throws {StoreUnusable} it cannot be a folder.
 */
export async function makeDataFolder(dataFolder: string, configFile: string | undefined): Promise<void> {
  requireNoFileThere(dataFolder, configFile);
  try {
    // One at a time: Node's own `recursive` never ends where a file system such as /proc refuses with ENOENT.
    for (const folder of missingFolders(resolve(dataFolder))) await makeFolder(folder);
  } catch (error) {
    throw unusable(dataFolder, configFile, `cannot be made: ${messageOf(error)}`, error);
  }
}

/**
 * That nothing has been stored there yet is no answer where a file is in the way.
 * @throws {StoreUnusable} the path, or one above it, is a file.
 */
export function requireNoFileThere(dataFolder: string, configFile: string | undefined): void {
  const found = nearestThere(dataFolder);
  if (statSync(found).isDirectory()) return;
  const why = found === resolve(dataFolder) ? 'is not a folder' : `cannot be made: ${found} is not a folder`;
  throw unusable(dataFolder, configFile, why, undefined);
}

/** The path, or what is there of those above it. */
export function nearestThere(path: string): string {
  let at = resolve(path);
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** The outermost first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST' && existsSync(folder))) throw error;
  }
}

function unusable(dataFolder: string, configFile: string | undefined, why: string, cause: unknown): StoreUnusable {
  const place = configFile === undefined ? 'the configuration' : configFile;
  return new StoreUnusable(
    `The data folder ${dataFolder} ${why}. Set data in ${place} to a folder that this user can make or write to.`,
    { cause },
  );
}
