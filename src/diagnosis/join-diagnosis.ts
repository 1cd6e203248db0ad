import type { Diagnosis } from '../domain/incident.ts';
import type { LlmDiagnosis } from './read-llm-diagnosis.ts';

/**
 * The model's words are only words. Its summary stands before the rules' summary, which is kept beside it; its cause replaces theirs only where the rules
 * know none or are unsure, and then with medium confidence at most; what was sent to it and what it answered has no say in
 * policy, approvals or arguments.
 */
export function joined(rules: Diagnosis, said: LlmDiagnosis): Diagnosis {
  const { summary } = said;
  const own = { cause: rules.cause, confidence: rules.confidence, summary: rules.summary };
  const facts = said.evidence.map((fact) => `AI: ${fact}`);
  const unsure = rules.cause === 'unknown' || rules.confidence === 'low';
  if (unsure && said.cause !== 'unknown') {
    const confidence = said.confidence === 'low' ? 'low' : 'medium';
    const evidence = [...rules.evidence, ...facts];
    return { ...rules, summary, cause: said.cause, confidence, evidence, by: 'llm', rules: own };
  }
  const other = said.cause === rules.cause || said.cause === 'unknown' ? [] : [`AI would rather say: ${said.cause}`];
  return { ...rules, summary, evidence: [...rules.evidence, ...facts, ...other], by: 'llm', rules: own };
}

/** What the fact begins with that says why no model helped. */
export const noAi = 'No AI: ';

/** The rules' diagnosis, marked, with the reason among its evidence. */
export function withoutAi(rules: Diagnosis, reason: string, askAgainAt?: number): Diagnosis {
  const evidence = [...rules.evidence, `${noAi}${reason}`.slice(0, 400)];
  return { ...rules, by: 'rules, no AI', evidence, ...(askAgainAt !== undefined && { askAgainAt }) };
}

/** A diagnosis that is made again costs what the earlier one did, too. */
export function afterEarlier(earlier: Diagnosis | null, diagnosis: Diagnosis): Diagnosis {
  const tokens = {
    prompt: (earlier?.tokens?.prompt ?? 0) + (diagnosis.tokens?.prompt ?? 0),
    completion: (earlier?.tokens?.completion ?? 0) + (diagnosis.tokens?.completion ?? 0),
  };
  const [before, now] = [earlier?.llm, diagnosis.llm];
  const llm =
    before === undefined || now === undefined
      ? (now ?? before)
      : {
          ...now,
          calls: before.calls + now.calls,
          money: sum(before.money, now.money),
          ...bookedBoth(before.booked, now.booked),
        };
  const { llm: _own, ...rest } = diagnosis;
  return {
    ...rest,
    tokens: tokens.prompt + tokens.completion === 0 ? null : tokens,
    ...(llm !== undefined && { llm }),
  };
}

type Booked = NonNullable<NonNullable<Diagnosis['llm']>['booked']>;

function bookedBoth(before: Booked | undefined, now: Booked | undefined): { readonly booked?: Booked } {
  const either = now ?? before;
  if (either === undefined) return {};
  if (before === undefined || now === undefined) return { booked: either };
  const { calls, tokens } = before;
  return { booked: { calls: calls + now.calls, tokens: tokens + now.tokens, money: sum(before.money, now.money) } };
}

/** Null: the prices of one of them are not known. */
function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
