import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres } from '../test/support/postgres-server.ts';

/** The one PostgreSQL of a run. */
export interface BenchPostgres {
  readonly url: string;
  /** What the server says of itself; the same for everybody who works on it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly sql: (text: string) => Promise<Record<string, unknown>[]>;
  /** A name that no schema has yet; what is there then is dropped at the end. */
  newSchema(): string;
}

const shown = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'shared_buffers',
  'max_connections',
];

/** Works on the server of DATABASE_URL, or on one that is started on loopback, and leaves nothing behind. */
export async function withPostgres<T>(work: (postgres: BenchPostgres) => Promise<T>): Promise<T> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return await withUrl(given, work);
  const server = await startPostgres();
  try {
    return await withUrl(server.url(), work);
  } finally {
    await server.stop();
  }
}

async function withUrl<T>(url: string, work: (postgres: BenchPostgres) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const sql = async (text: string) => (await client.query<Record<string, unknown>>(text)).rows;
  const schemas: string[] = [];
  try {
    const settings: Record<string, string> = {};
    for (const name of shown) settings[name] = String((await sql(`show ${name}`))[0]?.[name]);
    return await work({
      url,
      settings,
      sql,
      newSchema() {
        const schema = `flink_medic_bench_${randomBytes(6).toString('hex')}`;
        schemas.push(schema);
        return schema;
      },
    });
  } finally {
    for (const schema of schemas) await sql(`drop schema if exists ${schema} cascade`);
    await client.end();
  }
}
