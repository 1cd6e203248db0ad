import type Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { rememberStatements } from './remember-statements.ts';
import { sqliteCodeOf, translated } from './sqlite-error.ts';
import { makeSqliteSync, type SqliteSync } from './sqlite-sync.ts';

/**
 * Kysely's SQLite dialect with seven things changed:
 * - Transactions begin IMMEDIATE. A plain `begin` takes its read snapshot first and the write lock later; when another
 *   process wrote in between, SQLite answers SQLITE_BUSY_SNAPSHOT at once and no busy limit helps.
 * - A rollback is skipped when SQLite already rolled back by itself (disk full, input/output error): the second
 *   rollback would fail and hide the first error.
 * - DDL counts as transactional, which it is in SQLite, so that migrations are stored whole or not at all.
 * - SQLite's errors leave in our words.
 * - A text is compiled once.
 * - After a disk has failed nothing is written before what was committed is on it.
 * - A write that has met another process' lock may tell so once, and wait on.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;
  readonly #sync: SqliteSync;
  readonly #waitOn: WaitOn | undefined;

  /** @param waitOn called when a write met the lock for as long as the connection's busy limit; what it leaves as limit is waited, too. */
  constructor(database: Database.Database, sync = makeSqliteSync(database), waitOn?: WaitOn) {
    super({ database });
    this.#database = database;
    this.#sync = sync;
    this.#waitOn = waitOn;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database, this.#sync, this.#waitOn);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

type WaitOn = () => void;

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #sync: SqliteSync;
  readonly #waitOn: WaitOn | undefined;
  #connection: DatabaseConnection | undefined;

  constructor(database: Database.Database, sync: SqliteSync, waitOn: WaitOn | undefined) {
    super({ database: rememberStatements(database) });
    this.#database = database;
    this.#sync = sync;
    this.#waitOn = waitOn;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new TranslatingConnection(
      await super.acquireConnection(),
      this.#database,
      this.#sync,
      this.#waitOn,
    );
    return this.#connection;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
}

class TranslatingConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #database: Database.Database;
  readonly #sync: SqliteSync;
  #waitOn: WaitOn | undefined;

  constructor(inner: DatabaseConnection, database: Database.Database, sync: SqliteSync, waitOn: WaitOn | undefined) {
    this.#inner = inner;
    this.#database = database;
    this.#sync = sync;
    this.#waitOn = waitOn;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      // A transaction begins with a write, as far as this goes.
      if (query.query.kind !== 'SelectQueryNode' && !this.#database.inTransaction) this.#sync.settle();
      return await this.#execute<R>(query);
    } catch (error) {
      this.#sync.failed(error);
      throw translated(error, this.#database.name);
    }
  }

  async #execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.#inner.executeQuery<R>(query);
    } catch (error) {
      const waitOn = this.#waitOn;
      // Only what never got the lock has changed nothing, and may be tried again.
      const isUntouched = sqliteCodeOf(error) === 'SQLITE_BUSY' && !this.#database.inTransaction;
      if (waitOn === undefined || !isUntouched) throw error;
      this.#waitOn = undefined;
      waitOn();
      return await this.#inner.executeQuery<R>(query);
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    try {
      yield* this.#inner.streamQuery<R>(query, chunkSize);
    } catch (error) {
      this.#sync.failed(error);
      throw translated(error, this.#database.name);
    }
  }
}
