import { expect, test } from 'vitest';
import { withoutAi } from '../../src/diagnosis/join-diagnosis.ts';
import { withinLimit } from '../../src/diagnosis/within-limit.ts';
import type { Diagnosis } from '../../src/domain/incident.ts';

const never = new AbortController().signal;
const clock = { now: () => 0, sleep: () => Promise.resolve() };

test('what takes too long is given up, whether it listens or not', async () => {
  const seen: AbortSignal[] = [];
  const work = (signal: AbortSignal) => (seen.push(signal), new Promise(() => {}));

  await expect(withinLimit(clock, 90_000, never, work)).rejects.toMatchObject({
    reason: 'timeout',
    message: 'no usable answer within 90000 ms',
  });
  expect(seen[0]?.aborted).toBe(true);
});

test('what ends in time leaves nobody waiting for its limit', async () => {
  const waits: AbortSignal[] = [];
  const sleep = (_ms: number, signal: AbortSignal) => (waits.push(signal), new Promise<void>(() => {}));

  expect(await withinLimit({ ...clock, sleep }, 90_000, never, () => Promise.resolve('done'))).toBe('done');
  expect(waits[0]?.aborted).toBe(true);
});

test('the reason why no model helped is a fact like the others: it has its end', () => {
  const rules: Diagnosis = {
    cause: 'unknown',
    confidence: 'low',
    summary: 'It fails.',
    evidence: ['one'],
    by: 'rules',
    exceptions: [],
    tokens: null,
    at: 1,
  };

  const { evidence } = withoutAi(rules, 'x'.repeat(1_000));

  expect(evidence).toEqual(['one', `No AI: ${'x'.repeat(393)}`]);
});
