import { expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import { makeRig, steps } from './harness.ts';

const calm = new AbortController().signal;

/**
 * A target that remembers keys for five minutes, of which two requests never arrive and the third is carried out, its answer lost. Its kind
 * believes that what is not known was not done.
 */
async function sentThreeTimes() {
  const rig = makeRig();
  rig.add('p', [steps.savepoint]);
  const target = { name: 'target', restarts: false };
  const known = new Set<string>();
  const effects: string[] = [];
  let sends = 0;
  const kind: ActionKind = {
    ...(triggerSavepoint as ActionKind),
    keyWindowMs: 300_000,
    incarnation: async () => target.name,
    async send(_context, _args, key) {
      sends += 1;
      if (sends === 3) {
        known.add(key);
        effects.push(key);
      }
      return { kind: 'maybe', status: undefined, detail: 'connection reset' };
    },
    async query(_context, { key }) {
      if (target.restarts) {
        target.name = 'its successor';
        known.clear();
      }
      return known.has(key)
        ? { kind: 'executed', result: { savepoint: '/s' }, note: 'it is known' }
        : { kind: 'not-executed', proof: 'it is not known', repeat: 'same-key' };
    },
  };
  const ledger = await rig.process({
    kinds: registerKinds([kind]),
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
  });
  await ledger.release('p');
  for (let pass = 0; pass < 40 && effects.length === 0; pass += 1) {
    await ledger.advance('p', calm);
    rig.tick(5_000);
  }
  return { rig, ledger, target, known, effects };
}

test('the last send is looked for as long as its key is remembered', async () => {
  const { rig, ledger, effects } = await sentThreeTimes();

  expect((await rig.drive(ledger, 'p')).kind).toBe('succeeded');
  expect(effects).toHaveLength(1);
});

test('later a person is asked: it has not failed, which would let the same be sent under another key', async () => {
  const { rig, ledger, known, effects } = await sentThreeTimes();
  rig.tick(300_000);
  known.clear();

  expect((await rig.drive(ledger, 'p')).kind).toBe('needs-human');
  expect(effects).toHaveLength(1);
});

test('so is one where the target was started anew between who it is and what it knows', async () => {
  const { rig, ledger, target, effects } = await sentThreeTimes();
  rig.tick(60_000);
  target.restarts = true;

  expect((await rig.drive(ledger, 'p')).kind).toBe('needs-human');
  expect(effects).toHaveLength(1);
});
