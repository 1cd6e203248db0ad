import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { sqliteCodeOf, translated } from './sqlite-error.ts';
import { AlreadyServing, StoreUnusable } from './store-error.ts';

export interface ServeLock {
  /** Gives the data folder free. Safe to call twice. */
  release(): void;
}

const Holder = z.object({ pid: z.int(), startedAt: z.string() });

/**
 * Makes this process the only `serve` of a data folder. The lock is an exclusive SQLite transaction on `serve.lock`:
 * the kernel frees it when the process ends, however it ends, so no stale lock is ever left. `serve.pid` only tells
 * people who holds it; its content decides nothing. Nobody may open `serve.lock` by other means in this process:
 * closing any descriptor of a file drops the process's POSIX locks on it.
 * @throws {AlreadyServing} when another `serve` holds it. {StoreUnusable} when the folder cannot be used.
 */
export function acquireServeLock(dataFolder: string, clock: Clock): ServeLock {
  const folder = resolve(dataFolder);
  const lockFile = join(folder, 'serve.lock');
  const pidFile = join(folder, 'serve.pid');
  if (!existsSync(folder)) {
    throw new StoreUnusable(`The data folder ${folder} does not exist. Create it, or correct the configured folder.`);
  }
  const database = lockedDatabase(folder, lockFile, pidFile);
  try {
    const holder = { pid: process.pid, startedAt: new Date(clock.now()).toISOString() };
    writeFileSync(pidFile, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    database.close();
    throw new StoreUnusable(`${pidFile} cannot be written. Give this user write access to it.`, { cause: error });
  }
  return {
    release: () => {
      if (!database.open) return;
      rmSync(pidFile, { force: true });
      database.close();
    },
  };
}

function lockedDatabase(folder: string, lockFile: string, pidFile: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(lockFile, { timeout: 0 });
    database.exec('begin exclusive');
    return database;
  } catch (error) {
    database?.close();
    if (sqliteCodeOf(error)?.startsWith('SQLITE_BUSY') !== true) throw translated(error, lockFile);
    throw new AlreadyServing(
      `Another "flink-medic serve" (${holderOf(pidFile)}) uses the data folder ${folder}. ` +
        'End it first, or give this one its own data folder.',
      { cause: error },
    );
  }
}

function holderOf(pidFile: string): string {
  try {
    const { pid, startedAt } = Holder.parse(JSON.parse(readFileSync(pidFile, 'utf8')));
    return `pid ${pid}, since ${startedAt}`;
  } catch {
    return 'its pid is not known';
  }
}
