import { expect, test } from 'vitest';
import { clean, table } from '../../src/cli/output.ts';

test.each<[title: string, text: string, want: string]>([
  ['shows an escape sequence as text', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
  ['shows a bidirectional override as text', 'a\u202eb', 'a\\u202eb'],
  ['shows a zero byte as text', 'a\u0000b', 'a\\u0000b'],
  ['shows a character without width as text', 'a\u200bb\u00adc', 'a\\u200bb\\u00adc'],
  ['shows a tag, which looks like nothing, as text', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ['shows a lone carriage return as text', 'a\rb', 'a\\u000db'],
  ['keeps tabs and line breaks, those of Windows too', 'a\tb\nc\r\nd', 'a\tb\nc\nd'],
  ['keeps every other character', 'ünï 🦊', 'ünï 🦊'],
])('%s', (_title, text, want) => {
  expect(clean(text)).toBe(want);
});

test('a long cell keeps its beginning and its end', () => {
  const name = `begin-${'🦊'.repeat(100)}-end`;

  const [, row = ''] = table(['JOB', 'STATE'], [[name, 'open']]).split('\n');

  const [cell = ''] = row.split('  ');
  expect(Array.from(cell)).toHaveLength(60);
  expect(cell).toMatch(/^begin-🦊+…🦊+-end$/u);
  expect(row.endsWith('  open')).toBe(true);
});

test.each<[title: string, text: string]>([
  ['a cell of 60 characters', table(['JOB', 'STATE'], [['x'.repeat(60), 'open']])],
  ['the last column', table(['STATE', 'WHY'], [['open', 'x'.repeat(200)]])],
  ['a table that is to be shown whole', table(['JOB', 'STATE'], [['x'.repeat(200), 'open']], Infinity)],
])('%s stays whole', (_title, text) => {
  expect(text).not.toContain('…');
});
