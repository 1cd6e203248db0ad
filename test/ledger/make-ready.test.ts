import { describe, expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionRow } from '../../src/domain/action.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import { makeRig, steps } from './harness.ts';

/** Two starts from one snapshot: the key is the same, whatever else stands in the arguments. */
function startWith(parallelism: number): PlanStep {
  const start = steps.startFrom('/sp/s');
  return { ...start, args: { ...start.args, parallelism } };
}

/** Another action of the same key, made ready and not sent, then as `other` says; and what comes of the one that is released after it. */
async function besides(other: Partial<ActionRow>, planned: PlanStep, wanted: PlanStep): Promise<ActionRow> {
  const rig = makeRig();
  const [one] = rig.add('one', [planned]);
  const [two] = rig.add('two', [wanted]);
  const ledger = await rig.process();
  await ledger.release('one');
  rig.store.tamper(one?.id ?? '', other);
  await ledger.release('two');
  return rig.store.row(two?.id ?? '');
}

describe('a key that another action has which was never sent', () => {
  test.each<[what: string, other: Partial<ActionRow>, want: Partial<ActionRow>]>([
    ['is ready: both have it', { state: 'ready' }, { state: 'ready', generation: 0 }],
    ['was dropped: it stays the one that anybody would make', { state: 'dropped' }, { state: 'ready', generation: 0 }],
    ['has failed: it gets the next one', { state: 'failed' }, { state: 'ready', generation: 1 }],
    ['waits for a person: it is stale', { state: 'needs_human' }, { state: 'dropped', dropReason: 'stale' }],
    ['is done, as a person says: it is stale', { state: 'succeeded' }, { state: 'dropped', dropReason: 'stale' }],
  ])('and that %s', async (_what, other, want) => {
    expect(await besides(other, steps.savepoint, steps.savepoint)).toMatchObject(want);
  });

  test.each<[what: string, other: Partial<ActionRow>, want: Partial<ActionRow>]>([
    ['may go on: it is stale', { state: 'in_doubt', firstSentAt: 1 }, { state: 'dropped', dropReason: 'stale' }],
    ['waits for a person: it is stale', { state: 'needs_human' }, { state: 'dropped', dropReason: 'stale' }],
    ['has ended an earlier run: it gets the next one', { state: 'succeeded' }, { state: 'ready', generation: 1 }],
  ])('and that ends a run and %s', async (_what, other, want) => {
    expect(await besides(other, steps.stop, steps.stop)).toMatchObject(want);
  });

  test.each<[what: string, other: Partial<ActionRow>, want: Partial<ActionRow>]>([
    ['is ready with other arguments: it is refused', { state: 'ready' }, { state: 'dropped', dropReason: 'refused' }],
    ['was dropped with other arguments: it gets the next one', { state: 'dropped' }, { state: 'ready', generation: 1 }],
  ])('and that %s', async (_what, other, want) => {
    expect(await besides(other, startWith(2), startWith(4))).toMatchObject(want);
  });
});

test.each([{ from: 'a.b', to: 'c' }, { from: 5 }, { to: 'a.b' }, null])(
  'an argument %j refers to no step: it is left as it is',
  async (value) => {
    const rig = makeRig();
    const [row] = rig.add('p', [{ ...steps.savepoint, args: { value } }]);
    const kind: ActionKind = {
      ...(triggerSavepoint as ActionKind),
      parse: (args) => ({ ok: true, args }),
      identity: (args) => args,
    };
    const ledger = await rig.process({ kinds: registerKinds([kind]) });

    await ledger.release('p');

    expect(rig.store.row(row?.id ?? '')).toMatchObject({ args: JSON.stringify({ value }), state: 'ready' });
  },
);
