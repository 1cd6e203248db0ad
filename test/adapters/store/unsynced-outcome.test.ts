import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/adapters/store/open-store.ts';
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
  expect(await store.ledger.transition({ id, from, next, attempt, event })).toBe(true);
}

async function partsOf(store: Store, { id, incidentId }: ActionRow): Promise<unknown[]> {
  const row = (await store.ledger.actions({ incidentId })).find((one) => one.id === id);
  const told = (await store.incidents.timeline({ incidentId })).map((event) => event.text);
  return [row?.state, (await store.ledger.attempts(id)).map((one) => one.outcome), told];
}

const asSent = ['sent', [null], ['sent']];
const asAnswered = ['succeeded', ['executed'], ['sent', 'succeeded']];

describe('an answer to a request, on SQLite', () => {
  const normal = 'pragma synchronous = normal';
  const full = 'pragma synchronous = full';
  const syncs = (statements: readonly string[]) =>
    statements.filter((text) => /^(pragma|begin|commit|rollback)/.test(text));
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
      expect(await store.ledger.transition({ id: action.id, from: 'sent', next })).toBe(false);
    });

    expect(late.at(-1)).toBe(full);
  });

  test('that fails leaves the sync of later writes as it was', async () => {
    const failed = await statementsOf(async (store, action) => {
      const event = eventOf('no such incident', 'succeeded');
      const next: ActionRow = { ...action, state: 'succeeded', attempts: 1 };
      await expect(store.ledger.transition({ id: action.id, from: 'sent', next, event })).rejects.toThrow(
        /FOREIGN KEY/i,
      );
    });

    expect(failed).toEqual([normal, 'begin immediate', 'rollback', full]);
  });

  test('is lost whole when the machine dies before the next write, and the intent is not', async () => {
    const folder = join(tempFolder(), 'data');
    const synced = `${folder}-synced`;
    mkdirSync(folder);
    const { store } = await openedStore(join(folder, 'medic.sqlite'));
    const action = await planned(store);
    await arm(store, action);
    // What the disk has for certain: everything up to the last sync.
    cpSync(folder, synced, { recursive: true });
    await answer(store, action, 'succeeded');
    expect(await partsOf(store, action)).toEqual(asAnswered);
    await store.close();
    rmSync(folder, { recursive: true });
    cpSync(synced, folder, { recursive: true });

    const { store: after } = await openedStore(join(folder, 'medic.sqlite'));

    expect(await partsOf(after, action)).toEqual(asSent);
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
