import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnusable } from '../adapters/store/store-error.ts';
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
  try {
    return await work({ place: { url, schema }, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    const { Client } = await import('pg');
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`drop schema if exists ${schema} cascade`);
    } finally {
      await client.end();
    }
  }
}
