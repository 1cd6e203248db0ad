import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { startChat } from '../src/serving/start-chat.ts';
import { keptLog } from './support/logs.ts';
import { movableClock, temporaryStore } from './support/temporary-store.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'medic-config-slack-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function load(slack: string, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(folder, 'flink-medic.yaml'), `${slack}\nclusters: [{ name: a, url: "http://flink:8081" }]\n`);
  return loadConfig({ env, folder });
}

test('a workspace is enough; the tokens come by variable and show up nowhere', () => {
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-very-secret', SLACK_APP_TOKEN: 'xapp-very-secret' };

  const config = load('slack: { team: T0123ABCD }', tokens);

  expect(config.slack).toMatchObject({ team: 'T0123ABCD', apiUrl: 'https://slack.com/api', mentions: {} });
  expect(config.slack?.botToken?.reveal()).toBe('xoxb-very-secret');
  expect(config.slack?.appToken?.reveal()).toBe('xapp-very-secret');
  expect(`${JSON.stringify(config)}${inspect(config, { depth: 9 })}`).not.toContain('very-secret');
});

test('the tokens come from files too, and the variable wins', () => {
  writeFileSync(join(folder, 'bot'), 'xoxb-file\n');
  writeFileSync(join(folder, 'app'), 'xapp-file');

  const { slack } = load('slack: { team: T0123ABCD, botTokenFile: bot, appTokenFile: app }', {
    SLACK_APP_TOKEN: 'xapp-variable',
  });

  expect(slack?.botToken?.reveal()).toBe('xoxb-file');
  expect(slack?.appToken?.reveal()).toBe('xapp-variable');
});

test('a command that only reads the store needs no token', () => {
  expect(load('slack: { team: T0123ABCD }').slack?.botToken).toBeUndefined();
});

test.each<[Readonly<Record<string, string>>, string]>([
  [{}, 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set. Set them, or name files'],
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN is not set. Set it, or name a file'],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is not set. Set it, or name a file'],
])('serve names each token that is missing (given: %o)', async (env, want) => {
  const clock = movableClock(0);
  const signal = new AbortController().signal;
  const config = load('slack: { team: T0123ABCD }', env);

  const starting = startChat({ config, store: await temporaryStore(clock), clock, log: keptLog(), signal });

  await expect(starting).rejects.toThrow(`slack is configured, but ${want} in slack.`);
});

test('variables of another Slack tool are no mistake where no Slack is configured', () => {
  expect(load('', { SLACK_BOT_TOKEN: 'anything' }).slack).toBeUndefined();
});

test.each<[string, string, Readonly<Record<string, string>>, string]>([
  ['a workspace by name', 'slack: { team: acme }', {}, 'slack.team: "acme" should be the id of a workspace'],
  ['no workspace', 'slack: {}', {}, 'slack.team: is missing'],
  [
    'tokens over plain http',
    'slack: { team: T0123ABCD, apiUrl: "http://slack.example/api" }',
    {},
    'slack.apiUrl: "http://slack.example/api" should begin with https://',
  ],
  [
    'a group by name',
    'slack: { team: T0123ABCD, mentions: { high: ["@oncall"] } }',
    {},
    'slack.mentions.high[0]: "@oncall" should be the id of a user group',
  ],
  ['a severity that is none', 'slack: { team: T0123ABCD, mentions: { hihg: [S0123ABCD] } }', {}, 'Did you mean high?'],
  [
    'swapped tokens',
    'slack: { team: T0123ABCD }',
    { SLACK_BOT_TOKEN: 'xapp-secret' },
    'SLACK_BOT_TOKEN should hold one token that begins with xoxb-',
  ],
  [
    'two tokens in one place',
    'slack: { team: T0123ABCD }',
    { SLACK_BOT_TOKEN: 'xoxb-one xapp-secret' },
    'SLACK_BOT_TOKEN should hold one token that begins with xoxb-',
  ],
  [
    'a file that is not there',
    'slack: { team: T0123ABCD, appTokenFile: nowhere }',
    {},
    'slack.appTokenFile: cannot be read:',
  ],
])('refuses %s and says what is allowed', (_what, slack, env, text) => {
  expect(() => load(slack, env)).toThrow(text);
  expect(() => load(slack, env)).not.toThrow('xapp-secret');
});

test('a local Slack may be spoken to over plain http', () => {
  expect(load('slack: { team: T0123ABCD, apiUrl: "http://127.0.0.1:9/api" }').slack?.apiUrl).toBe(
    'http://127.0.0.1:9/api',
  );
});
