import OpenAI from 'openai';
import { z } from 'zod';
import { LlmUnavailable } from '../../domain/errors.ts';
import type { Llm, LlmAnswer } from '../../ports/llm.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { toLlmUnavailable } from './to-llm-unavailable.ts';

/** Reasoning models spend from this too; the answer itself is a few hundred tokens. */
const maxCompletionTokens = 4_000;

const Usage = z.object({ prompt_tokens: z.number().default(0), completion_tokens: z.number().default(0) });
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: Usage.nullish().catch(undefined),
});

type Optional = 'response_format' | 'max_completion_tokens';

/** Requests made, and those repeated because the server does not know an optional parameter. */
export interface LlmCalls {
  readonly requests: number;
  readonly repeatedWithoutParameter: number;
}

/**
 * A model behind an OpenAI-compatible server: OpenAI, vLLM, Ollama, LiteLLM … One request per question; none is repeated, except at once
 * without a parameter that the server says it does not know. Such a server is not sent that parameter again.
 * Token counts are 0 where the server does not give them. No environment variable is read.
 */
export function makeOpenAiLlm(options: {
  /** Up to and with `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Undefined: sent without Authorization. */
  readonly apiKey: string | undefined;
  /** For one question with everything included, in milliseconds. */
  readonly timeoutMs: number;
}): Llm & { calls(): LlmCalls } {
  const { model, apiKey, timeoutMs } = options;
  const client = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    // For one request; the limit in `complete` is for the whole question and comes first.
    timeout: timeoutMs + 1_000,
    logLevel: 'off',
    fetch: boundedFetch(apiKey),
  });
  const unknownToServer = new Set<Optional>();
  let requests = 0;
  let repeatedWithoutParameter = 0;

  async function ask(
    question: Parameters<Llm['complete']>[0],
    limit: AbortSignal,
    stopped: AbortSignal,
  ): Promise<unknown> {
    requests += 1;
    try {
      return await client.chat.completions.create(
        {
          model,
          messages: [
            { role: 'system', content: question.system },
            { role: 'user', content: question.user },
          ],
          ...(!unknownToServer.has('max_completion_tokens') && { max_completion_tokens: maxCompletionTokens }),
          ...(!unknownToServer.has('response_format') && {
            response_format: {
              type: 'json_schema' as const,
              json_schema: { name: question.schemaName, schema: question.schema, strict: true },
            },
          }),
        },
        { signal: AbortSignal.any([limit, stopped]) },
      );
    } catch (error) {
      const refused = refusedParameter(error);
      if (refused === undefined || unknownToServer.has(refused)) {
        throw toLlmUnavailable(error, { limit, stopped, timeoutMs, apiKey });
      }
      unknownToServer.add(refused);
      repeatedWithoutParameter += 1;
      return ask(question, limit, stopped);
    }
  }

  return {
    model,
    calls: () => ({ requests, repeatedWithoutParameter }),
    complete: async (question, signal) => toAnswer(await ask(question, AbortSignal.timeout(timeoutMs), signal)),
  };
}

function refusedParameter(error: unknown): Optional | undefined {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  const text = `${error.message} ${error.param ?? ''}`;
  if (/response_format|json_schema/.test(text)) return 'response_format';
  return text.includes('max_completion_tokens') ? 'max_completion_tokens' : undefined;
}

function toAnswer(body: unknown): LlmAnswer {
  const parsed = Completion.safeParse(body);
  if (!parsed.success) {
    throw new LlmUnavailable(
      'server',
      'The model server answered, but not as an OpenAI-compatible server does; check llm.baseUrl.',
    );
  }
  const { choices, usage } = parsed.data;
  const tokens = { prompt: usage?.prompt_tokens ?? 0, completion: usage?.completion_tokens ?? 0 };
  const choice = choices[0];
  const text = choice?.message.content?.trim() ?? '';
  if (choice?.finish_reason === 'length') {
    throw new LlmUnavailable(
      'truncated',
      `The model's answer was cut at its token limit (${text.length} characters came).`,
      tokens,
    );
  }
  if (choice?.finish_reason === 'content_filter' || (choice?.message.refusal ?? '') !== '') {
    throw new LlmUnavailable('refused', 'The model declined to answer.', tokens);
  }
  if (text === '') throw new LlmUnavailable('empty', 'The model gave an empty answer.', tokens);
  return { text, tokens };
}
