import { describe, expect, test } from 'vitest';
import { registerKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionRow, OnDoubt } from '../../src/domain/action.ts';
import { doubtPolicyOf } from '../../src/ledger/doubt-policy.ts';
import type { ActionKind } from '../../src/ports/action-kind.ts';
import type { LedgerDeps } from '../../src/ledger/deps.ts';
import { Crash, crashAt, makeRig, steps } from './harness.ts';
import { rowIn } from './rows.ts';

const calm = new AbortController().signal;

/** A receiver that answers nothing and cannot be asked; the team says of it what it likes. */
function silent(onDoubt: OnDoubt, sends: string[]): ActionKind {
  return {
    ...(triggerSavepoint as ActionKind),
    onDoubt,
    keyWindowMs: 86_400_000,
    query: async () => ({ kind: 'unknown', why: 'it cannot be asked' }),
    async send(_context, _args, key) {
      sends.push(key);
      return { kind: 'maybe', status: undefined, detail: 'connection reset' };
    },
  };
}

/** It is sent as `retrySameKey`; then the process ends, and the next one reads another policy. */
async function rigOf(now: OnDoubt) {
  const rig = makeRig();
  const sends: string[] = [];
  const [row] = rig.add('p', [steps.savepoint]);
  rig.store.tamper(row?.id ?? '', { onDoubt: 'retrySameKey' });
  const kinds = registerKinds([silent('retrySameKey', sends)]);
  return {
    rig,
    sends,
    row: (): ActionRow => rig.store.row(row?.id ?? ''),
    first: (change: Pick<LedgerDeps, 'crashPoint'> = {}) => rig.process({ kinds, ...change }),
    async carryOn() {
      const next = await rig.process({ kinds: registerKinds([silent(now, sends)]) });
      await next.recover();
      return rig.drive(next, 'p');
    },
  };
}

describe.each(['queryFirst', 'askHuman'] as const)('a kind that was said to repeat, and now says %s', (now) => {
  test('is not sent again while it is in doubt', async () => {
    const story = await rigOf(now);
    const ledger = await story.first();
    await ledger.release('p');
    await ledger.advance('p', calm);
    expect(story.row().state).toBe('in_doubt');

    const progress = await story.carryOn();

    expect(progress.kind).toBe('needs-human');
    expect(story.sends).toHaveLength(1);
  });

  test('is sent where it was only made ready before', async () => {
    const story = await rigOf(now);
    await (await story.first()).release('p');
    expect(story.row()).toMatchObject({ state: 'ready', onDoubt: 'retrySameKey' });

    const progress = await story.carryOn();

    expect(progress.kind).toBe('needs-human');
    expect(story.sends).toHaveLength(1);
  });

  test('is not sent again when it was made ready for that before', async () => {
    const story = await rigOf(now);
    const ledger = await story.first({ crashPoint: crashAt('after-finding').hook });
    await ledger.release('p');
    await ledger.advance('p', calm);
    story.rig.tick(20_000);
    await expect(ledger.advance('p', calm)).rejects.toThrow(Crash);
    expect(story.row()).toMatchObject({ state: 'ready', attempts: 1 });

    const progress = await story.carryOn();

    expect(progress.kind).toBe('needs-human');
    expect(story.sends).toHaveLength(1);
  });
});

test.each<[planned: OnDoubt, now: OnDoubt | undefined, counts: OnDoubt]>([
  ['askHuman', 'retrySameKey', 'askHuman'],
  ['queryFirst', 'retrySameKey', 'queryFirst'],
  ['queryFirst', 'askHuman', 'askHuman'],
  ['retrySameKey', undefined, 'retrySameKey'],
])('planned with %s, of a kind that says %s now: %s', (planned, now, counts) => {
  const kind = now === undefined ? undefined : silent(now, []);

  expect(doubtPolicyOf({ ...rowIn('in_doubt'), onDoubt: planned }, kind)).toBe(counts);
});
