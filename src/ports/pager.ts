import type { SendOutcome } from './flink.ts';

/** What wakes a person. Texts are plain and redacted. */
export interface Page {
  /** Equal for all pages about the same trouble: receivers group by it. */
  readonly about: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly severity: string;
  /** Null: about no single cluster. */
  readonly cluster: string | null;
  readonly job: string | null;
}

/** A second way to people, for when nobody answers or the chat is gone. Real: adapters/web. */
export interface Pager {
  /** Where pages go, without secrets. */
  readonly name: string;
  /**
   * For how long the receiver refuses a second page of the same key, ms; undefined: it makes no such promise.
   */
  readonly keyMemoryMs: number | undefined;
  /** Sends once, with the key. Never throws for an answer of the receiver. */
  page(request: { readonly page: Page; readonly key: string }, signal: AbortSignal): Promise<SendOutcome>;
}
