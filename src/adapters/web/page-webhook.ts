import {
  AddressRefused,
  connectOnce,
  notSent,
  postOnce,
  type Resolve,
  type Target,
  whyNot,
} from '../http/post-once.ts';
import { ruleOfTarget } from '../http/public-address.ts';
import { targetName } from '../http/target-name.ts';
import { readToken } from '../http/token-file.ts';
import type { SendOutcome } from '../../ports/flink.ts';
import type { Page, Pager } from '../../ports/pager.ts';

export interface WebhookSettings {
  readonly url: string;
  /** Its content is sent as a bearer token; read for every page, so that a rotated one works. */
  readonly tokenFile?: string | undefined;
  /** Undefined: the receiver does not refuse a second call with the same key. */
  readonly keysRememberedForMs?: number | undefined;
  /** Private addresses or networks that may be called, such as 10.1.0.0/16. */
  readonly allowAddresses: readonly string[];
  /** For name lookup, TCP and TLS together. */
  readonly connectTimeoutMs?: number;
  /** The system's, if left out. */
  readonly resolve?: Resolve;
}

/**
 * Calls people by one POST of JSON with an `Idempotency-Key`, to an address that was looked up once and checked. Redirects are not
 * followed, and nothing is repeated.
 * @throws {UserMistake} one of `allowAddresses` is no network.
 */
export function makePageWebhook(settings: WebhookSettings): Pager {
  const target = targetOf(settings);
  return {
    name: targetName(target.url),
    keyMemoryMs: settings.keysRememberedForMs,
    async page({ page, key }, signal): Promise<SendOutcome> {
      const token = await readToken(settings.tokenFile);
      if (token.kind === 'unreadable') return notSent(token.why);
      const secrets = token.text === undefined ? [] : [token.text];
      const authorization = secrets.map((secret) => ['authorization', `Bearer ${secret}`] as const);
      const headers = { 'idempotency-key': key, ...Object.fromEntries(authorization) };
      return await postOnce({ ...target, body: bodyOf(page, key), headers, secrets }, signal);
    },
  };
}

export type PageWebhookState =
  | { readonly kind: 'connected'; readonly name: string }
  /** No page would get through. `lasting`: it stays so until somebody changes something. */
  | { readonly kind: 'unusable'; readonly why: string; readonly lasting: boolean };

/** Connects as for a page, and sends nothing. Never throws for a receiver that cannot be called. */
export async function checkPageWebhook(settings: WebhookSettings, signal: AbortSignal): Promise<PageWebhookState> {
  const target = targetOf(settings);
  const token = await readToken(settings.tokenFile);
  if (token.kind === 'unreadable') return { kind: 'unusable', why: token.why, lasting: true };
  try {
    (await connectOnce(target, signal)).destroy();
    return { kind: 'connected', name: target.url.host };
  } catch (error) {
    return { kind: 'unusable', why: whyNot(target.url, error), lasting: error instanceof AddressRefused };
  }
}

function targetOf({ url: written, allowAddresses, connectTimeoutMs = 3_000, resolve }: WebhookSettings): Target {
  const url = new URL(written);
  return { url, mayConnect: ruleOfTarget(url, allowAddresses), connectTimeoutMs, resolve };
}

function bodyOf(page: Page, key: string): string {
  const { about, title, lines, severity, cluster, job } = page;
  return JSON.stringify({ source: 'flink-medic', key, about, severity, title, lines, cluster, job });
}
