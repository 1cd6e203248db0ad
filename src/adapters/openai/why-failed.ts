import OpenAI from 'openai';
import { causes } from '../http/causes.ts';
import { AnswerTooLarge } from '../http/read-bounded.ts';
import { refusalWords } from './refusal-words.ts';

/** What one request was allowed. */
export interface Allowed {
  readonly limit: AbortSignal;
  readonly stopped: AbortSignal;
  readonly timeoutMs: number;
  readonly apiKey: string | undefined;
  readonly clean: (text: string) => string;
}

export type WhyFailed =
  | { readonly kind: 'stopped' | 'timeout' | 'too-large' | 'no-json' | 'not-reached' }
  | { readonly kind: 'status'; readonly status: number; readonly words: string };

/** Why a request got no answer. The vendor's error itself is dropped: it may repeat what was sent. */
export function whyFailed(error: unknown, allowed: Allowed): WhyFailed {
  if (allowed.stopped.aborted) return { kind: 'stopped' };
  // The vendor's own limit is longer: its error of that name is a connection that did not come about.
  if (allowed.limit.aborted) return { kind: 'timeout' };
  if (error instanceof OpenAI.APIError && typeof error.status === 'number')
    return { kind: 'status', status: error.status, words: refusalWords(error, allowed) };
  const chain = causes(error);
  if (chain.some((one) => one instanceof AnswerTooLarge)) return { kind: 'too-large' };
  return { kind: chain.some((one) => one instanceof SyntaxError) ? 'no-json' : 'not-reached' };
}
