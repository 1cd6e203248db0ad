import type { Readable } from 'node:stream';
import type { Config } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../adapters/store/open-store.ts';
import type { Outside } from './outside.ts';
import type { Output } from './output.ts';

/** What every command gets; nothing in it is opened before it is asked for. */
export interface CliContext {
  readonly output: Output;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Operating-system user: who answers on this terminal. */
  readonly person: string;
  /** Where relative paths of the command line begin. */
  readonly folder: string;
  /** What is piped in; read only by commands that were told to. */
  readonly stdin: Readable;
  /** How to reach what is outside this process. */
  readonly outside: Outside;
  /** Whether a file or variables configure anything; says nothing about mistakes in them. */
  hasConfig(): boolean;
  /** @throws {UserMistake} naming file or variable. */
  config(): Config;
  /**
   * Opens the store of the configured data folder for this command and closes it afterwards.
   * @throws {StoreUnusable} `serve` has not run there yet, or the file cannot be used.
   * @throws {StoreLocked} another process writes for too long.
   */
  withStore<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** The command ran, and this is its exit code; without a call it is 0. */
  exit(code: number): void;
}
