import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { SendOutcome } from '../../ports/flink.ts';
import type { MessageBody, Messenger } from '../../ports/messenger.ts';
import { makeBotIdentity } from './bot-identity.ts';
import { classifySend } from './classify-send.ts';
import { findMessage } from './find-message.ts';
import { metadataOf } from './message-key.ts';
import type { Rendered } from './limits.ts';
import { renderAlert } from './render-alert.ts';
import { renderText } from './render-text.ts';
import type { SlackMentions } from './slack-access.ts';
import type { SlackApi } from './slack-api.ts';
import { compareClocks } from './slack-clock.ts';

const Posted = z.object({
  ts: z.string().regex(/^\d{1,12}\.\d{6}$/),
  // What was posted is no doubt because of how this looks.
  message: z.object({ thread_ts: z.string().optional() }).optional().catch(undefined),
});

/** Slack as a place in which messages are posted once; every one carries its key as message metadata. */
export function makeSlackMessenger(options: {
  readonly api: SlackApi;
  readonly mentions: SlackMentions;
  readonly clock: Clock;
}): Messenger {
  const { mentions } = options;
  const { api, difference } = compareClocks(options.api, options.clock);
  const identity = makeBotIdentity(api);

  function contentOf(body: MessageBody, key: string): Readonly<Record<string, unknown>> {
    const { text, blocks } = rendered(body, mentions, options.clock.now());
    const incident = body.kind === 'alert' ? body.alert.incidentId : undefined;
    return {
      text,
      ...(blocks.length > 0 && { blocks }),
      metadata: metadataOf(key, incident),
      link_names: false,
      parse: 'none',
    };
  }

  async function write(
    method: 'chat.postMessage' | 'chat.update',
    args: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const reply = await api.call(method, args, signal);
    if (reply.kind !== 'ok') return classifySend(reply);
    const posted = Posted.safeParse(reply.data);
    if (!posted.success) return { kind: 'maybe', status: 200, detail: 'Slack: said ok without the id of the message' };
    const { ts, message } = posted.data;
    // Slack takes an answer to a deleted message, and posts it beside it; of any other it tells the thread.
    const isAlone = 'thread_ts' in args && message !== undefined && message.thread_ts === undefined;
    return { kind: 'executed', status: 200, detail: 'ok', result: { message: ts, ...(isAlone && { thread: 'gone' }) } };
  }

  return {
    post: ({ channel, thread, body, key }, signal) =>
      write(
        'chat.postMessage',
        {
          channel,
          ...(thread !== undefined && { thread_ts: thread }),
          // A call in a thread would reach only those who follow it.
          ...(thread !== undefined && body.kind === 'text' && body.call !== undefined && { reply_broadcast: true }),
          ...contentOf(body, key),
          unfurl_links: false,
          unfurl_media: false,
        },
        signal,
      ),
    update: ({ channel, message, body, key }, signal) =>
      // Blocks of before would stay unless it has some or says that it has none.
      write('chat.update', { channel, ts: message, blocks: [], ...contentOf(body, key) }, signal),
    async find({ channel, thread, key, since, until }, signal) {
      const { bot_id: botId } = await identity(signal);
      const { leastMs, mostMs } = difference();
      const time = { since: since + leastMs, until: until === undefined ? undefined : until + mostMs };
      return findMessage(api, { channel, thread, key, ...time, botId }, signal);
    },
  };
}

function rendered(body: MessageBody, mentions: SlackMentions, now: number): Rendered {
  switch (body.kind) {
    case 'alert':
      return renderAlert(body.alert, mentions, now);
    case 'text':
      return renderText(body, mentions);
  }
}
