import type { Alert, ExactText } from '../domain/alert.ts';
import type { Answerers } from '../domain/answerers.ts';
import type { Severity } from '../domain/signal.ts';
import type { SendOutcome } from './flink.ts';

/** Lines, and what else a message may hold besides them. */
export interface TextBody {
  readonly kind: 'text';
  readonly lines: readonly string[];
  /** Shown whole below the lines, at most `mostExact`; with them, at most two lines. */
  readonly exact?: readonly ExactText[] | undefined;
  /** Calls the people of this severity. An answer in a thread is shown in the channel, too. */
  readonly call?: Severity | undefined;
  /** Calls those who may answer the question that it is about. */
  readonly answerers?: Answerers | undefined;
  /** Nothing but its text, as short as it is: the chat refused a message that held more. */
  readonly plain?: true | undefined;
  /** Id of the channel in which it goes on; shown as a way there. */
  readonly goesOn?: string | undefined;
}

/** What one message says. Texts are plain: the adapter escapes whatever its chat takes for markup. */
export type MessageBody = { readonly kind: 'alert'; readonly alert: Alert } | TextBody;

/**
 * Why a chat refused a message. message-gone: the message to change or to answer is not there any more. message-fixed: it is, and cannot be
 * changed or answered any more.
 * channel, access: nothing gets into this channel, or nowhere, until a person corrects it. content: this message alone. rate: not now.
 */
export type Refusal = 'message-gone' | 'message-fixed' | 'channel' | 'access' | 'content' | 'rate';

/** A message of a channel; `thread` is the id of the message it answers. */
export interface MessagePlace {
  readonly channel: string;
  readonly thread: string | undefined;
}

/**
 * A chat in which messages are posted once. Real: adapters/slack.
 * Every message carries its key where only programs see it, so that a message whose answer was lost is found again.
 */
export interface Messenger {
  /**
   * On `executed`, `result.message` is the id of the message; `result.thread` is `gone` where the message that it was to answer is deleted, and
   * it stands alone in the channel. On `refused`, `result.refusal` is the `Refusal`, and `result.retryAfterMs`
   * how long the chat wants to be left alone, where it says so. Never throws for an answer of the chat.
   */
  post(
    request: MessagePlace & { readonly body: MessageBody; readonly key: string },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
  /** Makes an existing message say this; saying it twice is harmless. */
  update(
    request: { readonly channel: string; readonly message: string; readonly body: MessageBody; readonly key: string },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
  /**
   * The id of the message with this key, or undefined when everything of that time was read and it is not there. Where the thread in which
   * it would stand is gone, it is looked for in the channel.
   * @param since and `until`: epoch ms; without `until`, up to now.
   * @throws {MessengerUnreadable} when that cannot be told.
   */
  find(
    request: MessagePlace & { readonly key: string; readonly since: number; readonly until?: number | undefined },
    signal: AbortSignal,
  ): Promise<string | undefined>;
}
