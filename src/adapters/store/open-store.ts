import type { Clock } from '../../ports/clock.ts';
import type { NotificationStore } from '../../ports/notifications.ts';
import type { LlmSpendStore } from '../../ports/llm-spend.ts';
import type { SopReviewStore } from '../../ports/sop-reviews.ts';
import type {
  AnswerStore,
  DatabaseClock,
  IncidentStore,
  LeaseStore,
  LedgerStore,
  WatchStore,
} from '../../ports/store.ts';
import { makeAnswerStore } from './answer-store.ts';
import type { Engine, Role } from './engine.ts';
import { makeIncidentStore } from './incident-store.ts';
import { makeLedgerStore } from './ledger-store.ts';
import { makeLeaseStore } from './lease-store.ts';
import { makeLlmSpendStore } from './llm-spend-store.ts';
import { openSqlite } from './open-sqlite.ts';
import type { CorruptRow } from './store-error.ts';
import { makeNotificationStore } from './notification-store.ts';
import { makeSopReviewStore } from './sop-review-store.ts';
import { makeWatchStore } from './watch-store.ts';

interface CommonOptions {
  /** How long a write waits for another process. On SQLite the wait blocks the event loop. */
  readonly busyTimeoutMs: number;
  /** On SQLite, `serve` also checks the file's pages: take the serve lock first. */
  readonly role: Role;
  readonly clock: Clock;
  /** Told of each row that a listing leaves out because it cannot be read. */
  readonly onCorrupt: (error: CorruptRow) => void;
  /** Called with each SQL statement before it runs: for debug logs, and for tests that stop the process there. */
  readonly onStatement?: (sql: string) => void;
  /** On SQLite: called once when a write has waited two seconds for another process, and waits on. */
  readonly onWait?: () => void;
}

export interface SqliteStoreOptions extends CommonOptions {
  /** The SQLite file; its folder must exist. */
  readonly file: string;
}

export interface PostgresStoreOptions extends CommonOptions {
  /** `postgresql://user:password@host:5432/database`, of an existing database. */
  readonly url: string;
  /** The schema that holds all tables; `flink_medic` unless given. `serve` creates it. */
  readonly schema?: string;
}

/** `file` means the embedded engine, `url` PostgreSQL. */
export type StoreOptions = SqliteStoreOptions | PostgresStoreOptions;

export interface Store {
  readonly incidents: IncidentStore;
  readonly watch: WatchStore;
  readonly answers: AnswerStore;
  readonly ledger: LedgerStore;
  readonly leases: LeaseStore;
  readonly notifications: NotificationStore;
  readonly databaseClock: DatabaseClock;
  readonly llmSpend: LlmSpendStore;
  readonly sopReviews: SopReviewStore;
  /** Ends after the write in progress; calling it twice is harmless. */
  close(): Promise<void>;
}

/**
 * Opens the store.
 * @throws {StoreUnusable} the file or its folder is missing, not writable, damaged, not ours, or of a newer program; or
 * the database does not let this program in, lacks a right, or cannot keep the ledger's promise.
 * @throws {StoreUnavailable} the database server cannot be reached.
 * @throws {StoreLocked} another process holds the write lock longer than `busyTimeoutMs`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { clock, onCorrupt } = options;
  const engine = await openEngine(options);
  const { db } = engine;
  return {
    incidents: makeIncidentStore({ db, clock, onCorrupt }),
    watch: makeWatchStore({ db, onCorrupt }),
    answers: makeAnswerStore({ db, clock, onCorrupt }),
    ledger: makeLedgerStore({ db, transition: (change) => engine.transition(change), onCorrupt }),
    leases: makeLeaseStore(db, engine.now),
    notifications: makeNotificationStore({ db, onCorrupt }),
    llmSpend: makeLlmSpendStore(db),
    sopReviews: makeSopReviewStore({ db, onCorrupt }),
    databaseClock: {
      now: async () => (await db.selectNoFrom(engine.now.as('now')).executeTakeFirstOrThrow()).now,
    },
    close: () => engine.close(),
  };
}

async function openEngine(options: StoreOptions): Promise<Engine> {
  if (!('url' in options)) return await openSqlite(options);
  // Only who uses PostgreSQL loads its driver.
  const { openPostgres } = await import('./open-postgres.ts');
  return await openPostgres(options);
}
