import { isDeepStrictEqual } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { Client } from 'pg';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import { StoreOutcomeUnknown, StoreUnavailable } from '../../../src/adapters/store/store-error.ts';
import type { ActionRow } from '../../../src/domain/action.ts';
import { type Cut, type CuttingProxy, startCuttingProxy } from '../../support/cutting-proxy.ts';
import { crashTasks } from './crash-tasks.ts';
import { actionNamed, eventOf, incidentNamed, planNamed } from './rows-for-tests.ts';
import { usePostgres } from './temp-postgres.ts';

const postgres = usePostgres();
/** Faults of one sort in a row. */
const faults = Number(process.env['STORE_FAULTS'] ?? 4);
let proxy: CuttingProxy | undefined;

afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});

interface Cuttable {
  readonly store: Store;
  /** Reads past the proxy. */
  readonly direct: Store;
  readonly proxy: CuttingProxy;
  /** Everything that `store` sent. */
  readonly statements: string[];
}

/** A store behind a proxy that cuts. `onStatement` is told of each statement, counted, before it is sent. */
async function cuttable(onStatement: (text: string, n: number) => void = () => undefined): Promise<Cuttable> {
  const { server } = postgres;
  const schema = postgres.newSchema();
  const direct = await postgres.opened({ schema });
  const between = await startCuttingProxy(server.port);
  proxy = between;
  const statements: string[] = [];
  const { store } = await postgres.opened({
    schema,
    url: server.url().replace(`:${server.port}/`, `:${between.port}/`),
    onStatement: (text) => onStatement(text, statements.push(text)),
  });
  return { store, direct: direct.store, proxy: between, statements };
}

async function plannedAction(store: Store, n = 1): Promise<ActionRow> {
  const incident = incidentNamed(`i-${n}`, { job: `job-${n}` });
  const plan = { ...planNamed(`p-${n}`, incident.id), jobName: `job-${n}` };
  const action = actionNamed(`a-${n}`, plan);
  await store.incidents.save({ incident, events: [], plan: { plan, actions: [action] } });
  return action;
}

function arm(store: Store, action: ActionRow): Promise<boolean> {
  return store.ledger.transition({
    id: action.id,
    from: 'proposed',
    attempts: 0,
    next: { ...action, state: 'sent', key: `k-${action.id}`, attempts: 1, firstSentAt: 2000 },
    attempt: {
      actionId: action.id,
      n: 1,
      key: `k-${action.id}`,
      epoch: 0,
      armedAt: 1,
      deadlineAt: 2,
      outcome: null,
      evidence: null,
    },
    event: eventOf(action.incidentId, 'sent'),
  });
}

const unknown = expect.objectContaining({ code: 'store.outcome_unknown', retryable: true }) as unknown;
const unavailable = expect.objectContaining({ code: 'store.unavailable', retryable: true }) as unknown;

test.each<[cut: Cut, stored: boolean]>([
  ['before', false],
  ['after', true],
])('a transition cut %s the server has it is unknown, and reading again tells (stored: %s)', async (cut, stored) => {
  const { store, direct, proxy: between } = await cuttable();
  const action = await plannedAction(store);
  between.cutAt('update "action"', cut);

  await expect(arm(store, action)).rejects.toEqual(unknown);

  // Read by the same store: its broken connection is gone.
  expect(await store.ledger.actions({ states: ['sent'] })).toHaveLength(stored ? 1 : 0);
  expect(await direct.ledger.attempts(action.id)).toHaveLength(stored ? 1 : 0);
  expect(await direct.incidents.timeline({})).toHaveLength(stored ? 1 : 0);
  // Sent again it is refused if it was stored, and stored if it was not: never twice.
  expect(await arm(store, action)).toBe(!stored);
  expect(await direct.ledger.attempts(action.id)).toHaveLength(1);
});

test.each<[cut: Cut, stored: boolean]>([
  ['before', false],
  ['after', true],
])('a save cut %s the server has its COMMIT is unknown, and reading again tells (stored: %s)', async (cut, stored) => {
  const { store, direct, proxy: between } = await cuttable();
  const change = { incident: incidentNamed('i-1'), events: [eventOf('i-1', 'opened')] };
  between.cutAt('commit', cut);

  await expect(store.incidents.save(change)).rejects.toEqual(unknown);

  expect(await store.incidents.list({})).toHaveLength(stored ? 1 : 0);
  expect(await direct.incidents.timeline({})).toHaveLength(stored ? 1 : 0);
});

test.each<Cut>(['before', 'after'])('a save cut %s one of its statements is not stored, and says so', async (cut) => {
  const { store, direct, proxy: between, statements } = await cuttable();
  between.cutAt('insert into "timeline_event"', cut);

  const saving = store.incidents.save({ incident: incidentNamed('i-1'), events: [eventOf('i-1', 'opened')] });

  await expect(saving).rejects.toEqual(unavailable);
  expect(statements.filter((text) => /^(commit|rollback)/.test(text))).toEqual([]);
  expect(await direct.incidents.list({})).toEqual([]);
});

