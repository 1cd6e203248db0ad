import { z } from 'zod';
import { MessengerUnreadable } from '../../domain/errors.ts';
import { describeReply } from './classify-send.ts';
import { refusalOf } from './error-advice.ts';
import { FoundMessage, keyOf } from './message-key.ts';
import type { SlackApi, SlackReply } from './slack-api.ts';

const pageSize = 200;
const maxPages = 50;
/** The clocks may differ by so much without its being known: Slack's answers tell seconds, and one of the clocks may just have been set. */
const clockSkewMs = 600_000;

const Page = z.object({
  messages: z.array(FoundMessage),
  has_more: z.boolean().optional(),
  is_limited: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type Page = z.infer<typeof Page>;

/** `since` and `until`: epoch ms by Slack's clock. */
interface Wanted {
  readonly channel: string;
  readonly thread: string | undefined;
  readonly key: string;
  readonly since: number;
  readonly until: number | undefined;
  readonly botId: string;
}

/** Words that say that reading is forbidden, to a token that may write. */
const unreadable = new Set(['missing_scope', 'no_permission']);

/**
 * The oldest message of this bot with the key, among all of that time.
 * @throws {MessengerUnreadable} unless everything of that time was read, with its metadata.
 */
export async function findMessage(api: SlackApi, wanted: Wanted, signal: AbortSignal): Promise<string | undefined> {
  let found: string | undefined;
  let stripped: string | undefined;
  let isThreadShown = false;
  let cursor: string | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const page = await readPage(api, wanted, cursor, signal);
    // What answers a message that is deleted by then stands in the channel.
    if (page === 'no-thread') return await findMessage(api, { ...wanted, thread: undefined }, signal);
    for (const message of page.messages) {
      if (message.ts === wanted.thread) {
        isThreadShown = true;
        continue;
      }
      const key = keyOf(message, wanted.botId);
      if (key === 'none') continue;
      if (key === 'stripped') stripped = message.ts;
      // Ids are times of equal length, so text order is time order.
      else if (key.key === wanted.key && (found === undefined || message.ts < found)) found = message.ts;
    }
    const next = page.response_metadata?.next_cursor ?? '';
    if (page.has_more !== true && next === '') {
      if (found !== undefined) return found;
      if (stripped !== undefined) {
        throw unclear(
          `Slack shows message ${stripped} of this bot without its metadata, so it cannot be told which one it is.`,
        );
      }
      if (page.is_limited === true && !isThreadShown && !(await showsOlder(api, wanted, signal))) {
        throw unclear("Slack hides older messages of this channel (the workspace's plan limits them).");
      }
      return undefined;
    }
    if (next === '') throw unclear('Slack has more messages and gave no way to read them.');
    cursor = next;
  }
  throw unclear(`More than ${maxPages * pageSize} messages of that time: too many to look through.`);
}

function unclear(why: string): MessengerUnreadable {
  return new MessengerUnreadable(why, { hidden: 'messages' });
}

/** Slack hides what is old first: where something older is shown, as the beginning of a thread is, nothing since then is hidden. */
async function showsOlder(api: SlackApi, { channel, since }: Wanted, signal: AbortSignal): Promise<boolean> {
  const args = { channel, latest: tsOf(since - clockSkewMs), inclusive: true, limit: 1 };
  const page = pageOf(await api.call('conversations.history', args, signal));
  return page.messages.length > 0;
}

async function readPage(
  api: SlackApi,
  { channel, thread, since, until }: Wanted,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page | 'no-thread'> {
  const reply = await api.call(
    thread === undefined ? 'conversations.history' : 'conversations.replies',
    {
      channel,
      ...(thread !== undefined && { ts: thread }),
      oldest: tsOf(since - clockSkewMs),
      ...(until !== undefined && { latest: tsOf(until + clockSkewMs) }),
      inclusive: true,
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor !== undefined && { cursor }),
    },
    signal,
  );
  // What began to be read and is gone in the middle proves nothing.
  if (cursor === undefined && reply.kind === 'error' && reply.error === 'thread_not_found') return 'no-thread';
  return pageOf(reply);
}

function tsOf(ms: number): string {
  return (Math.max(0, ms) / 1_000).toFixed(6);
}

/** @throws {MessengerUnreadable} for anything but messages. */
function pageOf(reply: SlackReply): Page {
  if (reply.kind !== 'ok') {
    throw new MessengerUnreadable(describeReply(reply), {
      hidden: reply.kind === 'error' ? hiddenBy(reply.error) : 'chat',
      retryAfterMs: reply.kind === 'status' ? reply.retryAfterMs : undefined,
    });
  }
  const page = Page.safeParse(reply.data);
  if (!page.success) throw new MessengerUnreadable('Slack answered with messages that cannot be read.');
  return page.data;
}

function hiddenBy(error: string): MessengerUnreadable['hidden'] {
  if (unreadable.has(error)) return 'messages';
  return refusalOf(error) === 'channel' ? 'channel' : 'chat';
}
