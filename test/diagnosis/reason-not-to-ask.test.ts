import { expect, test } from 'vitest';
import { withoutAi } from '../../src/diagnosis/join-diagnosis.ts';
import { reasonNotToAsk } from '../../src/diagnosis/reason-not-to-ask.ts';
import type { Diagnosis } from '../../src/domain/incident.ts';
import { signal } from './evidence.ts';
import { investigationOf } from './investigation.ts';

const now = 1_700_000_100_000;
const rules: Diagnosis = {
  cause: 'checkpoint-expired',
  confidence: 'high',
  summary: 'Checkpoints expire.',
  evidence: [],
  by: 'rules',
  exceptions: [],
  tokens: null,
  at: now,
};

function decide(before: Diagnosis | null, rulesNow: Diagnosis = rules) {
  const { incident, evidence } = investigationOf({ evidence: { signals: [signal('checkpoint-failing')] } });
  return reasonNotToAsk({ ...incident, diagnosis: before }, evidence, rulesNow, now);
}

test('asks about trouble that nobody was asked about', () => {
  expect(decide(null)).toMatchObject({ kind: 'ask' });
});

test.each<[title: string, ageMs: number, want: object]>([
  [
    'leaves a model alone that failed a moment ago, and says again why',
    29_999,
    { kind: 'failed-lately', why: 'it is down' },
  ],
  ['asks again later', 30_000, { kind: 'ask' }],
])('%s', (_title, ageMs, want) => {
  expect(decide({ ...withoutAi(rules, 'it is down'), at: now - ageMs })).toMatchObject(want);
});

/** What a model said over these rules, an hour ago. */
function saidOver(rulesThen: Diagnosis, said: Partial<Diagnosis>): Diagnosis {
  const asked = decide(null, rulesThen);
  if (asked.kind !== 'ask') throw new Error(`expected a question, not ${asked.kind}`);
  const llm = { model: 'small', calls: 2, money: 0.1, tools: [], question: asked.question };
  return { ...rulesThen, by: 'llm', summary: 'The sink is slow.', llm, at: now - 3_600_000, ...said };
}

const guess = { cause: 'disk-full', confidence: 'medium' } as const;
const unsure = { ...rules, confidence: 'low' } as const;

test.each<[title: string, before: Diagnosis, rulesNow: Diagnosis, want: Partial<Diagnosis>]>([
  [
    'and is as sure as the rules are, where nothing changed',
    saidOver(rules, {}),
    rules,
    { cause: rules.cause, confidence: 'high' },
  ],
  [
    'and is no surer than the rules are now: a read failed',
    saidOver(rules, {}),
    { ...rules, confidence: 'medium' },
    { cause: rules.cause, confidence: 'medium' },
  ],
  ['and its cause, where the rules are unsure as before', saidOver(unsure, guess), unsure, guess],
  [
    'but not its cause, once the rules are sure of theirs',
    saidOver(unsure, guess),
    rules,
    { cause: rules.cause, confidence: 'high' },
  ],
])('what the model said before stands, %s', (_title, before, rulesNow, want) => {
  expect(decide(before, rulesNow)).toMatchObject({
    kind: 'asked-before',
    diagnosis: { summary: 'The sink is slow.', llm: { calls: 0, money: 0 }, ...want },
  });
});
