import { randomBytes } from 'node:crypto';
import type { Evidence } from '../domain/evidence.ts';
import type { Diagnosis } from '../domain/incident.ts';
import type { Llm } from '../ports/llm.ts';
import type { Said } from './investigate.ts';
import { type CatalogueEntry, diagnosisPrompt, type Prompt, repairPrompt } from './prompt.ts';
import { answerSchema, readLlmDiagnosis } from './read-llm-diagnosis.ts';

/**
 * The question with all evidence at once, for models that cannot ask for tools; at most two calls.
 * @throws {LlmUnavailable} as the model does.
 */
export async function askOnce(input: {
  readonly llm: Llm;
  readonly evidence: Evidence;
  readonly rules: Diagnosis;
  readonly catalogue: readonly CatalogueEntry[];
  readonly causes: readonly string[];
  readonly signal: AbortSignal;
}): Promise<Said> {
  const { llm, causes, signal } = input;
  const schema = answerSchema(causes);
  const ask = async (prompt: Prompt): Promise<string> => {
    return (await llm.complete({ ...prompt, schemaName: 'diagnosis', schema }, signal)).text;
  };

  const nonce = randomBytes(12).toString('hex');
  const prompt = diagnosisPrompt({ ...input, nonce });
  const first = await ask(prompt);
  const firstRead = readLlmDiagnosis(first, causes);
  if (firstRead.ok) return { kind: 'said', diagnosis: firstRead.diagnosis };
  const second = readLlmDiagnosis(await ask(repairPrompt(prompt, first, firstRead.problem, nonce)), causes);
  if (second.ok) return { kind: 'said', diagnosis: second.diagnosis };
  return { kind: 'unusable', why: `two answers could not be used: ${second.problem}` };
}
