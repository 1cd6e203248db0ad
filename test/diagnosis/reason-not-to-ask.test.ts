import { expect, test } from 'vitest';
import { withoutAi } from '../../src/diagnosis/join-diagnosis.ts';
import { reasonNotToAsk } from '../../src/diagnosis/reason-not-to-ask.ts';
import type { Diagnosis } from '../../src/domain/incident.ts';
import type { SignalKind } from '../../src/domain/signal.ts';
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

function decide(
  before: Diagnosis | null,
  rulesNow: Diagnosis = rules,
  kinds: readonly SignalKind[] = ['checkpoint-failing'],
) {
  const { incident, evidence } = investigationOf({ evidence: { signals: kinds.map((kind) => signal(kind)) } });
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

test.each<[title: string, aheadMs: number, want: string]>([
  ['just started', 0, 'too-early'],
  ['was opened by a clock that is hours ahead', 3 * 3_600_000, 'ask'],
])('a job on its way up whose incident %s', (_title, aheadMs, want) => {
  const known = { signals: [signal('restart-loop')], state: 'RESTARTING' } as const;
  const { incident, evidence } = investigationOf({ evidence: known });
  const opened = { ...incident, diagnosis: null, openedAt: now + aheadMs };

  const decided = reasonNotToAsk(opened, evidence, { ...rules, cause: 'unknown' }, now);

  expect(decided.kind).toBe(want);
});

test('a model that failed by a clock that is hours ahead is not left alone for hours', () => {
  expect(decide({ ...withoutAi(rules, 'it is down'), at: now + 3 * 3_600_000 })).toMatchObject({ kind: 'ask' });
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

const lost: Diagnosis['exceptions'] = [{ class: 'java.net.ConnectException', message: 'Connection refused' }];
const unknown = { ...rules, cause: 'unknown', confidence: 'low' } as const;

test.each<[title: string, before: Diagnosis, rulesNow: Diagnosis, want: object]>([
  ['asks nothing new where the rules name the same cause', saidOver(rules, {}), rules, { kind: 'asked-before' }],
  [
    'nor where an older program stored the kinds with the question',
    withQuestion('checkpoint-failing | checkpoint-expired | '),
    rules,
    { kind: 'asked-before' },
  ],
  ['asks again where the cause is another', saidOver(rules, {}), { ...rules, cause: 'disk-full' }, { kind: 'ask' }],
  [
    'asks again where an older program asked about a cause whose name ends alike',
    withQuestion('checkpoint-failing | no-checkpoint-expired | '),
    rules,
    { kind: 'ask' },
  ],
  ['asks again where another exception came', saidOver(rules, {}), { ...rules, exceptions: lost }, { kind: 'ask' }],
  ['asks again where the rules know no cause', saidOver(unknown, guess), unknown, { kind: 'ask' }],
])('when another kind of signal joins, %s', (_title, before, rulesNow, want) => {
  expect(decide(before, rulesNow, ['checkpoint-failing', 'restart-loop'])).toMatchObject(want);
});

function withQuestion(question: string): Diagnosis {
  const before = saidOver(rules, {});
  if (before.llm === undefined) throw new Error('nothing was asked');
  return { ...before, llm: { ...before.llm, question } };
}

test('asks once more where the rules found a cause that was unknown', () => {
  expect(decide(saidOver(unknown, guess))).toMatchObject({ kind: 'ask' });
});
