import { expect, test } from 'vitest';
import { crowdedLanes } from '../../src/ledger/invariants.ts';
import { makeNotifyRig, type NotifyCrash } from '../support/notify-rig.ts';

type Rig = Awaited<ReturnType<typeof makeNotifyRig>>;

/** Incidents come, change and end at fixed rounds, whatever the notifier lives through. */
async function begin(): Promise<Rig> {
  const rig: Rig = await makeNotifyRig({
    settings: { newPerMinute: 2 },
    escalation: { afterMs: 10_000 },
    // Pages carry a key that the receiver remembers.
    keyMemoryMs: 86_400_000,
    schedule: { lastDue: (after, now) => [due].find((at) => at > after && at <= now) },
    onRound: async ({ round }) => {
      if (round === 1) for (const id of ['a', 'b', 'c', 'd']) await rig.open(id, { openedAt: rig.clock.at });
      if (round === 1) await rig.open('low', { severity: 'low' });
      if (round === 12)
        await rig.change('a', { state: 'escalated', escalation: 'look' }, [rig.says('a', 'escalated', 'look')]);
      if (round === 45)
        await rig.change('a', { state: 'acting', escalation: null }, [rig.says('a', 'acting', 'begins')]);
      if (round !== 60) return;
      for (const id of ['a', 'b', 'c', 'd']) {
        const over = { state: 'closed', closing: 'cleared', closedAt: rig.clock.at } as const;
        await rig.change(id, over, [rig.says(id, 'closed', `${id} is over`)]);
      }
    },
  });
  const due = rig.clock.at + 50_000;
  return rig;
}

const stories = ['a', 'b', 'c', 'd'];

/** What people have seen in the end. Whether an incident got a message of its own or a line in the list depends on when the process ended. */
async function seen(rig: Rig) {
  const rows = await rig.store.ledger.actions({});
  const own = rig.chat.messages.filter((one) => one.thread === undefined);
  const alerts = own.flatMap(({ body }) => (body.kind === 'alert' ? [body.alert] : []));
  const texts = own.flatMap(({ body }) => (body.kind === 'text' ? [body.lines] : []));
  const listed = texts.filter(([title]) => title?.includes('more incident')).flatMap((lines) => lines.slice(1));
  const told = rig.told().filter((line) => !line.includes('page'));
  return {
    places: stories.map(
      (id) =>
        alerts.filter((one) => one.incidentId === id).length + listed.filter((line) => line.includes(`(${id})`)).length,
    ),
    unfinished: [...alerts.map((one) => one.state), ...listed].filter((one) => !one.includes('closed (cleared)')),
    toldTwice: told.length - new Set(told).size,
    threads: alerts
      .map(({ incidentId: id }) =>
        [`opened: ${id} was opened`, `closed: ${id} is over`].filter((line) => !told.includes(line)),
      )
      .flat(),
    digests: texts.filter(([title]) => title?.startsWith('Digest')).length,
    pages: rig.pages.map((one) => one.page.about),
    open: (await rig.store.notifications.open()).map((one) => one.kind),
    undetermined: rows.filter((row) => ['sent', 'in_doubt', 'needs_human', 'running'].includes(row.state)).length,
    crowded: crowdedLanes(rows).length,
    wrong: rig.chat.wrong,
  };
}

const rounds = 180;

test('people see the same wherever the process ends at a write', { timeout: 600_000 }, async () => {
  const calm = await begin();
  const { life } = await calm.start();
  await calm.step(rounds);
  const want = await seen(calm);
  const others: unknown[] = [];
  let crashes = 0;

  for (let write = 1; write <= life.writes; write += 1) {
    for (const when of ['before', 'after'] as const satisfies readonly NotifyCrash['when'][]) {
      const rig = await begin();
      const process = await rig.start({ write, when });
      await rig.step(rounds);
      crashes += process.life.isOver ? 1 : 0;
      const end = await seen(rig);
      if (JSON.stringify(end) !== JSON.stringify(want)) others.push({ write, when, end });
    }
  }

  expect(want).toEqual({
    places: [1, 1, 1, 1],
    unfinished: [],
    toldTwice: 0,
    threads: [],
    digests: 1,
    pages: ['a'],
    open: ['digest'],
    undetermined: 0,
    crowded: 0,
    wrong: [],
  });
  expect(life.writes).toBeGreaterThan(60);
  expect(crashes).toBe(2 * life.writes);
  expect(others).toEqual([]);
});
