import type { Page, Pager } from '../../ports/pager.ts';
import { AddressRefused, connectOnce, whyNot } from '../http/post-once.ts';
import { readToken } from '../http/token-file.ts';
import { makeJsonWebhook, targetOf, type WebhookSettings } from './webhook.ts';

export interface PageWebhookSettings extends Omit<WebhookSettings, 'headers'> {
  /** Undefined: the receiver does not refuse a second call with the same key. */
  readonly keysRememberedForMs?: number | undefined;
}

/**
 * Calls people by one POST of JSON.
 * @throws {UserMistake} one of `allowAddresses` is no network.
 */
export function makePageWebhook({ keysRememberedForMs, ...settings }: PageWebhookSettings): Pager {
  const webhook = makeJsonWebhook({ ...settings, headers: {} });
  return {
    name: webhook.name,
    keyMemoryMs: keysRememberedForMs,
    page: ({ page, key }, signal) => webhook.post({ body: bodyOf(page, key), key }, signal),
  };
}

export type PageWebhookState =
  | { readonly kind: 'connected'; readonly name: string }
  /** No page would get through. `lasting`: it stays so until somebody changes something. */
  | { readonly kind: 'unusable'; readonly why: string; readonly lasting: boolean };

/** Connects as for a page, and sends nothing. Never throws for a receiver that cannot be called. */
export async function checkPageWebhook(
  settings: Omit<WebhookSettings, 'headers'>,
  signal: AbortSignal,
): Promise<PageWebhookState> {
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

function bodyOf(page: Page, key: string): object {
  const { about, title, lines, severity, cluster, job } = page;
  return { source: 'flink-medic', key, about, severity, title, lines, cluster, job };
}
