import { describe, expect, test, vi } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import { messageOf } from '../../src/domain/errors.ts';
import type { ActionKind, Finding } from '../../src/ports/action-kind.ts';
import type { Rule } from '../../src/proof/rules.ts';
import { explore, type Scope } from './explorer.ts';
import { startKind } from './run-kinds.ts';
import { type Fault, faults as allFaults } from './steps.ts';

// Where the simulation draws courses, this goes through all of a small scope: one or two plans for the same, and a few faults.

vi.setConfig({ testTimeout: 120_000 });

/** Faults more in each scope; each takes some ten times as long. */
const more = Number(process.env['PROOF_FAULTS'] ?? 0);

/**
 * With a fault more it may fail over between the last look at it and the request: nobody remembers the key then, and nothing but the target
 * itself could close that.
 */
const afterTheLook: readonly Fault[] = more > 0 ? ['failover'] : [];

const programThatHangs: readonly Fault[] = more > 0 ? ['hangs'] : [];

/** Each of these has a scope of its own. */
const faults = allFaults.filter((one) => !['clock set', 'overdue', 'hangs'].includes(one));

function but(...left: readonly Fault[]): readonly Fault[] {
  return faults.filter((one) => !left.includes(one));
}

function eachKind(change: (kind: ActionKind) => Partial<ActionKind>): Pick<Scope, 'kinds'> {
  return { kinds: (kinds) => new Map([...kinds].map(([name, kind]) => [name, { ...kind, ...change(kind) }])) };
}

/** Asks the target once more after its checks: there it may be held up. */
const lookingAtLast = eachKind((kind) => ({
  async blockedBy(context, args, signal) {
    const row = { id: 'none' } as ActionRow;
    await kind.poll(context, { args, key: 'none', row, sameIncarnation: false, keyAlive: false }, signal);
    return undefined;
  },
}));

describe('no course breaks a rule', () => {
  test.each<[title: string, scope: Scope, least: number]>([
    ['of a target that can be asked', { kind: 'proof/queryable-query', most: 2, faults }, 3_000],
    ['of one that tells nobody', { kind: 'proof/blind-ask', most: 2, faults }, 2_500],
    [
      'of one that knows its keys and is asked',
      { kind: 'proof/keyed-query', most: 2, faults: but('store away') },
      3_000,
    ],
    [
      'of one that is sent its keys again',
      { kind: 'proof/keyed-retry', most: 2, faults: but('store away', ...afterTheLook) },
      3_000,
    ],
    ['of one that takes its time', { kind: 'proof/long-query', most: 1, faults }, 1_500],
    ['of two plans', { kind: 'proof/queryable-query', plans: 2, most: 1, faults }, 1_000],
    [
      'where a person errs and a late answer knows better',
      { kind: 'proof/blind-ask', most: 3, faults: ['taken for dead', 'person errs', 'refused'] },
      800,
    ],
    [
      'nor with another plan beside it',
      { kind: 'proof/blind-ask', plans: 2, most: 2, faults: ['taken for dead', 'person errs'] },
      1_000,
    ],
    [
      'of a job that is stopped and started',
      {
        kind: startKind,
        most: 1,
        faults: ['killed', 'refused', 'held', ...programThatHangs],
      },
      3_000,
    ],
    [
      'where clocks are set',
      { kind: 'proof/keyed-retry', most: 2, faults: ['clock set', 'no answer', 'killed'] },
      1_500,
    ],
    [
      'where a send goes on past its limit',
      { kind: 'proof/queryable-query', most: 2, faults: ['overdue', 'no answer'] },
      1_200,
    ],
    [
      'where it does, and a person errs',
      { kind: 'proof/blind-ask', most: 2, faults: ['overdue', 'no answer', 'refused', 'person errs'] },
      400,
    ],
    [
      'of two agents, each with a store of its own',
      { kind: 'proof/keyed-query', agents: 2, most: 1, faults: ['killed', 'no answer'] },
      1_000,
    ],
    [
      'of two agents of which one is held up after its checks',
      { kind: 'proof/keyed-query', agents: 2, most: 1, faults: ['in between'], ...lookingAtLast },
      100,
    ],
  ])(
    '%s',
    async (_title, scope, least) => {
      const explored = await explore({ ...scope, most: scope.most + more });

      expect(explored.broken).toBeUndefined();
      expect([...explored.ends].join(' ')).toContain('succeeded');
      // A scope that has become empty would prove nothing.
      expect(explored.moments).toBeGreaterThan(least);
    },
    60_000 * 20 ** more,
  );
});

