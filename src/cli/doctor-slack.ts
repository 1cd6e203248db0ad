import type { Config } from '../config.ts';
import { approvalPolicy } from '../config/approvals-section.ts';
import type { DoctorFinding } from './doctor.ts';
import type { Outside } from './outside.ts';

/** Whether the first alert would arrive and its answer be heard; nothing when no Slack is configured. */
export async function slackFindings(
  config: Pick<Config, 'slack' | 'notifications' | 'approvals'>,
  checkSlack: Outside['checkSlack'],
  signal: AbortSignal,
): Promise<readonly DoctorFinding[]> {
  const { slack, notifications } = config;
  if (slack === undefined) return [];
  const { botToken, appToken, apiUrl, team } = slack;
  if (botToken === undefined || appToken === undefined) {
    const missing = [
      ...(botToken === undefined ? ['SLACK_BOT_TOKEN or slack.botTokenFile'] : []),
      ...(appToken === undefined ? ['SLACK_APP_TOKEN or slack.appTokenFile'] : []),
    ];
    return [{ level: 'problem', about: 'Slack', text: `no token: set ${missing.join(', and ')}` }];
  }
  const { routes, digest } = notifications;
  const channels = [...new Set([...routes, ...(digest === undefined ? [] : [digest])].map((one) => one.channel))];
  const access = { apiUrl, team, botToken: botToken.reveal(), appToken: appToken.reveal() };
  const home = `${team}/`;
  const approvers = approvalPolicy(config).people.flatMap((person) =>
    person.slack.filter((id) => id.startsWith(home)).map((id) => ({ name: person.name, user: id.slice(home.length) })),
  );
  const found = await checkSlack(access, { channels, approvers }, signal);
  const findings = found.map((one) => ({ ...one, about: `Slack ${one.about}` }));
  if (channels.length > 0) return findings;
  const text = 'no channel: no alert goes to Slack; add one to notifications.routes';
  return [...findings, { level: 'problem', about: 'Slack channels', text }];
}
