import { z } from 'zod';
import { LlmUnavailable } from '../../domain/errors.ts';
import type { LlmAnswer, LlmSealed, LlmTokens, LlmToolCall, LlmTurn } from '../../ports/llm.ts';

/** More in one turn are not looked at. */
const maxCalls = 24;
const maxArgsChars = 8_192;
/** Of a thought, of an id and of what is sealed; more is left out, and what the server says of that is its answer. */
const maxBackgroundChars = 65_536;
/** Where servers seal: Gemini and what speaks for it into a call, OpenRouter into the message. */
const sealedInCall = ['extra_content', 'provider_specific_fields'];
const sealedInMessage = ['reasoning_details'];

const Usage = z.object({
  prompt_tokens: z.number().default(0),
  completion_tokens: z.number().default(0),
  // Gemini and xAI count what the model thought here alone, and bill it like the rest of the answer.
  total_tokens: z.number().default(0).catch(0),
});
const ToolCall = z.looseObject({
  id: z.unknown().optional(),
  function: z.object({
    name: z.string(),
    // Text of JSON; some servers give the object itself.
    arguments: z.unknown().optional(),
  }),
});
/** Text, or parts of it, among them what a model thought: that is no answer. */
const Content = z.union([
  z.string(),
  z.array(z.unknown()).transform((parts) =>
    parts
      .map((part) => Part.safeParse(part).data?.text)
      .filter((text) => text !== undefined)
      .join('\n'),
  ),
]);
const Part = z.object({ type: z.literal('text'), text: z.string() });
const Choice = z.object({
  finish_reason: z.string().nullish(),
  message: z.looseObject({
    content: Content.nullish(),
    refusal: z.string().nullish(),
    // Of DeepSeek and vLLM: with tools, DeepSeek refuses a conversation that has lost it.
    reasoning_content: z.string().max(maxBackgroundChars).nullish().catch(undefined),
    // One that cannot be read, such as of a tool that nobody offered, does not spoil the others.
    tool_calls: z.array(ToolCall.nullish().catch(undefined)).nullish(),
  }),
});
const Counted = z.object({ usage: Usage.nullish().catch(undefined) });
const Completion = Counted.extend({ choices: z.array(Choice).min(1) });

/** @throws {LlmUnavailable} it is not an answer, or not a whole one. */
export function toAnswer(body: unknown): LlmAnswer {
  const { text, tokens } = whole(body);
  if (text === '') throw new LlmUnavailable('empty', 'The model gave an empty answer.', tokens);
  return { text, tokens };
}

/** @throws {LlmUnavailable} it is not an answer, or not a whole one. */
export function toTurn(body: unknown): LlmTurn {
  const turn = whole(body);
  if (turn.text === '' && turn.calls.length === 0) {
    throw new LlmUnavailable('empty', 'The model gave an empty answer.', turn.tokens);
  }
  return turn;
}

function whole(body: unknown): LlmTurn {
  const parsed = Completion.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (parsed.data === undefined || choice === undefined) {
    throw new LlmUnavailable(
      'server',
      'The model server answered, but not as an OpenAI-compatible server does; check llm.baseUrl.',
    );
  }
  const tokens = tokensOf(parsed.data.usage);
  const text = choice.message.content?.trim() ?? '';
  if (choice.finish_reason === 'length') {
    const came =
      text === '' && (choice.message.tool_calls ?? []).length === 0
        ? 'before its first word: it thinks too long. Choose a model, or a setting of its server, that thinks less.'
        : `after ${text.length} characters.`;
    throw new LlmUnavailable('truncated', `The model's answer was cut at its token limit ${came}`, tokens);
  }
  // OpenRouter's way to tell that the server behind it failed on the way; what came is no answer.
  if (choice.finish_reason === 'error') {
    throw new LlmUnavailable('server', 'The model server failed before the answer was whole.', tokens);
  }
  if (choice.finish_reason === 'content_filter' || (choice.message.refusal ?? '') !== '') {
    throw new LlmUnavailable('refused', 'The model declined to answer.', tokens);
  }
  const { message } = choice;
  return {
    text,
    calls: callsOf(message.tool_calls ?? []),
    tokens,
    thought: message.reasoning_content ?? undefined,
    sealed: sealedOf(message, sealedInMessage),
  };
}

/** What a server counted for a whole answer of its; nothing where it did not count. */
export function countedIn(body: unknown): LlmTokens {
  return tokensOf(Counted.safeParse(body).data?.usage);
}

function tokensOf(usage: z.infer<typeof Usage> | null | undefined): LlmTokens {
  const prompt = amount(usage?.prompt_tokens);
  const thoughtToo = amount(usage?.total_tokens) - prompt;
  return { prompt, completion: Math.max(amount(usage?.completion_tokens), thoughtToo) };
}

/** Ids of the server are kept where they can be told apart; others are made up. */
function callsOf(written: readonly (z.infer<typeof ToolCall> | null | undefined)[]): LlmToolCall[] {
  const seen = new Set<string>();
  const readable = written.filter((call) => call !== null && call !== undefined);
  return readable.slice(0, maxCalls).map((call, index) => {
    const { id, function: asked } = call;
    // Long ones are no mistake: LiteLLM hides Gemini's signatures in them.
    const fits = typeof id === 'string' && id.length <= maxBackgroundChars && /^[\w.:+/=-]+$/.test(id);
    const usable = fits && !seen.has(id);
    let own = usable ? id : `call_${index}`;
    for (let next = index + 1; seen.has(own); next += 1) own = `call_${next}`;
    seen.add(own);
    return {
      id: own,
      name: asked.name.slice(0, 100),
      args: textOf(asked.arguments ?? {}).slice(0, maxArgsChars),
      sealed: sealedOf(call, sealedInCall),
    };
  });
}

function sealedOf(written: Readonly<Record<string, unknown>>, names: readonly string[]): LlmSealed | undefined {
  const there = names.filter((name) => written[name] !== undefined && written[name] !== null);
  const sealed = Object.fromEntries(there.map((name) => [name, written[name]]));
  const text = there.length > 0 ? writtenOut(sealed) : undefined;
  return text !== undefined && text.length <= maxBackgroundChars ? sealed : undefined;
}

/** Whoever reads what cannot be written finds no JSON, as with text that is cut. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (writtenOut(value) ?? '{');
}

/** Undefined: it is nested deeper than can be written, and could not be sent back either. */
function writtenOut(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** What a server counts is counted: never less than nothing. */
function amount(tokens: number | undefined): number {
  return tokens !== undefined && Number.isFinite(tokens) && tokens > 0 ? Math.ceil(tokens) : 0;
}
