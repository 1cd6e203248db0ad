import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, onTestFinished, test } from 'vitest';
import { checkSlack } from '../../../src/adapters/slack/check-slack.ts';
import { slackMethods } from '../../support/slack-methods.ts';
import { appToken, botToken, channel, startSlackServer, team } from '../../support/slack-server.ts';

interface Manifest {
  readonly features: { readonly slash_commands: readonly { readonly command: string }[] };
  readonly oauth_config: { readonly scopes: { readonly bot: string[] } };
  readonly settings: {
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
    readonly org_deploy_enabled: boolean;
  };
}

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'slack-manifest.yaml');
const manifest = parse(readFileSync(file, 'utf8')) as Manifest;

test('an app that was made from the manifest has all the scopes that are used, and none besides', async () => {
  const slack = await startSlackServer();
  onTestFinished(() => slack.close());
  slack.scopes = [...manifest.oauth_config.scopes.bot];

  const access = { apiUrl: slack.apiUrl, botToken, appToken, team };
  const found = await checkSlack(access, { channels: [channel], approvers: [] }, new AbortController().signal);

  expect(found.filter(({ level }) => level !== 'ok')).toEqual([]);
  const used = Object.values(slackMethods).flatMap(({ scope }) => scope ?? []);
  expect(slack.scopes).toEqual(expect.arrayContaining([...used, 'commands', 'groups:history']));
});

test('the manifest switches on what buttons and commands come by, in one workspace', () => {
  const { features, settings } = manifest;

  expect(settings).toMatchObject({
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
    org_deploy_enabled: false,
  });
  expect(features.slash_commands.map(({ command }) => command)).toEqual(['/flink-medic']);
});
