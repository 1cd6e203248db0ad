import { z } from 'zod';
import { wholeWords } from '../domain/whole-words.ts';
import { firstSentences } from './first-sentences.ts';
import { redact } from './redact.ts';

/** What a model may say about an incident. Anything else in its answer is dropped. */
export interface LlmDiagnosis {
  readonly summary: string;
  readonly cause: string;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly evidence: readonly string[];
}

const maxSummary = 400;
const maxFacts = 8;
const maxFact = 200;
/** What is taken out of a text takes time: of what a model wrote no more is looked at, and of as many facts. */
const maxLooked = { chars: 16 * 1024, facts: 64 };

/** The form of the answer as JSON schema, in the strict subset that model servers enforce. */
export function answerSchema(causes: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    type: 'object',
    properties: {
      summary: { type: 'string' },
      cause: { type: 'string', enum: [...causes] },
      confidence: { type: 'string', enum: ['high', 'medium', 'low'] },
      evidence: { type: 'array', items: { type: 'string' } },
    },
    required: ['summary', 'cause', 'confidence', 'evidence'],
    additionalProperties: false,
  };
}

/** Reads an answer; one that cannot be used comes back as a sentence for the model. Code fences and a thought before it are taken off. */
export function readLlmDiagnosis(
  text: string,
  causes: readonly string[],
): { readonly ok: true; readonly diagnosis: LlmDiagnosis } | { readonly ok: false; readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(bare(text));
  } catch {
    return { ok: false, problem: 'it is not one JSON object' };
  }
  const plain = z.string().transform((said) => harmless(wholeWords(said, maxLooked.chars)));
  const schema = z.object({
    // People are told two sentences, however many a model writes.
    summary: plain.pipe(z.string().min(1).max(maxSummary)).transform((said) => firstSentences(said, 2)),
    cause: z.enum(causes),
    confidence: z.enum(['high', 'medium', 'low']),
    evidence: z
      .array(z.string())
      .transform((facts) => facts.slice(0, maxLooked.facts))
      .pipe(z.array(plain.transform((fact) => fact.slice(0, maxFact))))
      .transform((facts) => facts.filter((fact) => fact !== '').slice(0, maxFacts)),
  });
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, diagnosis: parsed.data };
  const problems = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'the answer'}: ${issue.message.slice(0, 300)}`);
  return { ok: false, problem: problems.join('; ') };
}

/** One line that a person reads in an alert: without secrets, and what a log wanted them to open is not there. */
export function harmless(text: string): string {
  return redact(text)
    .replace(/\b(?:https?|ftp|file|slack|javascript):\S{1,2000}/gi, '[link removed]')
    .replace(/\s+/g, ' ')
    .trim();
}

function bare(text: string): string {
  const answer = withoutThought(text.trim());
  if (!answer.startsWith('```') || !answer.endsWith('```')) return answer;
  return answer.slice(answer.indexOf('\n') + 1, -3).trim();
}

/** Where the template of a model begins the thought, a server tells its end alone; an answer may speak of one. */
function withoutThought(text: string): string {
  const end = /^(?:\{|```)/.test(text) ? -1 : text.indexOf('</think>');
  return end < 0 ? text : text.slice(end + '</think>'.length).trim();
}
