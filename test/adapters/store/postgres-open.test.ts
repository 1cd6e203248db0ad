import { expect, test } from 'vitest';
import { migrations } from '../../../src/adapters/store/migrations/index.ts';
import { requireUsableServer, type ServerFacts } from '../../../src/adapters/store/postgres-server.ts';
import { eventOf, incidentNamed } from './rows-for-tests.ts';
import { usePostgres } from './temp-postgres.ts';

const postgres = usePostgres();

function unusable(part: RegExp | string): unknown {
  return refusal('store.unusable', false, part);
}

function refusal(code: string, retryable: boolean, part: RegExp | string): unknown {
  return expect.objectContaining({ code, retryable, message: expect.stringMatching(part) as unknown });
}

async function messageOfOpening(url: string): Promise<string> {
  const error = await postgres.opened({ url }).catch((reason: unknown) => reason);
  return error instanceof Error ? error.message : 'it opened';
}

test.each<[title: string, url: string, message: RegExp]>([
  ['text that is no address', 'secret nonsense', /cannot be read.*percent encoding/],
  ['a password with a character that ends the address', 'postgresql://me:sec#ret@host/db', /cannot be read/],
  ['another database', 'mysql://me:secret@host/db', /begins with mysql:\/\//],
  ['an address without a database', 'postgresql://me:secret@host:5432', /names no database/],
])('refuses %s and never repeats what may be a password', async (_title, url, message) => {
  await expect(postgres.opened({ url, schema: 'x' })).rejects.toEqual(unusable(message));
  expect(await messageOfOpening(url)).not.toContain('secret');
});

test('says that a server refuses connections, with its address and without the password', async () => {
  const url = 'postgresql://me:hunter2@127.0.0.1:1/medic';

  const opening = postgres.opened({ url });

  await expect(opening).rejects.toEqual(
    refusal('store.unavailable', true, /127\.0\.0\.1:1\/medic.*ECONNREFUSED.*running/),
  );
  expect(await messageOfOpening(url)).not.toContain('hunter2');
});

test('says that a host is not known', async () => {
  const opening = postgres.opened({ url: 'postgresql://me:hunter2@nowhere.invalid/medic' });

  await expect(opening).rejects.toEqual(refusal('store.unavailable', true, /nowhere\.invalid:5432.*not known here/));
});

test('says that the password is wrong, or the database missing', async () => {
  const wrong = postgres.server.url().replace('secret', 'hunter2');

  await expect(postgres.opened({ url: wrong })).rejects.toEqual(unusable(/refuses this user or password.*28P01/));
  expect(await messageOfOpening(wrong)).not.toContain('hunter2');
  await expect(postgres.opened({ url: postgres.server.url('nothing') })).rejects.toEqual(
    unusable(/\/nothing does not exist/),
  );
});

test('refuses a schema name that would need quotes', async () => {
  await expect(postgres.opened({ schema: 'x; drop table y' })).rejects.toEqual(unusable(/not a plain name/));
});

const sound: ServerFacts = {
  version: 180_004,
  encoding: 'UTF8',
  fsync: 'on',
  synchronousCommit: 'on',
  isolation: 'read committed',
  searchPath: 'medic',
  standby: false,
  readOnly: 'off',
  user: 'me',
};

test.each<[title: string, change: Partial<ServerFacts>, message: RegExp]>([
  ['that is too old', { version: 130_022 }, /is PostgreSQL 13\.22, which is too old/],
  ['in another encoding', { encoding: 'LATIN1' }, /has the encoding LATIN1/],
  ['that is a standby', { standby: true, readOnly: 'on' }, /is a standby/],
  ['that is read-only for this user', { readOnly: 'on' }, /is read-only for me/],
  ['that does not sync', { fsync: 'off' }, /gone after a power cut/],
  ['whose pooler drops our settings', { synchronousCommit: 'off' }, /synchronous_commit = off.*pooler/],
  ['whose pooler keeps another isolation', { isolation: 'serializable' }, /isolation = serializable/],
  ['whose pooler keeps another search path', { searchPath: '"$user", public' }, /search_path = "\$user", public/],
])('refuses a server %s', (_title, change, message) => {
  expect(() => requireUsableServer({ ...sound, ...change }, 'db:5432/medic', 'medic')).toThrow(
    unusable(message) as Error,
  );
});

test('takes a server of the oldest version', () => {
  expect(() => requireUsableServer({ ...sound, version: 140_000 }, 'db:5432/medic', 'medic')).not.toThrow();
});

test('its settings win over those of the role, however hostile', async () => {
  const { server } = postgres;
  await server.sql(`create role hostile superuser login password 'secret';
    alter role hostile set synchronous_commit = off;
    alter role hostile set default_transaction_isolation = 'serializable';
    alter role hostile set timezone = 'Pacific/Apia';
    alter role hostile set datestyle = 'German';
    alter role hostile set search_path = 'pg_catalog';
    alter role hostile set bytea_output = 'escape';
    alter role hostile set idle_in_transaction_session_timeout = 0`);
  const { store } = await postgres.opened({ url: server.url('postgres', 'hostile') });
  const incident = incidentNamed('i-1', { openedAt: 1_774_000_000_123 });

  const stored = await store.incidents.save({ incident, events: [eventOf('i-1', 'opened', 1_774_000_000_123)] });

  expect(await store.incidents.get('i-1')).toEqual(stored);
  expect(await store.incidents.timeline({ since: 1_774_000_000_123 })).toHaveLength(1);
  expect(Math.abs((await store.databaseClock.now()) - Date.now())).toBeLessThan(1000);
});

test('keeps the options that the address brings', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  await postgres.opened({ schema, url: `${server.url()}?options=-c%20work_mem%3D7MB&application_name=medic-eu` });

  const sessions = await server.sql(
    "select count(*)::int as n from pg_stat_activity where application_name = 'medic-eu'",
  );

  expect(sessions).toEqual([{ n: 1 }]);
});

