import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { boundedFetch, type Seen } from './bounded-fetch.ts';
import { silentLogger } from './bolt-logger.ts';

/** What came of one call of the Web API, as far as this machine can see. */
export type SlackReply =
  | {
      readonly kind: 'ok';
      readonly data: unknown;
      readonly scopes: readonly string[] | undefined;
      /** When Slack answered, by its own clock; epoch ms. Undefined: the answer does not say. */
      readonly at: number | undefined;
    }
  /** `ok: false`; `error` is one word of Slack's. */
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | undefined }
  /** A page, or JSON of something else. */
  | { readonly kind: 'not-slack' }
  /** `mayHaveLeft: false` proves that no byte of the request left this machine. */
  | { readonly kind: 'silent'; readonly mayHaveLeft: boolean; readonly why: string };

/** Calls Slack's Web API with one token. */
export interface SlackApi {
  /** One request; never throws and never repeats. Nothing it returns holds the token. */
  call(method: string, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<SlackReply>;
}

const ErrorWord = z.string().regex(/^[a-z0-9_:.-]{1,80}$/i);

/** Codes of Node for connections that were never made. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function makeSlackApi(options: {
  readonly apiUrl: string;
  readonly token: string;
  /** For one call with everything included. */
  readonly timeoutMs: number;
}): SlackApi {
  const { apiUrl, token, timeoutMs } = options;
  return {
    async call(method, args, signal) {
      if (signal.aborted) return { kind: 'silent', mayHaveLeft: false, why: 'it was given up before it was sent' };
      const limit = AbortSignal.timeout(timeoutMs);
      const seen: Seen = { status: undefined, isJson: false, at: undefined };
      // One client per call: the vendor's can neither be told to give up a call nor keep calls out of one queue.
      const client = new webApi.WebClient(token, {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logger: silentLogger,
        fetch: boundedFetch(() => AbortSignal.any([signal, limit]), seen),
      });
      try {
        const data = await client.apiCall(method, { ...args });
        if (!seen.isJson) return { kind: 'not-slack' };
        return { kind: 'ok', data, scopes: data.response_metadata?.scopes, at: seen.at };
      } catch (error) {
        return replyOf(error, seen, { limit, timeoutMs, stopped: signal });
      }
    },
  };
}

function replyOf(
  error: unknown,
  seen: Seen,
  call: { readonly limit: AbortSignal; readonly timeoutMs: number; readonly stopped: AbortSignal },
): SlackReply {
  if (error instanceof webApi.WebAPIPlatformError) {
    const word = ErrorWord.safeParse(error.data.error);
    return seen.isJson && word.success ? { kind: 'error', error: word.data } : { kind: 'not-slack' };
  }
  const { status } = seen;
  if (status !== undefined && status !== 200) {
    const retryAfterMs = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1_000 : undefined;
    return { kind: 'status', status, retryAfterMs };
  }
  if (call.stopped.aborted) return { kind: 'silent', mayHaveLeft: true, why: 'it was given up' };
  if (call.limit.aborted) {
    return { kind: 'silent', mayHaveLeft: true, why: `no whole answer within ${call.timeoutMs} ms` };
  }
  const coded = codedOf(error);
  const wasSent = status !== undefined || coded.length === 0 || !coded.every(isUnsent);
  return { kind: 'silent', mayHaveLeft: wasSent, why: `no whole answer (${coded[0]?.code ?? 'connection broken'})` };
}

/** A certificate that is not trusted ends the connection before the request. */
function isUnsent({ code, syscall }: Coded): boolean {
  // A connection that was made, and then lost its way while it was read or written, ends in the same codes.
  if (syscall !== undefined && syscall !== 'connect' && syscall !== 'getaddrinfo') return false;
  return unsent.has(code) || /CERT|UNABLE_TO_VERIFY|ERR_TLS/.test(code);
}

interface Coded {
  readonly code: string;
  /** Undefined: the error is not of the system, or of several tries to connect. */
  readonly syscall: unknown;
}

function codedOf(error: unknown): readonly Coded[] {
  const coded: Coded[] = [];
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 8; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && !current.code.startsWith('slack_')) {
      coded.push({ code: current.code, syscall: 'syscall' in current ? current.syscall : undefined });
    }
    current = current.cause;
  }
  return coded;
}
