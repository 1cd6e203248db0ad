import type { SendOutcome } from '../../ports/flink.ts';
import type { Webhook } from '../../ports/webhook.ts';
import { notSent, postOnce, type Resolve, type Target } from '../http/post-once.ts';
import { ruleOfTarget } from '../http/public-address.ts';
import { targetName } from '../http/target-name.ts';
import { readToken } from '../http/token-file.ts';

export interface WebhookSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Its content is sent as a bearer token; read for every request, so that a rotated one works. */
  readonly tokenFile?: string | undefined;
  /** Private addresses or networks that may be called, such as 10.1.0.0/16. */
  readonly allowAddresses: readonly string[];
  /** The system's, if left out. */
  readonly resolve?: Resolve;
}

/** For name lookup, TCP and TLS together. */
const connectTimeoutMs = 3_000;

/**
 * One POST of JSON with an `Idempotency-Key` to an address that was looked up once and checked.
 * @throws {UserMistake} one of `allowAddresses` is no network.
 */
export function makeJsonWebhook(settings: WebhookSettings): Webhook {
  const target = targetOf(settings);
  return {
    name: targetName(target.url),
    async post({ body, key }, signal): Promise<SendOutcome> {
      const token = await readToken(settings.tokenFile);
      if (token.kind === 'unreadable') return notSent(token.why);
      const secrets = [...(token.text === undefined ? [] : [token.text]), ...longest(Object.values(settings.headers))];
      const headers = {
        ...settings.headers,
        ...(token.text !== undefined && { authorization: `Bearer ${token.text}` }),
        'idempotency-key': key,
      };
      return await postOnce({ ...target, body: JSON.stringify(body), headers, secrets }, signal);
    },
  };
}

/** @throws {UserMistake} one of `allowAddresses` is no network. */
export function targetOf({ url: written, allowAddresses, resolve }: Omit<WebhookSettings, 'headers'>): Target {
  const url = new URL(written);
  return { url, mayConnect: ruleOfTarget(url, allowAddresses), connectTimeoutMs, resolve };
}

/**
 * Each whole and in its words, for `Bearer` before a token is not quoted with it. A value such as `1` is no secret, and would be cut
 * out of every answer. The longest goes first: it may hold another one.
 */
function longest(values: readonly string[]): readonly string[] {
  const all = values.flatMap((value) => [value, ...value.split(/\s+/)]);
  return all.filter((value) => value.length >= 8).toSorted((a, b) => b.length - a.length);
}
