import type { StartedSlack } from '../adapters/slack/start-slack.ts';
import type { Store } from '../adapters/store/open-store.ts';
import { firstScreenText } from '../cli/first-screen-text.ts';
import { readFirstScreen } from '../cli/first-screen.ts';
import type { Config } from '../config.ts';
import { approvalPolicy, slackMembers } from '../config/approvals-section.ts';
import type { Secret } from '../config/secret.ts';
import { UserMistake } from '../domain/errors.ts';
import { makeChatDesk } from '../pipeline/chat-desk.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

/**
 * The configured chat with the desk behind it. It outlives no `signal`: await `ended` before the store is closed.
 * @returns undefined: none is configured.
 * @throws {UserMistake} a token is missing.
 */
export async function startChat(parts: {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<StartedSlack | undefined> {
  const { config, store, clock, log, signal } = parts;
  const { slack } = config;
  if (slack === undefined) return undefined;
  const { botToken, appToken, apiUrl, team, mentions } = slack;
  if (botToken === undefined || appToken === undefined) {
    throw new UserMistake(`slack is configured, but ${missingText(botToken, appToken)}, or remove slack.`);
  }
  // Only who uses Slack loads its client.
  const { startSlack } = await import('../adapters/slack/start-slack.ts');
  const desk = makeChatDesk({
    incidents: store.incidents,
    answers: store.answers,
    approvers: approvalPolicy(config),
    clusters: config.clusters.map(({ name }) => name),
    status: async () => firstScreenText(await readFirstScreen({ config, store, serving: true, clock }), clock.now()),
    clock,
    log,
  });
  const access = { apiUrl, team, botToken: botToken.reveal(), appToken: appToken.reveal() };
  return startSlack({ access, mentions: { ...mentions, people: slackMembers(config) }, desk, clock, log, signal });
}

function missingText(botToken: Secret | undefined, appToken: Secret | undefined): string {
  if (appToken !== undefined) return 'SLACK_BOT_TOKEN is not set. Set it, or name a file in slack.botTokenFile';
  if (botToken !== undefined) return 'SLACK_APP_TOKEN is not set. Set it, or name a file in slack.appTokenFile';
  return 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set. Set them, or name files in slack.botTokenFile and slack.appTokenFile';
}
