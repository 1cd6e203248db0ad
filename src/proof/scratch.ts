import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable, StoreUnusable } from '../adapters/store/store-error.ts';
import { messageOf } from '../domain/errors.ts';
import type { StorePlace } from './store-place.ts';

export interface Scratch {
  readonly place: StorePlace;
  /** For logs and journals; on the same disk as a SQLite file. */
  readonly folder: string;
}

/**
 * Works in a new file below the folder, or in a new schema of the database, and leaves nothing behind.
 * @throws {StoreUnusable} the folder cannot be made or written to.
 * @throws {StoreUnavailable} the work is done, and its schema is still there: the database went away.
 */
export async function withScratch<T>(
  where: { readonly folder: string } | { readonly url: string },
  work: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  if ('url' in where) return await withSchema(where.url, work);
  const { folder, made } = makeScratchFolder(where.folder);
  try {
    return await work({ place: { file: join(folder, 'medic.sqlite') }, folder });
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** `made`: the outermost folder that was not there before. */
function makeScratchFolder(within: string): { readonly folder: string; readonly made: string } {
  try {
    const made = mkdirSync(within, { recursive: true });
    const folder = mkdtempSync(join(within, 'verify-'));
    return { folder, made: made ?? folder };
  } catch (error) {
    throw new StoreUnusable(
      `The data folder ${within} cannot be used: ${messageOf(error)}. Set data in the configuration to a folder that this user can make or write to.`,
      { cause: error },
    );
  }
}

async function withSchema<T>(url: string, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-verify-'));
  const schema = `flink_medic_verify_${randomBytes(6).toString('hex')}`;
  let result: T;
  try {
    result = await work({ place: { url, schema }, folder });
  } catch (error) {
    // What went wrong first is told: a database that was never there cannot be cleaned up either.
    await dropSchema(url, schema).catch(() => undefined);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await dropSchema(url, schema);
  } catch (error) {
    throw new StoreUnavailable(
      `The run is over, but the database cannot be cleaned up any more (${messageOf(error)}). Once it is back: drop schema if exists ${schema} cascade`,
      { cause: error },
    );
  }
  return result;
}

async function dropSchema(url: string, schema: string): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // In its own time: a limit of the user's, meant for queries, would leave the schema there.
    await client.query("set statement_timeout to '60s'");
    // A server that takes no writes has none, and would refuse also to drop it.
    const { rowCount } = await client.query('select 1 from pg_catalog.pg_namespace where nspname = $1', [schema]);
    if (rowCount !== 0) await client.query(`drop schema if exists ${schema} cascade`);
  } finally {
    await client.end();
  }
}
