import { resolve } from 'node:path';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import type { Engine, Role } from './engine.ts';
import { prepareSchema } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import type { Tables } from './schema.ts';
import { ImmediateSqliteDialect } from './sqlite-dialect.ts';
import { makeSqliteSync } from './sqlite-sync.ts';
import { makeSqliteTransition } from './sqlite-transition.ts';

export interface SqliteOptions {
  readonly file: string;
  readonly busyTimeoutMs: number;
  readonly role: Role;
  readonly onStatement?: (sql: string) => void;
  /** Called once when a write has waited two seconds for another process, and waits on. */
  readonly onWait?: () => void;
}

/** A wait blocks the event loop, so that nothing can be told during it: it is cut in two. */
const quietMs = 2_000;

/** The embedded engine: one file, one connection, one writer at a time. Throws what `openStore` says. */
export async function openSqlite(options: SqliteOptions): Promise<Engine> {
  const file = resolve(options.file);
  const serves = options.role === 'serve';
  const database = openDatabase({
    file,
    busyTimeoutMs: options.busyTimeoutMs,
    create: serves,
    checkPages: serves,
    ...(options.onStatement !== undefined && { onStatement: options.onStatement }),
  });
  try {
    const sync = makeSqliteSync(database);
    const { onWait, busyTimeoutMs } = options;
    const limit = (ms: number) => database.pragma(`busy_timeout = ${ms}`);
    const isCut = onWait !== undefined && busyTimeoutMs > quietMs;
    if (isCut) limit(quietMs);
    const waitOn = () => {
      limit(busyTimeoutMs - quietMs);
      onWait?.();
    };
    const db = new Kysely<Tables>({
      dialect: new ImmediateSqliteDialect(database, sync, isCut ? waitOn : undefined),
      plugins: [new CamelCasePlugin()],
    });
    await prepareSchema(db.withoutPlugins() as Kysely<unknown>, options.role, {
      name: file,
      schema: undefined,
      hasMigrations: async (of) => {
        const tables = await of.introspection.getTables({ withInternalKyselyTables: true });
        return tables.some((table) => table.name === 'kysely_migration');
      },
      // Its transactions begin with the write lock.
      lock: async () => undefined,
    });
    return {
      db,
      transition: makeSqliteTransition(db, sync),
      now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
      // Waits for the write in progress: Kysely hands out the one connection in turn.
      close: async () => {
        if (database.open) await db.connection().execute(async () => database.close());
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
