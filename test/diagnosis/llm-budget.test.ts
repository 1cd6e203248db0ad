import { beforeEach, describe, expect, test } from 'vitest';
import { type SpendOwner, withBudget } from '../../src/diagnosis/llm-budget.ts';
import { LlmUnavailable } from '../../src/domain/errors.ts';
import type { LlmTokens, ToolLlm } from '../../src/ports/llm.ts';
import type { LlmSpendStore, Reservation, SpendLimits } from '../../src/ports/llm-spend.ts';
import { allLog } from '../support/all-log.ts';

const never = new AbortController().signal;
const question = { system: 'be brief', user: 'why?'.repeat(100), schemaName: 's', schema: {} };
const bytes = JSON.stringify(question).length;
const maxAnswerTokens = 4_000;
const worst = Math.ceil(bytes / 2) + maxAnswerTokens;
const owner: SpendOwner = { name: 'checkout', share: 0.5, isOwn: () => true };
const noLimits: SpendLimits = { incident: {}, hour: {}, day: {} };
const text = 'because'.repeat(100);

/** Everything that happened, in its order. */
let happened: (readonly [what: string, about?: unknown])[];
let requests: Parameters<LlmSpendStore['reserve']>[0][];
let reservation: Reservation;
let counted: LlmTokens;
let failure: LlmUnavailable | undefined;
let log: ReturnType<typeof allLog>;

beforeEach(() => {
  [happened, requests, reservation, failure] = [[], [], { kind: 'reserved' }, undefined];
  counted = { prompt: 100, completion: 200 };
  log = allLog();
});

const llm: ToolLlm = {
  model: 'small',
  maxAnswerTokens,
  complete: () => {
    happened.push(['sent']);
    return failure === undefined ? Promise.resolve({ text, tokens: counted }) : Promise.reject(failure);
  },
  turn: () => {
    happened.push(['sent']);
    return Promise.resolve({ text, calls: [], tokens: counted, thought: undefined, sealed: undefined });
  },
};
const store: LlmSpendStore = {
  reserve: (request) => {
    requests.push(request);
    happened.push(['reserved', request.worst]);
    return Promise.resolve(reservation);
  },
  settle: (_id, actual) => {
    happened.push(['settled', actual]);
    return Promise.resolve();
  },
};

const metered = (change: Partial<Parameters<typeof withBudget>[0]> = {}) =>
  withBudget({
    llm,
    store,
    incidentId: 'i-1',
    limits: noLimits,
    owner: undefined,
    keptShare: 0,
    prices: { promptPerMillion: 1, completionPerMillion: 3 },
    clock: { now: () => 7, sleep: () => Promise.resolve() },
    newId: () => `call-${requests.length}`,
    log,
    ...change,
  });
const money = (prompt: number, completion: number) => prompt + 3 * completion;
const booked = (prompt: number, completion: number) => ({
  calls: 1,
  tokens: prompt + completion,
  microMoney: money(prompt, completion),
});

