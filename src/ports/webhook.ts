import type { SendOutcome } from './flink.ts';

/** An address of the team's own that takes one JSON document. Real: adapters/web. */
export interface Webhook {
  /** Where it goes, without secrets; another one as soon as the address is. */
  readonly name: string;
  /** Sends once, with the key as `Idempotency-Key`. Never throws for an answer of the receiver. */
  post(request: { readonly body: unknown; readonly key: string }, signal: AbortSignal): Promise<SendOutcome>;
}
