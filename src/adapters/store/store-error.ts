import { OpsError } from '../../domain/errors.ts';

/** Another process holds the write lock longer than the busy limit. Nothing was written; the same call may succeed later. */
export class StoreLocked extends OpsError {
  readonly code = 'store.locked';
  readonly retryable = true;
}

/**
 * The database cannot be used at all: missing, not writable, not ours, damaged, full, or of a newer program; or the server
 * refuses the user, lacks a right, or has a setting that breaks the ledger's promise.
 */
export class StoreUnusable extends OpsError {
  readonly code = 'store.unusable';
  readonly retryable = false;
}

/** The database server cannot be reached, or the connection broke before anything could be stored. Nothing was. */
export class StoreUnavailable extends OpsError {
  readonly code = 'store.unavailable';
  readonly retryable = true;
}

/**
 * The connection broke after a write was handed to the database and before its answer came: it is stored or it is not.
 * Read again before anything else; what is stored then tells which.
 */
export class StoreOutcomeUnknown extends OpsError {
  readonly code = 'store.outcome_unknown';
  readonly retryable = true;
}

const byHand =
  'A newer flink-medic wrote it, or something else changed it; run that version, restore the database from a backup, or repair the row by hand.';

/** A stored row is not what this program writes. `message` names table and id; the row itself is left as it is. */
export class CorruptRow extends OpsError {
  readonly code = 'store.corrupt_row';
  readonly retryable = false;
  readonly table: string;
  readonly id: string;
  readonly why: string;

  constructor(table: string, id: string, why: string, todo = byHand) {
    super(`The row ${id} of table ${table} cannot be read: ${why}. ${todo}`);
    this.table = table;
    this.id = id;
    this.why = why;
  }
}

/** Two different requests would be sent under one idempotency key. Nothing was stored. */
export class KeyConflict extends OpsError {
  readonly code = 'store.key_conflict';
  readonly retryable = false;
}

/** A second `serve` on the same data folder. */
export class AlreadyServing extends OpsError {
  readonly code = 'store.already_serving';
  readonly retryable = false;
}
