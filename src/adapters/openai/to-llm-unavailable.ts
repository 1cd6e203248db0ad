import { LlmUnavailable } from '../../domain/errors.ts';
import { notReached } from './not-reached.ts';
import { type Allowed, whyFailed } from './why-failed.ts';

/** The vendor's and the network's errors in our words. */
export function toLlmUnavailable(error: unknown, allowed: Allowed): LlmUnavailable {
  const why = whyFailed(error, allowed);
  switch (why.kind) {
    case 'stopped':
      return new LlmUnavailable('stopped', 'The question to the model was given up.');
    case 'timeout':
      return new LlmUnavailable(
        'timeout',
        `The model gave no complete answer within ${allowed.timeoutMs} ms (llm.timeout).`,
      );
    case 'status':
      return ofStatus(why.status, why.words);
    case 'too-large':
      return new LlmUnavailable('server', 'The model server sent more than 1 MiB; check llm.baseUrl.');
    case 'no-json':
      return new LlmUnavailable(
        'server',
        'The model server sent something that is not JSON, or half of it; check llm.baseUrl.',
      );
    case 'not-reached':
      return new LlmUnavailable('network', `The model server ${notReached(error, 'llm.baseUrl')}`);
  }
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
