import { type CreateTableBuilder, type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/**
 * Text that is compared byte by byte, as SQLite does. On PostgreSQL an index in the order of a language breaks silently
 * when the server's language library changes, and then a unique index no longer finds what it should refuse.
 */
export function textOf(db: Kysely<unknown>): 'text' | RawBuilder<unknown> {
  return isPostgres(db) ? sql`text collate "C"` : 'text';
}

/** Adds a primary key that the database counts upwards. */
export function counted<C extends string>(
  db: Kysely<unknown>,
  column: C,
): <T extends string, K extends string>(table: CreateTableBuilder<T, K>) => CreateTableBuilder<T, K | C> {
  return (table) =>
    isPostgres(db)
      ? table.addColumn(column, 'bigint', (c) => c.primaryKey().generatedAlwaysAsIdentity())
      : table.addColumn(column, 'integer', (c) => c.primaryKey().autoIncrement());
}

export function isPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
