import { type Kysely, sql } from 'kysely';
import { StoreUnusable } from './store-error.ts';

/** What the server says of itself and of this connection. */
export interface ServerFacts {
  /** 140005 = 14.5. */
  readonly version: number;
  readonly encoding: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly isolation: string;
  readonly searchPath: string;
  readonly standby: boolean;
  readonly readOnly: string;
  readonly user: string;
}

/** Oldest version that this program is meant for. */
const oldestVersion = 140_000;

export async function readServerFacts(db: Kysely<unknown>): Promise<ServerFacts> {
  const setting = (name: string) => sql<string>`current_setting(${name})`;
  return await db
    .selectNoFrom([
      sql<number>`current_setting('server_version_num')::integer`.as('version'),
      setting('server_encoding').as('encoding'),
      setting('fsync').as('fsync'),
      setting('synchronous_commit').as('synchronousCommit'),
      setting('transaction_isolation').as('isolation'),
      setting('search_path').as('searchPath'),
      sql<boolean>`pg_is_in_recovery()`.as('standby'),
      setting('transaction_read_only').as('readOnly'),
      sql<string>`current_user`.as('user'),
    ])
    .executeTakeFirstOrThrow();
}

/**
 * The ledger is only as durable as these settings.
 * @throws {StoreUnusable} with what is wrong and what to do.
 */
export function requireUsableServer(facts: ServerFacts, name: string, schema: string): void {
  const wrong = complaintAbout(facts, schema);
  if (wrong !== undefined) throw new StoreUnusable(`The database ${name} ${wrong}`);
}

function complaintAbout(facts: ServerFacts, schema: string): string | undefined {
  const { version } = facts;
  if (version < oldestVersion) {
    const number = `${Math.floor(version / 10_000)}.${version % 10_000}`;
    return `is PostgreSQL ${number}, which is too old. Use PostgreSQL 14 or later.`;
  }
  if (facts.encoding !== 'UTF8') {
    return `has the encoding ${facts.encoding}. Create one with UTF8: "create database … encoding 'UTF8' template template0".`;
  }
  if (facts.standby) return 'is a standby, which takes no writes. Give the address of the primary.';
  if (facts.readOnly !== 'off') {
    return `is read-only for ${facts.user}. Set default_transaction_read_only to off for this user, or use another one.`;
  }
  if (facts.fsync !== 'on') {
    return `has fsync = ${facts.fsync}: what it stored may be gone after a power cut. Set fsync = on.`;
  }
  if (facts.synchronousCommit !== 'on' || facts.isolation !== 'read committed' || facts.searchPath !== schema) {
    const got = `synchronous_commit = ${facts.synchronousCommit}, isolation = ${facts.isolation}, search_path = ${facts.searchPath}`;
    return (
      `does not keep the settings of this connection (it says ${got}). ` +
      'Connect without a pooler, or with one that pools sessions and passes "options" on.'
    );
  }
  return undefined;
}
