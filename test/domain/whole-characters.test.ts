import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoted } from '../../src/diagnosis/plain-text.ts';
import { clip } from '../../src/domain/whole-characters.ts';

test.each<[what: string, text: string, max: number, want: string]>([
  ['a text that fits', 'orders 😀', 9, 'orders 😀'],
  ['plain letters', 'orders', 4, 'ord…'],
  ['an emoji of two halves', 'ab😀cd', 4, 'ab…'],
  ['a family that is joined', 'a👨‍👩‍👧‍👦bcd', 9, 'a…'],
  ['a flag', 'ab🇩🇪cd', 5, 'ab…'],
  ['a letter and its accent', 'abe\u0301d', 4, 'ab…'],
  ['a letter under more accents than anybody writes', `a${'\u0301'.repeat(500)}`, 5, `a${'\u0301'.repeat(3)}…`],
])('%s is cut between what people see as characters', (_what, text, max, want) => {
  expect(clip(text, max)).toBe(want);
});

test('what is quoted of a cluster ends in whole emoji, too', () => {
  expect([quoted('ab😀cd', 4), quoted('ab🇩🇪cd', 5)]).toEqual(['ab…', 'ab…']);
});

test('whatever it cuts stays well formed, short enough, and the beginning of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 150 }), (text, max) => {
      const cut = clip(text, max);

      expect(cut.length).toBeLessThanOrEqual(Math.max(max, 1));
      expect(cut.isWellFormed()).toBe(true);
      expect(text.startsWith(text.length > max ? cut.slice(0, -1) : cut)).toBe(true);
    }),
  );
});
