import { expect, test } from 'vitest';
import { corpus } from './attack/corpus.ts';
import { playAttacks } from './attack/play-attacks.ts';

test('the corpus holds more than 50 different texts, and each has a name of its own', () => {
  expect(new Set(corpus.map(({ entry, text }) => `${entry} ${text}`)).size).toBeGreaterThan(50);
  expect(new Set(corpus.map(({ id }) => id)).size).toBe(corpus.length);
});

playAttacks((entry) => !entry.startsWith('exception'));
