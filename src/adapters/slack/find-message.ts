import { z } from 'zod';
import { MessengerUnreadable } from '../../domain/errors.ts';
import { describeReply } from './classify-send.ts';
import { FoundMessage, keyOf } from './message-key.ts';
import type { SlackApi } from './slack-api.ts';

const pageSize = 200;
const maxPages = 50;
/** Slack's clock may be behind ours. */
const clockSkewMs = 600_000;

const Page = z.object({
  messages: z.array(FoundMessage),
  has_more: z.boolean().optional(),
  is_limited: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/**
 * The oldest message of this bot with the key, among all since then.
 * @throws {MessengerUnreadable} unless everything since then was read, with its metadata.
 */
export async function findMessage(
  api: SlackApi,
  wanted: {
    readonly channel: string;
    readonly thread: string | undefined;
    readonly key: string;
    readonly since: number;
    readonly botId: string;
  },
  signal: AbortSignal,
): Promise<string | undefined> {
  let found: string | undefined;
  let cursor: string | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const page = await readPage(api, wanted, cursor, signal);
    for (const message of page.messages) {
      if (message.ts === wanted.thread) continue;
      const key = keyOf(message, wanted.botId);
      if (key === 'none') continue;
      if (key === 'stripped') {
        throw new MessengerUnreadable(
          `Slack shows message ${message.ts} of this bot without its metadata, so it cannot be told which one it is.`,
        );
      }
      // Ids are times of equal length, so text order is time order.
      if (key.key === wanted.key && (found === undefined || message.ts < found)) found = message.ts;
    }
    const next = page.response_metadata?.next_cursor ?? '';
    if (page.has_more !== true && next === '') {
      if (found === undefined && page.is_limited === true) {
        throw new MessengerUnreadable("Slack hides older messages of this channel (the workspace's plan limits them).");
      }
      return found;
    }
    if (next === '') throw new MessengerUnreadable('Slack has more messages and gave no way to read them.');
    cursor = next;
  }
  throw new MessengerUnreadable(`More than ${maxPages * pageSize} messages since then: too many to look through.`);
}

async function readPage(
  api: SlackApi,
  wanted: { readonly channel: string; readonly thread: string | undefined; readonly since: number },
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<z.infer<typeof Page>> {
  const { channel, thread } = wanted;
  const reply = await api.call(
    thread === undefined ? 'conversations.history' : 'conversations.replies',
    {
      channel,
      ...(thread !== undefined && { ts: thread }),
      oldest: (Math.max(0, wanted.since - clockSkewMs) / 1_000).toFixed(6),
      inclusive: true,
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor !== undefined && { cursor }),
    },
    signal,
  );
  if (reply.kind !== 'ok') throw new MessengerUnreadable(describeReply(reply));
  const page = Page.safeParse(reply.data);
  if (!page.success) throw new MessengerUnreadable('Slack answered with messages that cannot be read.');
  return page.data;
}
