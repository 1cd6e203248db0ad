import { CamelCasePlugin, Kysely, type RawBuilder, sql } from 'kysely';
import { Pool, type PoolConfig, types } from 'pg';
import type { Engine, Role } from './engine.ts';
import { type MigrationTarget, prepareSchema } from './migrate.ts';
import { MedicPostgresDialect } from './postgres-dialect.ts';
import { readServerFacts, requireUsableServer } from './postgres-server.ts';
import { makePostgresTransition } from './postgres-transition.ts';
import { readPostgresUrl } from './postgres-url.ts';
import type { Tables } from './schema.ts';
import { StoreUnusable } from './store-error.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly schema?: string;
  readonly busyTimeoutMs: number;
  readonly role: Role;
  readonly onStatement?: (sql: string) => void;
}

/** Polls, answers and the steps of a few incidents at once; each holds one for milliseconds. */
const connections = 4;
const connectLimitMs = 10_000;
/** The server ends a statement after this; the driver gives the server up a little later. */
const statementLimitMs = 30_000;
/** It ends a transaction that nobody goes on with after this: a frozen process must not keep its clusters from the others. */
const idleLimitMs = 10_000;
const answerLimitMs = statementLimitMs + 5_000;
/** Dead peers are noticed although nothing is sent. */
const keepAliveMs = 10_000;
/** A migration of another process is waited for. */
const migrationWait = '20s';

/** The engine for more than one process. Throws what `openStore` says. */
export async function openPostgres(options: PostgresOptions): Promise<Engine> {
  const schema = requireSchemaName(options.schema ?? 'flink_medic');
  const { connectionString, name } = readPostgresUrl(options.url, settingsOf(schema, options.busyTimeoutMs));
  const pool = new Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: connectLimitMs,
    query_timeout: answerLimitMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    types: typeParsers,
  });
  // An idle connection broke. The pool has dropped it and connects again when asked; unheard, it would end the process.
  pool.on('error', () => undefined);
  // One that broke in the packet that let it in: nobody has it yet, and its first statement will say so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({
    dialect: new MedicPostgresDialect({ pool, name, onStatement: options.onStatement }),
    plugins: [new CamelCasePlugin()],
  });
  try {
    requireUsableServer(await readServerFacts(db as Kysely<unknown>), name, schema);
    await prepareTables(db.withoutPlugins() as Kysely<unknown>, options.role, name, schema);
    return {
      db,
      transition: makePostgresTransition(db),
      now: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`,
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Goes into SQL text below and into `search_path`, so nothing in it may need quotes. */
function requireSchemaName(schema: string): string {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) return schema;
  throw new StoreUnusable(
    `The database schema ${JSON.stringify(schema)} is not a plain name. Use lower-case letters, digits and _.`,
  );
}

/**
 * Why READ COMMITTED: each guard is a condition of the very statement that writes, or a unique index, and both see what
 * another process has committed meanwhile. Stricter levels would add failures to be retried and protect nothing more.
 */
function settingsOf(schema: string, busyTimeoutMs: number): Readonly<Record<string, string>> {
  return {
    search_path: schema,
    synchronous_commit: 'on',
    default_transaction_isolation: 'read committed',
    // 0 would mean to wait for ever.
    lock_timeout: String(Math.max(1, busyTimeoutMs)),
    statement_timeout: String(statementLimitMs),
    idle_in_transaction_session_timeout: String(idleLimitMs),
  };
}

/** 64-bit integers as numbers: all of ours are times, counts and epochs. */
const typeParsers: NonNullable<PoolConfig['types']> = {
  getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? safeInteger : types.getTypeParser(oid, format)),
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The number ${text} is too large to be read exactly.`);
  return value;
}

async function prepareTables(db: Kysely<unknown>, role: Role, name: string, schema: string): Promise<void> {
  const target: MigrationTarget = {
    name,
    schema,
    // Kysely's introspection shows only what the user may see.
    hasMigrations: (of) =>
      isTrue(
        of,
        sql`exists (select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = ${schema} and c.relname = 'kysely_migration')`,
      ),
    async lock(trx) {
      await sql`select set_config('lock_timeout', ${migrationWait}, true)`.execute(trx);
      await trx.getExecutor().adapter.acquireMigrationLock(trx, {
        lockTable: 'kysely_migration_lock',
        lockRowId: 'migration_lock',
      });
      // Not "if not exists": that asks for the right to create even when there is nothing to create.
      if (!(await schemaExists(trx, schema))) await trx.schema.createSchema(schema).execute();
    },
  };
  if (role === 'cli' && !(await schemaExists(db, schema))) {
    throw new StoreUnusable(
      `There is no schema ${schema} in the database ${name} yet. Start "flink-medic serve" once, or correct the database URL.`,
    );
  }
  await prepareSchema(db, role, target);
  await requireWritableTables(db, name, schema);
}

/** Reads the catalog's table: `to_regnamespace` may answer from a cache that is older than the lock we waited for. */
function schemaExists(db: Kysely<unknown>, schema: string): Promise<boolean> {
  return isTrue(db, sql`exists (select 1 from pg_catalog.pg_namespace where nspname = ${schema})`);
}

async function isTrue(db: Kysely<unknown>, condition: RawBuilder<unknown>): Promise<boolean> {
  const answer = sql<boolean>`${condition}`.as('answer');
  return (await db.selectNoFrom(answer).executeTakeFirstOrThrow()).answer;
}

async function requireWritableTables(db: Kysely<unknown>, name: string, schema: string): Promise<void> {
  const tables = sql<string | null>`(
    select string_agg(relname, ', ' order by relname) from pg_catalog.pg_class
    where relnamespace = to_regnamespace(${schema}) and relkind = 'r' and relname not like 'kysely%'
      and not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
        and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete')))`;
  const facts = await db
    .selectNoFrom([tables.as('closed'), sql<string>`current_user`.as('user')])
    .executeTakeFirstOrThrow();
  if (facts.closed === null) return;
  throw new StoreUnusable(
    `The database ${name} does not let ${facts.user} write (${facts.closed}). Use the owner of the tables, or run: ` +
      `grant select, insert, update, delete on all tables in schema ${schema} to ${facts.user};`,
  );
}
