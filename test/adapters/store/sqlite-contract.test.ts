import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { storeContract } from './contract.ts';
import { openedStore, tempFolder } from './temp-store.ts';

storeContract('SQLite', () => openedStore(join(tempFolder(), 'medic.sqlite')));

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
