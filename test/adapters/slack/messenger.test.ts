import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeSlackMessenger } from '../../../src/adapters/slack/messenger.ts';
import { makeSlackApi } from '../../../src/adapters/slack/slack-api.ts';
import { MessengerUnreadable } from '../../../src/domain/errors.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { alert } from '../../support/alerts.ts';
import { nextTs, type StoredMessage } from '../../support/slack-methods.ts';
import { waitingClock } from '../../support/waiting-clock.ts';
import { botToken, channel, type SlackFault, type SlackServer, startSlackServer } from '../../support/slack-server.ts';

const never = new AbortController().signal;
const body = { kind: 'text', lines: ['hello'] } as const;
const wanted = { channel, thread: undefined, key: 'k1', since: 1_800_000_000_000 };
const posted = { channel, thread: undefined, body, key: 'k1' };

let slack: SlackServer;
let messenger: Messenger;

const messengerAt = (apiUrl: string, token = botToken, timeoutMs = 2_000) =>
  makeSlackMessenger({ api: makeSlackApi({ apiUrl, token, timeoutMs }), mentions: {}, clock: waitingClock() });

beforeEach(async () => {
  slack = await startSlackServer();
  messenger = messengerAt(slack.apiUrl);
});

afterEach(() => slack.close());

const messages = (): StoredMessage[] => slack.channels.get(channel)?.messages ?? [];
const first = () => {
  const channelOfAll = slack.channels.get(channel);
  if (channelOfAll === undefined) throw new Error('no channel');
  return channelOfAll;
};