test('a read that is cut is unavailable, whatever the server did', async () => {
  const { store, proxy: between } = await cuttable();
  between.cutAt('from "incident"', 'after');

  await expect(store.incidents.list({})).rejects.toEqual(unavailable);

  expect(await store.incidents.list({})).toEqual([]);
});

test('an epoch whose answer was lost is never given out again', async () => {
  const { store, proxy: between } = await cuttable();
  between.cutAt('insert into "meta"', 'after');

  await expect(store.ledger.nextEpoch()).rejects.toEqual(unknown);

  expect(await store.ledger.nextEpoch()).toBe(2);
});

test('names the host and never the password when a connection breaks', async () => {
  const { store, proxy: between } = await cuttable();
  between.cutAt('insert into "answer"', 'before');

  const error: unknown = await store.answers
    .insert('ana', 1, { kind: 'ack', incidentId: 'i-1', reason: 'mine' })
    .catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(StoreOutcomeUnknown);
  expect(String(error)).toContain(`127.0.0.1:${between.port}/postgres`);
  expect(String(error)).not.toContain('secret');
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret');
});

test.each(['save', 'transition'])(
  'a %s that is cut at each of its statements in turn is stored whole or not at all, and never said to be otherwise',
  async (task) => {
    let outcome: unknown;
    let statement = 0;
    while (outcome !== 'acknowledged') {
      statement += 1;
      const cut = await cutAtStatement(task, statement);
      outcome = cut.outcome;

      // The cut takes the answer only, so whatever may commit has committed.
      const honest = [cut.changed ? unknown : unavailable, ...(cut.changed ? ['acknowledged'] : [])];
      expect(honest, `cut at statement ${statement}`).toContainEqual(outcome);
    }
    expect(statement).toBeGreaterThan(1);
  },
  60_000,
);

test('a backend that is ended in the middle of a transition stores nothing, and the next call connects again', async () => {
  const schema = postgres.newSchema();
  const { store } = await postgres.opened({ schema });
  const action = await plannedAction(store);
  const holder = new Client({ connectionString: postgres.server.url() });
  await holder.connect();
  await holder.query(`begin; select 1 from ${schema}.action for update`);

  const outcome = arm(store, action).catch((error: unknown) => error);
  await postgres.waiting(1);
  await postgres.server.sql(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`);

  expect(await outcome).toEqual(unknown);
  await holder.end();
  expect(await store.ledger.actions({ states: ['sent'] })).toEqual([]);
  expect(await store.ledger.attempts(action.id)).toEqual([]);
  expect(await arm(store, action)).toBe(true);
});

test('a transaction in which this process fell asleep is ended by the server: nothing is stored, and the next one is', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  const between = await startCuttingProxy(server.port, {
    // Of the same length, as the packet says how long it is: 250 ms instead of 10 s.
    firstBytes: (bytes) =>
      replaced(bytes, 'idle_in_transaction_session_timeout=10000', 'idle_in_transaction_session_timeout=0x0fa'),
  });
  proxy = between;
  let sleeps = false;
  await postgres.opened({ schema });
  const { store } = await postgres.opened({
    schema,
    url: server.url().replace(`:${server.port}/`, `:${between.port}/`),
    onStatement: (text) => {
      if (sleeps && text.startsWith('insert into "timeline_event"')) sleepFor(500);
    },
  });
  for (let round = 0; round < faults; round += 1) {
    const change = {
      incident: incidentNamed(`i-${round}`, { job: `job-${round}` }),
      events: [eventOf(`i-${round}`, 'opened')],
    };

    sleeps = true;
    await expect(store.incidents.save(change), `round ${round}`).rejects.toEqual(unavailable);
    sleeps = false;

    expect(await store.incidents.list({})).toHaveLength(round);
    expect((await store.incidents.save(change)).version).toBe(1);
  }
}, 60_000);

test.each(['Pacific/Apia', 'America/St_Johns', 'Europe/Dublin'])(
  'leases run by the clock alone when the server lives in %s',
  async (zone) => {
    const { server } = postgres;
    const schema = postgres.newSchema();
    const here = await postgres.opened({ schema });
    const there = await postgres.opened({
      schema,
      url: `${server.url()}?options=${encodeURIComponent(`-c TimeZone=${zone}`)}`,
    });
    const hold = (store: Store, holder: string, ttlMs: number) =>
      store.leases.hold({ cluster: 'prod', holder, ttlMs, epoch: 1 });

    expect(await hold(there.store, 'a', 60_000)).toEqual({ kind: 'held', epoch: 1 });
    expect(await hold(here.store, 'b', 60_000)).toMatchObject({ kind: 'taken', by: 'a' });
    expect(await hold(there.store, 'a', 0)).toEqual({ kind: 'held', epoch: 1 });
    expect(await hold(here.store, 'b', 60_000)).toEqual({ kind: 'held', epoch: 2 });
    expect(await hold(there.store, 'a', 60_000)).toMatchObject({ kind: 'taken', by: 'b' });
    expect(Math.abs((await there.store.databaseClock.now()) - Date.now())).toBeLessThan(1_000);
  },
);

test('connections that are ended while idle are replaced without a word', async () => {
  const { store } = await postgres.opened();
  await Promise.all([1, 2, 3].map(() => store.incidents.list({})));

  await postgres.server.sql(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'flink-medic'`,
  );
  await postgres.server.sql('select 1');

  expect(await store.incidents.list({})).toEqual([]);
});

