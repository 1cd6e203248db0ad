import { randomBytes } from 'node:crypto';
import { LlmUnavailable } from '../domain/errors.ts';
import type { Diagnosis } from '../domain/incident.ts';
import type { LlmMessage, LlmToolCall, LlmTurn, ToolLlm } from '../ports/llm.ts';
import type { Investigation } from './investigation.ts';
import { concludeName, concludeOffer, firstQuestion, investigatorSystem } from './investigation-prompt.ts';
import { type CatalogueEntry, fenced } from './prompt.ts';
import { type LlmDiagnosis, readLlmDiagnosis } from './read-llm-diagnosis.ts';
import { redactedHead } from './plain-text.ts';
import { redactAll } from './redact-all.ts';
import { redact } from './redact.ts';
import { makeToolbox, type Toolbox } from './toolbox.ts';
import { toolsOf } from './tools.ts';

/** What a model made of an incident. */
export type Said =
  | { readonly kind: 'said'; readonly diagnosis: LlmDiagnosis }
  | { readonly kind: 'unusable'; readonly why: string };

/** Words beside calls of tools are sent back with every later turn: a few are enough. */
const maxThought = 400;
const maxUnusable = 2;

/**
 * Lets the model read until it concludes: at most `maxTurns` turns, and two conclusions that cannot be used. In the last turn, and
 * when nothing may be read any more, it is offered nothing but the conclusion.
 * @throws {LlmUnavailable} as the model does; `no-tools` also when it only ever speaks.
 */
export async function investigate(input: {
  readonly llm: ToolLlm;
  readonly investigation: Investigation;
  readonly rules: Diagnosis;
  readonly catalogue: readonly CatalogueEntry[];
  readonly causes: readonly string[];
  readonly maxTurns: number;
  /** Told of each tool that is read with, so that it is known also when the model fails later. */
  readonly onUsed: (names: readonly string[]) => void;
  readonly signal: AbortSignal;
}): Promise<Said> {
  const { llm, investigation, causes, maxTurns, signal } = input;
  const nonce = randomBytes(4).toString('hex');
  const toolbox = makeToolbox(toolsOf(investigation));
  const conclude = concludeOffer(causes);
  const messages: LlmMessage[] = [
    { role: 'system', text: investigatorSystem },
    { role: 'user', text: firstQuestion(investigation, input.rules, input.catalogue, nonce) },
  ];
  let unusable = 0;
  let onlySpeaks = true;
  let why = '';

  for (let turn = 1; turn <= maxTurns; turn += 1) {
    const isLast = turn === maxTurns || toolbox.isSpent();
    const answer = await llm.turn({ messages, tools: isLast ? [conclude] : [...toolbox.offers(), conclude] }, signal);
    if (answer.calls.length > 0) onlySpeaks = false;
    const ending = answer.calls.find(({ name }) => name === concludeName);
    if (ending !== undefined || answer.calls.length === 0) {
      const read = readLlmDiagnosis(ending?.args ?? answer.text, causes);
      if (read.ok) return { kind: 'said', diagnosis: read.diagnosis };
      unusable += 1;
      why = `${unusable === 1 ? 'an answer' : 'two answers'} could not be used: ${read.problem}`;
      if (unusable === maxUnusable && onlySpeaks) {
        throw new LlmUnavailable('no-tools', 'The model writes as text what its server should read as calls of tools.');
      }
      if (unusable === maxUnusable) return { kind: 'unusable', why };
      messages.push(...repair(answer, read.problem, nonce));
      continue;
    }
    if (isLast) return { kind: 'unusable', why: why === '' ? `no conclusion within ${turn} turns` : why };
    const texts = await toolbox.run(answer.calls, signal);
    input.onUsed(toolbox.used());
    messages.push(assistant(answer), ...results(answer.calls, texts, nonce, toolbox));
  }
  return { kind: 'unusable', why: why === '' ? `no conclusion within ${maxTurns} turns` : why };
}

/** What the model wrote is sent back to it: without secrets, and never longer than what it was answered to. */
function assistant({ text, calls, thought, sealed }: LlmTurn): LlmMessage {
  return {
    role: 'assistant',
    text: redactedHead(withoutThought(text)).slice(0, maxThought),
    calls: calls.map((call) => ({ ...call, name: nameOf(call.name), args: sendable(call.args) })),
    thought: thought === undefined ? undefined : redact(thought),
    sealed,
  };
}

/** Servers refuse a conversation with names outside of this form, such as `functions.exceptions`. */
function nameOf(written: string): string {
  return written === '' ? '_' : written.slice(0, 64).replace(/[^A-Za-z0-9_-]/g, '_');
}

/** Servers refuse a conversation whose arguments are not JSON, and many one whose arguments are JSON of something else than an object. */
function sendable(args: string): string {
  if (args.length > 500) return '{}';
  try {
    // Once as written, for names beside their values; and once as meant, for letters that are written as escapes.
    const written = JSON.stringify(redactAll(JSON.parse(redact(args))));
    return written.startsWith('{') ? written : '{}';
  } catch {
    return '{}';
  }
}

function results(
  calls: readonly LlmToolCall[],
  texts: readonly string[],
  nonce: string,
  toolbox: Toolbox,
): LlmMessage[] {
  const last = calls.length - 1;
  return calls.map(({ id }, index) => {
    const text = fenced(texts[index] ?? '', nonce, 8_000);
    const hint = index === last && toolbox.isSpent() ? `\nNothing more can be read: call ${concludeName}.` : '';
    return { role: 'tool', callId: id, text: text + hint };
  });
}

function repair(answer: LlmTurn, problem: string, nonce: string): LlmMessage[] {
  const again = `That could not be used: ${problem}. Call ${concludeName} again, in the form that it wants.`;
  if (answer.calls.length === 0) {
    const began = fenced(redactedHead(answer.text), nonce, 600);
    return [{ role: 'user', text: `Your last answer was:\n${began}\n${again}` }];
  }
  return [
    assistant(answer),
    ...answer.calls.map(({ id, name }): LlmMessage => {
      return { role: 'tool', callId: id, text: name === concludeName ? again : 'not read, as you concluded' };
    }),
  ];
}

function withoutThought(text: string): string {
  const end = text.indexOf('</think>');
  return end === -1 ? text : text.slice(end + '</think>'.length).trim();
}
