import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSlack } from '../../../src/adapters/slack/check-slack.ts';
import { appToken, botToken, channel, type SlackServer, startSlackServer, team } from '../../support/slack-server.ts';

let slack: SlackServer;

beforeEach(async () => {
  slack = await startSlackServer();
});

afterEach(() => slack.close());

const check = (change: object = {}, channels: readonly string[] = [channel]) =>
  checkSlack({ apiUrl: slack.apiUrl, botToken, appToken, team, ...change }, channels, new AbortController().signal);

test('a Slack that is set up well has nothing to correct, and nothing is posted to find out', async () => {
  expect(await check()).toEqual([
    { level: 'ok', about: 'workspace', text: `Acme (${team})` },
    { level: 'ok', about: 'scopes', text: 'chat:write, commands, users:read, channels:history' },
    { level: 'ok', about: `channel ${channel}`, text: 'joined and readable' },
    { level: 'ok', about: 'app token', text: 'Socket Mode can be opened' },
  ]);
  expect(slack.calls.map((call) => call.method)).not.toContain('chat.postMessage');
});

test.each<[string, object, (server: SlackServer) => void, string, string, RegExp]>([
  [
    'a bot token that is wrong',
    { botToken: 'xoxb-other' },
    () => {},
    'problem',
    'bot token',
    /invalid_auth: check SLACK_BOT_TOKEN/,
  ],
  ['an app token that is wrong', { appToken: 'xapp-1-A0TEST001-x' }, () => {}, 'problem', 'app token', /invalid_auth/],
  ['tokens that are swapped', { appToken: botToken }, () => {}, 'problem', 'app token', /swapped/],
  ['tokens of two apps', { appToken: 'xapp-1-A0OTHER01-x' }, () => {}, 'problem', 'app', /A0TEST001.*A0OTHER01/],
  [
    'a token of another workspace',
    { team: 'T0OTHER01' },
    () => {},
    'problem',
    'workspace',
    /set slack.team: T0TEST001/,
  ],
  ['a scope that is missing', {}, (one) => one.scopes.splice(0, 1), 'problem', 'scopes', /missing: chat:write/],
  [
    'history that may not be read',
    {},
    (one) => one.scopes.splice(2, 1),
    'problem',
    `channel ${channel}`,
    /missing_scope/,
  ],
  ['more scopes than needed', {}, (one) => one.scopes.push('files:write'), 'note', 'scopes', /files:write/],
  [
    'a channel without the bot',
    {},
    (one) => one.channels.set(channel, { joined: false, archived: false, isLimited: false, messages: [] }),
    'problem',
    `channel ${channel}`,
    /\/invite/,
  ],
  [
    'a channel that is not there',
    {},
    (one) => one.channels.clear(),
    'problem',
    `channel ${channel}`,
    /channel_not_found/,
  ],
  [
    'a Slack that fails',
    {},
    (one) => one.fault('auth.test', { kind: 'status', status: 503 }),
    'silent',
    'bot token',
    /503/,
  ],
  [
    'a proxy with a login page',
    {},
    (one) => one.fault('auth.test', { kind: 'html' }),
    'problem',
    'bot token',
    /not from Slack/,
  ],
  [
    'a user token',
    {},
    (one) => one.fault('auth.test', { kind: 'json', body: { ok: true, team_id: team } }),
    'problem',
    'bot token',
    /not a bot token/,
  ],
])('names %s and what to do', async (_what, change, prepare, level, about, text) => {
  prepare(slack);

  const findings = await check(change);

  expect(findings).toContainEqual({ level, about, text: expect.stringMatching(text) });
  expect(JSON.stringify(findings)).not.toMatch(/xoxb-test|xapp-1-A0TEST001-test/);
});

test('a private channel may be read by the scope of either kind', async () => {
  slack.scopes = ['chat:write', 'commands', 'users:read', 'groups:history'];

  expect(await check({}, [])).toContainEqual({
    level: 'ok',
    about: 'scopes',
    text: 'chat:write, commands, users:read',
  });
});
