import { expect, test } from 'vitest';
import { afterEarlier } from '../../src/diagnosis/join-diagnosis.ts';
import { modelLines } from '../../src/diagnosis/model-lines.ts';
import { Diagnosis } from '../../src/domain/incident.ts';
import { diagnose } from './evidence.ts';

const rules = diagnose({});
const llm = { model: 'small', calls: 3, money: 0.0123, tools: ['job', 'skew', 'skew'], question: 'q' };
const asked: Diagnosis = { ...rules, by: 'llm', tokens: { prompt: 2_000, completion: 140 }, llm };

test('says which model was asked, what it read and what it cost', () => {
  expect(modelLines(asked)).toEqual(['  Model small: 3 calls, 2,140 tokens, cost 0.0123', '  It read: job, skew 2x']);
  expect(modelLines({ ...asked, llm: { ...llm, calls: 1, money: null, tools: [] } })).toEqual([
    '  Model small: 1 call, 2,140 tokens',
  ]);
});

test('tells the most that calls without an end may have cost, and adds it up', () => {
  const booked = { calls: 1, tokens: 9_000, money: 0.05 };
  const hung: Diagnosis = { ...rules, by: 'rules, no AI', tokens: null, llm: { ...llm, calls: 1, money: 0, booked } };

  const { llm: both } = afterEarlier(asked, hung);

  expect(modelLines(hung)[0]).toBe(
    '  Model small: 1 call, 0 tokens, cost 0.0000, 1 of them without an end, booked as at most 9,000 tokens, cost 0.0500',
  );
  expect(both).toMatchObject({ calls: 4, money: 0.0123, booked });
  expect(afterEarlier(hung, hung).llm?.booked).toEqual({ calls: 2, tokens: 18_000, money: 0.1 });
});

test('says nothing when no model was asked', () => {
  expect(modelLines(rules)).toEqual([]);
});

test('a diagnosis that an older program stored is read', () => {
  const { llm: _none, ...old } = asked;

  expect(Diagnosis.parse(old)).toEqual(old);
});

test('what earlier diagnoses of the incident cost is added; what the model did stays known when it is not asked again', () => {
  expect(afterEarlier(asked, asked)).toEqual({
    ...asked,
    tokens: { prompt: 4_000, completion: 280 },
    llm: { ...llm, calls: 6, money: 0.0246 },
  });
  expect(afterEarlier(asked, rules)).toEqual({ ...rules, tokens: asked.tokens, llm });
  expect(afterEarlier(null, rules)).toEqual({ ...rules, tokens: null });
});
