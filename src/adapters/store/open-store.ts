import { resolve } from 'node:path';
import { CamelCasePlugin, Kysely } from 'kysely';
import type { Clock } from '../../ports/clock.ts';
import type { AnswerStore, IncidentStore, LedgerStore, WatchStore } from '../../ports/store.ts';
import { makeAnswerStore } from './answer-store.ts';
import { makeIncidentStore } from './incident-store.ts';
import { makeLedgerStore } from './ledger-store.ts';
import { migrate, requireNotNewer, schemaAge } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import type { Tables } from './schema.ts';
import { ImmediateSqliteDialect } from './sqlite-dialect.ts';
import { type CorruptRow, StoreUnusable } from './store-error.ts';
import { makeWatchStore } from './watch-store.ts';

export interface StoreOptions {
  /** The SQLite file; its folder must exist. */
  readonly file: string;
  /** How long a write waits for another process; the wait blocks the event loop. */
  readonly busyTimeoutMs: number;
  /**
   * `serve` creates and migrates the file and checks its pages; take the serve lock first.
   * `cli` only uses what is there: it neither creates nor migrates, because a `serve` of another version may be running.
   */
  readonly role: 'serve' | 'cli';
  readonly clock: Clock;
  /** Told of each row that a listing leaves out because it cannot be read. */
  readonly onCorrupt: (error: CorruptRow) => void;
  /** Called with each SQL statement before it runs: for debug logs, and for tests that stop the process there. */
  readonly onStatement?: (sql: string) => void;
}

export interface Store {
  readonly incidents: IncidentStore;
  readonly watch: WatchStore;
  readonly answers: AnswerStore;
  readonly ledger: LedgerStore;
  /** Ends after the write in progress; calling it twice is harmless. */
  close(): Promise<void>;
}

/**
 * Opens the embedded store.
 * @throws {StoreUnusable} the file or its folder is missing, not writable, damaged, not ours, or of a newer program.
 * @throws {StoreLocked} another process holds the write lock longer than `busyTimeoutMs`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
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
    const db = new Kysely<Tables>({
      dialect: new ImmediateSqliteDialect(database),
      plugins: [new CamelCasePlugin()],
    });
    await prepareSchema(db.withoutPlugins() as Kysely<unknown>, options.role, file);
    return {
      incidents: makeIncidentStore({ db, clock: options.clock, onCorrupt: options.onCorrupt }),
      watch: makeWatchStore(db),
      answers: makeAnswerStore({ db, clock: options.clock, onCorrupt: options.onCorrupt }),
      ledger: makeLedgerStore(db),
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

async function prepareSchema(db: Kysely<unknown>, role: StoreOptions['role'], file: string): Promise<void> {
  await requireNotNewer(db, migrations, file);
  if ((await schemaAge(db, migrations)) === 'current') return;
  if (role === 'serve') return await migrate(db, migrations, file);
  throw new StoreUnusable(
    `The database ${file} was written by an older flink-medic. Restart "flink-medic serve" with this version, ` +
      'or run "flink-medic migrate" while it is stopped.',
  );
}