test('a posted alert has an id, its key where only programs see it, and is found again', async () => {
  const sent = await messenger.post({ ...posted, body: { kind: 'alert', alert: alert() } }, never);

  expect(sent).toEqual({ kind: 'executed', status: 200, detail: 'ok', result: { message: '1800000001.000100' } });
  expect(messages()[0]?.metadata).toEqual({
    event_type: 'flink_medic_message',
    event_payload: { key: 'k1', incident: 'inc-1' },
  });
  expect(slack.calls[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  expect(await messenger.find(wanted, never)).toBe('1800000001.000100');
});

test('an update changes the message, keeps its key, and may be said twice', async () => {
  await messenger.post(posted, never);
  const change = { channel, message: '1800000001.000100', body: { kind: 'text', lines: ['new'] }, key: 'k1' } as const;

  expect((await messenger.update(change, never)).kind).toBe('executed');
  expect((await messenger.update(change, never)).kind).toBe('executed');

  expect(messages()).toHaveLength(1);
  expect(messages()[0]).toMatchObject({ text: 'new', edits: 2, metadata: { event_payload: { key: 'k1' } } });
});

test('a question that is said again says what is left to answer then', async () => {
  const clock = waitingClock();
  const api = makeSlackApi({ apiUrl: slack.apiUrl, token: botToken, timeoutMs: 2_000 });
  const sayer = makeSlackMessenger({ api, mentions: {}, clock });
  const asks = { kind: 'alert', alert: alert() } as const;
  await sayer.post({ ...posted, body: asks }, never);
  const before = JSON.stringify(messages()[0]?.blocks);
  clock.move(300_000);

  await sayer.update({ channel, message: '1800000001.000100', body: asks, key: 'k1' }, never);

  expect(before).toContain('(90 min left at <!date^1800000000^{time}|2027-01-15 08:00 UTC>)');
  expect(JSON.stringify(messages()[0]?.blocks)).toContain('(85 min left at <!date^1800000300^');
});

test('an answer in a thread is found in the thread and not in the channel', async () => {
  await messenger.post(posted, never);
  const thread = '1800000001.000100';

  const sent = await messenger.post({ ...posted, thread, key: 'k2' }, never);

  expect(await messenger.find({ ...wanted, thread, key: 'k2' }, never)).toBe(sent.result?.['message']);
  expect(await messenger.find({ ...wanted, thread, key: 'k1' }, never)).toBeUndefined();
  expect(await messenger.find({ ...wanted, key: 'k2' }, never)).toBeUndefined();
});

test('a call in a thread is shown in the channel, mentions its groups, and is found in the thread', async () => {
  const calling = makeSlackMessenger({
    api: makeSlackApi({ apiUrl: slack.apiUrl, token: botToken, timeoutMs: 2_000 }),
    mentions: { critical: ['S0TEST001'] },
    clock: waitingClock(),
  });
  await calling.post(posted, never);
  const thread = '1800000001.000100';
  const call = { ...posted, thread, key: 'k2', body: { kind: 'text', lines: ['worse'], call: 'critical' } } as const;

  const sent = await calling.post(call, never);
  await calling.post({ ...posted, thread, key: 'k3' }, never);

  expect(messages().map((one) => [one.subtype, one.thread_ts])).toEqual([
    [undefined, undefined],
    ['thread_broadcast', thread],
    [undefined, thread],
  ]);
  expect(JSON.stringify(messages()[1]?.blocks)).toContain('<!subteam^S0TEST001>');
  expect(await calling.find({ ...wanted, thread, key: 'k2' }, never)).toBe(sent.result?.['message']);
});

test('an answer to a message that somebody deleted stands alone, and its outcome says so', async () => {
  await messenger.post(posted, never);
  const thread = '1800000001.000100';
  const answered = await messenger.post({ ...posted, thread, key: 'k2' }, never);
  messages().shift();

  const alone = await messenger.post({ ...posted, thread, key: 'k3' }, never);

  expect(answered.result).toEqual({ message: '1800000002.000100' });
  expect(alone).toMatchObject({ kind: 'executed', result: { message: '1800000003.000100', thread: 'gone' } });
  expect(await messenger.find({ ...wanted, thread, key: 'k3' }, never)).toBe('1800000003.000100');
});

test('an answer of which Slack tells another thread, or nothing, does not stand alone', async () => {
  await messenger.post(posted, never);
  const thread = '1800000001.000100';
  const ok = { ok: true, ts: '1800000009.000100' };
  slack.fault(
    'chat.postMessage',
    { kind: 'json', body: { ...ok, message: { text: 'hello', thread_ts: '1800000000.000100' } } },
    { kind: 'json', body: ok },
    { kind: 'json', body: { ...ok, message: { thread_ts: 1_800_000_000 } } },
  );

  const results = [
    await messenger.post({ ...posted, thread, key: 'k2' }, never),
    await messenger.post({ ...posted, thread, key: 'k3' }, never),
    await messenger.post({ ...posted, thread, key: 'k4' }, never),
  ].map((one) => one.result);

  expect(results).toEqual([{ message: ok.ts }, { message: ok.ts }, { message: ok.ts }]);
});

const status = (code: number, headers: Record<string, string> = {}): SlackFault => ({
  kind: 'status',
  status: code,
  headers,
});
const says = (error: string): SlackFault => ({ kind: 'json', body: { ok: false, error } });

test.each<[string, SlackFault, string, string]>([
  ['429 with Retry-After', status(429, { 'retry-after': '30' }), 'refused', 'in 30 s'],
  ['429 without it', status(429), 'refused', '429'],
  ['a redirect', status(302, { location: 'https://login.example' }), 'refused', '302'],
  ['403 of a proxy', status(403), 'refused', '403'],
  ['413', status(413), 'refused', '413'],
  ['408', status(408), 'maybe', '408'],
  ['204', status(204), 'maybe', '204'],
  ['500', status(500), 'maybe', '500'],
  ['502', status(502), 'maybe', '502'],
  ['503 with Retry-After', status(503, { 'retry-after': '5' }), 'maybe', '503'],
  ['a login page', { kind: 'html' }, 'maybe', 'not from Slack'],
  ['an empty object', { kind: 'json', body: {} }, 'maybe', 'not from Slack'],
  ['ok without an id', { kind: 'json', body: { ok: true } }, 'maybe', 'without the id'],
  ['no answer in time', { kind: 'hang' }, 'maybe', 'within 300 ms'],
  ['a broken connection', { kind: 'cut' }, 'maybe', 'no whole answer'],
  ['internal_error', says('internal_error'), 'maybe', 'internal_error'],
  ['fatal_error', says('fatal_error'), 'maybe', 'fatal_error'],
  ['service_unavailable', says('service_unavailable'), 'maybe', 'service_unavailable'],
  ['request_timeout', says('request_timeout'), 'maybe', 'request_timeout'],
  ['a word that nobody knows', says('brand_new_error'), 'maybe', 'brand_new_error'],
  ['a word of the object prototype', says('constructor'), 'maybe', 'constructor'],
  ['a sentence instead of a word', says('<b>secret page</b>'), 'maybe', 'not from Slack'],
  ['channel_not_found', says('channel_not_found'), 'refused', 'invite the bot'],
  ['not_in_channel', says('not_in_channel'), 'refused', '/invite'],
  ['is_archived', says('is_archived'), 'refused', 'archive'],
  ['invalid_auth', says('invalid_auth'), 'refused', 'SLACK_BOT_TOKEN'],
  ['token_revoked', says('token_revoked'), 'refused', 'SLACK_BOT_TOKEN'],
  ['missing_scope', says('missing_scope'), 'refused', 'scope'],
  ['msg_too_long', says('msg_too_long'), 'refused', 'larger'],
  ['msg_blocks_too_long', says('msg_blocks_too_long'), 'refused', 'larger'],
  ['invalid_blocks', says('invalid_blocks'), 'refused', 'invalid_blocks'],
  ['metadata_too_large', says('metadata_too_large'), 'refused', 'larger'],
  ['ratelimited', says('ratelimited'), 'refused', 'wait'],
  ['rate_limited', says('rate_limited'), 'refused', 'wait'],
])('a post that is answered with %s is told as it is, and not repeated', async (_what, fault, kind, detail) => {
  slack.fault('chat.postMessage', fault);

  const sent = await messengerAt(slack.apiUrl, botToken, 300).post(posted, never);

  expect(sent.kind).toBe(kind);
  expect(sent.detail).toContain(detail);
  expect(JSON.stringify(sent)).not.toContain(botToken);
  expect(slack.calls).toHaveLength(1);
});

test('how long Slack wants to be left alone is told in milliseconds', async () => {
  slack.fault('chat.postMessage', status(429, { 'retry-after': '30' }));

  expect((await messenger.post(posted, never)).result).toEqual({ retryAfterMs: '30000', refusal: 'rate' });
});

test.each<[string, SlackFault]>([
  ['a broken connection', { kind: 'cut', effect: true }],
  ['no answer', { kind: 'hang', effect: true }],
  ['a page', { kind: 'html', effect: true }],
])('a message that was posted before %s is found by its key, so it is not posted again', async (_what, fault) => {
  slack.fault('chat.postMessage', fault);

  const sent = await messengerAt(slack.apiUrl, botToken, 300).post(posted, never);

  expect(sent.kind).toBe('maybe');
  expect(messages()).toHaveLength(1);
  expect(await messenger.find(wanted, never)).toBe('1800000001.000100');
});

test('a Slack that does not listen, has no name or is given up was sent nothing', async () => {
  const stopped = AbortSignal.abort();
  const gone = await startSlackServer();
  await gone.close();

  expect((await messengerAt(gone.apiUrl).post(posted, never)).kind).toBe('not-sent');
  expect((await messengerAt('http://nowhere.invalid/api').post(posted, never)).kind).toBe('not-sent');
  expect((await messenger.post(posted, stopped)).kind).toBe('not-sent');
  expect(slack.calls).toHaveLength(0);
});

test('a call that is given up on the way may have arrived', async () => {
  slack.fault('chat.postMessage', { kind: 'hang', effect: true });
  const stop = new AbortController();

  const sending = messenger.post(posted, stop.signal);
  while (slack.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();

  expect((await sending).kind).toBe('maybe');
});

test.each(['EHOSTUNREACH', 'ENETUNREACH'])('a call on whose way %s is met may have arrived', async (code) => {
  slack.fault('chat.postMessage', { kind: 'hang', effect: true });
  const sockets: Socket[] = [];
  const onConnected = (connected: unknown) => void sockets.push((connected as { readonly socket: Socket }).socket);
  diagnostics.subscribe('undici:client:connected', onConnected);
  onTestFinished(() => void diagnostics.unsubscribe('undici:client:connected', onConnected));

  const sending = messenger.post(posted, never);
  while (slack.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  for (const socket of sockets) socket.destroy(Object.assign(new Error(`read ${code}`), { code, syscall: 'read' }));

  expect((await sending).kind).toBe('maybe');
  expect(messages()).toHaveLength(1);
});

test.each([
  ['message_not_found', 'message-gone'],
  ['thread_not_found', 'message-gone'],
  ['cant_update_message', 'message-fixed'],
  ['edit_window_closed', 'message-fixed'],
  ['thread_locked', 'message-fixed'],
  ['channel_not_found', 'channel'],
  ['is_archived', 'channel'],
  ['is_inactive', 'channel'],
  ['external_channel_migrating', 'channel'],
  ['team_not_found', 'channel'],
  ['messages_tab_disabled', 'channel'],
  ['token_revoked', 'access'],
  ['missing_scope', 'access'],
  ['accesslimited', 'access'],
  ['msg_too_long', 'content'],
  ['invalid_blocks', 'content'],
  ['ratelimited', 'rate'],
])('%s is refused because of: %s', async (error, refusal) => {
  slack.fault('chat.postMessage', says(error));

  expect(await messenger.post(posted, never)).toMatchObject({ kind: 'refused', result: { refusal } });
});

test.each([
  [302, 'access'],
  [403, 'access'],
  [413, 'content'],
  [429, 'rate'],
])('status %i is refused because of: %s', async (code, refusal) => {
  slack.fault('chat.postMessage', status(code));

  expect(await messenger.post(posted, never)).toMatchObject({ kind: 'refused', result: { refusal } });
});

test('a wrong token, a channel without the bot and a deleted message are refusals of the real rules', async () => {
  expect((await messengerAt(slack.apiUrl, 'xoxb-wrong').post(posted, never)).detail).toContain('invalid_auth');
  expect((await messenger.post({ ...posted, channel: 'C0OTHER01' }, never)).detail).toContain('channel_not_found');
  first().joined = false;
  expect((await messenger.post(posted, never)).detail).toContain('not_in_channel');
  expect(await messenger.update({ channel, message: '1.000001', body, key: 'k1' }, never)).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('message_not_found'),
  });
});

test('a message of an archived channel that is to be changed is refused by the channel, which rests alone', async () => {
  const { result } = await messenger.post(posted, never);
  first().archived = true;

  const changed = await messenger.update({ channel, message: result?.['message'] ?? '', body, key: 'k2' }, never);

  expect(changed).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('unarchive'),
    result: { refusal: 'channel' },
  });
});

