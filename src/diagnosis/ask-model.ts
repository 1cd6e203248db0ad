import { LlmUnavailable, messageOf, OpsError } from '../domain/errors.ts';
import type { Diagnosis, Incident } from '../domain/incident.ts';
import type { Clock } from '../ports/clock.ts';
import type { ToolLlm } from '../ports/llm.ts';
import type { LlmSpendStore, SpendLimits } from '../ports/llm-spend.ts';
import type { Log } from '../ports/log.ts';
import { nextTryAt } from './ask-again.ts';
import { askOnce } from './ask-once.ts';
import { investigate, type Said } from './investigate.ts';
import type { Investigation } from './investigation.ts';
import { joined, withoutAi } from './join-diagnosis.ts';
import { type FindSkills, nearestFirst } from './nearest-skills.ts';
import { type LlmPrices, type SpendOwner, withBudget } from './llm-budget.ts';
import { isoTime } from './plain-text.ts';
import type { CatalogueEntry } from './prompt.ts';
import { redact } from './redact.ts';
import { reasonNotToAsk } from './reason-not-to-ask.ts';
import { withinLimit } from './within-limit.ts';

export interface ModelDeps {
  readonly llm: ToolLlm;
  readonly spend: LlmSpendStore;
  readonly limits: SpendLimits;
  /** Left out, or undefined: one owner may spend all. */
  readonly ownerOf?: (incident: Incident) => SpendOwner | undefined;
  /** Of the limits of the hour and of the day, what only critical incidents may use. Left out: nothing. */
  readonly criticalShare?: number;
  readonly prices: LlmPrices | undefined;
  /** The procedures as the files say now: their ids are the causes that may be named. */
  readonly catalogue: () => readonly CatalogueEntry[];
  /** Left out: where there are more skills than are offered, the first of them are. */
  readonly findSkills?: FindSkills | undefined;
  readonly maxTurns: number;
  /** For everything together, in milliseconds. */
  readonly withinMs: number;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
}

/**
 * What rules and model together make of an incident. Never throws for the model's sake: without a usable answer in time,
 * the rules' diagnosis stands, marked `rules, no AI`, with the reason among its evidence.
 * @returns undefined: too early to ask, as the job is just starting again and the rules know nothing; come back soon.
 */
export async function askModel(
  deps: ModelDeps,
  investigation: Investigation,
  rules: Diagnosis,
  signal: AbortSignal,
): Promise<Diagnosis | undefined> {
  const { evidence, incident } = investigation;
  const plain = reasonNotToAsk(incident, evidence, rules, deps.clock.now());
  switch (plain.kind) {
    case 'nothing-wrong':
      return rules;
    case 'too-early':
      return undefined;
    case 'asked-before':
      return plain.diagnosis;
    case 'failed-lately':
      return withoutAi(rules, plain.why, plain.askAgainAt);
    case 'ask':
      break;
  }

  const metered = withBudget({
    ...deps,
    store: deps.spend,
    incidentId: incident.id,
    owner: deps.ownerOf?.(incident),
    keptShare: incident.severity === 'critical' ? 0 : (deps.criticalShare ?? 0),
  });
  const catalogue = deps.catalogue();
  const causes = [...new Set([...catalogue.map(({ id }) => id), 'unknown'])];
  let tools: readonly string[] = [];

  async function ask(limit: AbortSignal): Promise<Said> {
    const question = { llm: metered.llm, rules, catalogue, causes, signal: limit };
    try {
      const onUsed = (names: readonly string[]): void => {
        tools = [...names];
      };
      const skills = await nearestFirst(deps, investigation, rules, limit);
      const subject = { ...investigation, skills };
      return await investigate({ ...question, investigation: subject, maxTurns: deps.maxTurns, onUsed });
    } catch (error) {
      if (!(error instanceof LlmUnavailable)) throw error;
      // Tools, their schemas, the order of roles, parts of their own answers that they want back or not: servers refuse it for many reasons.
      if (error.reason !== 'no-tools' && error.reason !== 'bad-request') throw error;
      const fields = { incidentId: incident.id, model: deps.llm.model, err: error.message };
      deps.log.info(fields, 'the model is asked once, without tools');
      return await askOnce({ ...question, evidence });
    }
  }

  let diagnosis: Diagnosis;
  try {
    const said = await withinLimit(deps.clock, deps.withinMs, signal, ask);
    diagnosis = said.kind === 'said' ? joined(rules, said.diagnosis) : withoutAi(rules, said.why);
  } catch (error) {
    if (error instanceof LlmUnavailable) {
      const again = nextTryAt(incident.diagnosis, error.reason, deps.clock.now());
      diagnosis = unanswered(rules, `${error.reason}: ${error.message}`, again);
    } else {
      // A store that was locked or away in that moment passes like a failure of the server does.
      const isPassing = error instanceof OpsError && error.retryable;
      const again = isPassing ? nextTryAt(incident.diagnosis, 'server', deps.clock.now()) : undefined;
      diagnosis = unanswered(rules, `this program failed: ${redact(messageOf(error))}`, again);
    }
  }
  const { calls, tokens, money, booked } = metered.spent();
  const known = { model: deps.llm.model, calls, money, tools: [...tools], question: plain.question };
  const llm = booked.calls === 0 ? known : { ...known, booked };
  return { ...diagnosis, tokens, llm, at: deps.clock.now() };
}

function unanswered(rules: Diagnosis, why: string, askAgainAt: number | undefined): Diagnosis {
  if (askAgainAt === undefined) return withoutAi(rules, why);
  const again = `it is asked once more from ${isoTime(askAgainAt)} on`;
  return withoutAi(rules, `${why.replace(/\.$/, '')}; ${again}`, askAgainAt);
}
