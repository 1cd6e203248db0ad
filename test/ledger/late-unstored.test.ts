import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import { makeRig, overAtOnce, steps } from './harness.ts';

const calm = new AbortController().signal;

beforeEach(() => {
  overAtOnce();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** An answer that comes after its limit, for a store that takes everything but such answers. */
async function lateAnswer(kindOf: 'executed' | 'refused') {
  const rig = makeRig();
  const [row] = rig.add('p', [steps.savepoint]);
  const sends: ((outcome: SendOutcome) => void)[] = [];
  const kind: ActionKind = {
    ...(triggerSavepoint as ActionKind),
    keyWindowMs: 86_400_000,
    query: async () => ({ kind: 'not-executed', proof: 'nothing is there', repeat: 'same-key' }),
    send: () => new Promise((resolve) => sends.push(resolve)),
  };
  const ledger = await rig.process({
    kinds: registerKinds([kind]),
    store: { ...rig.store, addReport: () => Promise.reject(new Error('not taken')) },
  });
  await ledger.release('p');
  await ledger.advance('p', calm);
  sends[0]?.({ kind: kindOf, status: 202, detail: 'accepted' });
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  return { rig, ledger, sends, state: () => rig.store.row(row?.id ?? '').state };
}

test('a late answer that the store never takes is waited for some minutes, then a person is asked: nothing is sent again', async () => {
  const { rig, ledger, sends, state } = await lateAnswer('executed');
  rig.tick(500_000);
  await expect(ledger.advance('p', calm)).rejects.toThrow('not taken');
  expect(state()).toBe('in_doubt');
  rig.tick(120_000);

  expect((await rig.drive(ledger, 'p')).kind).toBe('needs-human');
  expect(sends).toHaveLength(1);
});

test('one that says nothing was done does not keep the action from being sent again', async () => {
  const { rig, ledger, sends } = await lateAnswer('refused');
  rig.tick(620_000);

  await ledger.advance('p', calm);

  expect(sends).toHaveLength(2);
});
