import { refusalOf, type SentContent } from './slack-limits.ts';

export interface StoredMessage extends SentContent {
  readonly ts: string;
  readonly bot_id?: string;
  readonly user?: string;
  readonly subtype?: string;
  readonly thread_ts?: string;
  readonly edits?: number;
}

/** What a workspace holds; tests change it. */
export interface Workspace {
  readonly team: string;
  readonly app: string;
  readonly botId: string;
  scopes: string[];
  readonly channels: Map<string, { joined: boolean; archived: boolean; isLimited: boolean; messages: StoredMessage[] }>;
  readonly users: Map<string, Record<string, unknown>>;
  readonly ephemerals: (SentContent & { channel: string; user: string })[];
  /** Seconds of the next message. */
  now: number;
  /** What else it refuses of the content of messages, and in which word. */
  dislikes: ((content: SentContent) => string | undefined) | undefined;
}

type Args = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

interface Method {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly scope?: string;
  readonly takesJson: boolean;
  readonly answer: (workspace: Workspace, args: Args) => Answer;
}

const refused = (error: string): Answer => ({ ok: false, error });
const content = ['text', 'blocks', 'metadata', 'link_names', 'parse'];
const paging = ['oldest', 'latest', 'inclusive', 'include_all_metadata', 'limit', 'cursor'];

/** The part of Slack's Web API that may be used; anything else is a mistake of the caller. */
export const slackMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    required: [],
    optional: [],
    takesJson: true,
    answer: ({ team, botId }) => ({
      ok: true,
      team_id: team,
      team: 'Acme',
      user_id: 'UBOT00001',
      bot_id: botId,
      user: 'medic',
      url: 'https://acme.slack.com/',
    }),
  },
  'bots.info': {
    required: ['bot'],
    optional: [],
    scope: 'users:read',
    takesJson: false,
    answer: ({ botId, app }, { bot }) =>
      bot === botId ? { ok: true, bot: { id: botId, app_id: app } } : refused('bot_not_found'),
  },
  'users.info': {
    required: ['user'],
    optional: [],
    scope: 'users:read',
    takesJson: false,
    answer: ({ users }, { user }) => {
      const found = users.get(String(user));
      return found === undefined ? refused('user_not_found') : { ok: true, user: found };
    },
  },
  'chat.postMessage': {
    required: ['channel'],
    optional: [...content, 'thread_ts', 'reply_broadcast', 'unfurl_links', 'unfurl_media'],
    scope: 'chat:write',
    takesJson: true,
    answer: post,
  },
  'chat.update': {
    required: ['channel', 'ts'],
    optional: content,
    scope: 'chat:write',
    takesJson: true,
    answer: update,
  },
  'chat.postEphemeral': {
    required: ['channel', 'user'],
    optional: [...content, 'thread_ts'],
    scope: 'chat:write',
    takesJson: true,
    answer: (workspace, args) => {
      const channel = workspace.channels.get(String(args['channel']));
      if (channel === undefined) return refused('channel_not_found');
      const refusal = refusalOf(args);
      if (refusal !== undefined) return refused(refusal);
      workspace.ephemerals.push({ ...args, channel: String(args['channel']), user: String(args['user']) });
      return { ok: true, message_ts: nextTs(workspace) };
    },
  },
  'conversations.history': {
    required: ['channel'],
    optional: paging,
    scope: 'channels:history',
    takesJson: false,
    answer: (workspace, args) =>
      read(
        workspace,
        args,
        (one) => one.thread_ts === undefined || one.thread_ts === one.ts || one.subtype === 'thread_broadcast',
      ),
  },
  'conversations.replies': {
    required: ['channel', 'ts'],
    optional: paging,
    scope: 'channels:history',
    takesJson: false,
    answer: (workspace, args) => read(workspace, args, (one) => one.thread_ts === args['ts'] || one.ts === args['ts']),
  },
};

export function nextTs(workspace: Workspace): string {
  workspace.now += 1;
  return `${workspace.now}.000100`;
}

