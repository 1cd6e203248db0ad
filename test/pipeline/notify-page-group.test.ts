import { describe, expect, test, vi } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { endsOf, hour, makeNotifyRig, minute, type NotifyCrash } from '../support/notify-rig.ts';

/** A test lives through hours of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

type Rig = Awaited<ReturnType<typeof makeNotifyRig>>;

async function begin(perHour: number): Promise<Rig> {
  return await makeNotifyRig({ everyMs: 15_000, settings: { routes: [] }, escalation: { perHour } });
}

async function escalate(rig: Rig, ids: readonly string[], change: Partial<Incident> = {}): Promise<void> {
  for (const id of ids) {
    await rig.open(id, change);
    const escalated = { state: 'escalated', escalation: 'no SOP fits' } as const;
    await rig.change(id, escalated, [rig.says(id, 'escalated', 'no SOP fits')]);
  }
}

const named = (count: number, prefix = 'i') => Array.from({ length: count }, (_, n) => `${prefix}${n + 10}`);
const minutes = (count: number) => count * 4;
const titles = (rig: Rig) => rig.pages.map(({ page }) => page.title);
/** Ids of the incidents that were called about, each as often as it was. */
const calledFor = (rig: Rig) =>
  rig.pages.flatMap(({ page }) =>
    page.about.startsWith('pages:')
      ? page.lines.flatMap((line) => /\((?<id>\w+)\)$/.exec(line)?.groups?.['id'] ?? [])
      : [page.about],
  );

describe('when more incidents wait for a person than are called about one by one', () => {
  test('the first are called about at once, and one call says how many more there are', async () => {
    const rig = await begin(3);
    await escalate(rig, named(37));
    await escalate(rig, ['worst'], { severity: 'critical' });
    await rig.step(minutes(16));

    expect(rig.pages.map(({ page }) => page.about)).toEqual(['i10', 'i11', 'worst', expect.stringMatching(/^pages:/)]);
    const page = rig.pages[3]?.page;
    expect(page).toMatchObject({ severity: 'high', cluster: 'prod', job: null });
    expect(page?.title).toBe('35 more incidents on prod that nobody has answered: too many at once for a call each');
    expect(page?.lines).toHaveLength(21);
    expect(page?.lines.at(-1)).toBe('and 15 more: flink-medic incidents list');

    await rig.step(minutes(40));

    expect(rig.pages).toHaveLength(4);
  });

  test('each is reminded of, until somebody answers', async () => {
    const rig = await begin(2);
    await escalate(rig, named(5));
    await rig.step(minutes(17));
    await rig.change('i12', { acknowledgedBy: 'ann' }, [rig.says('i12', 'acknowledged', 'ann took note')]);
    rig.pages.length = 0;
    await rig.step(minutes(62));

    expect(calledFor(rig).toSorted()).toEqual(['i10', 'i11', 'i13', 'i14']);
    expect(rig.pages).toHaveLength(3);
  });

  test('those who come later stand in another call, also after the program was started again', async () => {
    const rig = await begin(2);
    await escalate(rig, named(4));
    await rig.step(minutes(1));
    await escalate(rig, named(3, 'late'));
    await rig.step(minutes(14) + 3);
    expect(calledFor(rig)).toEqual(named(4));
    await rig.start();
    await rig.step(minutes(3));
    await rig.start();
    expect(rig.pages).toHaveLength(3);
    await rig.step(minutes(5));

    expect(titles(rig).slice(2)).toEqual([
      expect.stringMatching(/^2 more incidents/),
      expect.stringMatching(/^3 more incidents/),
    ]);
    expect(calledFor(rig)).toEqual([...named(4), ...named(3, 'late')]);
  });

  test('an hour later there is room for single calls again', async () => {
    const rig = await makeNotifyRig({ everyMs: 15_000, escalation: { perHour: 1, remindEveryMs: 24 * hour } });
    await escalate(rig, named(2));
    await rig.step(minutes(62));
    await escalate(rig, ['later']);
    await rig.step(minutes(30));

    expect(rig.pages.map(({ page }) => page.about)).toEqual(['i10', expect.stringMatching(/^pages:/), 'later']);
  });

  test('none of them is lost while nothing gets through', async () => {
    const rig = await begin(1);
    await escalate(rig, named(4));
    rig.paging.mood = 'down';
    await rig.step(minutes(20));
    await escalate(rig, ['late']);
    await rig.step(minutes(20));
    rig.paging.mood = 'well';
    await rig.step(minutes(16));

    expect(calledFor(rig).toSorted()).toEqual([...named(4), 'late']);
    expect(rig.pages).toHaveLength(2);
  });

  test('who is answered before the call leaves is not in it, and a call about nobody is not made', async () => {
    const rig = await begin(1);
    await escalate(rig, named(3));
    rig.paging.mood = 'down';
    await rig.step(minutes(16));
    const answer = (id: string) =>
      rig.change(id, { acknowledgedBy: 'ann' }, [rig.says(id, 'acknowledged', 'ann took note')]);
    await answer('i11');
    rig.paging.mood = 'well';
    await rig.step(minutes(12));
    expect(calledFor(rig).toSorted()).toEqual(['i10', 'i12']);

    rig.paging.mood = 'down';
    await escalate(rig, named(2, 'next'));
    await rig.step(minutes(16));
    await answer('next10');
    await answer('next11');
    rig.paging.mood = 'well';
    await rig.step(minutes(12));

    expect(rig.pages).toHaveLength(2);
    expect((await rig.store.notifications.open()).map((one) => one.kind).toSorted()).toEqual(['page', 'page']);
  });

  test('a call about several that nobody can find out about is made up for by the reminder', async () => {
    const rig = await begin(1);
    await escalate(rig, named(3));
    rig.paging.mood = 'lost';
    await rig.step(minutes(30));
    expect(rig.pages).toHaveLength(2);
    rig.paging.mood = 'well';
    await rig.step(minutes(70));

    expect(calledFor(rig).toSorted()).toEqual(['i10', 'i10', 'i11', 'i11', 'i12', 'i12']);
  });

  test('every one is called about once wherever the process ends at a write', { timeout: 300_000 }, async () => {
    const run = async (crash?: NotifyCrash) => {
      const rig = await makeNotifyRig({
        everyMs: 15_000,
        keyMemoryMs: 24 * hour,
        settings: { routes: [] },
        escalation: { perHour: 1 },
      });
      await escalate(rig, named(4));
      rig.clock.at += 15 * minute;
      const { life } = await rig.start(crash);
      await rig.step(30);
      return { life, called: calledFor(rig), pages: rig.pages.length };
    };
    const calm = await run();
    expect(calm).toMatchObject({ called: named(4), pages: 2 });
    expect(calm.life.writes.length).toBeGreaterThan(15);

    for (const at of endsOf(calm.life)) {
      const { called, life } = await run(at);
      expect({ ...at, isOver: life.isOver, called: called.toSorted() }).toEqual({
        ...at,
        isOver: true,
        called: named(4),
      });
    }
  });
});
