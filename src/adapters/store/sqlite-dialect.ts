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
import { translated } from './sqlite-error.ts';
import { makeSqliteSync, type SqliteSync } from './sqlite-sync.ts';

/**
 * Kysely's SQLite dialect with six things changed:
 * - Transactions begin IMMEDIATE. A plain `begin` takes its read snapshot first and the write lock later; when another
 *   process wrote in between, SQLite answers SQLITE_BUSY_SNAPSHOT at once and no busy limit helps.
 * - A rollback is skipped when SQLite already rolled back by itself (disk full, input/output error): the second
 *   rollback would fail and hide the first error.
 * - DDL counts as transactional, which it is in SQLite, so that migrations are stored whole or not at all.
 * - SQLite's errors leave in our words.
 * - A text is compiled once.
 * - After a disk has failed nothing is written before what was committed is on it.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;
  readonly #sync: SqliteSync;

  constructor(database: Database.Database, sync = makeSqliteSync(database)) {
    super({ database });
    this.#database = database;
    this.#sync = sync;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database, this.#sync);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #sync: SqliteSync;
  #connection: DatabaseConnection | undefined;

  constructor(database: Database.Database, sync: SqliteSync) {
    super({ database: rememberStatements(database) });
    this.#database = database;
    this.#sync = sync;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new TranslatingConnection(await super.acquireConnection(), this.#database, this.#sync);
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

  constructor(inner: DatabaseConnection, database: Database.Database, sync: SqliteSync) {
    this.#inner = inner;
    this.#database = database;
    this.#sync = sync;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      // A transaction begins with a write, as far as this goes.
      if (query.query.kind !== 'SelectQueryNode' && !this.#database.inTransaction) this.#sync.settle();
      return await this.#inner.executeQuery<R>(query);
    } catch (error) {
      this.#sync.failed(error);
      throw translated(error, this.#database.name);
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
