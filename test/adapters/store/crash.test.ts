import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import { startChild } from './child.ts';
import { incidentNamed } from './rows-for-tests.ts';
import { openedStore, tempFolder } from './temp-store.ts';

/** What of the task is in the store, one word per part. */
async function partsOfSave(store: Store): Promise<string[]> {
  const incident = await store.incidents.get('i-1');
  const texts = (await store.incidents.timeline({})).map((event) => event.text);
  return [
    ...(incident?.version === 2 ? ['incident'] : []),
    ...texts.filter((text) => text !== 'opened'),
    ...((await store.incidents.plan('p-1')) === undefined ? [] : ['plan']),
    ...(await store.ledger.actions({})).map((action) => action.id),
    ...((await store.incidents.approvalOf('p-1')) === undefined ? [] : ['approval']),
    ...((await store.answers.open()).length === 0 ? ['answer'] : []),
  ];
}

async function partsOfTransition(store: Store): Promise<string[]> {
  return [
    ...(await store.ledger.actions({ states: ['sent'] })).map((action) => action.id),
    ...(await store.ledger.attempts('a-1')).map((attempt) => `attempt ${attempt.n}`),
    ...(await store.ledger.reports('a-1')).map((report) => report.text),
    ...(await store.incidents.timeline({})).map((event) => event.text),
  ];
}

test.each([
  {
    task: 'save',
    partsOf: partsOfSave,
    all: ['incident', 'planned', 'asked', 'plan', 'a-1', 'a-2', 'approval', 'answer'],
  },
  { task: 'transition', partsOf: partsOfTransition, all: ['a-1', 'attempt 1', 'armed', 'sent'] },
])(
  'a $task killed before any of its statements is stored whole or not at all, and whole once acknowledged',
  async ({ task, partsOf, all }) => {
    let statement = 0;
    let acknowledged = false;

    while (!acknowledged) {
      statement += 1;
      const file = join(tempFolder(), 'medic.sqlite');
      const child = startChild(task, file, String(statement));
      await child.ended();
      acknowledged = child.output().includes('acknowledged');

      const { store } = await openedStore(file);
      expect(await partsOf(store), `killed before statement ${statement}`).toEqual(acknowledged ? all : []);
      await store.close();
    }

    // Every part is a statement of its own, between begin and commit.
    expect(statement).toBeGreaterThan(all.length + 2);
  },
  60_000,
);

test('answers that two processes insert while serve writes are all kept and each applied once', async () => {
  const file = join(tempFolder(), 'medic.sqlite');
  const { store } = await openedStore(file, { busyTimeoutMs: 10_000 });
  let incident = await store.incidents.save({ incident: incidentNamed('i-1'), events: [] });
  const children = [startChild('answer', file, '40'), startChild('answer', file, '40')];
  const running = new Set(children);
  const ends = children.map(async (child) => {
    await child.ended();
    running.delete(child);
  });
  const applied: number[] = [];

  for (;;) {
    const last = running.size === 0;
    const open = await store.answers.open();
    for (const { seq } of open) {
      incident = await store.incidents.save({
        incident,
        events: [{ incidentId: 'i-1', at: 1, kind: 'acknowledged', text: `answer ${seq}`, data: {} }],
        answerSeq: seq,
      });
      applied.push(seq);
    }
    if (last && open.length === 0) break;
    await new Promise((resolve) => setImmediate(resolve));
  }

  await Promise.all(ends);
  expect(children.map((child) => child.output())).toEqual(['done\n', 'done\n']);
  expect(applied).toHaveLength(80);
  expect(new Set(applied).size).toBe(80);
  expect(incident.version).toBe(81);
}, 60_000);
