import { z } from 'zod';
import { judge, UserInfo } from './check-person.ts';
import { describeReply } from './classify-send.ts';
import { withAdvice } from './error-advice.ts';
import type { SlackAccess } from './slack-access.ts';
import { makeSlackApi, type SlackApi, type SlackReply } from './slack-api.ts';

/** Like the findings of `doctor`: problem is a mistake to correct, silent is a Slack that gave no answer. */
export interface SlackFinding {
  readonly level: 'ok' | 'note' | 'problem' | 'silent';
  readonly about: string;
  readonly text: string;
}

/** Somebody whom the configuration lets answer, and one of their accounts in the workspace. */
export interface SlackApprover {
  readonly name: string;
  readonly user: string;
}

const timeoutMs = 10_000;
const needed = ['chat:write', 'commands', 'users:read'];
/** By the first letter of a channel's id: D is a conversation with one person. */
const history = { C: 'channels:history', G: 'groups:history', D: 'im:history' } as const;

const AuthTest = z.object({ team_id: z.string(), team: z.string().default(''), bot_id: z.string() });
const BotInfo = z.object({ bot: z.object({ app_id: z.string() }) });
const History = z.object({ messages: z.array(z.object({ subtype: z.string().optional() })) });
const Connection = z.object({ url: z.string() });

/** Everything that the first alert and the first approval need, asked of Slack without posting anything. */
export async function checkSlack(
  access: SlackAccess,
  { channels, approvers }: { readonly channels: readonly string[]; readonly approvers: readonly SlackApprover[] },
  signal: AbortSignal,
): Promise<readonly SlackFinding[]> {
  const bot = makeSlackApi({ apiUrl: access.apiUrl, token: access.botToken, timeoutMs });
  const app = makeSlackApi({ apiUrl: access.apiUrl, token: access.appToken, timeoutMs });
  const [identity, connection] = await Promise.all([
    checkBot(bot, access, { channels, approvers }, signal),
    app.call('apps.connections.open', {}, signal).then(connectionFinding),
  ]);
  return [...identity, connection];
}

async function checkBot(
  bot: SlackApi,
  access: SlackAccess,
  { channels, approvers }: Parameters<typeof checkSlack>[1],
  signal: AbortSignal,
): Promise<readonly SlackFinding[]> {
  const reply = await bot.call('auth.test', {}, signal);
  if (reply.kind !== 'ok') return [unanswered('bot token', reply)];
  const test = AuthTest.safeParse(reply.data);
  if (!test.success) {
    return [
      { level: 'problem', about: 'bot token', text: 'it is not a bot token: use the one that begins with xoxb-' },
    ];
  }
  const { team_id: team, team: name, bot_id: botId } = test.data;
  if (team !== access.team) {
    return [
      {
        level: 'problem',
        about: 'workspace',
        text: `the token belongs to ${team} (${name}): set slack.team: ${team}, or use another token`,
      },
    ];
  }
  return [
    { level: 'ok', about: 'workspace', text: `${name} (${team})` },
    scopeFinding(reply.scopes, channels),
    ...(await sameApp(bot, botId, access.appToken, signal)),
    ...(await Promise.all(channels.map((channel) => channelFinding(bot, channel, signal)))),
    ...(await Promise.all(approvers.map((one) => approverFinding(bot, one, team, signal)))),
  ];
}

function scopeFinding(scopes: readonly string[] | undefined, channels: readonly string[]): SlackFinding {
  const about = 'scopes';
  if (scopes === undefined) return { level: 'note', about, text: 'Slack did not say which ones the token has' };
  const wanted = [...needed, ...new Set(channels.map(historyOf))];
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  // Private channels made since 2019 have ids that begin with C too, so either history may be the one that is needed.
  const either = missing.filter((scope) => !(scope === history.C && scopes.includes(history.G)));
  if (either.length > 0) {
    return {
      level: 'problem',
      about,
      text: `missing: ${either.join(', ')}; add them in the app manifest and install the app again`,
    };
  }
  const extra = scopes.filter((scope) => ![...needed, history.C, history.G, history.D].includes(scope));
  if (extra.length > 0) return { level: 'note', about, text: `more than needed: ${extra.join(', ')}` };
  return { level: 'ok', about, text: wanted.join(', ') };
}

function historyOf(channel: string): string {
  return channel.startsWith('G') ? history.G : channel.startsWith('D') ? history.D : history.C;
}

/** Presses go to the app that posted the message: tokens of two apps post and never hear. */
async function sameApp(bot: SlackApi, botId: string, appToken: string, signal: AbortSignal): Promise<SlackFinding[]> {
  const ofAppToken = /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1];
  const reply = await bot.call('bots.info', { bot: botId }, signal);
  const info = BotInfo.safeParse(reply.kind === 'ok' ? reply.data : undefined);
  if (ofAppToken === undefined || !info.success || info.data.bot.app_id === ofAppToken) return [];
  const text = `the bot token belongs to app ${info.data.bot.app_id}, the app token to ${ofAppToken}: take both from one app`;
  return [{ level: 'problem', about: 'app', text }];
}

async function channelFinding(bot: SlackApi, channel: string, signal: AbortSignal): Promise<SlackFinding> {
  const reply = await bot.call('conversations.history', { channel, limit: 1 }, signal);
  const about = `channel ${channel}`;
  if (reply.kind !== 'ok') return unanswered(about, reply);
  // Only a scope that nothing else needs would let it ask whether the channel is archived.
  const history = History.safeParse(reply.data);
  const newest = history.success ? history.data.messages[0]?.subtype : undefined;
  if (newest === 'channel_archive' || newest === 'group_archive') {
    return { level: 'problem', about, text: `Slack: ${withAdvice('is_archived')}` };
  }
  return { level: 'ok', about, text: 'joined and readable; its newest message does not say that it was archived' };
}

async function approverFinding(
  bot: SlackApi,
  { name, user }: SlackApprover,
  team: string,
  signal: AbortSignal,
): Promise<SlackFinding> {
  const about = `approver ${name} (${user})`;
  const reply = await bot.call('users.info', { user }, signal);
  if (reply.kind === 'error' && ['user_not_found', 'user_not_visible'].includes(reply.error)) {
    const text = `${reply.error}: nobody in this workspace has this id; copy it from the person's profile (Copy member ID)`;
    return { level: 'problem', about, text };
  }
  if (reply.kind !== 'ok') return unanswered(about, reply);
  const info = UserInfo.safeParse(reply.data);
  if (!info.success || info.data.user.id !== user) {
    return { level: 'note', about, text: "Slack's answer cannot be read, so whether they may answer is not known" };
  }
  const judged = judge(info.data.user, team);
  return judged.kind === 'person'
    ? { level: 'ok', about, text: `${judged.person.name}, a member of this workspace` }
    : { level: 'problem', about, text: `${judged.reason} (${judged.field} = ${judged.value})` };
}

function connectionFinding(reply: SlackReply): SlackFinding {
  const about = 'app token';
  if (reply.kind !== 'ok') return unanswered(about, reply);
  return Connection.safeParse(reply.data).success
    ? { level: 'ok', about, text: 'Socket Mode can be opened' }
    : { level: 'problem', about, text: 'Slack gave no address to connect to: is Socket Mode on?' };
}

function unanswered(about: string, reply: Exclude<SlackReply, { readonly kind: 'ok' }>): SlackFinding {
  const isMistake =
    reply.kind === 'error' || reply.kind === 'not-slack' || (reply.kind === 'status' && reply.status < 429);
  return { level: isMistake ? 'problem' : 'silent', about, text: describeReply(reply) };
}
