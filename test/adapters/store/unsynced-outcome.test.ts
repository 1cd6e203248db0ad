import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/adapters/store/open-database.ts';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import { ImmediateSqliteDialect } from '../../../src/adapters/store/sqlite-dialect.ts';
import { makeSqliteSync } from '../../../src/adapters/store/sqlite-sync.ts';
import type { ActionRow, ActionState } from '../../../src/domain/action.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';
import { usePostgres } from './temp-postgres.ts';
import { openedStore, tempFolder } from './temp-store.ts';

const postgres = usePostgres();

async function planned(store: Store, n = 1): Promise<ActionRow> {
  const plan = { ...planNamed(`p-${n}`, `i-${n}`), jobName: `job-${n}` };
  const action = actionNamed(`a-${n}`, plan);
  const incident = incidentNamed(`i-${n}`, { job: `job-${n}` });
  await store.incidents.save({ incident, events: [], plan: { plan, actions: [action] } });
  return { ...action, key: `k-${n}` };
}

async function arm(store: Store, action: ActionRow): Promise<void> {
  await move(store, action, 'proposed', { ...action, state: 'sent', attempts: 1 }, null);
}

async function answer(store: Store, action: ActionRow, state: ActionState): Promise<void> {
  await move(store, action, 'sent', { ...action, state, attempts: 1 }, 'executed');
}

async function move(
  store: Store,
  { id, key }: ActionRow,
  from: ActionState,
  next: ActionRow,
  outcome: string | null,
): Promise<void> {
  const attempt = { actionId: id, n: 1, key, epoch: 0, armedAt: 1, deadlineAt: 2, outcome, evidence: outcome };
  const event = eventOf(next.incidentId, next.state);
  expect(await store.ledger.transition({ id, from, attempts: from === 'sent' ? 1 : 0, next, attempt, event })).toBe(
    true,
  );
}

async function partsOf(store: Store, { id, incidentId }: ActionRow): Promise<unknown[]> {
  const row = (await store.ledger.actions({ incidentId })).find((one) => one.id === id);
  const told = (await store.incidents.timeline({ incidentId })).map((event) => event.text);
  return [row?.state, (await store.ledger.attempts(id)).map((one) => one.outcome), told];
}

const asAnswered = ['succeeded', ['executed'], ['sent', 'succeeded']];

describe('an answer to a request, on SQLite', () => {
  const normal = 'pragma synchronous = normal';
  const full = 'pragma synchronous = full';
  const syncs = (statements: readonly string[]) =>
    statements.filter((text) => /^(pragma \w+ =|begin|commit|rollback)/.test(text));
  const statementsOf = async (work: (store: Store, action: ActionRow) => Promise<unknown>): Promise<string[]> => {
    const statements: string[] = [];
    const { store } = await openedStore(join(tempFolder(), 'medic.sqlite'), {
      onStatement: (text) => statements.push(text.toLowerCase()),
    });
    const action = await planned(store);
    await arm(store, action);
    statements.length = 0;
    await work(store, action);
    return syncs(statements);
  };

  test('follows an intent that is synced', async () => {
    const statements: string[] = [];
    const { store } = await openedStore(join(tempFolder(), 'medic.sqlite'), {
      onStatement: (text) => statements.push(text.toLowerCase()),
    });
    const action = await planned(store);
    statements.length = 0;

    await arm(store, action);

    expect(syncs(statements)).toEqual(['begin immediate', 'commit']);
  });

  test.each<ActionState>(['running', 'succeeded', 'failed', 'ready'])(
    'is stored without a sync of its own when it is %s, and the next write has one again',
    async (state) => {
      expect(await statementsOf((store, action) => answer(store, action, state))).toEqual([
        normal,
        'begin immediate',
        'commit',
        full,
      ]);
    },
  );

  test.each<ActionState>(['in_doubt', 'needs_human'])('is synced when it is %s', async (state) => {
    expect(await statementsOf((store, action) => answer(store, action, state))).toEqual(['begin immediate', 'commit']);
  });

  test('that comes too late leaves the sync of later writes as it was', async () => {
    const late = await statementsOf(async (store, action) => {
      const next: ActionRow = { ...action, state: 'succeeded', epoch: -1 };
      expect(await store.ledger.transition({ id: action.id, from: 'sent', attempts: 1, next })).toBe(false);
    });

    expect(late.at(-1)).toBe(full);
  });

  test('that fails leaves the sync of later writes as it was', async () => {
    const failed = await statementsOf(async (store, action) => {
      const next: ActionRow = { ...action, state: 'succeeded', attempts: 1 };
      const event = { ...eventOf(action.incidentId, 'succeeded'), text: null as never };
      const change = { id: action.id, from: 'sent', attempts: 1, next, event } as const;
      await expect(store.ledger.transition(change)).rejects.toThrow(/NOT NULL/i);
    });

    expect(failed).toEqual([normal, 'begin immediate', 'rollback', full]);
  });

  test('leaves the file with every later commit synced', async () => {
    const { database, store } = openedAlone(join(tempFolder(), 'medic.sqlite'));
    const seen: unknown[] = [];

    await store(async () => void seen.push(synchronousOf(database)));
    await expect(store(() => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect([...seen, synchronousOf(database)]).toEqual([1, 2]);
  });

  test.each([
    ['says that it cannot be', () => expect.unreachable('no memory')],
    ['says nothing', () => undefined],
  ])('closes the file that does not sync again, and %s', async (_, say) => {
    const { database, store } = openedAlone(join(tempFolder(), 'medic.sqlite'));
    const honest = database.exec.bind(database);
    database.exec = (text) => {
      if (text === 'pragma synchronous = full') say();
      else honest(text);
      return database;
    };

    await expect(store(async () => 'stored')).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringMatching(/synchronous = full and was closed.*start flink-medic again/) as unknown,
    });

    expect(database.open).toBe(false);
  });
});

