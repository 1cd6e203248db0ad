import { expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import { UserMistake } from '../../src/domain/errors.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;

/** One that is in doubt, and whose hook says that asking again is of no use. */
async function doubtful() {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  let looks = 0;
  const kind = {
    ...triggerSavepoint,
    send: async (): Promise<SendOutcome> => ({ kind: 'maybe', status: undefined, detail: 'connection reset' }),
    query: () => {
      looks += 1;
      return Promise.reject(new UserMistake('the folder of savepoints is not readable'));
    },
  };
  const ledger = await rig.process({ kinds: registerKinds([kind]) });
  await ledger.release('p');
  await ledger.advance('p', calm);
  rig.tick(5_000);
  return { rig, ledger, row: () => rig.store.row(row?.id ?? ''), looks: () => looks };
}

test('a hook that says that asking again is of no use has been asked: so many looks, then a person', async () => {
  const { rig, ledger, row, looks } = await doubtful();

  await ledger.advance('p', calm);
  expect(row()).toMatchObject({ state: 'in_doubt', settleAttempts: 1 });
  await rig.drive(ledger, 'p');

  expect(row().state).toBe('needs_human');
  expect(looks()).toBe(15);
});

test('nothing in doubt is looked into by a process that was told to end', async () => {
  const { ledger, row, looks } = await doubtful();
  const before = row();

  await ledger.advance('p', AbortSignal.abort());

  expect(looks()).toBe(0);
  expect(row()).toEqual(before);
});
