import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { prepareSchema } from '../../../src/adapters/store/migrate.ts';
import { migrations } from '../../../src/adapters/store/migrations/index.ts';
import { openDatabase } from '../../../src/adapters/store/open-database.ts';
import { docOfPlan, rowOfAction, rowOfIncident } from '../../../src/adapters/store/rows.ts';
import type { Tables } from '../../../src/adapters/store/schema.ts';
import { ImmediateSqliteDialect } from '../../../src/adapters/store/sqlite-dialect.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';
import { openedStore, tempFolder } from './temp-store.ts';

/** A file as an older program makes it, for what it would store. */
async function olderStore(file: string): Promise<Kysely<Tables>> {
  const database = openDatabase({ file, busyTimeoutMs: 100, create: true, checkPages: false });
  const db = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(database), plugins: [new CamelCasePlugin()] });
  await prepareSchema(
    db.withoutPlugins() as Kysely<unknown>,
    'serve',
    { name: file, schema: undefined, hasMigrations: async () => false, lock: async () => undefined },
    Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0008')),
  );
  return db;
}

test('events and attempts of an older program are all there, in their order, and the next event comes after them', async () => {
  const file = join(tempFolder(), 'medic.sqlite');
  const plan = planNamed('p-1', 'i-1');
  const incident = incidentNamed('i-1');
  const attempts = [
    { actionId: 'a-1', n: 1, key: 'k', epoch: 1, armedAt: 1000, deadlineAt: 2000, outcome: 'maybe', evidence: 'cut' },
    { actionId: 'a-1', n: 2, key: 'k', epoch: 1, armedAt: 2000, deadlineAt: 3000, outcome: null, evidence: null },
  ];
  const old = await olderStore(file);
  await old.insertInto('incident').values(rowOfIncident(incident, 1)).execute();
  await old
    .insertInto('plan')
    .values({ id: 'p-1', incidentId: 'i-1', createdAt: 1, doc: docOfPlan(plan) })
    .execute();
  await old
    .insertInto('action')
    .values(rowOfAction(actionNamed('a-1', plan)))
    .execute();
  await old.insertInto('attempt').values(attempts.toReversed()).execute();
  for (const seq of [7, 3, 40]) {
    const event = { seq, incidentId: 'i-1', at: 1000, kind: 'note', text: `event ${seq}`, data: '{}' };
    await old.insertInto('timelineEvent').values(event).execute();
  }
  await old.destroy();

  const { store } = await openedStore(file);
  await store.incidents.save({ incident: { ...incident, version: 1 }, events: [eventOf('i-1', 'new')] });

  const timeline = await store.incidents.timeline({ incidentId: 'i-1' });
  expect(timeline.map((one) => one.text)).toEqual(['event 3', 'event 7', 'event 40', 'new']);
  expect(await store.ledger.attempts('a-1')).toEqual(attempts);
  await store.close();
  const after = new Database(file);
  expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(after.pragma('foreign_key_check')).toEqual([]);
  after.close();
});
