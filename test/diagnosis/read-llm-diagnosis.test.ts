import { describe, expect, test } from 'vitest';
import { readLlmDiagnosis } from '../../src/diagnosis/read-llm-diagnosis.ts';

const said = { summary: 'It fails.', cause: 'bad-record', confidence: 'low', evidence: ['one'] };
const read = (change: object) => readLlmDiagnosis(JSON.stringify({ ...said, ...change }), ['bad-record', 'unknown']);

describe('an answer', () => {
  test.each<[what: string, change: object, problem: string]>([
    ['a cause of its own', { cause: 'my-own' }, 'cause'],
    ['a confidence of its own', { confidence: 'certain' }, 'confidence'],
    ['no summary', { summary: '' }, 'summary'],
    ['a summary of nothing that anybody sees', { summary: ' \u200b\n' }, 'summary'],
    ['a summary without end', { summary: 'x'.repeat(401) }, 'summary'],
    ['facts that are no list', { evidence: 'one' }, 'evidence'],
  ])('with %s cannot be used, and says which field is wrong', (_what, change, problem) => {
    expect(read(change)).toEqual({ ok: false, problem: expect.stringMatching(`^${problem}: `) });
  });

  test.each<[what: string, change: object, want: object]>([
    ['two sentences of its summary', { summary: 'One. Two. Three.' }, { summary: 'One. Two.' }],
    ['a summary that is just short enough', { summary: 'x'.repeat(400) }, { summary: 'x'.repeat(400) }],
    ['the beginning of a fact', { evidence: ['y'.repeat(201)] }, { evidence: ['y'.repeat(200)] }],
    ['eight facts', { evidence: '123456789'.split('') }, { evidence: '12345678'.split('') }],
    ['facts that say something', { evidence: ['', ' ', 'one'] }, { evidence: ['one'] }],
    ['no secret', { evidence: ['password=hunter2'] }, { evidence: ['password=[redacted]'] }],
    ['no link', { evidence: ['see https://evil.example/x now'] }, { evidence: ['see [link removed] now'] }],
    ['one line of each', { summary: 'a\n\tb', evidence: ['c\nd'] }, { summary: 'a b', evidence: ['c d'] }],
  ])('is told with %s', (_what, change, want) => {
    expect(read(change)).toEqual({ ok: true, diagnosis: { ...said, ...want } });
  });

  test('with more than anybody would write is not read to its end', () => {
    const many = ['', ...Array.from({ length: 63 }, () => ' '), 'the fact after so many'];
    const long = `${'word '.repeat(4_000)}`;

    expect(read({ evidence: many })).toMatchObject({ diagnosis: { evidence: [] } });
    // Blanks would shrink to nothing, so that only what is looked at can be too long.
    expect(read({ evidence: [`${' '.repeat(16 * 1024)}behind it`, long] })).toMatchObject({
      diagnosis: { evidence: [long.slice(0, 200)] },
    });
  });
});
