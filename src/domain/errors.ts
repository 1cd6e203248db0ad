/**
 * Base of every error this program throws on purpose.
 * `code` is stable: logs, metrics and tests match on it, never on `message`.
 * `retryable` answers one question: may the same call succeed later, unchanged?
 */
export abstract class OpsError extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;
}

/** Of the store: a row that cannot be read, where whoever asked can go on without it. */
export function isCorruptRow(error: unknown): error is OpsError {
  return error instanceof OpsError && error.code === 'store.corrupt_row';
}

/** Something the user wrote (configuration, command line, SOP) is wrong. `message` names the place and the fix. */
export class UserMistake extends OpsError {
  readonly code = 'user.mistake';
  readonly retryable = false;
}

/** The cluster gave no usable answer: no connection, time limit, 5xx, not JSON, or not the shape Flink answers with. */
export class FlinkUnreadable extends OpsError {
  readonly code = 'flink.unreadable';
  readonly retryable = true;
  /**
   * Somebody is there, and answered with an error of Flink's own: no outage. Of one job it may say so as long as its JobManager lives,
   * while it answers for all others (seen live on 2.3.0).
   */
  readonly isFromFlink: boolean;
  /** What kind of silence it was: decides what `doctor` advises. */
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options: { cause?: unknown; isFromFlink?: boolean } = {}) {
    super(message, options);
    this.reason = reason;
    this.isFromFlink = options.isFromFlink === true;
  }
}

export type UnreadableReason =
  | 'no-connection'
  | 'time-limit'
  | 'access-denied'
  | 'redirect'
  | 'not-flink'
  /** JSON, as Flink writes it, but with something else in it than all known versions put there. */
  | 'other-shape'
  | 'server-error'
  | 'leader-election'
  /** Whoever stands between lets only so many requests pass. */
  | 'rate-limit'
  | 'too-large'
  | 'tls';

/**
 * The model gave no answer that could be read. The diagnosis of the rules stands then; nothing waits for a model.
 * `retryable`: the same question may be answered later. `message` never holds the key.
 */
export class LlmUnavailable extends OpsError {
  readonly code = 'llm.unavailable';
  readonly retryable: boolean;
  readonly reason: LlmSilence;
  /** What the server billed although nothing useful came; 0 where it did not say. */
  readonly tokens: { readonly prompt: number; readonly completion: number };

  constructor(
    reason: LlmSilence,
    message: string,
    tokens: { readonly prompt: number; readonly completion: number } = { prompt: 0, completion: 0 },
  ) {
    super(message);
    this.reason = reason;
    this.retryable = !['auth', 'bad-request', 'refused', 'truncated', 'no-tools'].includes(reason);
    this.tokens = tokens;
  }
}

/**
 * timeout: no complete answer within the limit. stopped: the caller gave up. server: 5xx, or not an answer of such a server.
 * bad-request: any other 4xx, such as an unknown model. budget: a limit of calls, tokens or money is reached. truncated: cut at the token limit. refused: the model declined.
 * no-tools: the server fails when it is sent tools, or the model never calls one; the same question without them may be answered.
 */
export type LlmSilence =
  | 'timeout'
  | 'stopped'
  | 'rate-limit'
  | 'budget'
  | 'auth'
  | 'bad-request'
  | 'server'
  | 'network'
  | 'empty'
  | 'truncated'
  | 'refused'
  | 'no-tools';

/** The chat did not tell what it holds: nothing may be concluded from it. */
export class MessengerUnreadable extends OpsError {
  readonly code = 'messenger.unreadable';
  /** What is hidden while the chat answers waits for a person, not for the end of an outage. */
  readonly retryable: boolean;
  /** How much of it: the chat answers for all but a `channel`, or for all but the `messages` in question. */
  readonly hidden: 'chat' | 'channel' | 'messages';
  /** How long the chat wants to be left alone, where it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    about: { readonly hidden?: MessengerUnreadable['hidden']; readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
    this.hidden = about.hidden ?? 'chat';
    this.retryable = this.hidden === 'chat';
    this.retryAfterMs = about.retryAfterMs;
  }
}

/**
 * No vectors came, or none that can be used. SOPs are found by exact matches and words alone then.
 * `message` says what to do; it never holds the key or what was asked.
 */
export class EmbeddingsUnavailable extends OpsError {
  readonly code = 'embeddings.unavailable';
  readonly retryable = true;
}

/** The index of SOPs and skills cannot be used now. Its message says what to do; the embedded index stands in meanwhile. */
export class KnowledgeIndexUnusable extends OpsError {
  readonly code = 'knowledge.index_unusable';
  readonly retryable = true;
}

/** Another process changed the row first. Read again and decide again. */
export class StaleWrite extends OpsError {
  readonly code = 'store.stale_write';
  readonly retryable = true;
}

/** The message of anything thrown, for a field in a log or a row; never a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
