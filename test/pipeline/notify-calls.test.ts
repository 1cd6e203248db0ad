import { describe, expect, test, vi } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { callLines, isUncalled, withCall } from '../../src/pipeline/notify-called.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { linesOf } from '../support/chat.ts';
import { alert, question } from '../support/alerts.ts';
import { approvers, hour, makeNotifyRig, minute, second } from '../support/notify-rig.ts';

/** A test lives through hours of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

const routes = [
  { from: 'critical', channel: 'C2' },
  { from: 'medium', channel: 'C1' },
] as const;

describe('whether somebody has to be called', () => {
  const high = { severity: 'high', question: null } as const;

  test.each([
    ['for nothing that an older program said', { ...high, severity: 'critical' }, null, false],
    ['for what is as it was', high, high, false],
    ['for what is worse', { ...high, severity: 'critical' }, high, true],
    ['not for what is better', { ...high, severity: 'low' }, high, false],
    ['for a question', { ...high, question: 'p1' }, high, true],
    ['not for the same question again', { ...high, question: 'p1' }, { ...high, question: 'p1' }, false],
    ['for another question', { ...high, question: 'p2' }, { ...high, question: 'p1' }, true],
    ['not for a question that is gone', high, { ...high, question: 'p1' }, false],
  ] as const)('%s', (_title, told, called, want) => {
    expect(isUncalled(told, called)).toBe(want);
  });

  test('is judged by the worst that was called for, whatever it was later', () => {
    const called = withCall({ severity: 'critical', question: 'p1' }, { severity: 'high', question: 'p2' });

    expect(called).toEqual({ severity: 'critical', question: 'p2' });
  });

  test('a call names no arguments, and the command that shows them all', () => {
    const steps = [
      { name: 'stop', kind: 'stop-with-savepoint' as const, args: `{"directory":"${'x'.repeat(5_000)}"}` },
    ];
    const asking = incidentNamed('inc-1', { state: 'awaiting_approval' });
    const called = { severity: 'low', question: 'older' } as const;
    const text = callLines(alert({ question: question({ steps }) }), asking, called).join('\n');

    expect(text).toContain('It got worse: high now, low before.');
    expect(text).toContain('Waits for a yes or no until 2027-01-15 09:30:00 UTC: stop-with-savepoint. It is another');
    expect(text).toContain('flink-medic incidents show inc-1');
    expect(text).not.toContain('xxx');
  });
});

describe('an incident that gets worse', () => {
  test('calls, and its thread goes on, while the chat wants fewer changes; its message is changed after that', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    const well = rig.chat.messenger;
    const result = { refusal: 'rate', retryAfterMs: String(10 * minute) };
    const busy = async () => ({ kind: 'refused', status: 429, detail: 'later', result }) as const;
    rig.chat.messenger = { ...well, update: busy };
    await rig.change('a', { severity: 'critical' }, [rig.says('a', 'note', 'it is worse')]);
    await rig.step(30);
    expect(rig.calls()).toEqual([expect.objectContaining({ call: 'critical', thread: 'm1' })]);
    expect(rig.told()).toContain('note: it is worse');

    rig.chat.messenger = well;
    await rig.step(600);

    expect(rig.alerts()[0]?.body).toMatchObject({ alert: { severity: 'critical' } });
    expect(rig.calls()).toHaveLength(1);
  });

  test('calls once, in its thread and the channel, after its message shows it', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    await rig.change('a', { severity: 'critical' });
    await rig.step();
    await rig.step();
    const shown = rig.alerts()[0]?.body;
    await rig.step(300);

    expect(shown).toMatchObject({ alert: { severity: 'critical' } });
    expect(rig.calls()).toEqual([
      expect.objectContaining({
        channel: 'C1',
        thread: 'm1',
        call: 'critical',
        text: expect.stringContaining('high before'),
      }),
    ]);
    expect(rig.chat.wrong).toEqual([]);
  });

  test('does not call when it was told so from the beginning, or closed before', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a', { severity: 'critical' });
    await rig.open('b');
    await rig.step(10);
    await rig.change('b', { severity: 'critical', state: 'closed', closing: 'recovered', closedAt: rig.clock.at });
    await rig.step(60);

    expect(rig.calls()).toEqual([]);
  });

  test('calls for the worst alone when it got worse twice meanwhile', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a', { severity: 'medium' });
    await rig.step(10);
    rig.chat.mood = 'down';
    await rig.change('a', { severity: 'high' });
    await rig.step(120);
    await rig.change('a', { severity: 'critical' });
    await rig.step(120);
    rig.chat.mood = 'well';
    await rig.step(240);

    expect(rig.calls().map((one) => one.text)).toEqual([expect.stringMatching(/critical now, medium before/)]);
  });

  test('breaks its snooze, which keeps it still otherwise', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    await rig.change('a', { snoozed: { until: rig.clock.at + hour, severity: 'high', by: 'alice' } });
    await rig.step(60);
    expect(rig.calls()).toEqual([]);

    await rig.change('a', { severity: 'critical' });
    await rig.step(20);

    expect(rig.calls()).toHaveLength(1);
  });

  test('leaves its list for a message of its own', async () => {
    const rig = await makeNotifyRig({ settings: { newPerMinute: 1 } });
    await rig.open('first', { severity: 'critical' });
    await rig.open('other');
    await rig.step(130);
    expect(rig.alerts()).toHaveLength(1);

    await rig.change('other', { severity: 'critical' });
    await rig.step(70);

    expect(rig.alerts().map(({ posted }) => posted.kind === 'alert' && posted.alert.severity)).toEqual([
      'critical',
      'critical',
    ]);
  });

  test('is told anew in the channel of its severity, and the old message and thread say where, once', async () => {
    const rig = await makeNotifyRig({ settings: { routes } });
    await rig.open('a');
    await rig.step(10);
    await rig.ask('a', 'p1');
    await rig.step(10);
    await rig.change('a', { severity: 'critical' });
    await rig.step(60);
    await rig.change('a', { state: 'closed', closing: 'resolved', closedAt: rig.clock.at });
    await rig.step(60);

    const [old] = rig.chat.messages;
    const [fresh, ...more] = rig.chat.messages.filter((one) => one.channel === 'C2' && one.thread === undefined);
    const saysWhere = {
      kind: 'text',
      lines: ['Incident a of prod/job-a goes on in another channel'],
      goesOn: 'C2',
    };
    expect(old?.body).toEqual(saysWhere);
    expect(rig.chat.messages.filter((one) => one.thread === old?.id).at(-1)?.body).toEqual(saysWhere);
    expect(fresh?.posted).toMatchObject({
      alert: { severity: 'critical', question: { neededApprovals: 1, answerers: { kind: 'people', names: ['Ann'] } } },
    });
    expect(fresh?.body).toMatchObject({ alert: { closed: true } });
    expect(more).toEqual([]);
    expect(linesOf(rig.chat.messages.find((one) => one.thread === fresh?.id) as never)[0]).toContain('a was opened');
    expect(await rig.store.notifications.open()).toEqual([]);
    expect(rig.chat.wrong).toEqual([]);
  });

  test('that was there at the first look calls in the thread of what it stands in', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a', { baseline: true, severity: 'medium' });
    await rig.open('b', { baseline: true });
    await rig.step(10);
    await rig.change('a', { severity: 'critical' });
    await rig.step(60);

    expect(rig.calls()).toEqual([
      expect.objectContaining({
        thread: 'm1',
        call: 'critical',
        text: expect.stringContaining('It got worse: Wrong on prod'),
      }),
    ]);
    expect(rig.alerts()).toEqual([]);
  });
});

describe('an incident that joins a posted list', () => {
  const quietly = { settings: { newPerMinute: 1 } };
  type Rig = Awaited<ReturnType<typeof makeNotifyRig>>;
  const ownOf = (rig: Rig) =>
    rig.alerts().map(({ posted }) => (posted.kind === 'alert' ? posted.alert.incidentId : ''));
  const listsOf = (rig: Rig) =>
    rig.chat.messages.filter(({ thread, body }) => thread === undefined && body.kind === 'text');

  test('and is worse than all of it calls with a message of its own', async () => {
    const rig = await makeNotifyRig(quietly);
    await rig.open('first');
    await rig.open('other');
    await rig.step(70);
    await rig.open('worse', { severity: 'critical' });
    await rig.open('equal');
    await rig.step(130);

    expect(ownOf(rig)).toEqual(['first', 'worse']);
    expect(listsOf(rig)).toHaveLength(1);
  });

  test('and is worse than all that is open there calls, too, whatever the list called for before', async () => {
    const rig = await makeNotifyRig(quietly);
    await rig.open('first', { severity: 'critical' });
    await rig.open('over', { severity: 'critical' });
    await rig.open('other', { severity: 'medium' });
    await rig.step(70);
    await rig.change('over', { state: 'closed', closing: 'recovered', closedAt: rig.clock.at });
    await rig.step(10);
    await rig.open('fresh');
    await rig.step(130);

    expect(ownOf(rig)).toEqual(['first', 'fresh']);
    expect(listsOf(rig)).toHaveLength(1);
  });

  test('calls nobody while another one there is as bad', async () => {
    const rig = await makeNotifyRig(quietly);
    await rig.open('first', { severity: 'critical' });
    await rig.open('other', { severity: 'critical' });
    await rig.step(70);
    await rig.open('fresh', { severity: 'critical' });
    await rig.step(130);

    expect(ownOf(rig)).toEqual(['first']);
    expect(linesOf(listsOf(rig)[0] as never)[0]).toMatch(/^2 more incidents/);
  });

  test('and asks calls with a message of its own, where the buttons are', async () => {
    const rig = await makeNotifyRig(quietly);
    await rig.open('first', { severity: 'critical' });
    await rig.open('other', { severity: 'critical' });
    await rig.step(70);
    await rig.open('fresh', { severity: 'medium' });
    await rig.ask('fresh', 'p1');
    await rig.step(130);

    expect(ownOf(rig)).toEqual(['first', 'fresh']);
    expect(rig.alerts()[1]?.posted).toMatchObject({ alert: { question: { answerers: { names: ['Ann'] } } } });
  });

  test('leaves it when what was begun does not go on without a person', async () => {
    const rig = await makeNotifyRig(quietly);
    await rig.open('first', { severity: 'critical' });
    await rig.open('other');
    await rig.step(70);
    await rig.change('other', { state: 'acting', planId: 'p1' });
    await rig.step(70);
    expect(ownOf(rig)).toEqual(['first']);

    await rig.change('other', { escalation: 'Action act-p1 needs a person: no answer of Flink' });
    await rig.step(10);

    expect(ownOf(rig)).toEqual(['first', 'other']);
  });
});

test('what was begun and needs a person calls once, whatever is written about it', async () => {
  const rig = await makeNotifyRig();
  await rig.open('a', { severity: 'critical' });
  await rig.step(10);
  await rig.ask('a', 'p1');
  await rig.step(20);
  await rig.change('a', { state: 'acting', escalation: 'Action act-p1 needs a person: no answer of Flink' });
  await rig.step(20);
  await rig.change('a', { escalation: 'Action act-p1 needs a person: still no answer of Flink' });
  await rig.step(60);

  expect(rig.calls().map((one) => one.text)).toEqual([
    expect.stringMatching(/^Waits for a yes or no/),
    'What was begun does not go on: Action act-p1 needs a person: no answer of Flink flink-medic incidents show a',
  ]);
});

test('what has to be waited for is shown as that', async () => {
  const rig = await makeNotifyRig({ everyMs: 15_000 });
  const refusals = [{ reason: 'the job cools down', field: 'coolDown', value: '5 min', todo: 'wait' }];
  await rig.open('a', { state: 'diagnosed', refusals });
  await rig.step(4);

  expect(rig.alerts()[0]?.body).toMatchObject({ kind: 'alert', alert: { waits: true } });
});

test('a page says that nobody knows what happened, not that it was not done, and the command that shows how to answer', async () => {
  const rig = await makeNotifyRig({ everyMs: 15_000 });
  await rig.open('a');
  await rig.ask('a', 'p1');
  const escalation = 'Action act-p1 needs a person: no answer of the gateway';
  await rig.change('a', { state: 'acting', escalation }, [rig.says('a', 'escalated', escalation)]);
  await rig.step(70);

  const lines = rig.pages[0]?.page.lines ?? [];
  expect(lines.slice(-2)).toEqual([`Nothing more is done: ${escalation}`, 'flink-medic incidents show a']);
});

describe('a question', () => {
  test('calls once when it is new and once when another one takes its place, and not again for a vote', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    await rig.ask('a', 'p1');
    await rig.step(60);
    expect(rig.calls().map((one) => one.text)).toEqual([expect.stringMatching(/^Waits for a yes or no until /)]);

    await rig.change('a', { refusals: [] });
    await rig.step(60);
    await rig.ask('a', 'p2');
    await rig.step(60);

    expect(rig.calls().map((one) => one.text.includes('another question'))).toEqual([false, true]);
  });

  test('calls those who may answer it once, in a new message too, and never for what else happens', async () => {
    const rig = await makeNotifyRig();
    const answerers = { kind: 'people', names: ['Ann'] };
    await rig.open('a');
    await rig.open('b');
    await rig.ask('b', 'p0');
    await rig.step(10);
    await rig.ask('a', 'p1');
    await rig.step(60);
    await rig.change('a', { severity: 'critical' });
    await rig.step(60);

    expect(rig.alerts()[0]?.posted).toMatchObject({ alert: { incidentId: 'b', question: { answerers } } });
    const calls = rig.chat.messages.filter(({ body }) => body.kind === 'text' && body.call !== undefined);
    expect(calls.map(({ body }) => body.kind === 'text' && body.answerers)).toEqual([answerers, undefined]);
  });

  test('that is posted anew, since its message was deleted, calls those who may answer it again', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.ask('a', 'p1');
    await rig.step(10);
    rig.chat.messages.length = 0;
    await rig.change('a', { refusals: [{ reason: 'r', field: 'f', value: 'v', todo: 't' }] });
    await rig.step(180);

    expect(rig.alerts().map(({ posted }) => posted)).toMatchObject([
      { alert: { question: { answerers: { names: ['Ann'] } } } },
    ]);
  });

  test('whose message was deleted is posted anew in some minutes, also when nothing else happens', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a', { severity: 'medium' });
    await rig.ask('a', 'p1');
    await rig.step(30);
    rig.chat.messages.length = 0;
    await rig.step(6 * 60);

    expect(rig.alerts().map(({ posted }) => posted)).toMatchObject([
      { alert: { question: { answerers: { names: ['Ann'] } } } },
    ]);
  });

  test('is said again every five minutes while it is open, and its message not at all once it has ended', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a', { severity: 'medium' });
    await rig.ask('a', 'p1');
    await rig.step(30);
    rig.chat.requests.length = 0;
    await rig.step(16 * 60);
    expect(rig.chat.requests).toEqual(['update', 'update', 'update']);

    await rig.change('a', { state: 'escalated', escalation: 'nobody answered', planId: null });
    await rig.step(30);
    rig.chat.requests.length = 0;
    await rig.step(11 * 60);
    expect(rig.chat.requests).toEqual([]);
  });

  test('whose message is there and cannot be changed any more is left as it is', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a', { severity: 'medium' });
    await rig.ask('a', 'p1');
    await rig.step(30);
    Object.assign(rig.chat, { mood: 'refuses', refusal: 'message-fixed' });
    rig.chat.requests.length = 0;
    await rig.step(16 * 60);

    expect(rig.chat.requests).toEqual(['update', 'update', 'update']);
    expect(rig.alerts()).toHaveLength(1);
  });

  test('that nobody could answer calls once more when somebody can, after the program was started again', async () => {
    const people = { people: approvers.people, destructiveNeeds: 1, selfApproval: false };
    let rules: typeof approvers.rules = [{ clusters: ['other'], risks: ['disruptive'], people: ['Ann'] }];
    const changing = {
      ...people,
      get rules() {
        return rules;
      },
    };
    const rig = await makeNotifyRig({ approvers: changing });
    await rig.open('a');
    await rig.step(10);
    await rig.ask('a', 'p1');
    await rig.step(60);
    rules = approvers.rules;
    await rig.start();
    await rig.step(120);

    const calls = rig.chat.messages.filter(({ body }) => body.kind === 'text' && body.call !== undefined);
    expect(calls.map(({ body }) => body.kind === 'text' && body.answerers)).toEqual([
      { kind: 'too-few', names: [], why: expect.stringContaining('no rule names anybody') },
      { kind: 'people', names: ['Ann'] },
    ]);
    expect(linesOf(calls.at(-1) as never).join(' ')).toContain('Who may answer has changed.');
  });

  test('that got worse calls those who may answer it now, once, and not where they are the same', async () => {
    const any = { clusters: ['*'], risks: ['disruptive'] } as const;
    const rig = await makeNotifyRig({
      approvers: {
        ...approvers,
        rules: [
          { ...any, severities: ['high'], people: ['Ann'] },
          { ...any, severities: ['low', 'medium', 'critical'], people: ['Ben', 'Cy'] },
        ],
      },
    });
    await rig.open('a', { severity: 'medium' });
    await rig.ask('a', 'p1');
    await rig.step(60);
    expect(rig.calls()).toEqual([]);
    for (const severity of ['high', 'critical'] as const) {
      await rig.change('a', { severity });
      await rig.step(120);
    }

    const calls = rig.chat.messages.filter(({ body }) => body.kind === 'text' && body.call !== undefined);
    expect(calls.map(({ body }) => body.kind === 'text' && body.answerers)).toEqual([
      { kind: 'people', names: ['Ann'] },
      { kind: 'people', names: ['Ben', 'Cy'] },
    ]);
    expect(linesOf(calls.at(-1) as never).join(' ')).toContain('Who may answer has changed.');
    expect(rig.alerts()[0]?.body).toMatchObject({
      alert: { severity: 'critical', question: { answerers: { names: ['Ben', 'Cy'] } } },
    });
  });

  test('that is gone before anybody was called to it calls nobody', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    rig.chat.mood = 'down';
    await rig.ask('a', 'p1');
    await rig.step(60);
    await rig.change('a', { state: 'escalated', escalation: 'nobody answered' });
    await rig.step(10);
    rig.chat.mood = 'well';
    await rig.step(240);

    expect(rig.calls()).toEqual([]);
  });

  test('that is gone when a process comes back that was about to call for it calls nobody', async () => {
    let aboutToCall = 0;
    for (let write = 1; write <= 12; write += 1) {
      const rig = await makeNotifyRig();
      await rig.open('a');
      await rig.step(10);
      await rig.ask('a', 'p1');
      const { life } = await rig.start({ write, when: 'after' });
      for (let n = 0; n < 10 && !life.isOver; n += 1) await rig.step();
      const row = await rig.store.notifications.get('incident:a');
      if (row?.pending?.what !== 'call' || rig.calls().length > 0) continue;
      aboutToCall += 1;

      await rig.change('a', { state: 'escalated', escalation: 'nobody answered' });
      await rig.step(90);

      expect(rig.calls()).toEqual([]);
      expect((await rig.store.notifications.get('incident:a'))?.pending).toBeNull();
    }
    expect(aboutToCall).toBeGreaterThan(0);
  });

  test('asked while somebody wants quiet calls when the quiet is over, if it is still open', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    await rig.change('a', { snoozed: { until: rig.clock.at + 10 * minute, severity: 'high', by: 'alice' } });
    await rig.ask('a', 'p1');
    await rig.step((9 * minute) / second);
    expect(rig.calls()).toEqual([]);

    await rig.step(120);

    expect(rig.calls()).toHaveLength(1);
  });
});

test('calls take the room of new messages: so many a minute as a channel may get, and none is lost', async () => {
  const rig = await makeNotifyRig({ settings: { newPerMinute: 3 } });
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const id of ids.slice(0, 3)) await rig.open(id, { severity: 'medium' });
  await rig.step(70);
  for (const id of ids.slice(3)) await rig.open(id, { severity: 'medium' });
  await rig.step(70);
  for (const id of ids) await rig.change(id, { severity: 'critical' });
  await rig.step(50);
  expect(rig.calls()).toHaveLength(3);

  await rig.step(120);

  expect(rig.calls()).toHaveLength(6);
});

test('a message of an older program calls for nothing that was there before, and for its question', async () => {
  const rig = await makeNotifyRig();
  await rig.open('a', { severity: 'critical' });
  await rig.open('b');
  await rig.step(10);
  for (const id of ['a', 'b']) {
    const row = await rig.store.notifications.get(`incident:${id}`);
    if (row === undefined) throw new Error('not told');
    await rig.store.notifications.save({ ...row, shown: null, called: null }, 99);
  }
  await rig.ask('b', 'p1');
  await rig.step(60);
  expect(rig.calls().map((one) => one.text)).toEqual([expect.stringMatching(/^Waits for a yes or no/)]);

  const worse: Partial<Incident> = { severity: 'critical' };
  await rig.change('b', worse);
  await rig.step(60);

  expect(rig.calls()).toHaveLength(2);
});
