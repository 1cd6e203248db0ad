import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { UnreadableAction } from '../../../src/ports/store.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';
import { openedStore, tempFolder, type OpenedStore } from './temp-store.ts';

function corrupt(table: string, id: string): unknown {
  return expect.objectContaining({ code: 'store.corrupt_row', retryable: false, table, id });
}

/** Two incidents, a plan, an action, an answer and memories; then somebody changes the file by hand. */
async function tampered(sql: string): Promise<OpenedStore> {
  const file = join(tempFolder(), 'medic.sqlite');
  const opened = await openedStore(file);
  const { store } = opened;
  const plan = planNamed('p-1', 'i-1');
  await store.incidents.save({
    incident: incidentNamed('i-1'),
    events: [eventOf('i-1', 'opened')],
    plan: { plan, actions: [actionNamed('a-1', plan)] },
  });
  await store.incidents.save({ incident: incidentNamed('i-2', { job: 'x' }), events: [eventOf('i-2', 'opened')] });
  await store.answers.insert('ana', 1, { kind: 'ack', incidentId: 'i-1', reason: 'a' });
  await store.answers.insert('ana', 2, { kind: 'ack', incidentId: 'i-2', reason: 'b' });
  await store.watch.saveCluster('prod', {
    incarnation: undefined,
    firstSeenAt: 1,
    lastPollAt: 1,
    unreadable: undefined,
  });
  const raw = new Database(file);
  expect(raw.prepare(sql).run().changes).toBe(1);
  raw.close();
  return opened;
}

test.each([
  ['broken JSON', "update incident set doc = '{' where id = 'i-1'"],
  ['a state nobody knows', "update incident set doc = json_set(doc, '$.state', 'lost') where id = 'i-1'"],
  ['a missing field', "update incident set doc = json_remove(doc, '$.fingerprint') where id = 'i-1'"],
])('an incident with %s is named when it is read and hides no other in a list', async (_title, sql) => {
  const { store, corrupt: reported } = await tampered(sql);

  await expect(store.incidents.get('i-1')).rejects.toEqual(corrupt('incident', 'i-1'));
  expect((await store.incidents.list({})).map((incident) => incident.id)).toEqual(['i-2']);
  expect(reported).toEqual([corrupt('incident', 'i-1')]);
});

test('an event or an answer that cannot be read hides no other', async () => {
  const events = await tampered("update timeline_event set kind = 'odd' where incident_id = 'i-1'");
  const answers = await tampered('update answer set doc = \'{"kind":"shrug"}\' where seq = 1');

  expect(await events.store.incidents.timeline({})).toEqual([eventOf('i-2', 'opened')]);
  expect(events.corrupt).toEqual([corrupt('timeline_event', '1')]);
  expect((await answers.store.answers.open()).map((answer) => answer.seq)).toEqual([2]);
  expect(answers.corrupt).toEqual([corrupt('answer', '1')]);
});

test('an action that cannot be read stops the listing: the ledger decides on all of its rows', async () => {
  const { store } = await tampered("update action set state = 'maybe' where id = 'a-1'");

  await expect(store.ledger.actions({})).rejects.toEqual(corrupt('action', 'a-1'));
});

test('who asks to be told of it gets the others, and whose it is', async () => {
  const { store, corrupt: reported } = await tampered("update action set result = '{' where id = 'a-1'");
  const plan = planNamed('p-2', 'i-2');
  await store.incidents.save({
    incident: incidentNamed('i-2', { job: 'x', version: 1 }),
    events: [],
    plan: { plan, actions: [actionNamed('a-2', plan)] },
  });
  const unreadable: UnreadableAction[] = [];

  const read = await store.ledger.actions({ states: ['proposed'], onUnreadable: (one) => void unreadable.push(one) });

  expect(read.map(({ id }) => id)).toEqual(['a-2']);
  expect(unreadable).toEqual([
    { planId: 'p-1', cluster: 'prod', lane: 'prod/orders', error: corrupt('action', 'a-1') },
  ]);
  expect(reported).toEqual([corrupt('action', 'a-1')]);
});

test('whose it is is a text where bytes stand in its place', async () => {
  const { store } = await tampered(
    "update action set cluster = cast(cluster as blob), lane = cast(lane as blob) where id = 'a-1'",
  );
  const unreadable: UnreadableAction[] = [];

  await store.ledger.actions({ onUnreadable: (one) => void unreadable.push(one) });

  expect(unreadable).toMatchObject([{ planId: 'p-1', cluster: 'prod', lane: 'prod/orders' }]);
});

test('a plan or a memory that cannot be read is named', async () => {
  const plans = await tampered("update plan set doc = json_set(doc, '$.steps', 'none') where id = 'p-1'");
  const memories = await tampered("update cluster_memory set doc = '[]' where cluster = 'prod'");

  await expect(plans.store.incidents.plan('p-1')).rejects.toEqual(corrupt('plan', 'p-1'));
  await expect(memories.store.watch.cluster('prod')).rejects.toEqual(corrupt('cluster_memory', 'prod'));
});

test('the memory of a job that cannot be read hides no other, and no job that lives', async () => {
  const file = join(tempFolder(), 'medic.sqlite');
  const { store, corrupt: reported } = await openedStore(file);
  const memory = { exceptionCursor: undefined, jobId: 'a', lastState: 'RUNNING', lastCompletedCheckpointId: undefined };
  await store.watch.saveJobMemories('prod', new Map([['orders', memory]]));
  await store.watch.saveJobMemories('prod', new Map([['other', memory]]));
  const raw = new Database(file);
  raw.prepare("update job_memory set doc = '{' where job = 'orders'").run();
  raw.close();

  expect(await store.watch.livingJobs('prod')).toEqual(['orders', 'other']);
  expect([...(await store.watch.jobMemories('prod'))]).toEqual([
    ['orders', undefined],
    ['other', expect.objectContaining(memory)],
  ]);
  expect(reported.map(({ message }) => message)).toEqual([
    'The row prod/orders of table job_memory cannot be read: its JSON is broken. ' +
      'The job is watched as one that was never seen: look whether it is as it should be. The row is written anew when it is seen.',
  ]);
});
