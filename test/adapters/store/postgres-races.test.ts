import { expect, test } from 'vitest';
import { Client } from 'pg';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import type { ActionRow } from '../../../src/domain/action.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';
import { usePostgres } from './temp-postgres.ts';

const postgres = usePostgres();
const rounds = 25;

interface Pair {
  readonly schema: string;
  readonly one: Store;
  readonly two: Store;
}

/** What appends to a timeline: an action that moves, and a stage of the incident that is stored. */
type Writer = 'move' | 'save';

/** Two processes on one database. */
async function twoStores(): Promise<Pair> {
  const schema = postgres.newSchema();
  const one = await postgres.opened({ schema });
  const two = await postgres.opened({ schema });
  return { schema, one: one.store, two: two.store };
}

async function planned(store: Store, n: number, lanes: readonly string[]): Promise<ActionRow[]> {
  const incident = incidentNamed(`i-${n}`, { job: `job-${n}` });
  const plan = planNamed(`p-${n}`, incident.id);
  const actions = lanes.map((lane, step) => actionNamed(`a-${n}-${step}`, plan, { step, lane: `${lane}-${n}` }));
  await store.incidents.save({ incident, events: [], plan: { plan, actions } });
  return actions;
}

function sent(store: Store, row: ActionRow | undefined, change: Partial<ActionRow> = {}): Promise<boolean> {
  if (row === undefined) throw new Error('no such row');
  const next: ActionRow = { ...row, state: 'sent', key: `k-${row.id}`, attempts: 1, firstSentAt: 2000, ...change };
  return store.ledger.transition({
    id: row.id,
    from: row.state,
    attempts: row.attempts,
    next,
    attempt: {
      actionId: row.id,
      n: 1,
      key: next.key,
      epoch: next.epoch,
      armedAt: 1,
      deadlineAt: 2,
      outcome: null,
      evidence: null,
    },
    event: eventOf(row.incidentId, `${row.id} sent`),
  });
}

/** Starts both at once while a third connection holds what they need, and lets go when both wait. */
async function barrier<T>(holding: string, schema: string, start: () => Promise<T>[]): Promise<T[]> {
  const holder = new Client({ connectionString: postgres.server.url() });
  await holder.connect();
  try {
    await holder.query(`set search_path = ${schema}`);
    await holder.query('begin');
    await holder.query(holding);
    const started = start();
    await postgres.waiting(started.length);
    await holder.query('commit');
    return await Promise.all(started);
  } finally {
    await holder.end();
  }
}

test('of two processes that move one action exactly one does', async () => {
  const { one, two } = await twoStores();

  for (let n = 0; n < rounds; n += 1) {
    const [row] = await planned(one, n, ['lane']);

    const moved = await Promise.all([sent(one, row), sent(two, row)]);

    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await two.ledger.attempts(`a-${n}-0`)).toHaveLength(1);
    expect(await two.incidents.timeline({ incidentId: `i-${n}` })).toHaveLength(1);
  }
});

test('both waiting for the row itself, exactly one moves it', async () => {
  const { schema, one, two } = await twoStores();
  const [row] = await planned(one, 1, ['lane']);

  const moved = await barrier(`select 1 from action for update`, schema, () => [sent(one, row), sent(two, row)]);

  expect(moved.filter(Boolean)).toHaveLength(1);
  expect(await two.ledger.attempts('a-1-0')).toHaveLength(1);
});

test.each<[title: string, lanes: readonly string[], key: string | undefined]>([
  ['two actions of one lane', ['lane', 'lane'], undefined],
  ['two actions with one key, from two lanes', ['lane', 'other'], 'same'],
])('of %s exactly one is sent', async (_title, lanes, key) => {
  const { one, two } = await twoStores();

  for (let n = 0; n < rounds; n += 1) {
    const [a, b] = await planned(one, n, lanes);
    const change = key === undefined ? {} : { key: `${key}-${n}` };

    const moved = await Promise.all([sent(one, a, change), sent(two, b, change)]);

    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await one.ledger.actions({ planId: `p-${n}`, states: ['sent'] })).toHaveLength(1);
    expect(await one.incidents.timeline({ incidentId: `i-${n}` })).toHaveLength(1);
  }
});

test('both waiting, exactly one action of a lane is sent', async () => {
  const { schema, one, two } = await twoStores();
  const [a, b] = await planned(one, 1, ['lane', 'lane']);

  const moved = await barrier(`select 1 from action for update`, schema, () => [sent(one, a), sent(two, b)]);

  expect(moved.filter(Boolean)).toHaveLength(1);
  expect(await one.ledger.actions({ states: ['sent'] })).toHaveLength(1);
});

