import OpenAI from 'openai';
import { LlmUnavailable } from '../../domain/errors.ts';
import { causes } from '../http/causes.ts';
import { AnswerTooLarge } from '../http/read-bounded.ts';
import { notReached } from './not-reached.ts';
import { refusalWords } from './refusal-words.ts';

/** The vendor's and the network's errors in our words. The vendor's error itself is dropped: it may repeat what was sent. */
export function toLlmUnavailable(
  error: unknown,
  call: {
    readonly limit: AbortSignal;
    readonly stopped: AbortSignal;
    readonly timeoutMs: number;
    readonly apiKey: string | undefined;
    readonly clean: (text: string) => string;
  },
): LlmUnavailable {
  if (call.stopped.aborted) return new LlmUnavailable('stopped', 'The question to the model was given up.');
  if (call.limit.aborted || error instanceof OpenAI.APIConnectionTimeoutError) {
    return new LlmUnavailable(
      'timeout',
      `The model gave no complete answer within ${call.timeoutMs} ms (llm.timeout).`,
    );
  }
  if (error instanceof OpenAI.APIError && typeof error.status === 'number')
    return ofStatus(error.status, refusalWords(error, call));
  const chain = causes(error);
  if (chain.some((one) => one instanceof AnswerTooLarge)) {
    return new LlmUnavailable('server', 'The model server sent more than 1 MiB; check llm.baseUrl.');
  }
  if (chain.some((one) => one instanceof SyntaxError)) {
    return new LlmUnavailable(
      'server',
      'The model server sent something that is not JSON, or half of it; check llm.baseUrl.',
    );
  }
  return new LlmUnavailable('network', `The model server ${notReached(error, 'llm.baseUrl')}`);
}

function ofStatus(status: number, words: string): LlmUnavailable {
  const said = words === '' ? '.' : `: ${words}`;
  if (status >= 300 && status < 400) {
    return new LlmUnavailable(
      'network',
      `The model server redirects (${status}): the key is not sent elsewhere. Set llm.baseUrl to where it really is.`,
    );
  }
  if (status === 401 || status === 403) {
    return new LlmUnavailable(
      'auth',
      `The model server refused the key (${status}); check FLINK_MEDIC_LLM_API_KEY or llm.apiKeyFile.`,
    );
  }
  if (status === 429) {
    return new LlmUnavailable(
      'rate-limit',
      `The model server wants fewer requests, or the quota is spent (429)${said}`,
    );
  }
  if (status === 408) return new LlmUnavailable('timeout', 'The model server gave up waiting (408).');
  // With a 200, too, a gateway may tell that the server behind it failed.
  if (status >= 500 || status < 300) return new LlmUnavailable('server', `The model server failed (${status})${said}`);
  return new LlmUnavailable('bad-request', `The model server refused the question (${status})${said}`);
}