const say = (message: Partial<StoredMessage>) => messages().push({ ts: nextTs(slack), text: 'x', ...message });
const withKey = (key: string) => ({ event_type: 'flink_medic_message', event_payload: { key } });

test('nothing is there when everything was read, over all pages', async () => {
  for (let index = 0; index < 450; index += 1) say({ user: 'U0TEST001' });

  expect(await messenger.find(wanted, never)).toBeUndefined();
  expect(slack.calls.filter((call) => call.method === 'conversations.history')).toHaveLength(3);
});

test('a message on the last page is found', async () => {
  await messenger.post(posted, never);
  for (let index = 0; index < 450; index += 1) say({ user: 'U0TEST001' });

  expect(await messenger.find(wanted, never)).toBe('1800000001.000100');
});

test('of two messages with one key the older one counts', async () => {
  await messenger.post(posted, never);
  await messenger.post(posted, never);

  expect(await messenger.find(wanted, never)).toBe('1800000001.000100');
});

test('a message of another app or a person with our key is not ours', async () => {
  say({ bot_id: 'B0OTHER01', metadata: withKey('k1') });
  say({ user: 'U0TEST001', metadata: withKey('k1') });

  expect(await messenger.find(wanted, never)).toBeUndefined();
});

test('what Slack itself writes in the name of the bot has no key and hides nothing', async () => {
  say({ bot_id: slack.botId, subtype: 'channel_join' });
  say({ bot_id: slack.botId, subtype: 'tombstone' });

  expect(await messenger.find(wanted, never)).toBeUndefined();
});

