import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/adapters/store/migrations/index.ts';
import { openDatabase } from '../../../src/adapters/store/open-database.ts';
import { startChild } from './child.ts';
import { eventOf, incidentNamed } from './rows-for-tests.ts';
import { openedStore, tempFolder } from './temp-store.ts';

function unusable(part: RegExp | string): unknown {
  return expect.objectContaining({
    code: 'store.unusable',
    retryable: false,
    message: expect.stringMatching(part) as unknown,
  });
}

async function closedStoreFile(): Promise<string> {
  const file = join(tempFolder(), 'medic.sqlite');
  const { store } = await openedStore(file);
  for (let n = 0; n < 40; n += 1) {
    const incident = incidentNamed(`i-${n}`, { job: `job-${n}`, escalation: 'x'.repeat(2000) });
    await store.incidents.save({ incident, events: [eventOf(incident.id, 'opened')] });
  }
  await store.close();
  return file;
}

test.each<[title: string, prepare: (folder: string) => string, message: RegExp]>([
  ['a folder that does not exist', (folder) => join(folder, 'nowhere', 'medic.sqlite'), /nowhere does not exist/],
  [
    'a file where the folder should be',
    (folder) => written(folder, 'flat', 'x', 'medic.sqlite'),
    /flat is not a folder/,
  ],
  ['a folder where the file should be', (folder) => folderIn(folder, 'medic.sqlite'), /medic\.sqlite is not a file/],
  ['a file of text', (folder) => written(folder, 'medic.sqlite', 'hello '.repeat(1000)), /not a SQLite database/],
  ['a database of another program', otherDatabase, /database of another program/],
])('serve refuses %s and says what to do', async (_title, prepare, message) => {
  const file = prepare(tempFolder());

  await expect(openedStore(file)).rejects.toEqual(unusable(message));
});

test('leaves a database of another program as it was', async () => {
  const file = otherDatabase(tempFolder());
  const before = readFileSync(file);

  await expect(openedStore(file)).rejects.toEqual(unusable('another program'));

  expect(readFileSync(file).equals(before)).toBe(true);
});

test('the command line makes no database where none is', async () => {
  const file = join(tempFolder(), 'medic.sqlite');

  await expect(openedStore(file, { role: 'cli' })).rejects.toEqual(unusable(/no database .*medic\.sqlite/));

  expect(existsSync(file)).toBe(false);
});

test('serve takes an empty file as a new database, the command line does not', async () => {
  const file = written(tempFolder(), 'medic.sqlite', '');

  await expect(openedStore(file, { role: 'cli' })).rejects.toEqual(unusable('empty'));

  const { store } = await openedStore(file);
  expect(await store.incidents.list({})).toEqual([]);
});