const synchronousOf = (database: Database.Database): unknown => database.pragma('synchronous', { simple: true });

function openedAlone(file: string) {
  const database = openDatabase({ file, busyTimeoutMs: 100, create: true, checkPages: false });
  onTestFinished(() => void database.close());
  const sync = makeSqliteSync(database);
  return { database, store: <T>(work: () => Promise<T>) => sync.leaveToNext(work) };
}

describe('after the disk has failed', () => {
  async function failing() {
    const file = join(tempFolder(), 'medic.sqlite');
    const statements: string[] = [];
    const database = openDatabase({
      file,
      busyTimeoutMs: 50,
      create: true,
      checkPages: false,
      onStatement: (text) => statements.push(text.toLowerCase()),
    });
    const db = new Kysely<{ note: { text: string } }>({ dialect: new ImmediateSqliteDialect(database) });
    onTestFinished(() => db.destroy());
    // As SQLite says it; how to make a disk fail is no test's to know.
    database.function('fail', () => {
      throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
    });
    await sql`create table note (text text not null)`.execute(db);
    await expect(sql`insert into note values (fail())`.execute(db)).rejects.toMatchObject({ code: 'store.unusable' });
    statements.length = 0;
    return { file, db, statements };
  }

  test('everything is written into the file before the next write, once', async () => {
    const { db, statements } = await failing();

    for (const text of ['one', 'two']) {
      await db.transaction().execute((trx) => trx.insertInto('note').values({ text }).execute());
    }

    const checkpoint = 'pragma wal_checkpoint(truncate)';
    expect(statements.filter((text) => !text.startsWith('insert'))).toEqual([
      checkpoint,
      'begin immediate',
      'commit',
      'begin immediate',
      'commit',
    ]);
  });

  test('reading goes on, and nothing is written while another process keeps the file from it', async () => {
    const { file, db } = await failing();
    await db.insertInto('note').values({ text: 'before' }).execute();
    const other = new Database(file);
    onTestFinished(() => void other.close());
    other.exec('begin');
    other.prepare('select * from note').all();
    await expect(sql`insert into note values (fail())`.execute(db)).rejects.toMatchObject({ code: 'store.unusable' });

    await expect(db.insertInto('note').values({ text: 'refused' }).execute()).rejects.toMatchObject({
      code: 'store.locked',
    });
    expect(await db.selectFrom('note').selectAll().execute()).toEqual([{ text: 'before' }]);

    other.exec('rollback');
    await db.insertInto('note').values({ text: 'after' }).execute();
    expect(await db.selectFrom('note').selectAll().execute()).toHaveLength(2);
  });
});

describe('an answer to a request, on PostgreSQL', () => {
  test('is there when the server dies right after it', async () => {
    const { server } = postgres;
    const schema = postgres.newSchema();
    const { store } = await postgres.opened({ schema });
    const action = await planned(store);
    await arm(store, action);
    await answer(store, action, 'succeeded');

    await server.kill();
    await server.restart();

    const { store: after } = await postgres.opened({ schema });
    expect(await partsOf(after, action)).toEqual(asAnswered);
  }, 60_000);
});