test('a clock of ours that is some minutes ahead does not hide the message', async () => {
  await messenger.post(posted, never);

  expect(await messenger.find({ ...wanted, since: 1_800_000_001_000 + 300_000 }, never)).toBe('1800000001.000100');
});

test.each([
  ['20 minutes ahead', 20 * 60_000],
  ['a day behind', -24 * 3_600_000],
])(
  'a clock of ours that is %s does not hide the message, also when it is set right meanwhile',
  async (_what, wrongMs) => {
    const clock = waitingClock();
    clock.move(wrongMs);
    const make = () =>
      makeSlackMessenger({
        api: makeSlackApi({ apiUrl: slack.apiUrl, token: botToken, timeoutMs: 2_000 }),
        mentions: {},
        clock,
      });
    const sender = make();
    await sender.post({ ...posted, key: 'k0' }, never);
    const sent = { ...wanted, since: clock.now(), until: clock.now() + 30_000 };
    await sender.post(posted, never);

    expect(await make().find(sent, never)).toBe('1800000002.000100');

    clock.move(-wrongMs);

    expect(await sender.find(sent, never)).toBe('1800000002.000100');
  },
);

test('an answer whose time cannot be read tells nothing of clocks', async () => {
  const ok = { kind: 'status', status: 200, body: '{"ok":true,"ts":"1800000009.000100"}' } as const;
  const json = { 'content-type': 'application/json' };
  slack.fault('chat.postMessage', { ...ok, headers: { ...json, date: 'soon' } });

  await messenger.post(posted, never);
  await messenger.post(posted, never);

  expect(await messenger.find({ ...wanted, until: wanted.since }, never)).toBe('1800000001.000100');
});

