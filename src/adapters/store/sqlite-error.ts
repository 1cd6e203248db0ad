import { messageOf } from '../../domain/errors.ts';
import { StoreLocked, StoreUnusable } from './store-error.ts';

/** SQLite's own result name (`SQLITE_BUSY`, `SQLITE_CORRUPT_INDEX`, …); undefined when the error is not SQLite's. */
export function sqliteCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** Says in our words what SQLite met and what to do; constraint violations and strangers pass unchanged. */
export function translated(error: unknown, file: string): unknown {
  const code = sqliteCodeOf(error);
  if (code === undefined || code.startsWith('SQLITE_CONSTRAINT')) return error;
  const options = { cause: error };
  // SQLITE_PROTOCOL: the lock of the write-ahead log was not to be had in time; who holds it may be frozen.
  if (['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'].some((one) => code.startsWith(one))) {
    return new StoreLocked(
      `The database is locked by another process: ${file}. Nothing was written. Try again; if it stays locked, ` +
        'find the process that has the file open (for example with lsof) and end it.',
      options,
    );
  }
  const remedy = remedyFor(code);
  if (remedy === undefined) return error;
  return new StoreUnusable(`The database ${file} ${remedy} (${code}: ${messageOf(error)})`, options);
}

function remedyFor(code: string): string | undefined {
  if (code.startsWith('SQLITE_NOTADB')) {
    return 'is not a SQLite database. Move the file away, or point the data folder somewhere else.';
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return 'is damaged. Stop flink-medic, keep a copy of the file, and restore a backup.';
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM') || code.startsWith('SQLITE_AUTH')) {
    return 'cannot be written. Give this user write access to the file and its folder.';
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return 'cannot be opened. Check that the folder exists and that this user may read and write it.';
  }
  if (code.startsWith('SQLITE_FULL')) return 'cannot grow: the disk is full. Free some space.';
  if (code.startsWith('SQLITE_IOERR')) {
    return 'met an input or output error. Check the disk, and that the folder is not on a network file system.';
  }
  return undefined;
}
