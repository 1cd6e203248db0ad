import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSlack, type SlackApprover } from '../../../src/adapters/slack/check-slack.ts';
import { addUser } from '../../support/slack-people.ts';
import { appToken, botToken, channel, type SlackServer, startSlackServer, team } from '../../support/slack-server.ts';

let slack: SlackServer;

beforeEach(async () => {
  slack = await startSlackServer();
});

afterEach(() => slack.close());

const check = (
  change: object = {},
  channels: readonly string[] = [channel],
  approvers: readonly SlackApprover[] = [],
) =>
  checkSlack(
    { apiUrl: slack.apiUrl, botToken, appToken, team, ...change },
    { channels, approvers },
    new AbortController().signal,
  );

test('a Slack that is set up well has nothing to correct, and nothing is posted to find out', async () => {
  expect(await check()).toEqual([
    { level: 'ok', about: 'workspace', text: `Acme (${team})` },
    { level: 'ok', about: 'scopes', text: 'chat:write, commands, users:read, channels:history' },
    {
      level: 'ok',
      about: `channel ${channel}`,
      text: 'joined and readable; its newest message does not say that it was archived',
    },
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

test('a conversation with one person is read by a scope of its own', async () => {
  expect(await check({}, ['D0TEST01'])).toContainEqual({
    level: 'problem',
    about: 'scopes',
    text: 'missing: im:history; add them in the app manifest and install the app again',
  });
});

test.each(['channel_archive', 'group_archive'])('a channel that ends with %s is archived', async (subtype) => {
  const messages = [
    { ts: '1800000001.000100', text: 'Hello', blocks: [] },
    { ts: '1800000002.000100', text: 'archived the channel', blocks: [], subtype },
  ];
  slack.channels.set(channel, { joined: true, archived: true, isLimited: false, messages });

  expect(await check()).toContainEqual({
    level: 'problem',
    about: `channel ${channel}`,
    text: expect.stringMatching(/is_archived: unarchive the channel, or name another one in notifications.routes/),
  });
});

test('a channel that was used again after its archive is not archived', async () => {
  const messages = [
    { ts: '1800000001.000100', text: 'archived', blocks: [], subtype: 'channel_archive' },
    { ts: '1800000002.000100', text: 'unarchived', blocks: [], subtype: 'channel_unarchive' },
  ];
  slack.channels.set(channel, { joined: true, archived: false, isLimited: false, messages });

  expect((await check()).filter((one) => one.level !== 'ok')).toEqual([]);
});

const ann = { name: 'Ann', user: 'U0TEST001' };

test('an approver who is a member is called by the name Slack has, so that a mixed-up id is seen', async () => {
  addUser(slack, ann.user);

  expect(await check({}, [], [ann])).toContainEqual({
    level: 'ok',
    about: 'approver Ann (U0TEST001)',
    text: 'Person U0TEST001, a member of this workspace',
  });
});

test.each<[string, object, RegExp]>([
  ['is a bot', { is_bot: true }, /bots may not answer \(is_bot = true\)/],
  ['is a guest', { is_restricted: true }, /guests may not answer/],
  ['was deactivated', { deleted: true }, /deactivated/],
  ['is of another organisation', { is_stranger: true }, /other organisations/],
  ['is of another workspace', { team_id: 'T0OTHER01' }, /only members of this workspace.*T0OTHER01/],
])('an approver who %s could never answer, and is named', async (_what, change, text) => {
  addUser(slack, ann.user, { ...change });

  expect(await check({}, [], [ann])).toContainEqual({
    level: 'problem',
    about: 'approver Ann (U0TEST001)',
    text: expect.stringMatching(text),
  });
});

test('an approver whom nobody knows is named with where to find the id', async () => {
  expect(await check({}, [], [ann])).toContainEqual({
    level: 'problem',
    about: 'approver Ann (U0TEST001)',
    text: expect.stringMatching(/^user_not_found: nobody in this workspace has this id.*Copy member ID/),
  });
});

test.each<[string, Parameters<SlackServer['fault']>[1], string, RegExp]>([
  ['is ill', { kind: 'status', status: 503 }, 'silent', /503/],
  ['answers of somebody else', { kind: 'json', body: { ok: true, user: { id: 'U0OTHER01' } } }, 'note', /is not known/],
])('nothing is claimed of an approver while Slack %s', async (_what, fault, level, text) => {
  addUser(slack, ann.user);
  slack.fault('users.info', fault);

  expect(await check({}, [], [ann])).toContainEqual({
    level,
    about: 'approver Ann (U0TEST001)',
    text: expect.stringMatching(text),
  });
});