/** A kind that takes what its target does not know for what has not been done, whoever answers. */
const believing = eachKind((kind) => ({
  async query(...asked): Promise<Finding> {
    const seen = await kind.poll(...asked);
    switch (seen.kind) {
      case 'done':
        return { ...seen, kind: 'executed' };
      case 'lost':
        return { kind: 'not-executed', proof: seen.why, repeat: 'same-key' };
      case 'in-progress':
      case 'failed':
        return seen;
    }
  },
}));

test('nor does one of a kind that believes any absence, though it is sent as often as may be', async () => {
  const explored = await explore({
    kind: 'proof/keyed-query',
    most: 3 + more,
    faults: ['not sent', 'no answer', 'failover', 'in between'],
    ...believing,
  });

  expect(explored.broken).toBeUndefined();
  expect([...explored.ends].join(' ')).toContain('succeeded');
  expect(explored.moments).toBeGreaterThan(800);
});

describe('a ledger without one of its guards is caught', () => {
  test.each<[guard: string, scope: Scope, caughtBy: Rule]>([
    [
      'an absence counts after the finality wait',
      { kind: 'proof/queryable-query', most: 1, faults: ['late'], ...eachKind(() => ({ finalityMs: 0.001 })) },
      'never-twice',
    ],
    [
      'a key is repeated to the process that remembers it',
      {
        kind: 'proof/keyed-retry',
        most: 2,
        faults: ['no answer', 'failover'],
        ...eachKind(() => ({ incarnation: async () => 'always the same' })),
      },
      'never-twice',
    ],
    [
      'a key is repeated while it is remembered',
      { kind: 'proof/keyed-retry', most: 1, faults: ['no answer'], ...eachKind(() => ({ keyWindowMs: 1e12 })) },
      'never-twice',
    ],
    [
      'a hook that throws knows nothing',
      {
        kind: 'proof/keyed-query',
        most: 2,
        faults: ['no answer', 'silent'],
        ...eachKind((kind) => ({
          query: (...asked) =>
            kind.query(...asked).catch((error: unknown) => ({ kind: 'failed', reason: messageOf(error) })),
        })),
      },
      'true-failure',
    ],
    [
      'what only begins is looked after',
      {
        kind: 'proof/long-query',
        most: 1,
        faults: ['failover'],
        ...eachKind(() => ({ afterExecuted: 'succeeded' })),
      },
      'true-success',
    ],
    [
      'two agents send the same key',
      {
        kind: 'proof/keyed-query',
        agents: 2,
        most: 0,
        faults: [],
        ...eachKind(() => ({ identity: (args, id) => ({ args, id }) })),
      },
      'never-twice',
    ],
    [
      'a job that was stopped is not left down',
      {
        kind: startKind,
        most: 1,
        faults: ['held'],
        ...eachKind(() => ({ run: 'ends' })),
      },
      'none-lost',
    ],
    [
      'doubt has a way out',
      {
        kind: 'proof/keyed-query',
        most: 1,
        faults: ['no answer'],
        ...eachKind(() => ({ query: () => new Promise<never>(() => {}) })),
      },
      'none-lost',
    ],
  ])('%s', async (_guard, scope, caughtBy) => {
    const { broken } = await explore(scope);

    expect(broken?.rule).toBe(caughtBy);
    expect(broken?.course.length).toBeGreaterThan(5);
  });
});
