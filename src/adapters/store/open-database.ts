import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreUnusable } from './store-error.ts';
import { translated } from './sqlite-error.ts';

/** Written into the file's header ("FMED"), so that another program's database is never migrated by mistake. */
const applicationId = 0x464d4544;
const synchronousFull = 2;

export interface OpenDatabaseOptions {
  readonly file: string;
  /** How long a write waits for another process. The wait blocks the event loop: keep it a few seconds at most. */
  readonly busyTimeoutMs: number;
  readonly create: boolean;
  /** Reads every page once; for the process that will own the file. */
  readonly checkPages: boolean;
  /** Called with each statement before it runs. */
  readonly onStatement?: (sql: string) => void;
}

/**
 * Opens the file with the settings that the ledger's promise rests on, and reads them back. @see restsOnIntent for the one write that does
 * without its own sync.
 * @throws {StoreUnusable} with the file and what to do.
 * @throws {StoreLocked} when another process holds the write lock too long.
 */
export function openDatabase(options: OpenDatabaseOptions): Database.Database {
  const { file } = options;
  requireAccess(file, options.create);
  let database: Database.Database | undefined;
  try {
    database = new Database(file, {
      timeout: options.busyTimeoutMs,
      fileMustExist: !options.create,
      ...(options.onStatement !== undefined && { verbose: verboseOf(options.onStatement) }),
    });
    requireOurs(database, options.create);
    setPragmas(database);
    if (options.checkPages) requireSoundPages(database);
    return database;
  } catch (error) {
    database?.close();
    throw translated(error, file);
  }
}

function verboseOf(onStatement: (sql: string) => void): (message?: unknown) => void {
  return (message) => onStatement(String(message));
}

function requireAccess(file: string, create: boolean): void {
  const folder = dirname(file);
  if (!existsSync(folder)) {
    throw new StoreUnusable(`The data folder ${folder} does not exist. Create it, or correct the configured folder.`);
  }
  if (!statSync(folder).isDirectory()) {
    throw new StoreUnusable(`${folder} is not a folder. Correct the configured data folder.`);
  }
  const exists = existsSync(file);
  if (exists && !statSync(file).isFile()) {
    throw new StoreUnusable(`${file} is not a file. Move it away, or correct the configured data folder.`);
  }
  if (!exists && !create) {
    throw new StoreUnusable(
      `There is no database ${file} yet. Start "flink-medic serve" once, or correct the configured data folder.`,
    );
  }
  // SQLite would open such a file for reading and fail at the first write, or at its -wal file.
  for (const path of exists ? [folder, file] : [folder]) {
    if (!writable(path)) throw new StoreUnusable(`${path} cannot be written. Give this user write access to it.`);
  }
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function requireOurs(database: Database.Database, create: boolean): void {
  const id = database.pragma('application_id', { simple: true });
  if (id === applicationId) return;
  const tables = database.prepare("select count(*) as n from sqlite_master where type = 'table'").pluck().get();
  if (id !== 0 || tables !== 0) {
    throw new StoreUnusable(
      `${database.name} is a database of another program. Move it away, or correct the configured data folder.`,
    );
  }
  if (!create) {
    throw new StoreUnusable(`The database ${database.name} is empty. Start "flink-medic serve" once.`);
  }
  database.pragma(`application_id = ${applicationId}`);
}

function setPragmas(database: Database.Database): void {
  expectPragma(database, 'journal_mode', 'WAL', 'wal');
  expectPragma(database, 'synchronous', 'FULL', synchronousFull);
  expectPragma(database, 'foreign_keys', 'ON', 1);
}

/** Reads the setting back: an engine may ignore one silently, and the ledger is only as durable as this. */
function expectPragma(database: Database.Database, name: string, value: string, want: string | number): void {
  database.pragma(`${name} = ${value}`);
  const got = database.pragma(name, { simple: true });
  if (got !== want) {
    throw new StoreUnusable(
      `The database ${database.name} does not accept ${name} = ${value} (it says ${String(got)}). ` +
        'Put the data folder on a local disk.',
    );
  }
}

function requireSoundPages(database: Database.Database): void {
  const finding = database.pragma('quick_check(1)', { simple: true });
  if (finding !== 'ok') {
    throw new StoreUnusable(
      `The database ${database.name} is damaged (${String(finding)}). ` +
        'Stop flink-medic, keep a copy of the file, and restore a backup.',
    );
  }
}
