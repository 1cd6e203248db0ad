import { expect, test } from 'vitest';
import { slackFindings } from '../../src/cli/doctor-slack.ts';
import { configSchema } from '../../src/config/schema.ts';
import { Secret } from '../../src/config/secret.ts';

const signal = new AbortController().signal;
const clusters = [{ name: 'a', url: 'http://flink:8081' }];
const routes = ['C0TEST001', 'C0TEST002', 'C0TEST001'].map((channel) => ({ channel }));

function configured(
  tokens: { botToken?: Secret; appToken?: Secret },
  notifications: object = { routes },
  approvals: object = {},
) {
  const parsed = configSchema('/').parse({ clusters, notifications, approvals, slack: { team: 'T0TEST001' } });
  if (parsed.slack === undefined) throw new Error('no slack');
  return {
    notifications: parsed.notifications,
    approvals: parsed.approvals,
    slack: { ...parsed.slack, botToken: undefined, appToken: undefined, ...tokens },
  };
}

const both = { botToken: new Secret('xoxb-1'), appToken: new Secret('xapp-1') };
const never = () => Promise.reject(new Error('unexpected'));

test('without a Slack nothing is asked and nothing is said', async () => {
  expect(await slackFindings({ ...configured(both), slack: undefined }, never, signal)).toEqual([]);
});

test.each<[tokens: { botToken?: Secret; appToken?: Secret }, text: string]>([
  [{}, 'no token: set SLACK_BOT_TOKEN or slack.botTokenFile, and SLACK_APP_TOKEN or slack.appTokenFile'],
  [{ appToken: both.appToken }, 'no token: set SLACK_BOT_TOKEN or slack.botTokenFile'],
  [{ botToken: both.botToken }, 'no token: set SLACK_APP_TOKEN or slack.appTokenFile'],
])('a missing token is named before anything is asked', async (tokens, text) => {
  expect(await slackFindings(configured(tokens), never, signal)).toEqual([{ level: 'problem', about: 'Slack', text }]);
});

test('every channel of the routes is looked at once', async () => {
  const findings = await slackFindings(
    configured(both),
    (access, { channels }) => Promise.resolve([{ level: 'ok', about: access.botToken, text: channels.join(' ') }]),
    signal,
  );

  expect(findings).toEqual([{ level: 'ok', about: 'Slack xoxb-1', text: 'C0TEST001 C0TEST002' }]);
});

test('every account that approvals.people names in this workspace is looked at', async () => {
  const people = [
    { name: 'Ann', slack: ['U0TEST001', 'T0TEST001/U0TEST002', 'T0OTHER01/U0TEST003'] },
    { name: 'Ben', user: ['ben'] },
  ];
  const asked: unknown[] = [];

  await slackFindings(
    configured(both, { routes }, { people }),
    (_access, { approvers }) => {
      asked.push(...approvers);
      return Promise.resolve([]);
    },
    signal,
  );

  expect(asked).toEqual([
    { name: 'Ann', user: 'U0TEST001' },
    { name: 'Ann', user: 'U0TEST002' },
  ]);
});

test('a Slack without a channel is told: no alert would go there', async () => {
  const findings = await slackFindings(configured(both, {}), () => Promise.resolve([]), signal);

  expect(findings).toEqual([
    { level: 'problem', about: 'Slack channels', text: expect.stringContaining('notifications.routes') },
  ]);
});
