import { type SocketModeReceiver, webApi } from '@slack/bolt';
import { messageOf } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { withAdvice } from './error-advice.ts';
import type { SocketNews } from './guard-socket.ts';

type Client = SocketModeReceiver['client'];

/** Whether people in Slack are heard. Times are epoch ms. */
export type SlackState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly since: number }
  | { readonly kind: 'down'; readonly since: number; readonly why: string; readonly nextTryAt: number }
  | { readonly kind: 'stopped' };

/** From asking for an address to Slack's hello. */
const helloWithinMs = 20_000;
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** A token that is refused stays refused until a person changes something. */
const refusedWaitMs = 300_000;
/** A connection that lasted so long was a good one. */
const goodAfterMs = 30_000;
const cutAfterMs = 500;

const refusals = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
  'link_disabled',
]);

interface Ending {
  readonly why: string;
  readonly upMs: number;
  readonly waitMs?: number;
}

/**
 * Keeps one connection until the signal aborts: a new one at once after one that Slack wanted to replace, later and later while it fails.
 * Never throws; `state` tells how it stands.
 */
export function keepConnected(deps: {
  readonly client: Client;
  readonly news: SocketNews;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): { readonly state: () => SlackState; readonly ended: Promise<void> } {
  const { client, news, clock, log, signal } = deps;
  let state: SlackState = { kind: 'connecting' };
  let downSince: number | undefined;

  async function connectOnce(): Promise<Ending> {
    news.lastReason = undefined;
    const gone = whenGone(client, signal);
    try {
      await within(client.start(), helloWithinMs, signal);
    } catch (error) {
      gone.forget();
      await closeNow(client);
      return { upMs: 0, ...whyNot(error, news) };
    }
    const began = clock.now();
    state = { kind: 'connected', since: began };
    const { app, connections } = news;
    log.info({ app, connections, downMs: downSince === undefined ? 0 : began - downSince }, 'Slack is connected');
    downSince = undefined;
    await gone.promise;
    await closeNow(client);
    return { why: news.lastReason ?? 'the connection broke', upMs: clock.now() - began };
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const { why, upMs, waitMs } = await connectOnce();
      if (signal.aborted) break;
      failures = upMs >= goodAfterMs ? 0 : failures + 1;
      const isReplaced = upMs > 0 && (why === 'warning' || why === 'refresh_requested');
      const wait = waitMs ?? (refusals.has(why) ? refusedWaitMs : waitAfter(isReplaced ? failures - 1 : failures));
      const now = clock.now();
      if (downSince === undefined && !isReplaced)
        log.warn({ why: withAdvice(why), retryInMs: wait }, 'Slack is not connected');
      downSince ??= now;
      state = { kind: 'down', since: downSince, why: withAdvice(why), nextTryAt: now + wait };
      await clock.sleep(wait, signal);
    }
    state = { kind: 'stopped' };
  }

  return { state: () => state, ended: run() };
}

function waitAfter(failures: number): number {
  return failures <= 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
}

function whyNot(error: unknown, news: SocketNews): { readonly why: string; readonly waitMs?: number } {
  if (error instanceof webApi.WebAPIPlatformError) return { why: error.data.error };
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { why: 'rate_limited', waitMs: Math.max(firstWaitMs, error.retryAfter * 1_000) };
  }
  if (error instanceof webApi.WebAPIHTTPError) return { why: `status ${error.statusCode}` };
  if (error instanceof webApi.WebAPIRequestError) return { why: codeOf(error.original) };
  // The client rejects with nothing when the connection ended before Slack's hello.
  return { why: news.lastReason ?? (error === undefined ? 'the connection broke' : messageOf(error)) };
}

function codeOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}

function whenGone(client: Client, signal: AbortSignal): { readonly promise: Promise<void>; forget(): void } {
  const gone = Promise.withResolvers<void>();
  const done = () => {
    client.off('disconnected', done);
    signal.removeEventListener('abort', done);
    gone.resolve();
  };
  client.on('disconnected', done);
  signal.addEventListener('abort', done);
  return { promise: gone.promise, forget: done };
}

/** The client has no limit for the hello, and cannot be told to stop waiting. */
async function within(start: Promise<unknown>, limitMs: number, signal: AbortSignal): Promise<void> {
  const stop = Promise.withResolvers<never>();
  const give = (why: string) => () => stop.reject(new Error(why));
  const timer = setTimeout(give(`no hello within ${limitMs} ms`), limitMs);
  const stopped = give('it was stopped');
  signal.addEventListener('abort', stopped);
  try {
    await Promise.race([start, stop.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stopped);
    start.catch(() => {});
    stop.promise.catch(() => {});
  }
}

/** Closes politely, and cuts when the other side does not answer; by itself the client would wait 30 seconds. */
async function closeNow(client: Client): Promise<void> {
  const closed = client.disconnect();
  const timer = setTimeout(() => client.websocket?.disconnect(), cutAfterMs);
  await closed;
  clearTimeout(timer);
}
