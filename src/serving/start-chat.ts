import type { StartedSlack } from '../adapters/slack/start-slack.ts';
import type { Store } from '../adapters/store/open-store.ts';
import { firstScreenText } from '../cli/first-screen-text.ts';
import { readFirstScreen } from '../cli/first-screen.ts';
import type { Config } from '../config.ts';
import { approvalPolicy, slackMembers } from '../config/approvals-section.ts';
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
    const missing = [botToken === undefined ? 'SLACK_BOT_TOKEN' : '', appToken === undefined ? 'SLACK_APP_TOKEN' : ''];
    throw new UserMistake(
      `slack is configured, but ${missing.filter((one) => one !== '').join(' and ')} is not set. Set it, name a file in slack.botTokenFile or slack.appTokenFile, or remove slack.`,
    );
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
