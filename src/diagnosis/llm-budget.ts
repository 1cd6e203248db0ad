import { LlmUnavailable, messageOf } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { LlmTokens, ToolLlm } from '../ports/llm.ts';
import type { Log } from '../ports/log.ts';
import type { LlmSpendStore, Spend, SpendLimit, SpendLimits, SpendScope } from '../ports/llm-spend.ts';

/** Of a million tokens, in the currency of the operator's choice. */
export interface LlmPrices {
  readonly promptPerMillion: number;
  readonly completionPerMillion: number;
}

/** Whose jobs an incident belongs to, where others must not go without a model because of them. */
export interface SpendOwner {
  /** As people read it: `checkout`, or `prod (jobs without an owner)`. */
  readonly name: string;
  /** Of the limits of the hour and of the day, above 0 and at most 1. */
  readonly share: number;
  /** Whether a job (null: the cluster itself) is of the same owner. */
  readonly isOwn: (cluster: string, job: string | null) => boolean;
}

/** What the model did in one diagnosis. Money is null when no prices are known. */
export interface Metered {
  readonly llm: ToolLlm;
  /** `booked` counts the calls whose end is not known, at their worst; tokens and money are those of the others. */
  spent(): {
    readonly calls: number;
    readonly tokens: LlmTokens;
    readonly money: number | null;
    readonly booked: { readonly calls: number; readonly tokens: number; readonly money: number | null };
  };
}

/** Of text that people or programs write; about 4 is usual. */
const maxBytesPerToken = 8;

/** The server had no reason to bill anything. */
const unbilled: readonly string[] = ['auth', 'bad-request', 'rate-limit', 'no-tools'];

/**
 * The model for one incident, with everything it does booked before it is sent: at its worst, then at what it did cost. A call whose
 * end is not known (time limit, lost connection, a crash of this program) stays booked at its worst.
 */
export function withBudget(deps: {
  readonly llm: ToolLlm;
  readonly store: LlmSpendStore;
  readonly incidentId: string;
  readonly limits: SpendLimits;
  /** Undefined: there are no others to leave something to. */
  readonly owner: SpendOwner | undefined;
  /** Of the limits of the hour and of the day, what is kept for incidents that are worse. */
  readonly keptShare: number;
  readonly prices: LlmPrices | undefined;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
}): Metered {
  const { llm, store, incidentId, owner, keptShare, prices } = deps;
  const limits = sharedOut(deps.limits, owner?.share, 1 - keptShare);
  const own = owner === undefined ? {} : { isOwn: owner.isOwn };
  let calls = 0;
  let prompt = 0;
  let completion = 0;
  /** By id, until the end is known. */
  const unsettled = new Map<string, Spend>();

  async function booked<Answer extends { readonly tokens: LlmTokens }>(
    request: object,
    answerBytes: (answer: Answer) => number,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const bytes = Buffer.byteLength(JSON.stringify(request, written));
    const most = {
      prompt: Math.ceil(Buffer.byteLength(JSON.stringify(request)) / 2),
      completion: llm.maxAnswerTokens,
    };
    const id = deps.newId();
    const at = deps.clock.now();
    const worst = spendOf(most, prices);
    const reservation = await store.reserve({ id, incidentId, at, worst, limits, ...own });
    if (reservation.kind === 'over') throw overLimit(reservation, deps);
    calls += 1;
    unsettled.set(id, worst);
    try {
      const answer = await send();
      const tokens = believed(answer.tokens, { prompt: bytes, completion: answerBytes(answer) }, most);
      await settle(id, tokens);
      return { ...answer, tokens };
    } catch (error) {
      if (error instanceof LlmUnavailable) {
        // How much came is not known here.
        if (isCounted(error.tokens)) await settle(id, believed(error.tokens, { prompt: bytes, completion: 0 }, most));
        else if (unbilled.includes(error.reason)) await settle(id, error.tokens);
      }
      throw error;
    }
  }

  /**
   * What the server counted, as far as it can be: otherwise every limit would be as good as none, or reached at once. One that does not
   * count does not work for nothing.
   */
  function believed(counted: LlmTokens, bytes: Readonly<Record<keyof LlmTokens, number>>, most: LlmTokens): LlmTokens {
    const of = (what: keyof LlmTokens): number =>
      Math.min(counted[what] < bytes[what] / maxBytesPerToken ? estimate(bytes[what]) : counted[what], most[what]);
    const tokens = { prompt: of('prompt'), completion: of('completion') };
    if (isCounted(counted) && (tokens.prompt !== counted.prompt || tokens.completion !== counted.completion)) {
      const fields = { incidentId, model: llm.model, counted, booked: tokens };
      deps.log.warn(fields, 'the model server counts tokens as they cannot be');
    }
    return tokens;
  }

  async function settle(id: string, tokens: LlmTokens): Promise<void> {
    try {
      await store.settle(id, spendOf(tokens, prices));
    } catch (error) {
      // What came of the call is worth no less: it stays booked at its worst.
      deps.log.warn({ incidentId, err: messageOf(error) }, 'what a call of the model did cost could not be booked');
      return;
    }
    prompt += tokens.prompt;
    completion += tokens.completion;
    unsettled.delete(id);
  }

  return {
    llm: {
      model: llm.model,
      maxAnswerTokens: llm.maxAnswerTokens,
      complete: (request, signal) =>
        booked(
          request,
          ({ text }) => Buffer.byteLength(text),
          () => llm.complete(request, signal),
        ),
      turn: (request, signal) =>
        booked(
          request,
          ({ text, calls: asked }) => Buffer.byteLength(text + JSON.stringify(asked, written)),
          () => llm.turn(request, signal),
        ),
    },
    spent: () => {
      const tokens = { prompt, completion };
      const left = [...unsettled.values()];
      const of = (what: 'tokens' | 'microMoney') => left.reduce((sum, one) => sum + one[what], 0);
      return {
        calls,
        tokens,
        money: inMoney(spendOf(tokens, prices).microMoney),
        booked: { calls: left.length, tokens: of('tokens'), money: inMoney(of('microMoney')) },
      };
    },
  };

  function inMoney(micro: number): number | null {
    return prices === undefined ? null : micro / 1_000_000;
  }
}

