import { describe, expect, test } from 'vitest';
import { actionKinds } from '../../src/actions/index.ts';
import { budgetObjections } from '../../src/domain/budget.ts';
import { UserMistake } from '../../src/domain/errors.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { platformFacts } from '../../src/pipeline/platform-facts.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { line, minute, now, otherId } from '../support/action-facts.ts';
import { pollAt } from '../support/detections.ts';
import { usualLimits } from '../support/pipeline-rig.ts';

/** Twenty clusters of one platform with a job each, of which this replica polls the first, and one of another. */
async function objectionsWith(
  sick: number,
  watched = ['c0'],
  since: Partial<Incident> = { openedAt: now - minute },
): Promise<string[]> {
  const names = Array.from({ length: 20 }, (_, n) => `c${n}`);
  const incidents = [
    ...names.slice(0, sick).map((cluster) => incidentNamed(cluster, { cluster, ...since })),
    incidentNamed('of another platform', { cluster: 'far', ...since }),
    incidentNamed('of a cluster', { cluster: 'c19', job: null, ...since }),
    incidentNamed('of before the first look', { cluster: 'c18', job: 'payments', baseline: true, ...since }),
  ];
  const ended = { ...line, id: otherId, name: 'yesterday', state: 'FINISHED' as const };
  const poll = pollAt(now, [
    { line, at: now },
    { line: ended, at: now },
  ]);
  const deps = {
    clock: { now: () => now },
    limits: usualLimits,
    kinds: new Map(),
    clusters: [{ name: 'far', platform: 'other' }, ...names.map((name) => ({ name, platform: 'one' }))],
    actions: { actions: async () => [] },
    incidents: { list: async () => incidents },
    world: {
      latest: (name: string) => (watched.includes(name) && poll.kind === 'complete' ? poll.snapshot : undefined),
    },
    watch: { livingJobs: async (name: string) => (watched.includes(name) ? [] : ['orders']) },
  };
  const facts = await platformFacts(deps as unknown as Parameters<typeof platformFacts>[0], {
    cluster: 'c0',
    job: 'orders',
  });
  return budgetObjections(facts, usualLimits).map(({ field, value }) => `${field} ${value}`);
}

describe('the blast radius counts the jobs of the platform, whichever replica polls them', () => {
  test.each([
    [8, []],
    [9, ['newly sick 9 of 20']],
    [20, ['newly sick 20 of 20']],
  ])('%i of 20 fell ill', async (sick, want) => {
    expect(await objectionsWith(sick)).toEqual(want);
  });

  test('no other way than where one replica polls them all', async () => {
    const all = Array.from({ length: 20 }, (_, n) => `c${n}`);

    expect(await objectionsWith(8, all)).toEqual([]);
    expect(await objectionsWith(9, all)).toEqual(['newly sick 9 of 20']);
  });
});

const day = 24 * 60 * minute;

test.each([
  [{}, day],
  [{ coolDownMs: 2 * day }, 2 * day],
  [{ coolDownAfterRestartMs: 3 * day }, 3 * day],
])('what was done in a day counts, and in a longer cool-down: %o', async (limits, ms) => {
  let since: number | undefined;
  const deps = {
    clock: { now: () => now },
    limits: { ...usualLimits, ...limits },
    kinds: actionKinds,
    clusters: [],
    actions: {
      actions: async (filter: { since: number }) => {
        since = filter.since;
        return [];
      },
    },
    incidents: { list: async () => [] },
  };

  const of = { cluster: 'c0', job: 'orders' };
  const facts = await platformFacts(deps as unknown as Parameters<typeof platformFacts>[0], of);

  expect(since).toBe(now - ms);
  expect(facts.safeKinds.toSorted()).toEqual(['trigger-checkpoint', 'trigger-savepoint']);
});

test('an action of another job that cannot be read is counted, one of the job itself or of nobody knows which ends the count', async () => {
  const error = new UserMistake('the row cannot be read');
  const factsWith = (lane: string) => {
    const unreadable = { planId: 'p-1', cluster: 'c0', lane, error };
    const deps = {
      clock: { now: () => now },
      limits: usualLimits,
      kinds: actionKinds,
      clusters: [],
      actions: {
        actions: async ({ onUnreadable }: Parameters<LedgerStore['actions']>[0]) => {
          onUnreadable?.(unreadable);
          return [];
        },
      },
      incidents: { list: async () => [] },
    };
    const of = { cluster: 'c0', job: 'orders' };
    return platformFacts(deps as unknown as Parameters<typeof platformFacts>[0], of);
  };

  expect((await factsWith('c0/payments')).unreadable).toMatchObject([{ lane: 'c0/payments' }]);
  await expect(factsWith('c0/orders')).rejects.toBe(error);
  await expect(factsWith('orders')).rejects.toBe(error);
  await expect(factsWith('c1/payments')).rejects.toBe(error);
});

test.each<[what: string, since: Partial<Incident>, want: string[]]>([
  ['comes back counts anew', { openedAt: now - 30 * minute, reopenedAt: now - minute }, ['newly sick 9 of 20']],
  ['came back long ago does not', { openedAt: now - 60 * minute, reopenedAt: now - 6 * minute }, []],
  ['lasts does not', { openedAt: now - 6 * minute }, []],
])('trouble that %s', async (_what, since, want) => {
  expect(await objectionsWith(9, ['c0'], since)).toEqual(want);
});
