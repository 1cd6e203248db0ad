import { describe, expect, test, vi } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { tellOutage } from '../../src/pipeline/notify-outage.ts';
import { unansweredSince } from '../../src/pipeline/notify-pages.ts';
import { event } from '../../src/pipeline/update-incident.ts';
import { incidentNamed } from '../adapters/store/rows-for-tests.ts';
import { linesOf } from '../support/chat.ts';
import { escalation, hour, makeNotifyRig, minute, second, start } from '../support/notify-rig.ts';

/** A test lives through hours of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

const calm = new AbortController().signal;

type Rig = Awaited<ReturnType<typeof makeNotifyRig>>;

async function escalate(rig: Rig, id: string, change: Partial<Incident> = {}): Promise<void> {
  await rig.open(id, change);
  const escalated = { state: 'escalated', escalation: 'no SOP fits' } as const;
  await rig.change(id, escalated, [rig.says(id, 'escalated', 'no SOP fits')]);
}

describe('a call to a person', () => {
  test('is made once when nobody answers in time, and again after the interval', async () => {
    const rig = await makeNotifyRig();
    await escalate(rig, 'a');
    await rig.step(14 * 60);
    expect(rig.pages).toEqual([]);
    await rig.step(2 * 60);
    expect(rig.pages.map((one) => one.page.title)).toEqual(['prod/job-a: 5 restarts in 2 minutes']);

    await rig.step(60 * 60);

    expect(rig.pages.map((one) => one.page.title.startsWith('Reminder: '))).toEqual([false, true]);
    expect(new Set(rig.pages.map((one) => one.key)).size).toBe(2);
  });

  test.each<[title: string, change: Partial<Incident>]>([
    ['of low severity', { severity: 'medium' }],
    ['that was there at the first look', { baseline: true }],
    ['that is snoozed', { snoozed: { until: start + 24 * hour, severity: 'critical', by: 'alice' } }],
  ])('is not made for an incident %s', async (_title, change) => {
    const rig = await makeNotifyRig();
    await escalate(rig, 'a', change);
    await rig.step(17 * 60);

    expect(rig.pages).toEqual([]);
  });

  test('is not made once somebody took note', async () => {
    const rig = await makeNotifyRig();
    await escalate(rig, 'a');
    await rig.step(10 * 60);
    await rig.change('a', { acknowledgedBy: 'alice' }, [rig.says('a', 'acknowledged', 'alice took note')]);
    await rig.step(10 * 60);

    expect(rig.pages).toEqual([]);
  });

  test('that nobody can find out about is not repeated, and the reminder still comes', async () => {
    const rig = await makeNotifyRig();
    await escalate(rig, 'a');
    rig.paging.mood = 'lost';
    await rig.step(40 * 60);
    expect(rig.pages).toHaveLength(1);
    const told = (await rig.store.incidents.timeline({ incidentId: 'a' })).map((one) => one.text);
    expect(told.filter((one) => one.includes('nobody can tell whether it arrived'))).toHaveLength(1);

    rig.paging.mood = 'well';
    await rig.step(40 * 60);

    expect(rig.pages).toHaveLength(2);
  });

  test('that nobody can find out about is repeated where duplicates are allowed', async () => {
    const rig = await makeNotifyRig({ escalation: { duplicates: 'allowed' } });
    await escalate(rig, 'a');
    rig.paging.mood = 'lost';
    await rig.step(15 * 60 + 5);
    rig.paging.mood = 'well';
    await rig.step(2 * 60);

    expect(rig.pages).toHaveLength(2);
  });

  test('carries the same key again to a receiver that remembers it', async () => {
    const rig = await makeNotifyRig({ keyMemoryMs: 24 * hour });
    await escalate(rig, 'a');
    rig.paging.mood = 'lost';
    await rig.step(15 * 60 + 3);
    rig.paging.mood = 'well';
    await rig.step(5 * 60);

    expect(rig.pages).toHaveLength(1);
    const [row] = await rig.store.ledger.actions({ kinds: ['webhook/page'] });
    expect(row).toMatchObject({ state: 'succeeded', attempts: 2 });
  });

  test('that fails again and again is told once, and so is the one that gets through', async () => {
    const rig = await makeNotifyRig({ everyMs: 5 * second });
    await escalate(rig, 'a');
    rig.paging.mood = 'down';
    await rig.step(12 * 60);
    rig.paging.mood = 'well';
    await rig.step(11 * 12);
    rig.paging.mood = 'down';
    await rig.step(12 * 75);

    const outcomes = (await rig.store.ledger.actions({ kinds: ['webhook/page'] })).map((one) => one.state);
    expect(outcomes.filter((one) => one === 'failed').length).toBeGreaterThan(4);
    expect(rig.told().filter((line) => line.includes('webhook/page'))).toEqual([
      'action: page (webhook/page): failed, tried 3 times: not sent: no connection',
      'action: page (webhook/page): succeeded, accepted: 200: ok',
      'action: page (webhook/page): failed, tried 3 times: not sent: no connection',
    ]);
  });

  test('reaches its receiver within two minutes after it is back, however many there are', async () => {
    const rig = await makeNotifyRig({ everyMs: 5 * second });
    rig.paging.mood = 'down';
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    for (const id of ids) await escalate(rig, id);
    await rig.step(12 * 75);
    expect(rig.pages).toEqual([]);
    expect(rig.paging.tries).toBeLessThan(75);
    rig.paging.mood = 'well';
    await rig.step(12 * 2);

    expect(rig.pages.map((one) => one.page.about).toSorted()).toEqual(ids);
  });

  test('that its receiver never takes is made no more often while it takes others', async () => {
    const rig = await makeNotifyRig({ everyMs: 5 * second, escalation: { remindEveryMs: 24 * hour } });
    rig.paging.refuses = ['bad'];
    for (const id of ['bad', 'a', 'b']) await escalate(rig, id);
    await rig.step(12 * 75);

    const made = await rig.store.ledger.actions({ kinds: ['webhook/page'] });
    expect(rig.pages.map((one) => one.page.about).toSorted()).toEqual(['a', 'b']);
    expect(made.filter((one) => one.incidentId === 'bad').length).toBeLessThan(35);
  });

  test('is tried until it gets through', async () => {
    const rig = await makeNotifyRig();
    await escalate(rig, 'a');
    rig.paging.mood = 'down';
    await rig.step(25 * 60);
    rig.paging.mood = 'well';
    await rig.step(11 * 60);

    expect(rig.pages).toHaveLength(1);
  });
});

describe('an outage of the chat', () => {
  const routes = [
    { from: 'critical', channel: 'C2' },
    { from: 'medium', channel: 'C1' },
  ] as const;

  test('calls a person once when there was something to say, and once for the next outage', async () => {
    const rig = await makeNotifyRig();
    rig.chat.mood = 'down';
    await rig.open('a');
    await rig.step(9 * 60);
    expect(rig.pages).toEqual([]);
    // A new process knows since when.
    await rig.start();
    await rig.step(3 * 60);
    expect(rig.pages.map((one) => one.page.about)).toEqual([expect.stringMatching(/^chat-outage-/)]);

    rig.chat.mood = 'well';
    await rig.step(3 * 60);
    rig.chat.mood = 'down';
    await rig.change('a', { severity: 'critical' });
    await rig.step(12 * 60);

    expect(new Set(rig.pages.map((one) => one.page.about)).size).toBe(2);
    expect(rig.pages).toHaveLength(2);
  });

  test.each(['access', 'channel', 'rate'] as const)(
    'is a chat that refuses everything (%s), for as long as it does',
    async (refusal) => {
      const rig = await makeNotifyRig();
      Object.assign(rig.chat, { mood: 'refuses', refusal });
      await rig.open('a');
      await rig.step(13 * 60);
      expect(rig.pages.map((one) => one.page.about)).toEqual([expect.stringMatching(/^chat-outage-prod-/)]);
      expect(rig.chat.requests.length).toBeLessThan(30);

      rig.chat.mood = 'well';
      await rig.step(12 * 60);

      expect(rig.alerts()).toHaveLength(1);
      expect(rig.pages).toHaveLength(1);
    },
  );

  test('of which nobody could be told stands with each incident that it was to be told for', async () => {
    const rig = await makeNotifyRig({ everyMs: 5 * second });
    rig.paging.mood = 'down';
    for (const id of ['a', 'b']) {
      rig.chat.mood = 'down';
      await rig.open(id);
      await rig.step(13 * 12);
      rig.chat.mood = 'well';
      await rig.step(3 * 12);
      await rig.change(id, { state: 'closed', closing: 'cleared', closedAt: rig.clock.at });
      await rig.step(12);
    }

    const failed = (await rig.store.incidents.timeline({})).filter(({ data }) => data['state'] === 'failed');
    expect(failed.map((one) => one.incidentId)).toEqual(['a', 'b']);
  });

  test('is one channel that refuses, while others take their messages', async () => {
    const rig = await makeNotifyRig({ settings: { routes } });
    rig.chat.archived.push('C2');
    await rig.open('a', { severity: 'critical' });
    await rig.open('b');
    for (let round = 0; round < 24; round += 1) {
      await rig.change('b', {}, [rig.says('b', 'note', `n${round}`)]);
      await rig.step(30);
    }
    expect(rig.pages.map((one) => one.page.lines)).toEqual([[expect.stringContaining('(a)'), expect.anything()]]);
    expect(rig.pages[0]?.page.title).toBe(
      'Nothing gets into channel C2 of the chat since 2026-01-05 08:00:01 UTC; 1 incidents of prod could not be told',
    );
    expect(rig.told().filter((one) => one.startsWith('note: '))).toHaveLength(24);

    rig.chat.archived.pop();
    await rig.step(11 * 60);

    expect(rig.alerts()).toHaveLength(2);
    expect((await rig.store.notifications.get('outage:prod:C2'))?.done).toBe(true);
  });

  test('is one channel that takes changes and no new message, while others take theirs', async () => {
    const rig = await makeNotifyRig({ settings: { routes } });
    await rig.open('a', { severity: 'critical' });
    await rig.open('b');
    await rig.step(10);
    rig.chat.limited = ['post C2'];
    await rig.open('c', { severity: 'critical' });
    for (let round = 0; round < 24; round += 1) {
      await rig.change('a', { refusals: [{ reason: `r${round}`, field: 'f', value: 'v', todo: 't' }] });
      await rig.change('b', {}, [rig.says('b', 'note', `n${round}`)]);
      await rig.step(30);
    }
    expect(rig.chat.requests.filter((one) => one === 'update').length).toBeGreaterThan(10);
    expect(rig.pages.map((one) => one.page.title.replace(/ since.*;/, ''))).toEqual([
      'Nothing gets into channel C2 of the chat 1 incidents of prod could not be told',
    ]);

    rig.chat.limited = [];
    await rig.step(11 * 60);

    expect(rig.alerts()).toHaveLength(3);
    expect((await rig.store.notifications.get('outage:prod:C2'))?.done).toBe(true);
  });

  test('is not a chat that only wants fewer changes: what is new, and whom it calls, gets through', async () => {
    const rig = await makeNotifyRig();
    await rig.open('a');
    await rig.step(10);
    rig.chat.limited = ['update'];
    await rig.change('a', { refusals: [{ reason: 'r', field: 'f', value: 'v', todo: 't' }] });
    await rig.step(14 * 60);

    expect(rig.chat.requests.filter((one) => one === 'update').length).toBeGreaterThan(3);
    expect(rig.pages).toEqual([]);
    expect((await rig.store.notifications.get('outage:prod'))?.done ?? true).toBe(true);
  });

  test('of the whole chat calls at once, however long a channel has refused before', async () => {
    const rig = await makeNotifyRig({ settings: { routes } });
    rig.chat.archived.push('C2');
    await rig.open('a', { severity: 'critical' });
    await rig.open('b');
    await rig.step(12 * 60);
    rig.chat.archived.pop();
    rig.chat.mood = 'down';
    await rig.change('b', {}, [rig.says('b', 'note', 'more')]);
    await rig.step(12 * 60);

    expect(rig.pages.map((one) => one.page.title.replace(/ since.*/, ''))).toEqual([
      'Nothing gets into channel C2 of the chat',
      'Nothing gets through to the chat',
    ]);
  });

  test('is not a chat that takes other messages than this one', async () => {
    const rig = await makeNotifyRig();
    Object.assign(rig.chat, { mood: 'refuses', refusal: 'content' });
    await rig.open('a');
    await rig.step(14 * 60);

    expect(rig.pages).toEqual([]);
  });

  test('is told of the cluster that this process tells, and not of what another one tells', async () => {
    const rig = await makeNotifyRig();
    await rig.open('b', { cluster: 'test' });
    await rig.open('c', { severity: 'low' });
    rig.chat.mood = 'down';
    await rig.open('a');
    await rig.step(12 * 60);

    expect(rig.pages.map((one) => [one.page.cluster, one.page.lines.length])).toEqual([['prod', 2]]);
    expect((await rig.store.notifications.get('outage:prod'))?.cluster).toBe('prod');
  });

  test('of which a process before knew calls nobody before this one has tried the chat', async () => {
    const rig = await makeNotifyRig();
    rig.chat.mood = 'down';
    await rig.open('a');
    await rig.step(60);
    const { deps } = await rig.start();
    rig.clock.at += 20 * minute;
    await tellOutage(deps, 'prod', escalation, calm);
    await tellOutage(deps, 'prod', escalation, calm);
    expect(rig.pages).toEqual([]);

    await rig.step(5);

    expect(rig.pages).toHaveLength(1);
  });

  test('calls nobody when there is nothing to say', async () => {
    const rig = await makeNotifyRig();
    rig.chat.mood = 'down';
    await rig.open('a', { severity: 'low' });
    await rig.step(20 * 60);

    expect(rig.pages).toEqual([]);
  });
});

