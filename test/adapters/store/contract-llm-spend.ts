import { expect, test } from 'vitest';
import type { Spend, SpendLimits } from '../../../src/ports/llm-spend.ts';
import type { OpenEmptyStore } from './contract.ts';
import { incidentNamed } from './rows-for-tests.ts';

const hour = 3_600_000;
const none: SpendLimits = { incident: {}, hour: {}, day: {} };
const worst: Spend = { calls: 1, tokens: 100, microMoney: 40 };

export function llmSpendContract(open: OpenEmptyStore): void {
  test.each<[title: string, limits: Partial<SpendLimits>, at: number, incident: string, want: object]>([
    [
      'calls of an incident',
      { incident: { calls: 1 } },
      0,
      'i-1',
      { kind: 'over', scope: 'incident', of: 'calls', limit: 1 },
    ],
    ['calls of another incident', { incident: { calls: 1 } }, 0, 'i-2', { kind: 'reserved' }],
    [
      'tokens of an hour',
      { hour: { tokens: 199 } },
      1,
      'i-2',
      { kind: 'over', scope: 'hour', of: 'tokens', limit: 199 },
    ],
    ['tokens of an hour, exactly', { hour: { tokens: 200 } }, 1, 'i-2', { kind: 'reserved' }],
    ['tokens of an hour, an hour later', { hour: { tokens: 199 } }, hour, 'i-2', { kind: 'reserved' }],
    [
      'money of a day',
      { day: { microMoney: 79 } },
      hour,
      'i-2',
      { kind: 'over', scope: 'day', of: 'microMoney', limit: 79 },
    ],
    ['money of a day, a day later', { day: { microMoney: 79 } }, 24 * hour, 'i-2', { kind: 'reserved' }],
    [
      'an incident, days later',
      { incident: { tokens: 150 } },
      48 * hour,
      'i-1',
      { kind: 'over', scope: 'incident', of: 'tokens', limit: 150 },
    ],
    [
      'what is not a number',
      { day: { tokens: Number.NaN } },
      0,
      'i-2',
      { kind: 'over', scope: 'day', of: 'tokens', limit: Number.NaN },
    ],
  ])('limits %s', async (_title, limits, at, incidentId, want) => {
    const { llmSpend } = (await open()).store;
    await llmSpend.reserve({ id: 'a', incidentId: 'i-1', at: 0, worst, limits: none });

    const second = await llmSpend.reserve({ id: 'b', incidentId, at, worst, limits: { ...none, ...limits } });

    expect(second).toEqual(want);
  });

  test('what a call did cost takes the place of its worst; a refused one costs nothing', async () => {
    const { llmSpend } = (await open()).store;
    const limits = { ...none, day: { tokens: 150 } };
    const reserve = (id: string) => llmSpend.reserve({ id, incidentId: 'i-1', at: 0, worst, limits });
    await reserve('a');
    const refused = await reserve('b');
    await llmSpend.settle('a', { calls: 1, tokens: 30, microMoney: 9 });

    const third = await reserve('c');

    expect([refused.kind, third.kind]).toEqual(['over', 'reserved']);
  });

  test('a call of which the end is known leaves the others at their worst', async () => {
    const { llmSpend } = (await open()).store;
    const reserve = (id: string, tokens?: number) =>
      llmSpend.reserve({ id, incidentId: 'i-1', at: 0, worst, limits: { ...none, day: { tokens } } });
    await reserve('a');
    await reserve('b');
    await llmSpend.settle('a', { calls: 1, tokens: 30, microMoney: 9 });

    const [passes, fits] = [await reserve('c', 229), await reserve('d', 230)];

    expect([passes.kind, fits.kind]).toEqual(['over', 'reserved']);
  });

  const ofCheckout = (cluster: string, job: string | null) => cluster === 'prod' && job?.startsWith('orders') === true;
  const ofNobody = (cluster: string, job: string | null) => !ofCheckout(cluster, job);

  test.each<[title: string, limits: Partial<SpendLimits>, at: number, isOwn: typeof ofCheckout, want: object]>([
    [
      'the hour, over several jobs',
      { ownerHour: { calls: 2 } },
      2,
      ofCheckout,
      { kind: 'over', scope: 'ownerHour', of: 'calls', limit: 2 },
    ],
    ['the hour, an hour later', { ownerHour: { calls: 2 } }, hour + 2, ofCheckout, { kind: 'reserved' }],
    [
      'the day, an hour later',
      { ownerDay: { tokens: 299 } },
      hour + 2,
      ofCheckout,
      { kind: 'over', scope: 'ownerDay', of: 'tokens', limit: 299 },
    ],
    ['the day, exactly', { ownerDay: { tokens: 300 } }, 2, ofCheckout, { kind: 'reserved' }],
    ['money', { ownerDay: { microMoney: 119 } }, 2, ofCheckout, { kind: 'over', scope: 'ownerDay', of: 'microMoney' }],
    ['nobody but the owner', { ownerHour: { calls: 2 } }, 2, ofNobody, { kind: 'reserved' }],
    [
      'the clusters themselves and jobs that nobody owns, together',
      { ownerHour: { tokens: 199 } },
      2,
      ofNobody,
      { kind: 'over', scope: 'ownerHour' },
    ],
    [
      'the owner before all, so that the reason is the nearer one',
      { ownerHour: { calls: 2 }, hour: { calls: 3 } },
      2,
      ofCheckout,
      { kind: 'over', scope: 'ownerHour' },
    ],
  ])("limits what one owner's jobs cost together: %s", async (_title, limits, at, isOwn, want) => {
    const { incidents, llmSpend } = (await open()).store;
    const subjects = [
      ['i-1', 'prod', 'orders'],
      ['i-2', 'prod', 'orders-late'],
      ['i-3', 'prod', null],
      ['i-4', 'staging', 'orders'],
    ] as const;
    for (const [id, cluster, job] of subjects) {
      await incidents.save({ incident: incidentNamed(id, { cluster, job, version: 0 }), events: [] });
    }
    await llmSpend.reserve({ id: 'a', incidentId: 'i-1', at: 0, worst, limits: none });
    await llmSpend.reserve({ id: 'b', incidentId: 'i-2', at: 1, worst, limits: none });
    if (isOwn === ofNobody) await llmSpend.reserve({ id: 'c', incidentId: 'i-3', at: 1, worst, limits: none });

    const next = await llmSpend.reserve({
      id: 'z',
      incidentId: isOwn === ofNobody ? 'i-4' : 'i-1',
      at,
      worst,
      limits: { ...none, ...limits },
      isOwn,
    });

    expect(next).toMatchObject(want);
  });

  test('many at once never pass a limit together', async () => {
    const { llmSpend } = (await open()).store;
    const limits = { ...none, hour: { calls: 3 } };

    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        llmSpend.reserve({ id: `${index}`, incidentId: `i-${index}`, at: 0, worst, limits }),
      ),
    );

    expect(all.filter(({ kind }) => kind === 'reserved')).toHaveLength(3);
  });
}
