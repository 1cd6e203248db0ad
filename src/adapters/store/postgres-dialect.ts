import { type Driver, type Kysely, PostgresAdapter, PostgresDialect, sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { translated } from './postgres-error.ts';
import { PostgresSession, type SessionOptions } from './postgres-session.ts';
import { makeStatementNames } from './statement-names.ts';

export interface PostgresDialectOptions extends Omit<SessionOptions, 'nameOf'> {
  readonly pool: Pool;
}

/** "FMED": who migrates holds this advisory lock until its transaction ends. */
const migrationLock = 0x464d4544;

/**
 * Kysely's PostgreSQL dialect with five things changed:
 * - An answer that was lost is told apart: before COMMIT nothing is stored; from COMMIT on, or for a single write outside a
 *   transaction, it is unknown.
 * - A broken connection never comes back into the pool, and its rollback never hides the first error.
 * - The lock of a migration ends with its transaction, also when that fails.
 * - PostgreSQL's errors leave in our words.
 * - A text is planned once per connection, not at each use.
 */
export class MedicPostgresDialect extends PostgresDialect {
  readonly #options: PostgresDialectOptions;

  constructor(options: PostgresDialectOptions) {
    super({ pool: options.pool });
    this.#options = options;
  }

  override createDriver(): Driver {
    return new PooledDriver(this.#options);
  }

  override createAdapter(): PostgresAdapter {
    return new TransactionLockAdapter();
  }
}

class TransactionLockAdapter extends PostgresAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(db);
  }

  override async releaseMigrationLock(): Promise<void> {
    // PostgreSQL does, when the transaction ends.
  }
}

class PooledDriver implements Driver {
  readonly #options: PostgresDialectOptions;
  readonly #nameOf = makeStatementNames();
  readonly #sessions = new WeakMap<PoolClient, PostgresSession>();
  readonly #borrowed = new Set<Promise<void>>();
  readonly #returned = new WeakMap<PostgresSession, () => void>();

  constructor(options: PostgresDialectOptions) {
    this.#options = options;
  }

  async init(): Promise<void> {
    // The pool connects when it is asked to.
  }

  async acquireConnection(): Promise<PostgresSession> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#borrowed.add(promise);
    const giveBack = (): void => {
      this.#borrowed.delete(promise);
      resolve();
    };
    try {
      const session = this.#sessionOf(await this.#options.pool.connect());
      this.#returned.set(session, giveBack);
      return session;
    } catch (error) {
      giveBack();
      throw translated(error, this.#options.name, 'nothing');
    }
  }

  #sessionOf(client: PoolClient): PostgresSession {
    const known = this.#sessions.get(client);
    if (known !== undefined) return known;
    const session = new PostgresSession(client, { ...this.#options, nameOf: this.#nameOf });
    this.#sessions.set(client, session);
    return session;
  }

  async beginTransaction(session: PostgresSession): Promise<void> {
    await session.begin();
  }

  async commitTransaction(session: PostgresSession): Promise<void> {
    await session.commit();
  }

  async rollbackTransaction(session: PostgresSession): Promise<void> {
    await session.rollback();
  }

  async releaseConnection(session: PostgresSession): Promise<void> {
    session.release();
    this.#returned.get(session)?.();
  }

  /** The pool forgets who waits for a connection when it ends, so whoever asked before is served first. */
  async destroy(): Promise<void> {
    await Promise.all(this.#borrowed);
    await this.#options.pool.end();
  }
}
