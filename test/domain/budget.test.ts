import { describe, expect, test } from 'vitest';
import type { ActionRow } from '../../src/domain/action.ts';
import { type BudgetFacts, type BudgetLimits, budgetObjections } from '../../src/domain/budget.ts';
import { minute, now, rowNamed } from '../support/action-facts.ts';

const limits: BudgetLimits = {
  actionsPerJobPerHour: 3,
  actionsPerPlatformPerHour: 5,
  coolDownMs: 5 * minute,
  coolDownAfterRestartMs: 30 * minute,
  blastRadius: { percent: 40, fromJobs: 10, withinMs: 5 * minute },
};
const unspent: BudgetFacts = {
  now,
  lane: 'main/orders',
  plan: undefined,
  clusters: ['main', 'second'],
  safeKinds: ['trigger-checkpoint', 'trigger-savepoint', 'acme/open-ticket'],
  recent: [],
  unreadable: [],
  newlySick: 1,
  jobs: 20,
};
const safe = { kind: 'trigger-savepoint' } as const;
const sentAt = (ago: number, change: Partial<ActionRow> = {}) =>
  rowNamed(`${ago}`, { firstSentAt: now - ago, ...change });
const elsewhere = { lane: 'main/other', jobName: 'other' };

describe('budgetObjections', () => {
  test.each<[title: string, change: Partial<BudgetFacts>, want: readonly string[]]>([
    ['has nothing against a first action', {}, []],
    ['waits for the cool-down', { recent: [sentAt(4 * minute, safe)] }, ['wait limits.coolDown 1 min more']],
    ['goes on when the cool-down is over', { recent: [sentAt(5 * minute, safe)] }, []],
    [
      'waits longer after an interruption',
      { recent: [sentAt(20 * minute)] },
      ['wait limits.coolDownAfterRestart 10 min more'],
    ],
    [
      'does not wait so long after a safe kind of the team’s own',
      { recent: [sentAt(20 * minute, { kind: 'acme/open-ticket' })] },
      [],
    ],
    ['lets another job cool down by itself', { recent: [sentAt(minute, elsewhere)] }, []],
    [
      'counts one plan of two steps once',
      {
        recent: [
          sentAt(40 * minute),
          sentAt(39 * minute, { planId: `plan-${40 * minute}`, step: 1, kind: 'start-job' }),
        ],
      },
      [],
    ],
    [
      'waits when the job has had its three',
      { recent: [40, 45, 50].map((ago) => sentAt(ago * minute)) },
      ['wait limits.actionsPerJobPerHour 3'],
    ],
    [
      'counts what cannot be read as sent now, once for a plan',
      {
        recent: [1, 2, 3].map((n) => sentAt(n * minute, { ...elsewhere, planId: `p-${n}` })),
        unreadable: ['u-1', 'u-1', 'u-2'].map((planId) => ({ planId, cluster: 'second', lane: 'second/orders' })),
      },
      ['wait limits.actionsPerPlatformPerHour 5, of which 2 cannot be read: flink-medic actions list'],
    ],
    [
      'says nothing of what cannot be read where its plan was sent before',
      {
        recent: [1, 2, 3, 4, 5, 90].map((n) => sentAt(n * minute, { ...elsewhere, planId: `p-${n}` })),
        unreadable: [{ planId: 'p-90', cluster: 'main', lane: 'main/other' }],
      },
      ['wait limits.actionsPerPlatformPerHour 5'],
    ],
    [
      'counts none of another platform',
      {
        recent: [1, 2, 3, 4].map((n) => sentAt(n * minute, { ...elsewhere, planId: `p-${n}` })),
        unreadable: [{ planId: 'u-1', cluster: 'far', lane: 'far/orders' }],
      },
      [],
    ],
    ['forgets them after the hour', { recent: [40, 45, 60].map((ago) => sentAt(ago * minute)) }, []],
    [
      'waits when the platform has had its five',
      {
        recent: [1, 2, 3, 4]
          .map((ago) => sentAt(ago * minute, elsewhere))
          .concat(sentAt(5 * minute, { cluster: 'second', lane: 'second/x' })),
      },
      ['wait limits.actionsPerPlatformPerHour 5'],
    ],
    [
      'does not count another platform',
      { recent: [1, 2, 3, 4, 5].map((ago) => sentAt(ago * minute, { cluster: 'far', lane: 'far/x' })) },
      [],
    ],
    [
      'counts what failed and what is in doubt',
      {
        recent: [
          sentAt(40 * minute, { state: 'failed' }),
          sentAt(45 * minute, { state: 'in_doubt' }),
          sentAt(50 * minute, { state: 'needs_human' }),
        ],
      },
      ['wait limits.actionsPerJobPerHour 3'],
    ],
    [
      'does not count what was never sent',
      { recent: [1, 2, 3, 4, 5, 6].map((id) => rowNamed(`${id}`, { firstSentAt: null, state: 'dropped' })) },
      [],
    ],
    ['refuses when the platform is ill', { newlySick: 9, jobs: 20 }, ['refuse newly sick 9 of 20']],
    ['does not call it the platform at the limit itself', { newlySick: 8, jobs: 20 }, []],
    ['knows no platform trouble below ten jobs', { newlySick: 9, jobs: 9 }, []],
    ['knows it from ten jobs up', { newlySick: 9, jobs: 10 }, ['refuse newly sick 9 of 10']],
    ['waits when the clock went back', { recent: [sentAt(-60 * minute, safe)] }, ['wait limits.coolDown 65 min more']],
    [
      'waits when the time of the last action is not a number',
      { recent: [sentAt(0, { ...safe, firstSentAt: Number.NaN })] },
      ['wait limits.coolDown NaN min more'],
    ],
  ])('%s', (_title, change, want) => {
    const objections = budgetObjections({ ...unspent, ...change }, limits);

    expect(objections.map((one) => `${one.weight} ${one.field} ${one.value}`)).toEqual(want);
  });

  const ready = (id: string, createdAt: number) =>
    rowNamed(id, { ...elsewhere, lane: `main/${id}`, firstSentAt: null, state: 'ready', createdAt });
  const five = ['1', '2', '3', '4', '5'].map((id) => ready(id, now));

  test('counts plans that are about to be sent, so that many at once do not all pass', () => {
    const atPlanning = budgetObjections({ ...unspent, recent: five }, limits);
    const younger = budgetObjections({ ...unspent, recent: five, plan: { id: 'plan-6', createdAt: now } }, limits);
    const older = budgetObjections({ ...unspent, recent: five, plan: { id: 'plan-0', createdAt: now } }, limits);

    expect(atPlanning).toHaveLength(1);
    expect(younger).toHaveLength(1);
    expect(older).toEqual([]);
  });

  test('counts those of them that were made before, whatever they are called', () => {
    const own = { id: 'plan-3', createdAt: now };
    const before = ['4', '5', '6', '7', '8'].map((id) => ready(id, now - 1));
    const since = ['0', '1', '10', '11', '2'].map((id) => ready(id, now + 1));

    expect(budgetObjections({ ...unspent, recent: before, plan: own }, limits)).toHaveLength(1);
    expect(budgetObjections({ ...unspent, recent: since, plan: own }, limits)).toEqual([]);
  });

  test('does not count a plan against itself', () => {
    const own = sentAt(minute);

    const objections = budgetObjections(
      { ...unspent, recent: [own], plan: { id: own.planId, createdAt: own.createdAt } },
      limits,
    );

    expect(objections).toEqual([]);
  });

  test('says what to do', () => {
    const [objection] = budgetObjections({ ...unspent, newlySick: 20 }, limits);

    expect(objection).toMatchObject({ todo: 'wait, or act yourself', value: '20 of 20' });
  });
});

describe('a plan of several steps', () => {
  const first = sentAt(20 * minute, { planId: 'p' });
  const second = sentAt(4 * minute, { planId: 'p', step: 1, ...safe });

  test.each([
    ['one way', [first, second]],
    ['the other way', [second, first]],
  ])('counts from its first step, and as an interruption where one of them is; stored %s', (_way, recent) => {
    const [objection] = budgetObjections({ ...unspent, recent }, limits);

    expect(objection).toMatchObject({ field: 'limits.coolDownAfterRestart', value: '10 min more' });
  });

  test.each([
    ['one way', [sentAt(4 * minute, safe), sentAt(6 * minute, safe)]],
    ['the other way', [sentAt(6 * minute, safe), sentAt(4 * minute, safe)]],
  ])('does not hide the last plan; stored %s', (_way, recent) => {
    const [objection] = budgetObjections({ ...unspent, recent }, limits);

    expect(objection).toMatchObject({ field: 'limits.coolDown', value: '1 min more' });
  });
});
