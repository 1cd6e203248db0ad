import type { Config } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { AnswerStore, IncidentStore, LedgerStore, WatchStore } from '../ports/store.ts';
import type { Output } from './output.ts';

export interface Store {
  readonly incidents: IncidentStore;
  readonly watch: WatchStore;
  readonly answers: AnswerStore;
  readonly ledger: LedgerStore;
  close(): Promise<void>;
}

/** What every command gets; nothing in it is opened before it is asked for. */
export interface CliContext {
  readonly output: Output;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Operating-system user: who answers on this terminal. */
  readonly person: string;
  /** @throws {UserMistake} naming file or variable. */
  config(): Config;
  /** Opens the store of the configured data folder for this command and closes it afterwards. */
  withStore<T>(work: (store: Store) => Promise<T>): Promise<T>;
}
