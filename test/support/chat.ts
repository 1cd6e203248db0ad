import { MessengerUnreadable } from '../../src/domain/errors.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { MessageBody, Messenger, Refusal } from '../../src/ports/messenger.ts';

export interface ChatMessage {
  readonly id: string;
  readonly channel: string;
  readonly thread: string | undefined;
  readonly key: string;
  body: MessageBody;
  /** What it said when it was new: whom it called, it called then. */
  readonly posted: MessageBody;
}

/** What the chat does with the next requests. lost: it takes effect and the answer is lost. */
export type ChatMood = 'well' | 'down' | 'lost' | 'busy' | 'refuses' | 'forgets';

const unfit: SendOutcome = { kind: 'refused', status: 200, detail: 'invalid_blocks', result: { refusal: 'content' } };

/**
 * A strict chat in memory: a key is posted once, an update needs a message that is there, a thread one that begins it; what answers a
 * message that was deleted stands alone.
 * `forgets`: nothing takes effect and nobody knows.
 */
export function makeChat() {
  const messages: ChatMessage[] = [];
  const wrong: string[] = [];
  const requests: string[] = [];
  const begun = new Set<string>();
  const chat = {
    messages,
    wrong,
    requests,
    mood: 'well' as ChatMood,
    /** Why it refuses. */
    refusal: 'channel' as Refusal,
    /** How long it wants to be left alone while it is busy. */
    retryAfterMs: undefined as number | undefined,
    /** Channels that it refuses whatever its mood is. */
    archived: [] as string[],
    /** `post C1`, `update`: what it wants fewer of, whatever its mood is. */
    limited: [] as string[],
    /** It takes plain text alone, and refuses for what it holds whatever is more. */
    takesPlainAlone: false,
    messenger: undefined as unknown as Messenger,
  };

  const isTooMuch = (body: MessageBody) => chat.takesPlainAlone && !(body.kind === 'text' && body.plain);

  function answer(way: string, effect: () => SendOutcome): SendOutcome {
    switch (chat.limited.includes(way) ? 'busy' : chat.mood) {
      case 'well':
        return effect();
      case 'down':
        return { kind: 'not-sent', status: undefined, detail: 'no connection' };
      case 'busy': {
        const { retryAfterMs } = chat;
        const wait = retryAfterMs === undefined ? {} : { retryAfterMs: String(retryAfterMs) };
        return { kind: 'refused', status: 429, detail: 'later', result: { ...wait, refusal: 'rate' } };
      }
      case 'refuses':
        return { kind: 'refused', status: 200, detail: `no: ${chat.refusal}`, result: { refusal: chat.refusal } };
      case 'lost':
        effect();
        return { kind: 'maybe', status: undefined, detail: 'no answer' };
      case 'forgets':
        return { kind: 'maybe', status: undefined, detail: 'no answer' };
    }
  }

  chat.messenger = {
    post: async ({ channel, thread, body, key }) => {
      requests.push(`post ${thread === undefined ? 'message' : 'reply'}`);
      if (isTooMuch(body)) return unfit;
      if (chat.archived.includes(channel)) {
        return { kind: 'refused', status: 200, detail: 'is_archived', result: { refusal: 'channel' } };
      }
      return answer(`post ${channel}`, () => {
        if (messages.some((one) => one.key === key)) wrong.push(`key ${key} was posted twice`);
        if (thread !== undefined && !begun.has(thread)) wrong.push(`no thread ${thread}`);
        const isAlone = thread !== undefined && !messages.some((one) => one.id === thread);
        const id = `m${begun.size + 1}`;
        begun.add(id);
        messages.push({ id, channel, thread: isAlone ? undefined : thread, key, body, posted: body });
        const result = { message: id, ...(isAlone && { thread: 'gone' }) };
        return { kind: 'executed', status: 200, detail: 'ok', result };
      });
    },
    update: async ({ channel, message, body }) => {
      requests.push('update');
      if (isTooMuch(body)) return unfit;
      if (chat.archived.includes(channel)) {
        return { kind: 'refused', status: 200, detail: 'is_inactive', result: { refusal: 'channel' } };
      }
      return answer('update', () => {
        const known = messages.find((one) => one.id === message);
        if (known === undefined) {
          return { kind: 'refused', status: 200, detail: 'message_not_found', result: { refusal: 'message-gone' } };
        }
        known.body = body;
        return { kind: 'executed', status: 200, detail: 'ok' };
      });
    },
    find: async ({ key, channel, thread }) => {
      if (chat.mood !== 'well') throw new MessengerUnreadable('no connection');
      return messages.find((one) => one.key === key && one.channel === channel && one.thread === thread)?.id;
    },
  };
  return chat;
}

export function linesOf({ body }: ChatMessage): readonly string[] {
  return body.kind === 'text' ? body.lines : [body.alert.headline, body.alert.state];
}
