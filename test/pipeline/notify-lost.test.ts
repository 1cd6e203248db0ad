import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeSlackMessenger } from '../../src/adapters/slack/messenger.ts';
import { makeSlackApi } from '../../src/adapters/slack/slack-api.ts';
import type { Route } from '../../src/pipeline/notify-deps.ts';
import type { StoredMessage } from '../support/slack-methods.ts';
import { hour, minute, second } from '../support/notify-rig.ts';
import { makeNotifySlackRig } from '../support/notify-slack-rig.ts';
import { botToken, channel, type SlackServer, startSlackServer } from '../support/slack-server.ts';

/** A test lives through hours of the clock on a store that writes to disk. */
vi.setConfig({ testTimeout: 60_000 });

const other = 'C0OTHER01';
const unknown = { kind: 'status', status: 503 } as const;
let slack: SlackServer;

beforeEach(async () => {
  slack = await startSlackServer();
  slack.channels.set(other, { joined: true, archived: false, isLimited: false, messages: [] });
});

afterEach(() => slack.close());

const makeRig = (
  routes: readonly Route[] = [{ from: 'low', channel }],
  everyMs: number = second,
  slackAheadMs: number = 0,
) => makeNotifySlackRig(slack, { settings: { routes }, everyMs, slackAheadMs });

type Rig = Awaited<ReturnType<typeof makeRig>>;

const messagesIn = (place: string): StoredMessage[] => slack.channels.get(place)?.messages ?? [];
const alertsIn = (place: string) => messagesIn(place).filter((one) => one.thread_ts === undefined && 'blocks' in one);
const rowOf = async (rig: Rig) => await rig.store.notifications.get('incident:a');
const abandoned = async (rig: Rig) =>
  (await rig.store.ledger.actions({})).filter((one) => one.dropReason === 'abandoned').map((one) => one.note);

test('an answer whose thread was deleted while nobody knew of it holds up nothing: the question is posted anew', async () => {
  const rig = await makeRig();
  await rig.open('a');
  await rig.step();
  slack.fault('chat.postMessage', unknown);
  await rig.step(8);
  expect((await rowOf(rig))?.pending?.what).toBe('reply');
  messagesIn(channel).splice(0);
  await rig.ask('a', 'p1');
  await rig.step(120);

  expect(alertsIn(channel).map((one) => JSON.stringify(one.blocks).includes('approve'))).toEqual([true]);
  expect((await rowOf(rig))?.pending).toBeNull();
});

test('a message of a limited plan is posted once its absence is proven by an older one', async () => {
  const rig = await makeRig();
  const channelOfAll = slack.channels.get(channel);
  if (channelOfAll !== undefined) channelOfAll.isLimited = true;
  messagesIn(channel).push({
    ts: `${Math.floor(rig.clock.at / 1_000) - 3_600}.000100`,
    user: 'U0TEST001',
    text: 'hello',
  });
  slack.fault('chat.postMessage', unknown);
  await rig.open('a');
  await rig.step(120);

  expect(alertsIn(channel)).toHaveLength(1);
});

test('a message that nobody can find is told in the channel that its incident has now, and the doubt is recorded', async () => {
  const rig = await makeRig([
    { from: 'critical', channel: other },
    { from: 'low', channel },
  ]);
  slack.fault('chat.postMessage', unknown);
  await rig.open('a');
  await rig.step(2);
  const left = slack.channels.get(channel);
  if (left !== undefined) left.joined = false;
  await rig.open('more');
  await rig.change('a', { severity: 'critical' });
  await rig.ask('a', 'p1');
  await rig.step(15 * 60);

  expect(alertsIn(other).map((one) => JSON.stringify(one.blocks).includes('approve'))).toEqual([true]);
  expect(await abandoned(rig)).toEqual([expect.stringMatching(/nobody can tell .* it is told in C0OTHER01 now$/)]);
});

test('a message that may be one of those without a key is said anew after two hours, and not before', async () => {
  const rig = await makeRig(undefined, 10 * second);
  slack.fault('chat.postMessage', unknown);
  await rig.open('a', { severity: 'medium' });
  await rig.step(2);
  messagesIn(channel).push({ ts: `${slack.now + 5}.000200`, bot_id: slack.botId, text: 'a test' });
  await rig.step(118 * 6);
  expect(alertsIn(channel)).toHaveLength(0);
  expect(await abandoned(rig)).toEqual([]);

  await rig.step(5 * 6);

  expect(alertsIn(channel)).toHaveLength(1);
  expect(await abandoned(rig)).toEqual([expect.stringContaining('without its metadata')]);
});

test('a message that was there all the time is found when the bot is back, and is not said twice', async () => {
  const rig = await makeRig(undefined, 10 * second);
  slack.fault('chat.postMessage', { kind: 'cut', effect: true });
  await rig.open('a');
  await rig.step();
  const left = slack.channels.get(channel);
  if (left !== undefined) left.joined = false;
  await rig.step(40 * 6);
  expect(rig.pages.map((one) => one.page.title)).toEqual([
    expect.stringContaining(`Nothing gets into channel ${channel}`),
  ]);
  if (left !== undefined) left.joined = true;
  await rig.step(5 * 6);

  expect(alertsIn(channel)).toHaveLength(1);
  expect((await rowOf(rig))?.pending).toBeNull();
});

test('an outage of the chat, however long, makes no second message', async () => {
  const rig = await makeRig(undefined, 10 * second);
  const { messenger } = rig.chat;
  slack.fault('chat.postMessage', { kind: 'cut', effect: true });
  await rig.open('a');
  await rig.step();
  const gone = makeSlackApi({ apiUrl: 'http://127.0.0.1:9/api', token: botToken, timeoutMs: 2_000 });
  rig.chat.messenger = makeSlackMessenger({ api: gone, mentions: {}, clock: rig.clock });
  await rig.step(4 * 60 * 6);
  rig.chat.messenger = messenger;
  await rig.step(5 * 6);

  expect(alertsIn(channel)).toHaveLength(1);
});

test.each([
  ['20 minutes ahead', -20 * minute],
  ['20 minutes behind', 20 * minute],
  ['a time zone ahead', -8 * hour],
])(
  'a message whose answer was lost is said once by a machine whose clock is %s of Slack',
  async (_title, slackAheadMs) => {
    const rig = await makeRig(undefined, second, slackAheadMs);
    slack.fault('chat.postMessage', { kind: 'cut', effect: true });
    await rig.open('a');
    await rig.step(120);

    expect(alertsIn(channel)).toHaveLength(1);
    expect((await rowOf(rig))?.pending).toBeNull();
  },
);

test('a new incident does not wait while Slack wants fewer changes of the messages of old ones', async () => {
  const rig = await makeRig();
  await rig.open('a');
  await rig.step(10);
  slack.fault('chat.update', { kind: 'status', status: 429, headers: { 'retry-after': '60' } });
  await rig.change('a', { severity: 'medium' });
  await rig.step(2);

  await rig.open('b', { severity: 'critical' });
  await rig.step(2);

  expect(alertsIn(channel).map((one) => JSON.stringify(one.blocks).includes('job-b'))).toEqual([false, true]);
  await rig.step(50);
  expect(slack.calls.filter((one) => one.method === 'chat.update')).toHaveLength(1);
  await rig.step(20);
  expect(JSON.stringify(alertsIn(channel)[0]?.blocks)).toContain('MEDIUM');
});
