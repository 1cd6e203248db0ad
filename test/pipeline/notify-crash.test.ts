import { expect, test } from 'vitest';
import { crowdedLanes } from '../../src/ledger/invariants.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import { endsOf, endsThatDiffer, makeNotifyRig } from '../support/notify-rig.ts';

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
  let crashes = 0;

  const others = await endsThatDiffer(life, want, async (at) => {
    const rig = await begin();
    const process = await rig.start(at);
    await rig.step(rounds);
    crashes += process.life.isOver ? 1 : 0;
    return seen(rig);
  });

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
  expect(life.writes.length).toBeGreaterThan(60);
  expect(crashes).toBe(endsOf(life).length);
  expect(others).toEqual([]);
});

const manyArgs = { programArgs: Array.from({ length: 150 }, (_, n) => `--n=${n}`) };
const steps = [{ name: 'start', kind: 'start-job', risk: 'disruptive', args: manyArgs }];

/** Incidents get worse and ask, one says what would be done; nothing of it may be told twice or be left out. */
async function worsening(): Promise<Rig> {
  const rig: Rig = await makeNotifyRig({
    everyMs: 3_000,
    settings: {
      routes: [
        { from: 'critical', channel: 'C2' },
        { from: 'medium', channel: 'C1' },
      ],
    },
    onRound: async ({ round }) => {
      if (round === 1) await rig.open('a', { severity: 'medium' });
      if (round === 1) for (const id of ['b', 'c']) await rig.open(id);
      if (round === 17) await rig.ask('b', 'p1');
      if (round === 18) await rig.change('a', { severity: 'high' });
      if (round === 19) await rig.change('c', { severity: 'critical' });
      if (round === 30) await rig.change('a', {}, [event('a', rig.clock.at, 'would-do', 'would start it', { steps })]);
      if (round === 36) await rig.ask('b', 'p2');
      if (round !== 56) return;
      for (const id of ['a', 'b', 'c']) {
        const over = { state: 'closed', closing: 'cleared', closedAt: rig.clock.at } as const;
        await rig.change(id, over, [rig.says(id, 'closed', `${id} is over`)]);
      }
    },
  });
  return rig;
}

/** How often people heard of each thing, by a call or by the message being new. */
async function heard(rig: Rig) {
  const rows = await rig.store.ledger.actions({ kinds: ['slack/post-message', 'slack/update-message'] });
  const own = rig.chat.messages.filter((one) => one.thread === undefined);
  const posted = own.flatMap(({ channel, posted: body }) =>
    body.kind === 'alert' ? [{ channel, ...body.alert }] : [],
  );
  const calls = rig.calls().map((one) => one.text);
  const saysWhere = rig.chat.messages.filter(({ body }) => body.kind === 'text' && body.goesOn !== undefined);
  const exact = rig.chat.messages.flatMap(({ body }) => (body.kind === 'text' ? (body.exact ?? []) : []));
  const worse = posted.filter((one) => one.incidentId === 'a' && one.severity === 'high').length;
  const asked = posted.filter((one) => one.question !== undefined).length;
  return {
    posted: posted.map(({ channel, incidentId }) => `${channel} ${incidentId}`).toSorted(),
    wouldDo: exact.map((one) => one.text).join(''),
    worse: worse + calls.filter((one) => one.includes('high now, medium before')).length,
    asked: asked + calls.filter((one) => one.includes('Waits for a yes or no')).length,
    otherCalls: calls.filter((one) => !/high now, medium before|Waits for a yes or no/.test(one)),
    saysWhere: saysWhere.map(({ channel, thread }) => `${channel} ${thread === undefined ? 'message' : 'thread'}`),
    open: (await rig.store.notifications.open()).map((one) => one.id),
    undetermined: rows.filter((row) => ['sent', 'in_doubt', 'needs_human', 'running'].includes(row.state)).length,
    wrong: rig.chat.wrong,
  };
}

/** Until everything is said. */
async function live(rig: Rig): Promise<void> {
  await rig.step(60);
  for (let n = 0; n < 60 && (await rig.store.notifications.open()).length > 0; n += 1) await rig.step();
}

test('people are called once for each thing that got worse, wherever the process ends at a write', {
  timeout: 900_000,
}, async () => {
  const calm = await worsening();
  const { life } = await calm.start();
  await live(calm);
  const want = await heard(calm);

  const others = await endsThatDiffer(life, want, async (at) => {
    const rig = await worsening();
    await rig.start(at);
    await live(rig);
    return heard(rig);
  });

  expect(want).toEqual({
    posted: ['C1 a', 'C1 b', 'C1 c', 'C2 c'],
    wouldDo: JSON.stringify(manyArgs),
    worse: 1,
    asked: 2,
    otherCalls: [],
    saysWhere: ['C1 message', 'C1 thread'],
    open: [],
    undetermined: 0,
    wrong: [],
  });
  expect(life.writes.length).toBeGreaterThan(60);
  expect(others).toEqual([]);
});