describe('the digest', () => {
  const everyHour = {
    lastDue: (after: number, now: number) => {
      const due = Math.floor(now / hour) * hour;
      return due > after ? due : undefined;
    },
  };
  const digests = (rig: Rig) => rig.chat.messages.filter((one) => one.channel === 'CDIGEST').map(linesOf);

  test('tells of the quiet ones once per due time, whoever is there', async () => {
    const rig = await makeNotifyRig({ schedule: everyHour });
    await rig.open('low', { severity: 'low' });
    await rig.open('loud', { severity: 'critical' });
    await rig.step(60 * 60);
    await rig.start();
    await rig.step(60);
    expect(digests(rig)).toHaveLength(1);
    expect(digests(rig)[0]).toEqual([
      'Digest of 2026-01-05 09:00:00 UTC: 1 quiet or waiting, 0 of them for a person',
      '[low] prod/job-low open: 5 restarts in 2 minutes (low)',
    ]);

    await rig.step(60 * 60);

    expect(digests(rig)).toHaveLength(2);
  });

  test('is told late, and once, when the program or the chat was down at the time', async () => {
    const rig = await makeNotifyRig({ schedule: everyHour });
    await rig.open('low', { severity: 'low' });
    await rig.step(2);
    rig.clock.at += 5 * hour + 7 * minute;
    rig.chat.mood = 'down';
    await rig.step(5 * 60);
    rig.chat.mood = 'well';
    await rig.step(5 * 60);

    expect(digests(rig).map((lines) => lines[0]?.slice(0, 33))).toEqual(['Digest of 2026-01-05 13:00:00 UTC']);
  });

  test('is not told of a cluster that left the configuration', async () => {
    const rig = await makeNotifyRig({ schedule: everyHour });
    await rig.open('low', { severity: 'low' });
    await rig.open('removed', { severity: 'low', cluster: 'before' });
    await rig.step(60 * 60 + 60);

    expect(digests(rig)).toEqual([
      [
        'Digest of 2026-01-05 09:00:00 UTC: 1 quiet or waiting, 0 of them for a person',
        '[low] prod/job-low open: 5 restarts in 2 minutes (low)',
      ],
    ]);
  });

  test('is not told when nothing is quiet', async () => {
    const rig = await makeNotifyRig({ schedule: everyHour });
    await rig.open('low', { severity: 'low' });
    await rig.step(2);
    await rig.change('low', { state: 'closed', closing: 'recovered', closedAt: rig.clock.at });
    await rig.step(60 * 60 + 10);

    expect(rig.chat.messages).toEqual([]);
  });
});

test.each<[title: string, state: Incident['state'], kinds: readonly string[], want: number | undefined]>([
  ['since the question', 'awaiting_approval', ['opened', 'planned', 'asked'], 3],
  ['since the first question that nobody answered', 'escalated', ['opened', 'asked', 'expired', 'escalated'], 2],
  ['not after a no', 'escalated', ['opened', 'asked', 'denied'], undefined],
  ['not while the program works', 'diagnosed', ['opened', 'escalated'], undefined],
  ['since it was escalated after it acted', 'escalated', ['asked', 'approved', 'acting', 'verdict', 'escalated'], 5],
])('an incident waits for a person: %s', (_title, state, kinds, want) => {
  const timeline = kinds.map((kind, at) => event('a', at + 1, kind as 'opened', kind));

  expect(unansweredSince(incidentNamed('a', { state }), timeline)).toBe(want);
});
