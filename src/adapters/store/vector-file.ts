import Database from 'better-sqlite3';
import { messageOf } from '../../domain/errors.ts';
import type { VectorCache } from '../../ports/embeddings.ts';
import type { Log } from '../../ports/log.ts';

/** Hashes of one SELECT: SQLite's own limit is far above. */
const askedAtOnce = 500;

/**
 * Vectors in a SQLite file of their own: they can be bought again, so the file may be deleted at any time.
 * A file that cannot be used is said once, and then nothing is remembered beyond this process.
 */
export function openVectorFile(file: string, log: Pick<Log, 'warn'>): VectorCache & { readonly close: () => void } {
  let db: Database.Database | undefined;

  function attempt<T>(work: (open: Database.Database) => T, otherwise: T): T {
    if (db === undefined) return otherwise;
    try {
      return work(db);
    } catch (error) {
      giveUp(error);
      return otherwise;
    }
  }

  function giveUp(error: unknown): void {
    db?.close();
    db = undefined;
    log.warn({ file, err: messageOf(error) }, 'vectors are not kept; if the file is damaged, delete it');
  }

  try {
    db = new Database(file, { timeout: 500 });
    db.pragma('journal_mode = WAL');
    // A lost vector costs a request, not an incident.
    db.pragma('synchronous = NORMAL');
    db.exec(`CREATE TABLE IF NOT EXISTS vectors (
      model TEXT NOT NULL, hash TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, hash)
    ) WITHOUT ROWID`);
  } catch (error) {
    giveUp(error);
  }

  function read(open: Database.Database, model: string, hashes: readonly string[]): Map<string, readonly number[]> {
    const found = new Map<string, readonly number[]>();
    for (let from = 0; from < hashes.length; from += askedAtOnce) {
      const some = hashes.slice(from, from + askedAtOnce);
      const rows = open
        .prepare<string[], { hash: string; vector: Buffer }>(
          `SELECT hash, vector FROM vectors WHERE model = ? AND hash IN (${some.map(() => '?').join(', ')})`,
        )
        .all(model, ...some);
      for (const { hash, vector } of rows) {
        const numbers = toNumbers(vector);
        if (numbers !== undefined) found.set(hash, numbers);
      }
    }
    return found;
  }

  return {
    get: (model, hashes) => attempt((open) => read(open, model, hashes), new Map()),
    put: (model, vectors) =>
      attempt((open) => {
        const insert = open.prepare('INSERT OR REPLACE INTO vectors (model, hash, vector) VALUES (?, ?, ?)');
        open.transaction(() => {
          for (const [hash, vector] of vectors) insert.run(model, hash, Buffer.from(Float32Array.from(vector).buffer));
        })();
      }, undefined),
    close: () => db?.close(),
  };
}

/** Undefined: not what was written. */
function toNumbers(bytes: Buffer): readonly number[] | undefined {
  if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
  // Copied, because a buffer of the driver may begin where four bytes are no unit.
  const numbers = Array.from(new Float32Array(Uint8Array.from(bytes).buffer));
  return numbers.every(Number.isFinite) ? numbers : undefined;
}
