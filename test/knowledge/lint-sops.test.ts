import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintSops } from '../../src/knowledge/lint-sops.ts';
import { makeSopLibrary, type SopLibrary } from '../../src/knowledge/load-sops.ts';
import { makeSopFolder, type SopFolder } from '../../src/knowledge/sop-folder.ts';
import { memoryFolder, sopText } from './sop-text.ts';

function libraryOf(folder: SopFolder): SopLibrary {
  return makeSopLibrary({ name: 'sops', folder });
}

test('the shipped procedures have no mistake, and each of their examples finds its own file', () => {
  const report = lintSops(libraryOf(makeSopFolder(path.join(import.meta.dirname, '../../sops'))));

  expect(report.problems).toEqual([]);
  expect(report.files).toBeGreaterThanOrEqual(20);
}, 30_000);

describe('lint tells', () => {
  const other = sopText('net-slow', 'NetException').replace('The disk is full', 'The network is slow');

  test.each<[title: string, text: string, line: number, message: RegExp, fix: RegExp]>([
    [
      'an example that finds another file',
      sopText().replace('"com.acme.DiskFullException: no room left"', '"com.acme.NetException: slow"'),
      10,
      /example "com.acme.NetException: slow" finds sops\/net-slow.md, by exception/,
      /move the example to sops\/net-slow.md/,
    ],
    [
      'an example that finds nothing',
      sopText().replace('"com.acme.DiskFullException: no room left"', '"it was this again"'),
      10,
      /example "it was this again" finds no SOP/,
      /add its exact exception/,
    ],
    [
      'a counter-example that finds its own file',
      sopText().replace('\n---\n##', '\nnotFor:\n  - "DiskFullException"\n---\n##'),
      12,
      /notFor "DiskFullException" finds this file, by exception/,
      /narrower/,
    ],
    [
      'what keeps a file out',
      sopText().replace('severity: high', 'severity: hihg'),
      4,
      /unknown severity "hihg"/,
      /"high"/,
    ],
  ])('%s', (_title, text, line, message, fix) => {
    const report = lintSops(
      libraryOf(
        memoryFolder(
          new Map([
            ['disk-full.md', text],
            ['net-slow.md', other],
          ]),
        ),
      ),
    );

    expect(report).toMatchObject({
      files: 2,
      problems: [
        { file: 'sops/disk-full.md', line, message: expect.stringMatching(message), fix: expect.stringMatching(fix) },
      ],
    });
  });

  test('problems by file and line', () => {
    const bad = sopText('b-b').replace('severity: high', 'severity: hihg').replace('restart-loop', 'restart-lop');
    const files = new Map([
      ['b-b.md', bad],
      ['a-a.md', 'x'],
    ]);

    const { problems } = lintSops(libraryOf(memoryFolder(files)));

    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'sops/a-a.md:1',
      'sops/b-b.md:4',
      'sops/b-b.md:7',
    ]);
  });
});

test('an empty folder has no problems', () => {
  expect(lintSops(libraryOf(memoryFolder(new Map())))).toEqual({ files: 0, problems: [] });
});
