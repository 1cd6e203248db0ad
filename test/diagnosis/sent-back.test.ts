import { expect, test } from 'vitest';
import type { Investigation } from '../../src/diagnosis/investigation.ts';
import { firstQuestion } from '../../src/diagnosis/investigation-prompt.ts';
import { investigate } from '../../src/diagnosis/investigate.ts';
import type { Diagnosis } from '../../src/domain/incident.ts';
import type { LlmMessage, LlmTurn, ToolLlm } from '../../src/ports/llm.ts';
import type { Skills } from '../../src/ports/skills.ts';
import { t0 } from './evidence.ts';
import { investigationOf } from './investigation.ts';

const rules: Diagnosis = {
  cause: 'unknown',
  confidence: 'low',
  summary: 'The job keeps restarting.',
  evidence: [],
  by: 'rules',
  exceptions: [],
  tokens: null,
  at: t0,
};
const secret = 'password=hunter2hunter2';
const concluded = JSON.stringify({ summary: 'It is full.', cause: 'heap-exhausted', confidence: 'high', evidence: [] });

type Answer = Partial<LlmTurn> & { readonly call?: string; readonly args?: string };

/** What a model is sent that answers with these, one turn after the other. */
async function asked(answers: readonly Answer[], maxTurns = 5, investigation: Investigation = investigationOf()) {
  const turns: (readonly LlmMessage[])[] = [];
  const llm: ToolLlm = {
    model: 'small',
    maxAnswerTokens: 1_000,
    complete: () => Promise.reject(new Error('it has tools')),
    turn: ({ messages }) => {
      const { call, args = '{}', ...answer } = answers[turns.length] ?? { call: 'conclude', args: concluded };
      turns.push([...messages]);
      const calls = call === undefined ? [] : [{ id: `id-${turns.length}`, name: call, args }];
      return Promise.resolve({ text: '', calls, tokens: { prompt: 0, completion: 0 }, ...answer });
    },
  };
  const { signal } = new AbortController();
  const [causes, catalogue] = [['heap-exhausted'], []] as const;
  const said = await investigate({ llm, investigation, rules, catalogue, causes, maxTurns, onUsed: () => {}, signal });
  const [first = []] = turns;
  return { said, turns, back: (turns.at(-1) ?? []).slice(first.length) };
}

test('the words of a model come back short and without a secret', async () => {
  const { back } = await asked([{ call: 'nothing', text: `I see ${secret} ${'and more '.repeat(200)}` }]);

  expect(back[0]).toMatchObject({ text: expect.stringMatching(/^I see password=\[redacted\] and/) });
  expect(back[0]?.text).toHaveLength(400);
});

test.each<[title: string, args: string, want: string]>([
  ['as they were', '{"keys":"a"}', '{"keys":"a"}'],
  ['without a secret', `{"keys":"${secret}"}`, '{"keys":"password=[redacted]"}'],
  [
    'without a secret that is written as escapes',
    String.raw`{"keys":"pass\u0077ord=hunter2hunter2"}`,
    '{"keys":"password=[redacted]"}',
  ],
  ['not at all where a field is a secret', '{"password":"hunter2hunter2"}', '{}'],
  ['not at all where they are long', JSON.stringify({ keys: 'a'.repeat(500) }), '{}'],
  ['not at all where they are no object', '["a"]', '{}'],
  ['not at all where they are no JSON', '{"keys":', '{}'],
])('the arguments of a call come back %s', async (_title, args, want) => {
  const { back } = await asked([{ call: 'nothing', args }]);

  expect(back[0]).toMatchObject({ calls: [{ args: want }] });
});

test('an answer of no use comes back within a fence, short and without a secret', async () => {
  const { back } = await asked([{ text: `{"api_key": "abcdefgh12345678"} ${secret} ${'x'.repeat(900)}` }]);

  const [, mark = ''] = /^--- data ([0-9a-f]{8}) ---$/m.exec(back[0]?.text ?? '') ?? [];
  const [, inside = ''] =
    new RegExp(`--- data ${mark} ---\n(.*)\n--- end of data ${mark} ---`, 's').exec(back[0]?.text ?? '') ?? [];
  expect(inside).toMatch(/^\{"api_key": "?\[redacted\]/);
  expect(inside).toContain('password=[redacted]');
  expect(inside).toHaveLength(600);
});

test('each investigation has a mark of its own, in its question and in what it reads', async () => {
  const marks = async () => {
    const { turns } = await asked([{ call: 'nothing' }]);
    const texts = (turns.at(-1) ?? []).flatMap(({ role, text }) => (role === 'user' || role === 'tool' ? text : []));
    return texts.map((text) => /^--- data ([0-9a-f]{8}) ---$/m.exec(text)?.[1]);
  };

  const [one, another] = [await marks(), await marks()];

  expect(one).toEqual([expect.any(String), one[0]]);
  expect(another[0]).not.toBe(one[0]);
});

test('a model that has asked for all there is and goes on asking is left', async () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ id: `id-${index}`, name: 'nothing', args: '{}' }));

  const { said, turns } = await asked([{ calls: many }, { call: 'nothing' }]);

  expect(said).toEqual({ kind: 'unusable', why: 'no conclusion within 2 turns' });
  expect(turns).toHaveLength(2);
});

test('what stands in the first question is one short line each, without a secret', () => {
  const written = `first\nsecond ${secret} ${'x'.repeat(300)}`;
  const skill = { name: 'a-skill', description: written };
  const skills = { list: () => [skill] } as unknown as Skills;
  const { evidence, ...rest } = investigationOf({ skills });
  const catalogue = [{ id: 'runbook-7', title: written }];

  const question = firstQuestion({ ...rest, evidence: { ...evidence, job: written } }, rules, catalogue, '00000000');

  const line = /first second password=\[redacted\] x+…/;
  for (const begin of ['job ', 'runbook-7: ', 'a-skill: ']) {
    const found = question.split('\n').find((one) => one.startsWith(begin)) ?? '';
    expect(found).toMatch(line);
    expect(found.length).toBeLessThan(200);
  }
});
