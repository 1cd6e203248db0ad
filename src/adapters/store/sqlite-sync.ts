import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { sqliteCodeOf } from './sqlite-error.ts';
import { StoreLocked, StoreUnusable } from './store-error.ts';

/** Which commits of an open file wait for the disk, and whether the disk has what it was given. */
export interface SqliteSync {
  /**
   * What is committed in `work` is synced by the next commit after it. Nobody else may have the connection meanwhile.
   * @throws {StoreUnusable} when later commits would not be synced either; the file is closed then.
   */
  leaveToNext<T>(work: () => Promise<T>): Promise<T>;
  /** To be told of each error that a statement met. */
  failed(error: unknown): void;
  /**
   * To be called before each write. After a disk has failed it may say that a page is written which it has lost: a sync that
   * succeeds then says nothing of commits before it. So everything is first written into the file itself.
   * And what is written to a file that is not there any more under its name is there for nobody.
   * @throws {StoreLocked} when another process keeps it from that; or what SQLite throws, the disk failing still.
   * @throws {StoreUnusable} the file was exchanged or deleted.
   */
  settle(): void;
}

const full = 2;

export function makeSqliteSync(database: Database.Database): SqliteSync {
  let isUnsure = false;
  const opened = inodeOf(database.name);

  return {
    async leaveToNext(work) {
      database.exec('pragma synchronous = normal');
      try {
        return await work();
      } finally {
        syncAgain(database);
      }
    },
    failed(error) {
      if (sqliteCodeOf(error)?.startsWith('SQLITE_IOERR') === true) isUnsure = true;
    },
    settle() {
      if (inodeOf(database.name) !== opened) {
        throw new StoreUnusable(
          `The database ${database.name} was exchanged or deleted while it was open: nothing is stored in it any more, since nobody would ` +
            'find it there. End flink-medic, put the right file back, and start flink-medic again.',
        );
      }
      if (!isUnsure) return;
      const [done] = database.pragma('wal_checkpoint(truncate)') as { readonly busy: number }[];
      if (done?.busy !== 0) {
        throw new StoreLocked(
          `The disk of ${database.name} has failed, and another process that reads the file keeps it from being written anew. ` +
            'Nothing was written. Try again; if it stays so, end the other process.',
        );
      }
      isUnsure = false;
    },
  };
}

/** Undefined: there is no such file, as for a database in memory. */
function inodeOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}

/** Rather no store than one that promises what it has not synced. */
function syncAgain(database: Database.Database): void {
  let why: unknown;
  try {
    database.exec('pragma synchronous = full');
    // A pragma, since a SELECT would read the file, whose disk may be failing just now.
    if (database.pragma('synchronous', { simple: true }) === full) return;
  } catch (error) {
    why = error;
  }
  database.close();
  throw new StoreUnusable(
    `The database ${database.name} does not go back to synchronous = full and was closed. Check the disk, and start flink-medic again.`,
    { cause: why },
  );
}