const page = (change: object): SlackFault => ({ kind: 'json', body: { ok: true, messages: [], ...change } });

test.each<[string, string, SlackFault]>([
  ['wants fewer requests', 'conversations.history', status(429, { 'retry-after': '1' })],
  ['fails', 'conversations.history', status(500)],
  ['breaks off', 'conversations.history', { kind: 'cut' }],
  ['shows a page', 'conversations.history', { kind: 'html' }],
  ['lacks the scope', 'conversations.history', says('missing_scope')],
  ['does not know the channel', 'conversations.history', says('channel_not_found')],
  ['has more and does not say where', 'conversations.history', page({ has_more: true })],
  ['hides what is old', 'conversations.history', page({ is_limited: true })],
  ['answers without messages', 'conversations.history', { kind: 'json', body: { ok: true } }],
  ['answers with a message without an id', 'conversations.history', page({ messages: [{ text: 'x' }] })],
  ['does not say who we are', 'auth.test', status(500)],
  ['says that we are no bot', 'auth.test', { kind: 'json', body: { ok: true, team_id: 'T1', user_id: 'U1' } }],
])('nothing is concluded from a Slack that %s', async (_what, method, fault) => {
  slack.fault(method, fault);

  await expect(messenger.find(wanted, never)).rejects.toBeInstanceOf(MessengerUnreadable);
});

