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

/**
 * Kysely's SQLite dialect with five things changed:
 * - Transactions begin IMMEDIATE. A plain `begin` takes its read snapshot first and the write lock later; when another
 *   process wrote in between, SQLite answers SQLITE_BUSY_SNAPSHOT at once and no busy limit helps.
 * - A rollback is skipped when SQLite already rolled back by itself (disk full, input/output error): the second
 *   rollback would fail and hide the first error.
 * - DDL counts as transactional, which it is in SQLite, so that migrations are stored whole or not at all.
 * - SQLite's errors leave in our words.
 * - A text is compiled once.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database);
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
  #connection: DatabaseConnection | undefined;

  constructor(database: Database.Database) {
    super({ database: rememberStatements(database) });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new TranslatingConnection(await super.acquireConnection(), this.#database.name);
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
  readonly #file: string;

  constructor(inner: DatabaseConnection, file: string) {
    this.#inner = inner;
    this.#file = file;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.#inner.executeQuery<R>(query);
    } catch (error) {
      throw translated(error, this.#file);
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    try {
      yield* this.#inner.streamQuery<R>(query, chunkSize);
    } catch (error) {
      throw translated(error, this.#file);
    }
  }
}