test('of two ends of one action exactly one stands', async () => {
  const { one, two } = await twoStores();

  for (let n = 0; n < rounds; n += 1) {
    const [row] = await planned(one, n, ['lane']);
    await sent(one, row);
    const [running] = await one.ledger.actions({ planId: `p-${n}` });
    if (running === undefined) throw new Error('no row');
    const end = (store: Store, state: 'succeeded' | 'failed'): Promise<boolean> =>
      store.ledger.transition({ id: running.id, from: 'sent', attempts: 1, next: { ...running, state } });

    const ended = await Promise.all([end(one, 'succeeded'), end(two, 'failed')]);

    expect(ended.filter(Boolean)).toHaveLength(1);
    expect(await one.ledger.actions({ planId: `p-${n}` })).toMatchObject([
      { state: ended[0] ? 'succeeded' : 'failed' },
    ]);
  }
});

test('once a new epoch is given out, nothing of an older one is stored any more', async () => {
  const { one, two } = await twoStores();
  let epoch = await one.ledger.nextEpoch();
  const outcomes = new Set<boolean>();

  for (let n = 0; n < rounds; n += 1) {
    const [row] = await planned(one, n, ['lane']);

    const [moved, [newest, seen]] = await Promise.all([
      sent(one, row, { epoch }),
      two.ledger.nextEpoch().then(async (next) => [next, await two.ledger.actions({ planId: `p-${n}` })] as const),
    ]);

    // What the new process reads first is final: a move that it did not see was refused.
    expect(seen[0]?.state).toBe(moved ? 'sent' : 'proposed');
    outcomes.add(moved);
    epoch = newest;
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

test('a move that waited for the new epoch to be stored is refused', async () => {
  const { schema, one } = await twoStores();
  const epoch = await one.ledger.nextEpoch();
  const [row] = await planned(one, 1, ['lane']);

  const moved = await barrier(`update meta set value = value + 1 where name = 'epoch'`, schema, () => [
    sent(one, row, { epoch }),
  ]);

  expect(moved).toEqual([false]);
});

test('a move that waited for the lease to be given to another process is refused', async () => {
  const { schema, one } = await twoStores();
  const held = await one.leases.hold({ cluster: 'prod', holder: 'one', ttlMs: 60_000 });
  if (held.kind !== 'held') throw new Error('a new lease is free');
  const [row] = await planned(one, 1, ['lane']);

  const moved = await barrier(`update lease set holder = 'two', epoch = epoch + 1`, schema, () => [
    sent(one, row, { epoch: held.epoch }),
  ]);

  expect(moved).toEqual([false]);
});

test('a lease whose row is locked is not waited for where a holding would begin, and is where one is renewed', async () => {
  const { schema, one } = await twoStores();
  const request = { holder: 'one', ttlMs: 60_000 };
  const mine = await one.leases.hold({ ...request, cluster: 'mine' });
  for (const cluster of ['over', 'free']) await one.leases.hold({ cluster, holder: 'two', ttlMs: 0 });
  if (mine.kind !== 'held') throw new Error('a new lease is free');
  const begin = (cluster: string) => one.leases.hold({ ...request, cluster });
  const taken: unknown[] = [];

  const renewed = await barrier(`select 1 from lease where cluster <> 'free' for update`, schema, () => [
    Promise.all(['over', 'free', 'new'].map(begin)).then(async (leases) => {
      taken.push(...leases);
      return one.leases.hold({ ...request, cluster: 'mine', epoch: mine.epoch });
    }),
  ]);

  expect(taken).toMatchObject([
    { kind: 'taken', by: 'two', forMs: 0 },
    { kind: 'held', epoch: 2 },
    { kind: 'held', epoch: 1 },
  ]);
  expect(renewed).toEqual([mine]);
  expect(await begin('over')).toEqual({ kind: 'held', epoch: 2 });
});

test('epochs that two processes ask for at once differ', async () => {
  const { one, two } = await twoStores();

  const epochs = await Promise.all([one, two, one, two, one, two].map((store) => store.ledger.nextEpoch()));

  expect(new Set(epochs)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test('of two saves of one incident exactly one is stored, and one answer is applied once', async () => {
  const { one, two } = await twoStores();

  for (let n = 0; n < rounds; n += 1) {
    const first = await one.incidents.save({ incident: incidentNamed(`i-${n}`, { job: `job-${n}` }), events: [] });
    const answerSeq = await two.answers.insert('ana', 1, { kind: 'ack', incidentId: first.id, reason: 'mine' });
    const save = (store: Store) =>
      store.incidents.save({ incident: first, events: [eventOf(first.id, 'acknowledged')], answerSeq });

    const outcomes = await Promise.allSettled([save(one), save(two)]);

    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
      code: 'store.stale_write',
    });
    expect(await one.incidents.timeline({ incidentId: first.id })).toHaveLength(1);
  }
});

test.each<[title: string, slow: Writer, fast: Writer]>([
  ['a move', 'move', 'save'],
  ['a save of an incident', 'save', 'move'],
  ['another move', 'move', 'move'],
])('who follows a timeline by its numbers is told what %s stores late, too', async (_title, slow, fast) => {
  const { schema, one, two } = await twoStores();
  const [a, b] = await planned(one, 1, ['lane', 'other']);
  const incident = await one.incidents.get('i-1');
  if (incident === undefined) throw new Error('no incident');
  const write = (store: Store, row: ActionRow | undefined, how: Writer): Promise<unknown> =>
    how === 'move'
      ? sent(store, row)
      : store.incidents.save({ incident, events: [eventOf('i-1', `${row?.id} saved`)] });
  const holder = new Client({ connectionString: postgres.server.url() });
  await holder.connect();
  try {
    // Its event has a number by then, and its transaction goes on.
    await holder.query(`set search_path = ${schema};
      create function linger() returns trigger language plpgsql as $$ begin perform 1 from gate for share; return new; end $$;
      create table gate as select 1 as n;
      create trigger linger after insert on timeline_event for each row when (new.text like 'a-1-0%') execute function linger()`);
    await holder.query('begin; select 1 from gate for update');
    const writing = [write(one, a, slow)];
    await postgres.waiting(1);
    writing.push(write(two, b, fast));
    await Promise.race([writing[1], postgres.waiting(2)]);
    const told = await one.notifications.eventsAfter('i-1', 0);

    await holder.query('commit');
    await Promise.all(writing);

    told.push(...(await one.notifications.eventsAfter('i-1', told.at(-1)?.seq ?? 0)));
    expect(told.map(({ event }) => event.text.split(' ')[0])).toEqual(['a-1-0', 'a-1-1']);
  } finally {
    await holder.end();
  }
});

test('of two first incidents of one job exactly one is opened', async () => {
  const { one, two } = await twoStores();

  for (let n = 0; n < rounds; n += 1) {
    const save = (store: Store, id: string) =>
      store.incidents.save({ incident: incidentNamed(`${id}-${n}`, { job: `job-${n}` }), events: [] });

    const outcomes = await Promise.allSettled([save(one, 'i'), save(two, 'j')]);

    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  }
});

test('two people who hold the same job at once leave one hold', async () => {
  const { one, two } = await twoStores();
  const hold = (store: Store, by: string) =>
    store.answers.setHold('prod', 'orders', {
      cluster: 'prod',
      job: 'orders',
      until: null,
      reason: 'deploy',
      by,
      at: 1,
    });

  for (let n = 0; n < rounds; n += 1) {
    await Promise.all([hold(one, 'ana'), hold(two, 'ben')]);

    expect(await one.answers.holds()).toHaveLength(1);
    await one.answers.setHold('prod', 'orders', null);
  }
});

test('a write that waits too long for another process says so, stores nothing, and works afterwards', async () => {
  const schema = postgres.newSchema();
  const { store } = await postgres.opened({ schema, busyTimeoutMs: 50 });
  const [row] = await planned(store, 1, ['lane']);
  const holder = new Client({ connectionString: postgres.server.url() });
  await holder.connect();
  await holder.query(`begin; select 1 from ${schema}.action for update`);

  await expect(sent(store, row)).rejects.toMatchObject({ code: 'store.locked', retryable: true });

  await holder.end();
  expect(await sent(store, row)).toBe(true);
});

test('a move planned while the table is empty looks its action up by its id, not by what all actions have', async () => {
  const texts: string[] = [];
  const schema = postgres.newSchema();
  const { store } = await postgres.opened({ schema, onStatement: (text) => texts.push(text) });
  const [action] = await planned(store, 0, ['lane']);
  await sent(store, action);
  const move = texts.find((text) => text.includes('update "action"'));
  const client = new Client({ connectionString: postgres.server.url() });
  await client.connect();
  try {
    await client.query(`set search_path = ${schema}`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${move}`);
    const scans = rows.map((row) => /> +(\w+ Scan.* on action)( other)? /.exec(row['QUERY PLAN'])?.[1]);
    expect(scans.filter((scan) => scan !== undefined)).toEqual([
      'Index Scan using action_key on action',
      'Index Scan using action_pkey on action',
    ]);
  } finally {
    await client.end();
  }
});