test('names a role that is read-only by its settings', async () => {
  const { server } = postgres;
  await server.sql(
    `create role looker login password 'secret'; alter role looker set default_transaction_read_only = on`,
  );

  await expect(postgres.opened({ url: server.url('postgres', 'looker') })).rejects.toEqual(
    unusable(/is read-only for looker/),
  );
});

test('names a role that may read the tables and not write them, and what to grant', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  await postgres.opened({ schema });
  await server.sql(`create role reader login password 'secret'; grant usage on schema ${schema} to reader;
    grant select on all tables in schema ${schema} to reader`);
  const url = server.url('postgres', 'reader');

  await expect(postgres.opened({ schema, url, role: 'cli' })).rejects.toEqual(
    unusable(/does not let reader write \(action, .*grant select, insert, update, delete/),
  );
});

test('names a role that may not even look, and one that may not create the schema', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  await postgres.opened({ schema });
  await server.sql(`create role stranger login password 'secret'`);
  const url = server.url('postgres', 'stranger');

  await expect(postgres.opened({ schema, url, role: 'cli' })).rejects.toEqual(unusable(/right that it needs.*42501/));
  await expect(postgres.opened({ url })).rejects.toEqual(unusable(/right that it needs.*42501/));
});

test('an ordinary user to whom an empty schema was given needs nothing more', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  await server.sql(`create role owner login password 'secret'; create schema ${schema} authorization owner`);

  const { store } = await postgres.opened({ schema, url: server.url('postgres', 'owner') });

  expect(await store.ledger.nextEpoch()).toBe(1);
});

test.each(['serve', 'cli'] as const)('%s refuses a database of a newer program and leaves it alone', async (role) => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  await postgres.opened({ schema });
  await server.sql(`insert into ${schema}.kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')`);

  await expect(postgres.opened({ schema, role })).rejects.toEqual(
    unusable(/newer flink-medic \(it has 9999-later\)\. .*put back a backup from before its upgrade/),
  );

  expect(await server.sql(`select name from ${schema}.kysely_migration`)).toHaveLength(
    Object.keys(migrations).length + 1,
  );
});

test('a replica is told that a newer program has migrated the store meanwhile, and counts no more', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  const { leases } = (await postgres.opened({ schema })).store;
  expect(await leases.announce('a')).toBe(true);
  expect(await leases.announce('b')).toBe(true);

  await server.sql(`insert into ${schema}.kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')`);

  expect(await leases.announce('a')).toBe(false);
  expect(await leases.living(60_000)).toBe(1);
});

test('the command line neither creates nor migrates', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  await expect(postgres.opened({ schema, role: 'cli' })).rejects.toEqual(
    unusable(/no schema medic_\d+ .*"flink-medic serve" once/),
  );
  await server.sql(`create schema ${schema}`);

  await expect(postgres.opened({ schema, role: 'cli' })).rejects.toEqual(unusable(/older flink-medic/));

  expect(await server.sql(`select 1 from pg_tables where schemaname = '${schema}'`)).toEqual([]);
});

test('leaves the tables of another program beside it alone, even those of the same names', async () => {
  const { server } = postgres;
  await server.sql(`create database shared`);
  await server.sql(
    `create table kysely_migration (name text); insert into kysely_migration values ('theirs');
    create table action (x int)`,
    'shared',
  );

  const { store } = await postgres.opened({ url: server.url('shared') });

  expect(await store.ledger.actions({})).toEqual([]);
  expect(await server.sql(`select name from public.kysely_migration`, 'shared')).toEqual([{ name: 'theirs' }]);
});

test('processes that open an empty database at once all get in, and one of them migrates', async () => {
  const schema = postgres.newSchema();

  const opened = await Promise.all([1, 2, 3, 4].map(() => postgres.opened({ schema })));

  const epochs = await Promise.all(opened.map(({ store }) => store.ledger.nextEpoch()));
  expect(new Set(epochs)).toEqual(new Set([1, 2, 3, 4]));
  expect(await postgres.server.sql(`select name from ${schema}.kysely_migration`)).toHaveLength(
    Object.keys(migrations).length,
  );
});

test('a closed store refuses work, closing twice is harmless, and closing waits for the writes in progress', async () => {
  const schema = postgres.newSchema();
  const { store } = await postgres.opened({ schema });

  const saving = Array.from({ length: 9 }, (_, n) =>
    store.incidents.save({ incident: incidentNamed(`i-${n}`, { job: `job-${n}` }), events: [] }),
  );
  await store.close();
  await store.close();

  await expect(Promise.all(saving)).resolves.toHaveLength(9);
  await expect(store.ledger.nextEpoch()).rejects.toThrow(/destroyed/);
});
