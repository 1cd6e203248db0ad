import { StoreUnusable } from './store-error.ts';

export interface PostgresAddress {
  /** For the driver only: it holds the password. */
  readonly connectionString: string;
  /** `host:port/database`, for messages and logs: never the user's password. */
  readonly name: string;
}

/**
 * Reads the address and adds the settings that every connection starts with. They go into the connection's first packet,
 * so that no statement ever runs without them, and they win over what the role or the database has configured.
 * @throws {StoreUnusable} when it is no PostgreSQL address. The message does not repeat it: it may hold a password.
 */
export function readPostgresUrl(text: string, settings: Readonly<Record<string, string>>): PostgresAddress {
  const url = URL.parse(text);
  if (url === null) {
    throw new StoreUnusable(
      'The database URL cannot be read. Write it as postgresql://user:password@host:5432/database, and characters of the ' +
        'password such as # / ? @ : in percent encoding, for example %23 for #.',
    );
  }
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    throw new StoreUnusable(
      `The database URL begins with ${url.protocol}//, which is not PostgreSQL. ` +
        'Write it as postgresql://user:password@host:5432/database.',
    );
  }
  if (url.pathname.length < 2) {
    throw new StoreUnusable(
      `The database URL names no database. Write it as postgresql://user:password@host:5432/name.`,
    );
  }
  const given = url.searchParams.get('options');
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`);
  url.searchParams.set('options', [...(given === null ? [] : [given]), ...ours].join(' '));
  if (!url.searchParams.has('application_name')) url.searchParams.set('application_name', 'flink-medic');
  return { connectionString: url.href, name: nameOf(url) };
}

function nameOf(url: URL): string {
  const host = url.searchParams.get('host') ?? (url.hostname === '' ? 'localhost' : decodeURIComponent(url.hostname));
  const port = url.port === '' ? '5432' : url.port;
  return `${host}:${port}${decodeURIComponent(url.pathname)}`;
}
