import { describe, expect, test, vi } from 'vitest';
import { makeClusterNotifier } from '../../src/pipeline/notify-cluster.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import { linesOf } from '../support/chat.ts';
import { hour, makeNotifyRig, minute, second } from '../support/notify-rig.ts';

/** A test lives through hours of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

const calm = new AbortController().signal;

describe('one incident', () => {
  test('has one message, kept true, and tells its story in the thread, each event once and in order', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(8);
    await rig.change('a', { state: 'diagnosed' }, [rig.says('a', 'diagnosed', 'cause known')]);
    await rig.step(10);
    await rig.change('a', { state: 'acting' }, [rig.says('a', 'planned', 'a plan'), rig.says('a', 'acting', 'begins')]);
    await rig.step(10);
    await rig.change('a', { state: 'closed', closing: 'cleared', closedAt: rig.clock.at }, [
      rig.says('a', 'verdict', 'cleared'),
      rig.says('a', 'closed', 'it is over'),
    ]);
    await rig.step(20);

    expect(rig.alerts()).toHaveLength(1);
    expect(linesOf(rig.alerts()[0] as never)[1]).toBe('closed (cleared)');
    expect(rig.told()).toEqual([
      'opened: a was opened',
      'diagnosed: cause known',
      'planned: a plan',
      'acting: begins',
      'verdict: cleared',
      'closed: it is over',
    ]);
    expect(await rig.store.notifications.open()).toEqual([]);
    expect(rig.chat.wrong).toEqual([]);
  });

  test('changes its message at most once in the configured time', async () => {
    const rig = await makeNotifyRig({ settings: { updateEveryMs: 30 * second } });
    await rig.open('a');
    await rig.step(2);
    for (let n = 0; n < 60; n += 1) {
      await rig.change('a', { severity: n % 2 === 0 ? 'critical' : 'high' });
      await rig.step();
    }

    expect(rig.chat.requests.length).toBeLessThanOrEqual(4);
  });

  test('is not told when no route fits, and is told once it got worse', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a', { severity: 'low' });
    await rig.step(10);
    expect(rig.chat.requests).toEqual([]);

    await rig.change('a', { severity: 'critical' });
    await rig.step(10);

    expect(rig.alerts()).toHaveLength(1);
  });

  test('is not told to its end by an answer that the thread did not take', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    Object.assign(rig.chat, { mood: 'refuses', refusal: 'message-fixed' });
    await rig.change('a', {}, [rig.says('a', 'note', 'more')]);
    rig.chat.requests.length = 0;
    await rig.step(6);
    expect(rig.chat.requests).toContain('post reply');
    rig.chat.mood = 'well';
    await rig.step(10);

    expect(rig.told()).toEqual(['opened: a was opened', 'note: more']);
  });

  test.each(['content', 'access'] as const)(
    'whose thread never takes what comes next (%s) has its end in its message',
    async (refusal) => {
      const rig = await makeNotifyRig();
      await rig.open('a');
      await rig.step(10);
      const { messenger } = rig.chat;
      rig.chat.messenger = {
        ...messenger,
        post: async (request, signal) =>
          request.thread === undefined
            ? await messenger.post(request, signal)
            : { kind: 'refused', status: 200, detail: 'no', result: { refusal } },
      };
      await rig.change('a', { severity: 'low' }, [rig.says('a', 'diagnosed', 'the cause')]);
      await rig.step(30);
      await rig.change('a', { state: 'closed', closing: 'cleared', closedAt: rig.clock.at });
      await rig.step(1_800);

      expect(rig.alerts()[0]?.body).toMatchObject({ alert: { closed: true } });
      rig.chat.messenger = messenger;
      await rig.step(660);
      expect(rig.told()).toEqual(['opened: a was opened', 'diagnosed: the cause']);
    },
  );

  test('goes on in its message and thread when it comes back', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    await rig.change('a', { state: 'closed', closing: 'recovered', closedAt: rig.clock.at });
    await rig.step(10);
    expect(await rig.store.notifications.open()).toEqual([]);
    await rig.change('a', { state: 'open', closing: null, closedAt: null }, [rig.says('a', 'opened', 'came back')]);
    await rig.step(20);

    expect(rig.alerts()).toHaveLength(1);
    expect(rig.told()).toEqual(['opened: a was opened', 'opened: came back']);
  });

  test('is posted anew when somebody deleted its message', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    rig.chat.messages.splice(0);
    await rig.change('a', { severity: 'critical' });
    await rig.step(120);

    expect(rig.alerts()).toHaveLength(1);
  });

  test('whose message was deleted is posted anew after the first answer that stands alone', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    rig.chat.messages.length = 0;
    for (const note of ['one', 'two', 'three']) {
      await rig.change('a', {}, [rig.says('a', 'note', note)]);
      await rig.step(15);
    }

    const shown = rig.chat.messages.map(({ body, thread }) => [
      body.kind,
      thread === undefined ? 'alone' : 'in thread',
    ]);
    expect(shown).toEqual([
      ['text', 'alone'],
      ['alert', 'alone'],
      ['text', 'in thread'],
      ['text', 'in thread'],
    ]);
    expect(rig.chat.wrong).toEqual([]);
  });

  test('whose message was deleted before its end is told to its end by a message of its own', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    rig.chat.messages.splice(0);
    const closedAt = rig.clock.now();
    await rig.change('a', { state: 'closed', closing: 'cleared', closedAt }, [rig.says('a', 'closed', 'over')]);
    await rig.step(120);

    expect(rig.alerts()).toHaveLength(1);
    expect(rig.told()).toEqual(['closed: over']);
    expect(rig.chat.messages).toHaveLength(2);
    expect(await rig.store.notifications.open()).toEqual([]);
  });

  test('keeps still while snoozed, and is heard again when it gets worse', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    const until = rig.clock.at + hour;
    await rig.change('a', { snoozed: { until, severity: 'high', by: 'alice' } }, [rig.says('a', 'note', 'snoozed')]);
    await rig.step(60);
    expect(rig.told()).toEqual(['opened: a was opened']);

    await rig.change('a', { severity: 'critical' }, [rig.says('a', 'joined', 'worse')]);
    await rig.step(20);

    expect(rig.told()).toEqual(['opened: a was opened', 'note: snoozed', 'joined: worse']);
  });

  test('that asks has the exact steps in its message, and no buttons once it is closed', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(3);
    await rig.change('a', { state: 'closed', closing: 'resolved', closedAt: rig.clock.at });
    await rig.step(15);
    const body = rig.alerts()[0]?.body;

    expect(body?.kind === 'alert' && body.alert.buttons).toEqual([]);
  });

  test('leaves no line about its messages in the timeline', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(20);

    expect((await rig.store.incidents.timeline({ incidentId: 'a' })).map((one) => one.kind)).toEqual(['opened']);
  });
});

test('what mode observe would do stands in the message step by step, and whole in the thread, in order', async () => {
  const rig = await makeNotifyRig();
  await rig.open('a');
  await rig.step(10);
  const args = { programArgs: Array.from({ length: 400 }, (_, n) => `--n=${n}`) };
  const text = 'Mode is observe; would do: start-job';
  const refusals = [{ reason: 'mode is observe', field: 'mode', value: 'observe', todo: 'set mode: ask' }];
  const steps = [{ name: 'start', kind: 'start-job', risk: 'disruptive', args }];
  await rig.change('a', { state: 'escalated', escalation: text, refusals }, [
    event('a', rig.clock.at, 'would-do', text, { steps }),
    rig.says('a', 'escalated', text),
    rig.says('a', 'note', 'last'),
  ]);
  await rig.step(90);

  const parts = rig.chat.messages.flatMap(({ body }) => (body.kind === 'text' ? (body.exact ?? []) : []));
  expect(rig.alerts()[0]?.body).toMatchObject({
    alert: { wouldDo: [{ name: 'start', kind: 'start-job', args: JSON.stringify(args) }] },
  });
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.map((one) => one.text).join('')).toBe(JSON.stringify(args));
  expect(rig.told()).toEqual([
    'opened: a was opened',
    'would-do: Mode is observe; would do: start-job',
    ...parts.slice(1).map((_, n) => `would do, part ${n + 2} of ${parts.length}`),
    'note: last',
  ]);
});

describe('many incidents', () => {
  test('get so many messages as a channel may, and one list for the rest', async () => {
    const rig = await makeNotifyRig();
    for (let n = 0; n < 17; n += 1) await rig.open(`i${n}`);
    await rig.step(30);
    const lists = rig.chat.messages.filter((one) => one.thread === undefined && one.body.kind === 'text');

    expect(rig.alerts()).toHaveLength(5);
    expect(lists).toHaveLength(0);
    await rig.step(60);
    const later = rig.chat.messages.filter((one) => one.thread === undefined && one.body.kind === 'text');
    expect(later).toHaveLength(1);
    expect(linesOf(later[0] as never)[0]).toMatch(/^12 more incidents on prod, 12 open/);
    expect(rig.alerts()).toHaveLength(5);
  });

  test('of which one asks a question: it leaves the list for a message with buttons', async () => {
    const rig = await makeNotifyRig({ settings: { newPerMinute: 1 } });
    await rig.open('first', { severity: 'critical' });
    await rig.open('other');
    await rig.step(70);
    await rig.step(70);
    await rig.change('other', { state: 'awaiting_approval' });
    await rig.step(90);

    expect(rig.alerts().map((one) => (one.body.kind === 'alert' ? one.body.alert.incidentId : ''))).toEqual([
      'first',
      'other',
    ]);
  });

  test('end their list when all of them have ended', async () => {
    const rig = await makeNotifyRig({ settings: { newPerMinute: 1 } });
    for (const id of ['a', 'b', 'c']) await rig.open(id);
    await rig.step(70);
    for (const id of ['a', 'b', 'c']) {
      await rig.change(id, { state: 'closed', closing: 'recovered', closedAt: rig.clock.at });
    }
    await rig.step(90);
    const list = rig.chat.messages.find((one) => one.thread === undefined && one.body.kind === 'text');

    expect(linesOf(list as never)[0]).toMatch(/^2 more incidents on prod, all closed/);
    expect(await rig.store.notifications.open()).toEqual([]);
  });

  test('of the first look are one message, and each its own only after somebody took note', async () => {
    const rig = await makeNotifyRig();
    for (let n = 0; n < 12; n += 1) await rig.open(`i${n}`, { baseline: true });
    await rig.step(20);
    expect(rig.chat.messages).toHaveLength(1);
    expect(linesOf(rig.chat.messages[0] as never)[0]).toMatch(/already at the first look: 12\./);

    await rig.change('i3', { acknowledgedBy: 'alice' });
    await rig.step(20);

    expect(rig.alerts()).toHaveLength(1);
    expect(linesOf(rig.chat.messages[0] as never)[0]).toMatch(/already at the first look: 11\./);
  });

  test('that their cluster took over before anybody was told are not told', async () => {
    const rig = await makeNotifyRig({ settings: { newPerMinute: 1 } });
    await rig.open('cluster', { job: null, severity: 'critical' });
    await rig.open('b');
    await rig.change('b', { state: 'closed', closing: 'adopted', closedAt: rig.clock.at });
    await rig.step(70);

    expect(rig.chat.messages.filter((one) => one.thread === undefined)).toHaveLength(1);
  });

  test('one that cannot be told holds up no other', async () => {
    const rig = await makeNotifyRig();
    await rig.open('bad');
    await rig.open('good');
    const { deps, log } = await rig.start();
    const incidents = {
      ...deps.incidents,
      timeline: async (filter: Parameters<typeof deps.incidents.timeline>[0]) => {
        if (filter.incidentId === 'bad') throw new Error('its timeline is broken');
        return await deps.incidents.timeline(filter);
      },
    };
    const notifier = makeClusterNotifier({ ...deps, incidents, cluster: 'prod', others: [] });
    for (let n = 0; n < 5; n += 1) await notifier.pass(calm);

    expect(rig.alerts()).toHaveLength(1);
    expect(log.errors[0]?.fields).toMatchObject({ subject: 'bad', err: 'its timeline is broken' });
  });
});

describe('a chat that is down', () => {
  test('gets the latest of each incident when it is back, in order, and no flood', async () => {
    const rig = await makeNotifyRig();
    rig.chat.mood = 'down';
    await rig.open('a');
    for (let n = 0; n < 30; n += 1) {
      await rig.step(60);
      await rig.change('a', {}, [rig.says('a', 'note', `note ${n}`)]);
      if (n % 2 === 0) await rig.open(`more-${n}`);
    }
    const asked = rig.chat.requests.length;
    rig.chat.mood = 'well';
    await rig.step(240);

    expect(asked).toBeLessThan(150);
    expect(rig.alerts().length).toBeLessThanOrEqual(5);
    // All incidents are told: those with a message, and the others in one list.
    const list = rig.chat.messages.find((one) => one.thread === undefined && one.body.kind === 'text');
    expect(linesOf(list as never)).toHaveLength(1 + 16 - rig.alerts().length);
    expect(rig.told().filter((line) => line.startsWith('note:'))).toEqual(
      Array.from({ length: 30 }, (_, n) => `note: note ${n}`),
    );
    expect(rig.chat.wrong).toEqual([]);
  });

  test('grows the store by no more than a row a minute', async () => {
    const rig = await makeNotifyRig();
    rig.chat.mood = 'down';
    for (let n = 0; n < 20; n += 1) await rig.open(`i${n}`);
    await rig.step(600);

    expect((await rig.store.ledger.actions({})).length).toBeLessThan(30);
  });

  test.each(['lost', 'forgets'] as const)('and whose answers are lost (%s) for an hour posts once', async (mood) => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    rig.chat.mood = mood;
    await rig.step();
    await rig.step();
    rig.chat.mood = 'down';
    await rig.step(1800);
    rig.chat.mood = 'well';
    await rig.step(240);

    expect(rig.alerts()).toHaveLength(1);
    // The outage lasted so long that a person was called.
    expect(rig.told()).toEqual(['opened: a was opened', 'action: page (webhook/page): succeeded, accepted: 200: ok']);
    expect(rig.chat.wrong).toEqual([]);
  });

  test('that says "later" is asked less and less often', async () => {
    const rig = await makeNotifyRig();
    rig.chat.mood = 'busy';
    await rig.open('a');
    await rig.step(300);

    expect(rig.chat.requests.length).toBeLessThan(20);
  });

  test('that says how long it wants to be left alone gets one try of each way before, and all of it then', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    Object.assign(rig.chat, { mood: 'busy', retryAfterMs: 2 * minute });
    await rig.open('b');
    await rig.change('a', { severity: 'critical' });
    rig.chat.requests.length = 0;
    await rig.step(120);
    expect(rig.chat.requests.toSorted()).toEqual(['post message', 'update']);

    rig.chat.mood = 'well';
    await rig.step(5);

    expect(rig.alerts()).toHaveLength(2);
    expect(rig.alerts()[0]?.body).toMatchObject({ alert: { severity: 'critical' } });
  });

  test('that refuses is tried again, and not forgotten', async () => {
    const rig = await makeNotifyRig();
    rig.chat.mood = 'refuses';
    await rig.open('a');
    await rig.step(100);
    rig.chat.mood = 'well';
    await rig.step(200);

    expect(rig.alerts()).toHaveLength(1);
  });

  test.each(['access', 'channel', 'rate'] as const)(
    'that refused everything for an hour (%s) is told of a question in two minutes once it is mended',
    async (refusal) => {
      const rig = await makeNotifyRig();
      await rig.open('a');
      await rig.step(10);
      Object.assign(rig.chat, { mood: 'refuses', refusal });
      await rig.ask('a', 'p1');
      await rig.step(3_737);
      const asked = rig.chat.requests.length;
      rig.chat.mood = 'well';
      await rig.step(130);

      expect(asked).toBeLessThan(70);
      expect(rig.alerts()[0]?.body).toMatchObject({ alert: { question: { planDigest: expect.any(String) } } });
      expect(rig.calls()).toHaveLength(1);
    },
  );

  test('that never takes some messages takes the others all the same', async () => {
    const rig = await makeNotifyRig();
    const { messenger } = rig.chat;
    rig.chat.messenger = {
      ...messenger,
      post: async (request, signal) => {
        const { body } = request;
        if (body.kind === 'alert' && body.alert.severity === 'medium') return await messenger.post(request, signal);
        return { kind: 'refused', status: 403, detail: 'a proxy', result: { refusal: 'access' } };
      },
    };
    for (let n = 0; n < 3; n += 1) await rig.open(`bad-${n}`, { severity: 'critical' });
    await rig.step(1_200);

    await rig.open('good', { severity: 'medium' });
    await rig.step(300);

    expect(rig.alerts()).toHaveLength(1);
  });

  test.each(['access', 'channel', 'content', 'rate'] as const)(
    'that refuses updates for a minute (%s) keeps the message it has',
    async (refusal) => {
      const rig = await makeNotifyRig();
      await rig.open('a');
      await rig.step(10);
      Object.assign(rig.chat, { mood: 'refuses', refusal });
      await rig.change('a', { severity: 'critical' });
      await rig.step(60);
      rig.chat.mood = 'well';
      await rig.step(120);

      expect(rig.alerts().map((one) => one.id)).toEqual(['m1']);
      expect(rig.alerts()[0]?.body).toMatchObject({ alert: { severity: 'critical' } });
    },
  );
});

describe('a channel that refuses everything', () => {
  const routes = [
    { clusters: ['prod'], from: 'critical', channel: 'CDEAD' },
    { from: 'low', channel: 'CWELL' },
  ] as const;

  test('rests alone: a healthy one is told at once, however many incidents are not told there', async () => {
    const rig = await makeNotifyRig({ clusters: ['prod', 'other'], settings: { routes, newPerMinute: 50 } });
    rig.chat.archived.push('CDEAD');
    for (let n = 0; n < 4; n += 1) await rig.open(`dead-${n}`, { severity: 'critical' });
    await rig.open('quiet');
    await rig.open('elsewhere', { cluster: 'other', severity: 'critical' });
    await rig.step(2);
    const told = () => rig.alerts().map(({ body }) => body.kind === 'alert' && body.alert.incidentId);
    expect(new Set(told())).toEqual(new Set(['elsewhere', 'quiet']));

    rig.chat.requests.length = 0;
    await rig.ask('quiet', 'p1');
    await rig.step(8);
    expect(
      rig.alerts().find(({ body }) => body.kind === 'alert' && body.alert.incidentId === 'quiet')?.body,
    ).toMatchObject({
      alert: { question: { planDigest: expect.any(String) } },
    });

    rig.chat.requests.length = 0;
    await rig.step(120);
    expect(rig.chat.requests.length).toBeLessThan(20);
    rig.chat.archived.pop();
    await rig.step(240);
    expect(rig.alerts()).toHaveLength(6);
    expect(rig.chat.wrong).toEqual([]);
  });
});

describe('a flood of events', () => {
  test('is told by its end, with the place of the rest', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    await rig.change(
      'a',
      {},
      Array.from({ length: 300 }, (_, n) => rig.says('a', 'note', `n${n}`)),
    );
    await rig.step((2 * minute) / second);
    const told = rig.told();

    expect(told[1]).toBe('200 earlier events: flink-medic incidents show a');
    expect(told.slice(2)).toEqual(Array.from({ length: 100 }, (_, n) => `note: n${200 + n}`));
  });
});
