import { expect, test } from 'vitest';
import { stem } from '../../src/domain/stem.ts';

test.each([
  ['restarts restarted restarting restart', 'restart'],
  ['checkpoints checkpointing checkpoint', 'checkpoint'],
  ['expires expired expire', 'expir'],
  ['failing fails failed fail', 'fail'],
  ['running runs run', 'run'],
  ['memories memory', 'memori'],
  ['sensitivity sensitive', 'sensit'],
  ['connections connection connected connect', 'connect'],
  ['hopefulness hopeful hope', 'hope'],
  ['controlling controlled control', 'control'],
  ['replacement', 'replac'],
  ['agreed', 'agre'],
  ['caresses', 'caress'],
])('relatives share a stem: %s', (words, want) => {
  expect([...new Set(words.split(' ').map(stem))]).toEqual([want]);
});

test.each([
  ['class', 'clash'],
  ['adoption', 'adapt'],
  ['savepoint', 'checkpoint'],
])('strangers do not: %s, %s', (a, b) => {
  expect(stem(a)).not.toBe(stem(b));
});

test.each(['', 'a', 'is', 'контрольная', '检查点', 'zażółć'])('stays as it is: %j', (word) => {
  expect(stem(word)).toBe(word);
});
