import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { approvalNamed, incidentNamed, planNamed } from './rows-for-tests.ts';
import { openedStore, tempFolder } from './temp-store.ts';

test('approvals and answers of an older program are read as without votes, from the terminal', async () => {
  const file = join(tempFolder(), 'medic.sqlite');
  const { store } = await openedStore(file);
  const plan = planNamed('p-1', 'i-1');
  await store.incidents.save({ incident: incidentNamed('i-1'), events: [], plan: { plan, actions: [] } });
  const raw = new Database(file);
  raw
    .prepare(
      `insert into approval (id, incident_id, plan_id, plan_digest, job_start_time, asked_at, expires_at, state)
       values ('ap-1', 'i-1', 'p-1', ?, 500, 1200, 2200, 'open')`,
    )
    .run(plan.digest);
  const insert = raw.prepare('insert into answer (at, "by", doc) values (10, ?, ?)');
  const answer = { kind: 'ack', incidentId: 'i-1', reason: '' };
  insert.run('ana', JSON.stringify(answer));
  insert.run('ben', JSON.stringify(answer));
  raw.close();

  expect(await store.incidents.approvalOf('p-1')).toEqual(approvalNamed('ap-1', plan));
  expect(await store.answers.open()).toMatchObject([
    { by: 'ana', via: 'terminal', answer },
    { by: 'ben', via: 'terminal', answer },
  ]);
});
