import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { isPassing } from '../../../src/adapters/slack/classify-send.ts';
import { findMessage } from '../../../src/adapters/slack/find-message.ts';
import { makeSlackApi, type SlackApi, type SlackReply } from '../../../src/adapters/slack/slack-api.ts';
import { botToken } from '../../support/slack-server.ts';

const never = new AbortController().signal;

async function served(answer: RequestListener, token = botToken) {
  const lines = new Set<Socket>();
  const server = createServer(answer);
  server.on('connection', (line) => lines.add(line));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return { lines, api: makeSlackApi({ apiUrl, token, timeoutMs: 5_000 }) };
}

const told = (type: string, body: string): RequestListener => {
  return (_request, response) => void response.writeHead(200, { 'content-type': type }).end(body);
};

test.each<[what: string, type: string, body: string, want: Partial<SlackReply>]>([
  ['Slack that takes it', 'application/json; charset=utf-8', '{"ok":true}', { kind: 'ok' }],
  ['a page that reads like it', 'text/html', '{"ok":true}', { kind: 'not-slack' }],
  ['Slack that does not', 'application/json', '{"ok":false,"error":"not_in_channel"}', { kind: 'error' }],
  ['a page of one word', 'text/plain', 'denied', { kind: 'not-slack' }],
  [
    'more than anybody reads',
    'application/json',
    `{"ok":true,"a":"${'a'.repeat(4 * 1024 * 1024)}"}`,
    { kind: 'silent', mayHaveLeft: true },
  ],
])('%s is told as that', async (_what, type, body, want) => {
  const { api } = await served(told(type, body));

  expect(await api.call('auth.test', {}, never)).toMatchObject(want);
});

test('each call has a connection of its own', async () => {
  const { api, lines } = await served(told('application/json', '{"ok":true}'));

  await api.call('auth.test', {}, never);
  // A kept connection is free a moment after its answer was read.
  await sleep(50);
  await api.call('auth.test', {}, never);

  expect(lines.size).toBe(2);
});

test('what fails for no reason that is known may have left', async () => {
  const { api } = await served(told('application/json', '{"ok":true}'), 'xoxb-no\nheader');

  expect(await api.call('auth.test', {}, never)).toMatchObject({ kind: 'silent', mayHaveLeft: true });
});

test.each<[SlackReply, boolean]>([
  [{ kind: 'status', status: 429, retryAfterMs: undefined }, true],
  [{ kind: 'status', status: 503, retryAfterMs: undefined }, true],
  [{ kind: 'status', status: 403, retryAfterMs: undefined }, false],
  [{ kind: 'error', error: 'ratelimited' }, true],
  [{ kind: 'error', error: 'internal_error' }, true],
  [{ kind: 'error', error: 'user_not_found' }, false],
])('%j may be answered in a moment: %s', (reply, want) => {
  expect(isPassing(reply)).toBe(want);
});

test.each([
  ['newest first, as in a channel', ['3', '2', '1']],
  ['oldest first, as in a thread', ['1', '2', '3']],
])('of several messages with the key the oldest is meant, told %s', async (_how, order) => {
  const messages = order.map((n) => ({
    ts: `180000000${n}.000100`,
    bot_id: 'B1',
    metadata: { event_type: 'flink_medic_message', event_payload: { key: n === '3' ? 'another' : 'k' } },
  }));
  const api: SlackApi = {
    call: () => Promise.resolve({ kind: 'ok', data: { messages }, scopes: undefined, at: undefined }),
  };
  const wanted = { channel: 'C1', thread: undefined, key: 'k', since: 0, until: undefined, botId: 'B1' };

  expect(await findMessage(api, wanted, never)).toBe('1800000001.000100');
});