function post(workspace: Workspace, args: Args): Answer {
  const channel = workspace.channels.get(String(args['channel']));
  if (channel === undefined) return refused('channel_not_found');
  if (!channel.joined) return refused('not_in_channel');
  if (channel.archived) return refused('is_archived');
  const asked = args['thread_ts'];
  const wantsBroadcast = args['reply_broadcast'] === true || args['reply_broadcast'] === 'true';
  if (wantsBroadcast && asked === undefined) return refused('invalid_arguments');
  // What answers a deleted message is posted beside it, and only the missing thread_ts tells.
  const thread = channel.messages.some((one) => one.ts === asked) ? asked : undefined;
  const isBroadcast = wantsBroadcast && thread !== undefined;
  const refusal = refusalOf(args) ?? workspace.dislikes?.(args);
  if (refusal !== undefined) return refused(refusal);
  const ts = nextTs(workspace);
  const { text, blocks, metadata } = args as SentContent;
  channel.messages.push({
    ts,
    bot_id: workspace.botId,
    text,
    blocks,
    metadata,
    ...(typeof thread === 'string' && { thread_ts: thread }),
    ...(isBroadcast && { subtype: 'thread_broadcast' }),
  });
  return {
    ok: true,
    channel: args['channel'],
    ts,
    message: { text, ...(thread !== undefined && { thread_ts: thread }) },
  };
}

function update(workspace: Workspace, args: Args): Answer {
  const channel = workspace.channels.get(String(args['channel']));
  if (channel === undefined) return refused('channel_not_found');
  if (channel.archived) return refused('is_inactive');
  const index = channel.messages.findIndex((one) => one.ts === args['ts']);
  const message = channel.messages[index];
  if (message === undefined) return refused('message_not_found');
  if (message.bot_id !== workspace.botId) return refused('cant_update_message');
  const { text, blocks: sent, metadata = message.metadata } = args as SentContent;
  // Only the name of the field takes blocks away: descriptions of what happens without it contradict each other.
  const blocks = Array.isArray(sent) && sent.length === 0 ? undefined : (sent ?? message.blocks);
  const refusal = refusalOf({ text, blocks, metadata }) ?? workspace.dislikes?.({ text, blocks, metadata });
  if (refusal !== undefined) return refused(refusal);
  channel.messages[index] = { ...message, text, blocks, metadata, edits: (message.edits ?? 0) + 1 };
  return { ok: true, channel: args['channel'], ts: args['ts'], text };
}

/** Newest first in a channel, oldest first in a thread, whose first message comes along whatever its age. */
function read(workspace: Workspace, args: Args, belongs: (message: StoredMessage) => boolean): Answer {
  const channel = workspace.channels.get(String(args['channel']));
  if (channel === undefined) return refused('channel_not_found');
  if (!channel.joined) return refused('not_in_channel');
  const root = args['ts'];
  if (root !== undefined && !channel.messages.some((one) => one.ts === root)) return refused('thread_not_found');
  const oldest = Number(args['oldest'] ?? 0);
  const latest = Number(args['latest'] ?? Number.POSITIVE_INFINITY);
  const isMeant = ({ ts }: StoredMessage) => (Number(ts) >= oldest && Number(ts) <= latest) || ts === root;
  const all = channel.messages.filter((one) => belongs(one) && isMeant(one));
  if (root === undefined) all.reverse();
  const limit = Math.min(Number(args['limit'] ?? 100), 999);
  const { cursor } = args;
  const from = typeof cursor === 'string' ? Number(Buffer.from(cursor, 'base64').toString()) : 0;
  if (!Number.isInteger(from)) return refused('invalid_cursor');
  const page = all.slice(from, from + limit);
  const more = from + limit < all.length;
  const whole = String(args['include_all_metadata']) === 'true';
  return {
    ok: true,
    messages: page.map((one) => ({ type: 'message', ...one, metadata: whole ? one.metadata : undefined })),
    has_more: more,
    ...(channel.isLimited && { is_limited: true }),
    response_metadata: { next_cursor: more ? Buffer.from(String(from + limit)).toString('base64') : '' },
  };
}
