import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { incidentNamed } from './rows-for-tests.ts';
import { openedStore, tempFolder } from './temp-store.ts';

const restored = 'it was restored from the right snapshot';

// As a program stored it that told lost state by the name of the check: nothing else keeps such an incident from being closed
// as recovered, or planned for again.
test.each([
  ['has lost state where it was not restored from the right snapshot', [{ name: restored, result: 'no' }], true],
  ['has lost none where it was', [{ name: restored, result: 'yes' }], undefined],
  ['has lost none where something else is wrong', [{ name: 'it runs', result: 'no' }], undefined],
])('a verdict of an older program %s', async (_title, checks, lostState) => {
  const file = join(tempFolder(), 'medic.sqlite');
  const { store } = await openedStore(file);
  await store.incidents.save({ incident: incidentNamed('i-1', { state: 'escalated' }), events: [] });
  const verdict = { kind: 'not-cleared', checks: checks.map((one) => ({ ...one, detail: 'as told' })), at: 1000 };
  const raw = new Database(file);
  raw.prepare("update incident set doc = json_set(doc, '$.verdict', json(?))").run(JSON.stringify(verdict));
  raw.close();

  expect((await store.incidents.get('i-1'))?.verdict?.lostState).toBe(lostState);
});
