import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { storeContract } from './contract.ts';
import { openedStore, tempFolder } from './temp-store.ts';

storeContract('SQLite', () => openedStore(join(tempFolder(), 'medic.sqlite')));

test('jobs are stored and forgotten in a few statements, however many and whatever their number', async () => {
  const texts: string[] = [];
  const onStatement = (text: string) => void texts.push(text);
  const { store } = await openedStore(join(tempFolder(), 'medic.sqlite'), { onStatement });
  const memory = { exceptionCursor: undefined, jobId: 'a', lastState: 'RUNNING', lastCompletedCheckpointId: 1 };
  const written: Record<string, number[]> = { insert: [], delete: [] };

  for (const many of [1, 2, 3, 5, 9, 17, 33, 50, 99, 100, 255, 511, 600]) {
    const jobs = Array.from({ length: many }, (_, index) => `run-${index}`);
    texts.length = 0;
    await store.watch.saveJobMemories('prod', new Map(jobs.map((job) => [job, memory])));
    expect(await store.watch.rememberedJobs('prod')).toHaveLength(many);
    await store.watch.forgetJobs('prod', jobs);
    expect(await store.watch.rememberedJobs('prod')).toEqual([]);
    for (const [what, rows] of Object.entries(written)) {
      const named = texts.filter((text) => text.startsWith(what)).map((text) => text.split("'run-").length - 1);
      expect(named.length).toBeLessThanOrEqual(9);
      rows.push(...named);
    }
  }

  // Each number of rows is a text that is kept compiled, and what the ledger sends has to find room beside them.
  expect(new Set(written['insert']).size).toBeLessThanOrEqual(10);
  expect(new Set(written['delete']).size).toBeLessThanOrEqual(10);
});

test('what has changed of late is looked up by the indexes of what ended and of what is open', async () => {
  const file = join(tempFolder(), 'medic.sqlite');
  const texts: string[] = [];
  const { store } = await openedStore(file, { onStatement: (text) => texts.push(text) });
  await store.ledger.actions({ since: 1 });
  const listing = texts.find((text) => text.includes('union all')) ?? '';
  await store.close();

  const database = new Database(file);
  const plan = database.prepare(`explain query plan ${listing}`).all() as { readonly detail: string }[];
  database.close();

  const looks = plan.map((one) => one.detail).filter((detail) => detail.includes('action'));
  expect(looks).toEqual([
    'SEARCH action USING INDEX action_ended (updated_at>?)',
    'SCAN action USING INDEX action_open_in_lane',
  ]);
});
