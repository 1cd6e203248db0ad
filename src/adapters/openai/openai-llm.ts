import OpenAI from 'openai';
import { LlmUnavailable } from '../../domain/errors.ts';
import type { LlmMessage, LlmTool, ToolLlm } from '../../ports/llm.ts';
import { errorInside } from './error-inside.ts';
import { makeOpenAiClient } from './openai-client.ts';
import { countedIn, toAnswer, toTurn } from './openai-llm-answer.ts';
import { refusalWords } from './refusal-words.ts';
import { toLlmUnavailable } from './to-llm-unavailable.ts';

/** Reasoning models spend from this too; the answer itself is a few hundred tokens. */
const maxCompletionTokens = 4_000;

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;
type Optional = 'response_format' | 'max_completion_tokens' | 'strict' | 'reasoning_content';

/** Requests made, and those repeated because the server does not know an optional parameter. */
export interface LlmCalls {
  readonly requests: number;
  readonly repeatedWithoutParameter: number;
}

/**
 * A model behind an OpenAI-compatible server: OpenAI, vLLM, Ollama, LiteLLM … One request per question or turn; none is repeated, except
 * at once without a parameter that the server says it does not know. Such a server is not sent that parameter again.
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
  /** Takes secrets and links out of what a server writes in a refusal. */
  readonly clean: (text: string) => string;
}): ToolLlm & { calls(): LlmCalls } {
  const { model, apiKey, timeoutMs, clean } = options;
  const client = makeOpenAiClient({ baseUrl: options.baseUrl, apiKey, timeoutMs });
  const unknownToServer = new Set<Optional>();
  let requests = 0;
  let repeatedWithoutParameter = 0;

  async function ask(
    bodyOf: (takes: (parameter: Optional) => boolean) => Body,
    limit: AbortSignal,
    stopped: AbortSignal,
    left: ReadonlySet<Optional> = new Set(unknownToServer),
  ): Promise<unknown> {
    const body = bodyOf((parameter) => !left.has(parameter));
    requests += 1;
    try {
      const answer = await client.chat.completions.create(body, { signal: AbortSignal.any([limit, stopped]) });
      const failed = errorInside(answer);
      if (failed !== undefined) throw failed;
      // Ollama and others pass over a name of the limit that they do not know.
      if (countedIn(answer).completion > maxCompletionTokens) unknownToServer.add('max_completion_tokens');
      return answer;
    } catch (error) {
      const refused = refusedParameter(error, body);
      if (refused !== undefined && !left.has(refused)) {
        repeatedWithoutParameter += 1;
        const answer = await ask(bodyOf, limit, stopped, new Set([...left, refused]));
        // Only what helped is remembered: a refusal may have meant something else.
        unknownToServer.add(refused);
        return answer;
      }
      // Refused without it, too, such as the limit by both of its names: the next question begins anew.
      if (refused !== undefined) unknownToServer.delete(refused);
      if (body.tools !== undefined && failsToTakeTools(error)) {
        throw new LlmUnavailable(
          'no-tools',
          `The model server works without tools: ${refusalWords(error, { apiKey, clean })}`,
        );
      }
      throw toLlmUnavailable(error, { limit, stopped, timeoutMs, apiKey, clean });
    }
  }

  return {
    model,
    maxAnswerTokens: maxCompletionTokens,
    calls: () => ({ requests, repeatedWithoutParameter }),

    async complete(question, signal) {
      const bodyOf = (takes: (parameter: Optional) => boolean): Body => ({
        model,
        messages: [
          { role: 'system', content: question.system },
          { role: 'user', content: question.user },
        ],
        ...limitOf(takes),
        ...(takes('response_format') && {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { name: question.schemaName, schema: question.schema, strict: true },
          },
        }),
      });
      return toAnswer(await ask(bodyOf, AbortSignal.timeout(timeoutMs), signal));
    },

    async turn({ messages, tools }, signal) {
      const bodyOf = (takes: (parameter: Optional) => boolean): Body => ({
        model,
        messages: messages.map((message) => messageOf(message, takes('reasoning_content'))),
        tools: tools.map((tool) => toolOf(tool, takes('strict'))),
        ...limitOf(takes),
      });
      return toTurn(await ask(bodyOf, AbortSignal.timeout(timeoutMs), signal));
    },
  };
}

function messageOf(message: LlmMessage, takesThought: boolean): Body['messages'][number] {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: message.text };
    case 'assistant':
      return {
        role: 'assistant',
        content: message.text === '' ? null : message.text,
        ...(takesThought && message.thought !== undefined && { reasoning_content: message.thought }),
        ...message.sealed,
        ...(message.calls.length > 0 && {
          tool_calls: message.calls.map(({ id, name, args, sealed }) => {
            return { ...sealed, id, type: 'function' as const, function: { name, arguments: args } };
          }),
        }),
      };
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
  }
}

function toolOf({ name, description, parameters }: LlmTool, strict: boolean) {
  return {
    type: 'function' as const,
    function: { name, description, parameters: { ...parameters }, ...(strict && { strict: true }) },
  };
}

/** What is booked before a call is what it may cost: a server is told the limit by the name that it knows. */
function limitOf(takes: (parameter: Optional) => boolean): Pick<Body, 'max_completion_tokens' | 'max_tokens'> {
  return takes('max_completion_tokens')
    ? { max_completion_tokens: maxCompletionTokens }
    : { max_tokens: maxCompletionTokens };
}

/** Words for what a server does not know; a value that is too large for it is another matter. */
const unknownTo =
  /unsupported|(?:not|n't) (?:yet )?(?:support|permit|allow|enabled|implement|available|recogni[sz])|unrecogni[sz]ed|unknown|unexpected|\bextra|\buse\b.{0,80}\binstead/is;

/** Under `max_completion_tokens` also the older name: a refusal may name both, as in "use … instead". */
function refusedParameter(error: unknown, body: Body): Optional | undefined {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  const text = textOf(error);
  const isFormed = body.response_format !== undefined;
  // An answer is checked with or without these two, so a mention is enough; the limit of an answer has to be refused in so many words.
  if (isFormed && /response_format|json_schema/.test(text)) return 'response_format';
  if (/max_(?:completion_)?tokens/.test(text)) return unknownTo.test(text) ? 'max_completion_tokens' : undefined;
  // Its absence is refused, too: "must be passed back".
  if (/reasoning_content/.test(text)) return unknownTo.test(text) ? 'reasoning_content' : undefined;
  if (/\bstrict\b/.test(text)) return 'strict';
  // What a gateway or an engine makes of it has many names: response_schema, output_config.format, grammar, guided decoding.
  return isFormed && /schema|json|format|grammar|guided|structured/i.test(text) ? 'response_format' : undefined;
}

/** llama.cpp and LiteLLM refuse tools with the status of a failure. */
function failsToTakeTools(error: unknown): error is InstanceType<typeof OpenAI.APIError> {
  if (!(error instanceof OpenAI.APIError) || (error.status ?? 0) < 500) return false;
  return /\btools?\b/i.test(error.message) && /unsupported|not support|\brequires\b/i.test(error.message);
}

function textOf({ message, param, code }: InstanceType<typeof OpenAI.APIError>): string {
  return [message.slice(0, 2_000), param, code].join(' ');
}
