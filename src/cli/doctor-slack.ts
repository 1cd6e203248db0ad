import type { Config } from '../config.ts';
import type { DoctorFinding } from './doctor.ts';
import type { Outside } from './outside.ts';

/** Whether the first alert would arrive and its answer be heard; nothing when no Slack is configured. */
export async function slackFindings(
  { slack, notifications }: Pick<Config, 'slack' | 'notifications'>,
  checkSlack: Outside['checkSlack'],
  signal: AbortSignal,
): Promise<readonly DoctorFinding[]> {
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
  const findings = (await checkSlack(access, channels, signal)).map((one) => ({ ...one, about: `Slack ${one.about}` }));
  if (channels.length > 0) return findings;
  const text = 'no channel: no alert goes to Slack; add one to notifications.routes';
  return [...findings, { level: 'problem', about: 'Slack channels', text }];
}
