import { describe, expect, test, vi } from 'vitest';
import { messageOf } from '../../src/domain/errors.ts';
import type { ActionKind, ActionKinds } from '../../src/ports/action-kind.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import type { Rule } from '../../src/proof/rules.ts';
import { type RecordingStore, simulate, type Variant } from './simulation.ts';

// Many courses are tried, and more when they are asked for.
vi.setConfig({ testTimeout: 120_000 });

/** Courses tried for each guard; each guard is missed within the first few dozen. */
const courses = Number(process.env['PROOF_COURSES'] ?? 2_000);
const courseOf = (n: number): number => 1 + n;

test(
  'with every guard in its place no course of events breaks a rule',
  async () => {
    const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    let inFlight = 0;

    for (let n = 0; n < courses; n += 1) {
      const verdict = await simulate(seed + n);
      expect(verdict.faults, `seed ${seed + n}`).toEqual([]);
      inFlight += verdict.kinds.reduce((sum, one) => sum + one.inDoubtAtKill.all, 0);
    }

    // Calm courses would prove nothing.
    expect(inFlight).toBeGreaterThan(courses);
  },
  60_000 + courses * 200,
);

test(
  'nor where clocks are apart, and are set',
  async () => {
    const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

    for (let n = 0; n < courses / 8; n += 1) {
      const verdict = await simulate(seed + n, { clocks: true });
      expect(verdict.faults, `seed ${seed + n}`).toEqual([]);
    }
  },
  60_000 + courses * 200,
);

function eachKind(change: (kind: ActionKind) => Partial<ActionKind>): Variant {
  return {
    kinds: (kinds: ActionKinds) => new Map([...kinds].map(([name, kind]) => [name, { ...kind, ...change(kind) }])),
  };
}

/** Says that the intent is stored, and stores it with the next write: gone if the process dies before. */
function storesIntentsLater(store: RecordingStore): LedgerStore {
  const owed: Parameters<LedgerStore['transition']>[0][] = [];
  return {
    ...store,
    async transition(change) {
      if (change.next.state === 'sent') {
        owed.push(change);
        return true;
      }
      for (const one of owed.splice(0)) await store.transition(one);
      return await store.transition(change);
    },
  };
}

/** Stores an answer whatever became of the action meanwhile. */
function storesEveryAnswer(store: RecordingStore): LedgerStore {
  return {
    ...store,
    async transition(change) {
      const stored = await store.transition(change);
      if (stored || change.from !== 'sent') return stored;
      await store.force(change.next);
      return true;
    },
  };
}

describe('a ledger without one of its guards is caught', () => {
  test.each<[guard: string, variant: Variant, caughtBy: Rule]>([
    ['the intent is stored before anything is sent', { store: storesIntentsLater }, 'intent-first'],
    ['the intent is on disk before anything is sent', { unsynced: () => true }, 'intent-first'],
    ['an epoch that is over writes nothing', { epoch: () => 1_000_000 }, 'stale-powerless'],
    ['an absence counts after the finality wait', eachKind(() => ({ finalityMs: 0.001 })), 'never-twice'],
    [
      'a key is repeated to the process that remembers it',
      eachKind(() => ({ incarnation: async () => 'always the same' })),
      'never-twice',
    ],
    [
      'a key is repeated while it is remembered',
      eachKind((kind) => (typeof kind.keyWindowMs === 'number' ? { keyWindowMs: 1e12 } : {})),
      'never-twice',
    ],
    ['a lane holds one action on the way', { ownLanes: true }, 'one-at-a-time'],
    ['an outcome is stored once', { store: storesEveryAnswer }, 'explainable'],
    [
      'a hook that throws knows nothing',
      eachKind((kind) => ({
        query: (...asked) =>
          kind.query(...asked).catch((error: unknown) => ({ kind: 'failed', reason: messageOf(error) })),
      })),
      'true-failure',
    ],
  ])('%s', async (_guard, variant, caughtBy) => {
    const broken = new Set<Rule>();

    for (let n = 0; n < courses && !broken.has(caughtBy); n += 1) {
      const verdict = await simulate(courseOf(n), variant);
      for (const fault of verdict.faults) broken.add(fault.rule);
    }

    expect([...broken]).toContain(caughtBy);
  });
});
