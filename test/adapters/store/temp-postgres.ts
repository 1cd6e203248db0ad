import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openStore, type PostgresStoreOptions } from '../../../src/adapters/store/open-store.ts';
import type { CorruptRow } from '../../../src/adapters/store/store-error.ts';
import { type PostgresServer, shortly, startPostgres } from '../../support/postgres-server.ts';
import { clockAt, type OpenedStore } from './temp-store.ts';

export interface TempPostgres {
  readonly server: PostgresServer;
  /** A name that no schema has yet; what is there then is dropped after the test. */
  newSchema(): string;
  /** Opens a store in its own empty schema, unless `change` says otherwise, and closes it after the test. */
  opened(change?: Partial<PostgresStoreOptions>): Promise<OpenedStore>;
  /** Resolves when that many connections wait for a lock. */
  waiting(count: number): Promise<void>;
}

/** One PostgreSQL for the tests of a file. If it cannot start, they fail. */
export function usePostgres(): TempPostgres {
  let running: PostgresServer | undefined;
  let schemas = 0;
  const server = (): PostgresServer => {
    if (running === undefined) throw new Error('PostgreSQL is not running.');
    return running;
  };

  beforeAll(async () => {
    running = await startPostgres();
  }, 60_000);
  afterAll(() => running?.stop());

  const temp: TempPostgres = {
    get server() {
      return server();
    },
    newSchema() {
      schemas += 1;
      const schema = `medic_${schemas}`;
      onTestFinished(async () => {
        await server().sql(`drop schema if exists ${schema} cascade`);
      });
      return schema;
    },
    async opened(change = {}) {
      const schema = change.schema ?? temp.newSchema();
      const clock = { time: 1000 };
      const corrupt: CorruptRow[] = [];
      const store = await openStore({
        url: server().url(),
        busyTimeoutMs: 5000,
        role: 'serve',
        clock: clockAt(clock),
        onCorrupt: (error) => corrupt.push(error),
        ...change,
        schema,
      });
      onTestFinished(() => store.close());
      return { store, clock, corrupt };
    },
    async waiting(count) {
      const text = "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'";
      while ((await server().sql(text))[0]?.['n'] !== count) await shortly();
    },
  };
  return temp;
}