test.each<[title: string, damage: (file: string) => void]>([
  ['many pages are overwritten', (file) => overwrite(file, 4096, Math.floor(statSync(file).size / 2))],
  ['only the last page is overwritten', (file) => overwrite(file, statSync(file).size - 4096, statSync(file).size)],
  ['the second half is missing', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
])('serve refuses a database of which %s', async (_title, damage) => {
  const file = await closedStoreFile();
  damage(file);

  await expect(openedStore(file)).rejects.toEqual(unusable(/is damaged/));
});

test.each(['serve', 'cli'] as const)('%s refuses a database of a newer program and leaves it alone', async (role) => {
  const file = await closedStoreFile();
  const raw = new Database(file);
  raw.prepare('insert into kysely_migration values (?, ?)').run('9999-later', '2030-01-01T00:00:00.000Z');
  raw.close();

  await expect(openedStore(file, { role })).rejects.toEqual(
    unusable(/newer flink-medic \(it has 9999-later\)\. .*put back a backup from before its upgrade/),
  );

  const after = new Database(file);
  expect(after.prepare('select count(*) from kysely_migration').pluck().get()).toBe(Object.keys(migrations).length + 1);
  after.close();
});

test('the command line does not migrate an older database, serve does', async () => {
  const file = join(tempFolder(), 'medic.sqlite');
  const raw = new Database(file);
  raw.pragma('application_id = 0x464d4544');
  raw.close();

  await expect(openedStore(file, { role: 'cli' })).rejects.toEqual(unusable(/older flink-medic/));
  const { store } = await openedStore(file);

  expect(await store.ledger.nextEpoch()).toBe(1);
});

test.each<[title: string, fileMode: number, folderMode: number, message: RegExp]>([
  ['a file that it may not write', 0o444, 0o777, /^store\.unusable: .*medic\.sqlite cannot be written/],
  ['a folder that it may not write', 0o666, 0o555, /^store\.unusable: .* cannot be written/],
])('refuses %s', async (_title, fileMode, folderMode, message) => {
  const folder = tempFolder();
  const file = join(folder, 'medic.sqlite');
  const { store } = await openedStore(file);
  await store.close();
  chmodSync(file, fileMode);
  chmodSync(folder, folderMode);

  const child = startChild('open-as-ordinary-user', file);

  expect(await child.firstLine()).toMatch(message);
  chmodSync(folder, 0o755);
});

test('opens with a write-ahead log, full synchronisation and foreign keys, and reads them back', () => {
  const file = join(tempFolder(), 'medic.sqlite');

  const database = openDatabase({ file, busyTimeoutMs: 123, create: true, checkPages: true });

  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(database.pragma('busy_timeout', { simple: true })).toBe(123);
  database.close();
});

test('every transaction takes the write lock when it begins', async () => {
  const statements: string[] = [];
  const { store } = await openedStore(join(tempFolder(), 'medic.sqlite'), {
    onStatement: (sql) => statements.push(sql),
  });

  await store.incidents.save({ incident: incidentNamed('i-1'), events: [] });
  await store.answers.setHold('prod', null, null);

  const begins = statements.filter((sql) => /^begin/i.test(sql));
  expect(begins).toHaveLength(3); // migration, save, hold
  expect(new Set(begins)).toEqual(new Set(['begin immediate']));
});

test('names the file when another process keeps the write lock, and works again once that is gone', async () => {
  const file = await closedStoreFile();
  const child = startChild('hold-write-lock', file);
  await child.firstLine();
  const { store } = await openedStore(file, { busyTimeoutMs: 20 });
  const change = { incident: incidentNamed('new', { job: 'new' }), events: [] };
  const locked = expect.objectContaining({
    code: 'store.locked',
    retryable: true,
    message: expect.stringContaining(file) as unknown,
  }) as unknown;

  await expect(store.incidents.save(change)).rejects.toEqual(locked);
  await expect(store.ledger.nextEpoch()).rejects.toEqual(locked);
  expect(await store.incidents.list({})).toHaveLength(40);
  await child.kill();

  await expect(store.incidents.save(change)).resolves.toMatchObject({ version: 1 });
});

test('a closed store refuses work, and closing twice is harmless', async () => {
  const { store } = await openedStore(join(tempFolder(), 'medic.sqlite'));
  await store.close();

  await store.close();

  await expect(store.ledger.nextEpoch()).rejects.toThrow(/not open/);
});

test('closing waits for the write in progress', async () => {
  const file = join(tempFolder(), 'medic.sqlite');
  const { store } = await openedStore(file);

  const saving = store.incidents.save({ incident: incidentNamed('i-1'), events: [eventOf('i-1', 'opened')] });
  await store.close();

  await expect(saving).resolves.toMatchObject({ version: 1 });
  const again = await openedStore(file);
  expect(await again.store.incidents.timeline({})).toHaveLength(1);
});

test.each([0, 0.25, 0.5, 0.9, 0.999])(
  'of a write-ahead log cut at %d of its length a whole beginning remains',
  async (share) => {
    const folder = tempFolder();
    const file = join(folder, 'medic.sqlite');
    const child = startChild('write-incidents', file, '12');
    await child.firstLine();
    await child.kill();
    const copy = join(folder, 'cut.sqlite');
    copyFileSync(file, copy);
    const log = readFileSync(`${file}-wal`);
    writeFileSync(`${copy}-wal`, log.subarray(0, Math.floor(log.length * share)));

    const { store } = await openedStore(copy);

    const incidents = await store.incidents.list({});
    const ids = incidents.map((incident) => incident.id).reverse();
    expect(ids).toEqual(ids.map((_, n) => `i-${n}`));
    expect((await store.incidents.timeline({})).map((event) => event.incidentId)).toEqual(ids);
    expect(ids.length).toBeLessThan(12);
  },
);

function written(folder: string, name: string, text: string, below?: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return below === undefined ? path : join(path, below);
}

function folderIn(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

function otherDatabase(folder: string): string {
  const path = join(folder, 'medic.sqlite');
  const raw = new Database(path);
  raw.exec('create table notes (text)');
  raw.close();
  return path;
}

function overwrite(file: string, from: number, to: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, from, to);
  writeFileSync(file, bytes);
}