test('a failure on the second page is no proof of absence', async () => {
  for (let index = 0; index < 250; index += 1) say({ user: 'U0TEST001' });
  slack.fault(
    'conversations.history',
    page({ has_more: true, response_metadata: { next_cursor: 'MjAw' } }),
    status(500),
  );

  await expect(messenger.find(wanted, never)).rejects.toBeInstanceOf(MessengerUnreadable);
});

test('a channel that never ends is given up', async () => {
  const endless = page({ has_more: true, response_metadata: { next_cursor: 'MA==' } });
  slack.fault('conversations.history', ...Array.from({ length: 50 }, () => endless));

  await expect(messenger.find(wanted, never)).rejects.toThrow('too many');
});

test.each<[string, unknown]>([
  ['none', undefined],
  ['no payload', { event_type: 'flink_medic_message' }],
  ['a key that is no text', { event_type: 'flink_medic_message', event_payload: { key: 7 } }],
])('a message of ours whose metadata was stripped to %s might be the one', async (_what, metadata) => {
  say({ bot_id: slack.botId, metadata });

  await expect(messenger.find(wanted, never)).rejects.toThrow('without its metadata');
});

test('in a thread whose first message is gone the answer is not', async () => {
  expect(await messenger.find({ ...wanted, thread: '1800000009.000100' }, never)).toBeUndefined();
});

test('a thread that goes while it is read proves nothing', async () => {
  const thread = '1800000009.000100';
  slack.fault(
    'conversations.replies',
    page({ has_more: true, response_metadata: { next_cursor: 'MjAw' } }),
    says('thread_not_found'),
  );

  await expect(messenger.find({ ...wanted, thread }, never)).rejects.toThrow('thread_not_found');
});

test('a message of ours without metadata hides nothing when it is later than the wanted one can be', async () => {
  const until = 1_800_000_000_000 + 30_000;
  say({ bot_id: slack.botId, ts: '1800000631.000100' });

  expect(await messenger.find({ ...wanted, until }, never)).toBeUndefined();
  await expect(messenger.find({ ...wanted, until: until + 60_000 }, never)).rejects.toThrow('without its metadata');
});

test('a message with the key is the one, whatever stands beside it without metadata', async () => {
  await messenger.post(posted, never);
  say({ bot_id: slack.botId });

  expect(await messenger.find(wanted, never)).toBe('1800000001.000100');
});

test('of a channel of a limited plan nothing is hidden if something older is shown', async () => {
  first().isLimited = true;
  say({ user: 'U0TEST001', ts: '1800000005.000100' });
  await expect(messenger.find(wanted, never)).rejects.toThrow('hides older messages');

  say({ user: 'U0TEST001', ts: '1799999000.000100' });

  expect(await messenger.find(wanted, never)).toBeUndefined();
});

test('of a thread of a limited plan nothing is hidden, as its beginning is shown', async () => {
  await messenger.post(posted, never);
  first().isLimited = true;

  expect(await messenger.find({ ...wanted, thread: '1800000001.000100', key: 'k2' }, never)).toBeUndefined();
});

test.each<[what: string, fault: SlackFault, want: object]>([
  ['the bot was removed', says('not_in_channel'), { hidden: 'channel', retryable: false }],
  ['reading is forbidden', says('missing_scope'), { hidden: 'messages', retryable: false }],
  ['the token is gone', says('token_revoked'), { hidden: 'chat', retryable: true }],
  ['Slack is in trouble', says('internal_error'), { hidden: 'chat', retryable: true }],
  ['it wants fewer', status(429, { 'retry-after': '7' }), { hidden: 'chat', retryable: true, retryAfterMs: 7_000 }],
])('what cannot be read says how much of the chat that is: %s', async (_what, fault, want) => {
  slack.fault('conversations.history', fault);

  await expect(messenger.find(wanted, never)).rejects.toMatchObject(want);
});

test('who we are is asked once', async () => {
  await messenger.find(wanted, never);
  await messenger.find(wanted, never);

  expect(slack.calls.filter((call) => call.method === 'auth.test')).toHaveLength(1);
});