describe('a call', () => {
  test('is booked at its worst before it is sent, and at what it did cost after', async () => {
    const model = metered();

    await model.llm.complete(question, never);

    expect(happened).toEqual([
      ['reserved', booked(Math.ceil(bytes / 2), maxAnswerTokens)],
      ['sent'],
      ['settled', booked(100, 200)],
    ]);
    expect(requests[0]).toMatchObject({ incidentId: 'i-1', at: 7, worst: { tokens: worst } });
    expect(model.spent()).toEqual({
      calls: 1,
      tokens: { prompt: 100, completion: 200 },
      money: money(100, 200) / 1_000_000,
      booked: { calls: 0, tokens: 0, money: 0 },
    });
  });

  test('so is a turn with tools, of which signatures and ids are no text', async () => {
    counted = { prompt: 0, completion: 0 };
    const sealed = { extra_content: 'x'.repeat(6_000) };
    const calls = [{ id: 'i'.repeat(3_000), name: 'job', args: '{}', sealed }];
    const messages = [{ role: 'assistant' as const, text: '', thought: undefined, sealed, calls }];

    const { tokens } = await metered().llm.turn({ messages, tools: [] }, never);

    expect(happened.map(([what]) => what)).toEqual(['reserved', 'sent', 'settled']);
    expect(requests[0]?.worst.tokens).toBeGreaterThan(7_500 + maxAnswerTokens);
    expect(tokens.prompt).toBeLessThan(100);
  });

  test.each<[scope: 'hour' | 'ownerDay', limit: number, words: string]>([
    [
      'hour',
      9,
      'the limit of the last hour (llm.maxCallsPerHour = 10, of which llm.budget.criticalShare = 0.2 is kept',
    ],
    [
      'ownerDay',
      4,
      'what checkout may use in the last 24 hours (4: llm.budget.ownerShare = 0.5 of llm.budget.day.calls',
    ],
  ])('that would pass a limit of %s is not sent', async (scope, limit, words) => {
    reservation = { kind: 'over', scope, of: 'calls', limit };
    const model = metered({ limits: { ...noLimits, hour: { calls: 10 } }, owner, keptShare: 0.2 });

    const asked = model.llm.complete(question, never);

    await expect(asked).rejects.toMatchObject({ reason: 'budget', message: expect.stringContaining(words) });
    expect(happened.map(([what]) => what)).toEqual(['reserved']);
    expect(model.spent()).toMatchObject({ calls: 0, booked: { calls: 0 } });
  });

  test.each<[reason: LlmUnavailable['reason'], tokens: LlmTokens, settled: object | undefined]>([
    ['timeout', { prompt: 0, completion: 0 }, undefined],
    ['server', { prompt: 0, completion: 0 }, undefined],
    ['auth', { prompt: 0, completion: 0 }, booked(0, 0)],
    ['truncated', { prompt: 100, completion: 4_000 }, booked(100, 4_000)],
    ['truncated', { prompt: 100, completion: 9_000 }, booked(100, 4_000)],
  ])('that ends with %s and %j costs what is known of it, else its worst', async (reason, tokens, settled) => {
    failure = new LlmUnavailable(reason, 'oops', tokens);
    const model = metered();

    await expect(model.llm.complete(question, never)).rejects.toBe(failure);

    expect(happened.find(([what]) => what === 'settled')?.[1]).toEqual(settled);
    expect(model.spent().booked).toMatchObject(
      settled === undefined ? { calls: 1, tokens: worst } : { calls: 0, tokens: 0 },
    );
  });

  test.each<[title: string, tokens: LlmTokens, want: LlmTokens, isTold: boolean]>([
    ['what can be', { prompt: 100, completion: 200 }, { prompt: 100, completion: 200 }, false],
    ['nothing', { prompt: 0, completion: 0 }, { prompt: Math.ceil(bytes / 3), completion: 234 }, false],
    ['too little', { prompt: 1, completion: 1 }, { prompt: Math.ceil(bytes / 3), completion: 234 }, true],
    ['too much', { prompt: 1e308, completion: 1e308 }, { prompt: Math.ceil(bytes / 2), completion: 4_000 }, true],
  ])(
    'of a server that counts %s costs what can be, and only a wrong count is told',
    async (_title, tokens, want, isTold) => {
      counted = tokens;

      const answer = await metered().llm.complete(question, never);

      expect(answer.tokens).toEqual(want);
      expect(log.of('the model server counts tokens as they cannot be')).toHaveLength(isTold ? 1 : 0);
    },
  );
});

describe('limits', () => {
  const limit = { calls: 10, tokens: 1_001, microMoney: 101 };
  const limitsOf = async (change: Parameters<typeof metered>[0]) => {
    await metered({ limits: { incident: limit, hour: limit, day: limit }, ...change }).llm.complete(question, never);
    return requests[0];
  };

  test('are those of the configuration where nobody else is there', async () => {
    const request = await limitsOf({});

    expect(request?.limits).toEqual({ incident: limit, hour: limit, day: limit });
    expect(request).not.toHaveProperty('isOwn');
  });

  test('of the hour and the day leave what is kept for worse incidents, and an owner has a share of the rest', async () => {
    const request = await limitsOf({ owner, keptShare: 0.2 });

    const all = { calls: 8, tokens: 800, microMoney: 80 };
    const own = { calls: 4, tokens: 400, microMoney: 40 };
    expect(request?.limits).toEqual({ incident: limit, hour: all, day: all, ownerHour: own, ownerDay: own });
    expect(request?.isOwn?.('main', 'orders')).toBe(true);
  });

  test('of one call are one call for each: it cannot be shared; what is not limited is not', async () => {
    const request = await limitsOf({ owner, keptShare: 0.2, limits: { incident: {}, hour: { calls: 1 }, day: {} } });

    const { hour, ownerHour, ownerDay } = request!.limits;
    expect([hour.calls, ownerHour?.calls, ownerDay?.calls]).toEqual([1, 1, undefined]);
  });
});
