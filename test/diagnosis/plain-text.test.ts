import { expect, test } from 'vitest';
import { quoted, redactedHead } from '../../src/diagnosis/plain-text.ts';

const token = `ghp_${'0123456789'.repeat(2)}`;

test('what is quoted is cut after its secrets are taken out: half a secret is not known for one', () => {
  expect(quoted(`with ${token} to the end`, 20)).toBe('with [redacted] to …');
});

test('so is the head of a text that is longer than anybody looks at', () => {
  const long = `${'word '.repeat(3_275)}${token} to the end`;

  expect(redactedHead(long)).toBe('word '.repeat(3_275));
});
