import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { PoolClient } from 'pg';
import { type AtStake, isConnectionLost, translated } from './postgres-error.ts';

export interface SessionOptions {
  /** Of the database, for messages. */
  readonly name: string;
  /** Called with each statement before it is sent. */
  readonly onStatement: ((sql: string) => void) | undefined;
  /** Of a text that the server may remember; undefined: it may not. */
  readonly nameOf: (sql: string) => string | undefined;
}

/** One connection, and what is known of the transaction on it. */
export class PostgresSession implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #options: SessionOptions;
  #inTransaction = false;
  #lostBy: unknown;

  constructor(client: PoolClient, options: SessionOptions) {
    this.#client = client;
    this.#options = options;
    // Between two statements nobody else hears of it, and an `error` that nobody hears ends the process.
    client.on('error', (error) => {
      this.#lostBy ??= error;
    });
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const atStake = this.#inTransaction || isPlainRead(query) ? 'nothing' : 'a write';
    const { command, rowCount, rows } = await this.#send(query.sql, query.parameters, atStake);
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return { rows: rows as R[], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  async begin(): Promise<void> {
    await this.#send('begin', [], 'nothing');
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    this.#inTransaction = false;
    const { command } = await this.#send('commit', [], 'a write');
    if (command !== 'COMMIT') throw new Error(`The database ${this.#options.name} rolled back instead of storing.`);
  }

  /** Never throws: a connection that cannot roll back is closed, which does the same. */
  async rollback(): Promise<void> {
    this.#inTransaction = false;
    if (this.#lostBy !== undefined) return;
    try {
      await this.#send('rollback', [], 'nothing');
    } catch (error) {
      this.#lostBy ??= error;
    }
  }

  release(): void {
    this.#client.release(this.#lostBy !== undefined);
  }

  async #send(text: string, parameters: readonly unknown[], atStake: AtStake) {
    const { name, nameOf, onStatement } = this.#options;
    // Known before anything is sent, so nothing is at stake.
    if (this.#lostBy !== undefined) throw translated(this.#lostBy, name, 'nothing');
    onStatement?.(text);
    try {
      const known = parameters.length === 0 ? undefined : nameOf(text);
      const values = parameters.map(storable);
      return await this.#client.query({ text, values, ...(known !== undefined && { name: known }) });
    } catch (error) {
      if (isConnectionLost(error)) this.#lostBy ??= error;
      throw translated(error, name, atStake);
    }
  }
}

/** A SELECT with parts before it may write in them. */
function isPlainRead({ query }: CompiledQuery): boolean {
  return query.kind === 'SelectQueryNode' && query.with === undefined;
}

/** PostgreSQL's text holds every character but NUL, and a log line or an answer of Flink may hold one. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD');
  return Array.isArray(value) ? value.map(storable) : value;
}
