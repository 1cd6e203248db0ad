import OpenAI from 'openai';
import { boundedFetch } from './bounded-fetch.ts';

/** The vendor's client with nothing of its own: no key or account from the environment, no repeats, no log. */
export function makeOpenAiClient(access: {
  readonly baseUrl: string;
  /** Undefined: sent without Authorization. */
  readonly apiKey: string | undefined;
  /** For one request, in milliseconds; the caller's own limit comes first. */
  readonly timeoutMs: number;
  /** Of one answer; left out, enough for any answer of a model. */
  readonly maxAnswerBytes?: number;
}): OpenAI {
  const { baseUrl, apiKey, timeoutMs, maxAnswerBytes } = access;
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs + 1_000,
    logLevel: 'off',
    fetch: boundedFetch(apiKey, maxAnswerBytes),
  });
}
