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

function decide(before: Diagnosis | null) {
  const { incident, evidence } = investigationOf({ evidence: { signals: [signal('checkpoint-failing')] } });
  return reasonNotToAsk({ ...incident, diagnosis: before }, evidence, rules, now);
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
