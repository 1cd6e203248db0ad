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
  /** As `opened`, in the schema of a test before that was emptied: as new, but migrated already. */
  openedEmpty(): Promise<OpenedStore>;
  /** Resolves when that many connections wait for a lock. */
  waiting(count: number): Promise<void>;
}

/** One PostgreSQL for the tests of a file. If it cannot start, they fail. */
export function usePostgres(): TempPostgres {
  let running: PostgresServer | undefined;
  let schemas = 0;
  /** Schemas of tests that are over. */
  const asNew: string[] = [];
  let pristine: Promise<string> | undefined;
  const server = (): PostgresServer => {
    if (running === undefined) throw new Error('PostgreSQL is not running.');
    return running;
  };
  const nextSchema = (): string => {
    schemas += 1;
    return `medic_${schemas}`;
  };
  /** A schema that nobody has written to since it was migrated. */
  const migrated = (): Promise<string> => (pristine ??= migrate(server().url(), nextSchema()));

  beforeAll(async () => {
    running = await startPostgres();
  }, 60_000);
  afterAll(() => running?.stop(), 60_000);

  const temp: TempPostgres = {
    get server() {
      return server();
    },
    newSchema() {
      const schema = nextSchema();
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
    async openedEmpty() {
      const schema = asNew.pop() ?? nextSchema();
      onTestFinished(async () => {
        await server().sql(emptied(schema, await migrated()));
        asNew.push(schema);
      });
      return await temp.opened({ schema });
    },
    async waiting(count) {
      const text = "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'";
      while ((await server().sql(text))[0]?.['n'] !== count) await shortly();
    },
  };
  return temp;
}

async function migrate(url: string, schema: string): Promise<string> {
  const fail = (error: CorruptRow): never => {
    throw error;
  };
  const clock = clockAt({ time: 1000 });
  const store = await openStore({ url, busyTimeoutMs: 5000, role: 'serve', clock, onCorrupt: fail, schema });
  await store.close();
  return schema;
}

/** Leaves in each table what the migrations have put there. Deletes, as truncating would make new files; none of it minds the order. */
function emptied(schema: string, pristine: string): string {
  return `do $$ declare t name; begin
    set local session_replication_role = replica;
    for t in select tablename from pg_tables where schemaname = '${pristine}' and tablename not like 'kysely%' loop
      execute format('delete from ${schema}.%I', t);
      execute format('insert into ${schema}.%I overriding system value select * from ${pristine}.%I', t, t);
    end loop;
    perform setval(format('${schema}.%I', sequencename), 1, false) from pg_sequences where schemaname = '${schema}'; end $$`;
}