test('a connection that is ended with the very packet that lets it in ends no process, and is replaced', async () => {
  const { store, proxy: between } = await cuttable();
  await store.incidents.list({});
  between.endNextAtLogin();

  // One is there; the second one is new.
  const [first, second] = await Promise.allSettled([store.incidents.list({}), store.incidents.list({})]);

  expect(first).toEqual({ status: 'fulfilled', value: [] });
  expect(second).toEqual({ status: 'rejected', reason: unavailable });
  expect(await Promise.all([store.incidents.list({}), store.incidents.list({})])).toEqual([[], []]);
});

test('a server that is killed again and again loses nothing that was acknowledged', async () => {
  const { server } = postgres;
  const schema = postgres.newSchema();
  const { store } = await postgres.opened({ schema });
  const saved = new Set<string>();
  const armed = new Set<string>();
  const doubtful = new Set<string>();
  let n = 0;

  for (let kills = 0; kills < 3; kills += 1) {
    let up = true;
    const work = async (): Promise<void> => {
      while (up) {
        n += 1;
        const id = `i-${n}`;
        try {
          const action = await plannedAction(store, n);
          saved.add(id);
          if (await arm(store, action)) armed.add(action.id);
        } catch (error) {
          if (!(error instanceof StoreUnavailable || error instanceof StoreOutcomeUnknown)) throw error;
          if (error instanceof StoreOutcomeUnknown) doubtful.add(id);
          return;
        }
      }
    };
    const workers = [work(), work(), work()];
    while (armed.size < (kills + 1) * 8) await store.incidents.list({ cluster: 'none' }).catch(() => undefined);
    await server.kill();
    up = false;
    await Promise.all(workers);
    await unreachable(store);
    await server.restart();

    const incidents = new Set((await store.incidents.list({})).map((incident) => incident.id));
    const sent = new Set((await store.ledger.actions({ states: ['sent'] })).map((action) => action.id));
    expect([...saved].filter((id) => !incidents.has(id))).toEqual([]);
    expect([...armed].filter((id) => !sent.has(id))).toEqual([]);
    // What is there and was not acknowledged was reported as unknown.
    expect([...incidents].filter((id) => !saved.has(id) && !doubtful.has(id))).toEqual([]);
    for (const id of sent) expect(await store.ledger.attempts(id)).toHaveLength(1);
  }
}, 60_000);

test('one move is one statement, one that was refused changes nothing and takes a few reads more', async () => {
  const schema = postgres.newSchema();
  const statements: string[] = [];
  const { store } = await postgres.opened({ schema, onStatement: (text) => statements.push(text) });
  const action = await plannedAction(store);

  statements.length = 0;
  expect(await arm(store, action)).toBe(true);
  expect(statements).toHaveLength(1);

  statements.length = 0;
  expect(await arm(store, action)).toBe(false);
  expect(statements).toHaveLength(2);
});

function replaced(bytes: Buffer, text: string, by: string): Buffer {
  expect(by).toHaveLength(text.length);
  const at = bytes.indexOf(text);
  if (at >= 0) bytes.write(by, at);
  return bytes;
}

/** As long as a frozen process is: nothing else happens in it. */
function sleepFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Does the task, but the answer to its n-th statement never arrives. */
async function cutAtStatement(task: string, n: number): Promise<{ outcome: unknown; changed: boolean }> {
  let cutAt = Number.POSITIVE_INFINITY;
  const opened = await cuttable((text, count) => {
    if (count === cutAt) opened.proxy.cutAt(text.slice(0, 40), 'after');
  });
  const write = await crashTasks[task]?.(opened.store);
  if (write === undefined) throw new Error(`No task ${task}`);
  const before = await everythingIn(opened.direct);
  cutAt = opened.statements.length + n;

  const outcome = await write().then(
    () => 'acknowledged',
    (error: unknown) => error,
  );

  const changed = !isDeepStrictEqual(await everythingIn(opened.direct), before);
  await opened.store.close();
  await opened.direct.close();
  await opened.proxy.close();
  return { outcome, changed };
}

/** Resolves when the last connection has noticed that the server is gone. */
async function unreachable(store: Store): Promise<void> {
  for (;;) {
    const answer: unknown = await store.incidents.list({}).catch((error: unknown) => error);
    if (answer instanceof StoreUnavailable) return;
  }
}

async function everythingIn(store: Store): Promise<unknown> {
  return [
    await store.incidents.list({}),
    await store.incidents.timeline({}),
    await store.ledger.actions({}),
    await store.ledger.attempts('a-1'),
    await store.ledger.reports('a-1'),
    await store.answers.open(),
  ];
}
