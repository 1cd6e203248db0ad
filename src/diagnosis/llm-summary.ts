import { randomBytes } from 'node:crypto';
import { LlmUnavailable } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Diagnosis } from '../domain/incident.ts';
import type { Clock } from '../ports/clock.ts';
import type { Llm } from '../ports/llm.ts';
import { type CatalogueEntry, diagnosisPrompt, type Prompt, repairPrompt } from './prompt.ts';
import { answerSchema, type LlmDiagnosis, readLlmDiagnosis } from './read-llm-diagnosis.ts';

/**
 * Asks the model about an incident; at most two calls. Never throws for the model's sake: without a usable answer in time,
 * the rules' diagnosis stands, marked `rules, no AI`, with the reason among its evidence.
 *
 * The model's words are only words. Its summary replaces the rules' summary; its cause replaces theirs only where the rules
 * know none or are unsure, and then with medium confidence at most; what was sent to it and what it answered has no say in
 * policy, approvals or arguments. Tokens are those of all calls, also of useless ones.
 *
 * @param input.timeLimitMs for everything together.
 */
export async function summarise(input: {
  readonly llm: Llm;
  readonly evidence: Evidence;
  readonly rules: Diagnosis;
  readonly catalogue: readonly CatalogueEntry[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeLimitMs: number;
}): Promise<Diagnosis> {
  const { llm, evidence, rules, clock } = input;
  const causes = [...new Set([...input.catalogue.map(({ id }) => id), 'unknown'])];
  const schema = answerSchema(causes);
  const tokens = { prompt: 0, completion: 0 };

  async function ask(prompt: Prompt, signal: AbortSignal): Promise<string> {
    try {
      const answer = await llm.complete({ ...prompt, schemaName: 'diagnosis', schema }, signal);
      tokens.prompt += answer.tokens.prompt;
      tokens.completion += answer.tokens.completion;
      return answer.text;
    } catch (error) {
      if (error instanceof LlmUnavailable) {
        tokens.prompt += error.tokens.prompt;
        tokens.completion += error.tokens.completion;
      }
      throw error;
    }
  }

  async function askTwice(signal: AbortSignal): Promise<Diagnosis> {
    const nonce = randomBytes(12).toString('hex');
    const prompt = diagnosisPrompt({ evidence, rules, catalogue: input.catalogue, nonce });
    const first = await ask(prompt, signal);
    const firstRead = readLlmDiagnosis(first, causes);
    if (firstRead.ok) return joined(rules, firstRead.diagnosis);
    const second = readLlmDiagnosis(await ask(repairPrompt(prompt, first, firstRead.problem, nonce), signal), causes);
    if (second.ok) return joined(rules, second.diagnosis);
    return withoutAi(rules, `two answers could not be used: ${second.problem}`);
  }

  let diagnosis: Diagnosis;
  try {
    diagnosis = await withinLimit(clock, input.timeLimitMs, input.signal, askTwice);
  } catch (error) {
    if (!(error instanceof LlmUnavailable)) throw error;
    diagnosis = withoutAi(rules, `${error.reason}: ${error.message}`);
  }
  return { ...diagnosis, tokens, at: clock.now() };
}

function joined(rules: Diagnosis, said: LlmDiagnosis): Diagnosis {
  const { summary } = said;
  const facts = said.evidence.map((fact) => `AI: ${fact}`);
  const unsure = rules.cause === 'unknown' || rules.confidence === 'low';
  if (unsure && said.cause !== 'unknown') {
    const confidence = said.confidence === 'low' ? 'low' : 'medium';
    return { ...rules, summary, cause: said.cause, confidence, evidence: [...rules.evidence, ...facts], by: 'llm' };
  }
  const other = said.cause === rules.cause || said.cause === 'unknown' ? [] : [`AI would rather say: ${said.cause}`];
  return { ...rules, summary, evidence: [...rules.evidence, ...facts, ...other], by: 'llm' };
}

function withoutAi(rules: Diagnosis, reason: string): Diagnosis {
  return { ...rules, by: 'rules, no AI', evidence: [...rules.evidence, `No AI: ${reason}`.slice(0, 400)] };
}

/** Runs the work until the limit by our clock, even if the work does not listen to its signal. */
async function withinLimit<T>(
  clock: Clock,
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const late = async (): Promise<never> => {
    await clock.sleep(limitMs, AbortSignal.any([signal, ended.signal]));
    const [reason, text] = signal.aborted
      ? (['stopped', 'this program was stopping'] as const)
      : (['timeout', `no usable answer within ${limitMs} ms`] as const);
    throw new LlmUnavailable(reason, text);
  };
  try {
    return await Promise.race([work(AbortSignal.any([signal, ended.signal])), late()]);
  } finally {
    ended.abort();
  }
}
