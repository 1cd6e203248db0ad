import type { Kysely, RawBuilder } from 'kysely';
import type { LedgerStore } from '../../ports/store.ts';
import type { Tables } from './schema.ts';

/** What differs between the databases; everything else of the store is written once, on `db`. */
export interface Engine {
  readonly db: Kysely<Tables>;
  readonly transition: LedgerStore['transition'];
  /** The database's clock, epoch ms, as an expression. */
  readonly now: RawBuilder<number>;
  /** Ends after the writes in progress; calling it twice is harmless. */
  close(): Promise<void>;
}

/**
 * `serve` creates and migrates the database; `cli` only uses what is there: it neither creates nor migrates, because a
 * `serve` of another version may be running.
 */
export type Role = 'serve' | 'cli';