/** Signatures, also those that hide in an id, are no text: nobody knows whether a server counts them. */
function written(name: string, value: unknown): unknown {
  return name === 'sealed' || name === 'id' || name === 'callId' ? undefined : value;
}

function estimate(bytes: number): number {
  return Math.ceil(bytes / 3);
}

function isCounted({ prompt, completion }: LlmTokens): boolean {
  return prompt + completion > 0;
}

/** A price per million tokens is a price in millionths per token. */
function spendOf({ prompt, completion }: LlmTokens, prices: LlmPrices | undefined): Spend {
  const microMoney =
    prices === undefined ? 0 : Math.ceil(prompt * prices.promptPerMillion + completion * prices.completionPerMillion);
  return { calls: 1, tokens: prompt + completion, microMoney };
}

/** @param ownerShare undefined: one owner may spend all. @param left what this incident may use of that and of all. */
function sharedOut({ incident, hour, day }: SpendLimits, ownerShare: number | undefined, left: number): SpendLimits {
  const common = { incident, hour: shareOf(hour, left), day: shareOf(day, left) };
  if (ownerShare === undefined) return common;
  return { ...common, ownerHour: shareOf(hour, ownerShare * left), ownerDay: shareOf(day, ownerShare * left) };
}

function shareOf({ calls, tokens, microMoney }: SpendLimit, share: number): SpendLimit {
  return {
    // A single call an hour cannot be shared.
    calls: calls === undefined ? undefined : Math.max(1, Math.floor(calls * share)),
    tokens: tokens === undefined ? undefined : Math.floor(tokens * share),
    microMoney: microMoney === undefined ? undefined : Math.floor(microMoney * share),
  };
}

const scopes: Readonly<Record<SpendScope, { readonly section: 'incident' | 'hour' | 'day'; readonly text: string }>> = {
  incident: { section: 'incident', text: 'of this incident' },
  ownerHour: { section: 'hour', text: 'in the last hour' },
  ownerDay: { section: 'day', text: 'in the last 24 hours' },
  hour: { section: 'hour', text: 'of the last hour' },
  day: { section: 'day', text: 'of the last 24 hours' },
};

function overLimit(
  { scope, of, limit }: { readonly scope: SpendScope; readonly of: keyof Spend; readonly limit: number },
  { limits, owner, keptShare }: Pick<Parameters<typeof withBudget>[0], 'limits' | 'owner' | 'keptShare'>,
): LlmUnavailable {
  const { section, text } = scopes[scope];
  const keys: Readonly<Record<keyof Spend, string>> = { calls: 'calls', tokens: 'tokens', microMoney: 'money' };
  const key = section === 'hour' && of === 'calls' ? 'llm.maxCallsPerHour' : `llm.budget.${section}.${keys[of]}`;
  const shown = (amount: number): number => (of === 'microMoney' ? amount / 1_000_000 : amount);
  const isKept = keptShare > 0 && section !== 'incident';
  const kept = isKept ? `, of which llm.budget.criticalShare = ${keptShare} is kept for critical incidents` : '';
  const passed =
    owner !== undefined && scope !== section
      ? `what ${owner.name} may use ${text} (${shown(limit)}: llm.budget.ownerShare = ${owner.share} of ${key}${kept})`
      : `the limit ${text} (${key} = ${shown(limits[section][of] ?? limit)}${kept})`;
  return new LlmUnavailable('budget', `one more question would pass ${passed}.`);
}
