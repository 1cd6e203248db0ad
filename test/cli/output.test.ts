import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { fittedTable } from '../../src/cli/fitted-table.ts';
import { clean, makeOutput, table } from '../../src/cli/output.ts';

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

describe('a table on a terminal', () => {
  const head = ['ID', 'JOB', 'STATE', 'OPENED'];
  const rows = [
    ['inc-1', 'production/orders-enrich', 'awaiting_approval', '3 min ago'],
    ['inc-2', 'production/b', 'open', '4 h ago, and more than a line of it'],
  ];

  test('of 40 columns breaks between two cells, never within one', () => {
    expect(fittedTable(head, rows, 40)).toBe(
      [
        'inc-1',
        '  JOB production/orders-enrich',
        '  STATE awaiting_approval',
        '  OPENED 3 min ago',
        'inc-2',
        '  JOB production/b  STATE open',
        '  OPENED 4 h ago, and more than a line of it',
      ].join('\n'),
    );
  });

  test('stays one when all of it fits, but for the end of a long last cell', () => {
    expect(fittedTable(head, rows, 72)).toBe(table(head, rows));
    expect(fittedTable(head, rows, 71)).not.toBe(table(head, rows));
  });

  test.each<[title: string, stream: object, want: string]>([
    ['says how wide it is', { isTTY: true, columns: 40 }, '40\n'],
    ['that says it has no columns is as wide as it takes', { isTTY: true, columns: 0 }, 'Infinity\n'],
    ['counts; a file or pipe takes everything', { columns: 40 }, 'Infinity\n'],
  ])('%s', (_title, stream, want) => {
    let written = '';
    const stdout = Object.assign(
      new PassThrough({ encoding: 'utf8' }).on('data', (text: string) => (written += text)),
      stream,
    );

    makeOutput(false, stdout, new PassThrough()).result(null, String);

    expect(written).toBe(want);
  });
});
