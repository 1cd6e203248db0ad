import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/adapters/store/open-database.ts';
import { ImmediateSqliteDialect } from '../../../src/adapters/store/sqlite-dialect.ts';
import { tempFolder } from './temp-store.ts';

test('says that the disk is full, although SQLite rolled back by itself, and works on when there is room', async () => {
  const file = join(tempFolder(), 'full.sqlite');
  const database = openDatabase({ file, busyTimeoutMs: 100, create: true, checkPages: false });
  const db = new Kysely<{ note: { text: string } }>({ dialect: new ImmediateSqliteDialect(database) });
  await sql`create table note (text text not null)`.execute(db);
  const fill = (): Promise<void> =>
    db.transaction().execute(async (trx) => {
      await trx.insertInto('note').values({ text: 'small' }).execute();
      await trx
        .insertInto('note')
        .values({ text: 'x'.repeat(100_000) })
        .execute();
    });
  database.pragma('max_page_count = 5');

  await expect(fill()).rejects.toMatchObject({
    code: 'store.unusable',
    message: expect.stringMatching(/full\.sqlite cannot grow: the disk is full/) as unknown,
  });

  expect(database.inTransaction).toBe(false);
  expect(await db.selectFrom('note').selectAll().execute()).toEqual([]);
  database.pragma('max_page_count = 1000');
  await fill();
  expect(await db.selectFrom('note').selectAll().execute()).toHaveLength(2);
  await db.destroy();
});

test('a write that met the lock of another process says so once, waits on, and is done once', async () => {
  const file = join(tempFolder(), 'locked.sqlite');
  const database = openDatabase({ file, busyTimeoutMs: 20, create: true, checkPages: false });
  const other = openDatabase({ file, busyTimeoutMs: 20, create: false, checkPages: false });
  let waits = 0;
  const waitOn = () => {
    waits += 1;
    other.exec('rollback');
  };
  const dialect = new ImmediateSqliteDialect(database, undefined, waitOn);
  const db = new Kysely<{ note: { text: string } }>({ dialect });
  await sql`create table note (text text not null)`.execute(db);
  const write = () => db.transaction().execute((trx) => trx.insertInto('note').values({ text: 'x' }).execute());

  other.exec('begin immediate');
  await write();
  other.exec('begin immediate');
  const second = write();

  await expect(second).rejects.toMatchObject({ code: 'store.locked' });
  expect(waits).toBe(1);
  expect(await db.selectFrom('note').selectAll().execute()).toHaveLength(1);
  other.close();
  await db.destroy();
});
