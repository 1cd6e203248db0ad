import { expect, test } from 'vitest';
import { refusalWords } from '../../../src/adapters/openai/refusal-words.ts';

const token = `ghp_${'0123456789'.repeat(2)}`;

/** Knows a secret only when it sees all of it. */
const clean = (text: string): string => text.replaceAll(token, '[cleaned]');

test.each<[title: string, message: string, words: string]>([
  ['a key of any form is taken out of them', '400 no key like house-key-7 here', 'no key like [redacted] here.'],
  ['so are keys of others', '400 not sk-other-99, not Bearer abc', 'not [redacted] not [redacted].'],
  ['they are one line', '400 no\n\tsuch\r\n model', 'no such model.'],
  ['a page is none of them, also behind empty lines', '502 \n <html>Bad Gateway</html>', ''],
  [
    'a secret at the place where they are cut is known for one',
    `400 ${'x'.repeat(190)} ${token}`,
    `${'x'.repeat(190)} [cleaned].`,
  ],
  ['they are cut', `400 ${'x'.repeat(300)}`, `${'x'.repeat(200)}.`],
])('of what a server writes in a refusal, %s', (_title, message, words) => {
  expect(refusalWords({ message }, { apiKey: 'house-key-7', clean })).toBe(words);
});

test('no more of them is searched for secrets than anybody would write', () => {
  const searched: number[] = [];

  refusalWords(
    { message: `400 ${'x'.repeat(100_000)}` },
    { apiKey: undefined, clean: (text) => (searched.push(text.length), text) },
  );

  expect(searched).toEqual([4_000]);
});
