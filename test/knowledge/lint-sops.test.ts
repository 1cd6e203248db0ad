import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintSops } from '../../src/knowledge/lint-sops.ts';
import { makeSopLibrary, type SopLibrary } from '../../src/knowledge/load-sops.ts';
import { makeSopFolder, type SopFolder } from '../../src/knowledge/sop-folder.ts';
import { memoryFolder, sopText } from './sop-text.ts';

const calm = new AbortController().signal;

function libraryOf(folder: SopFolder): SopLibrary {
  return makeSopLibrary({ name: 'sops', folder });
}

test('the shipped procedures have no mistake, and each of their examples finds its own file', async () => {
  const report = await lintSops(libraryOf(makeSopFolder(path.join(import.meta.dirname, '../../sops'))), calm);

  expect(report.problems).toEqual([]);
  expect(report.files).toBeGreaterThanOrEqual(20);
}, 30_000);

test('the example of docs/sops.md has no mistake', async () => {
  const docs = readFileSync(path.join(import.meta.dirname, '../../docs/sops.md'), 'utf8');
  const text = /^```markdown\n(.*?)^```$/ms.exec(docs)?.[1] ?? '';

  const report = await lintSops(libraryOf(memoryFolder(new Map([['orders-quota.md', text]]))), calm);

  expect(report).toEqual({ files: 1, problems: [] });
});

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
      'an example with the short name of a class that the pattern names with its package',
      sopText()
        .replace('"com.acme.DiskFullException: no room left"', '"QuotaException: exhausted"')
        .replace(/exceptions: .*/, 'exceptions: ["com.acme.QuotaException: used up"]'),
      10,
      /example "QuotaException: exhausted" finds no SOP/,
      /"com\.acme\.QuotaException: used up" names the class with its package, the example without/,
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
  ])('%s', async (_title, text, line, message, fix) => {
    const report = await lintSops(
      libraryOf(
        memoryFolder(
          new Map([
            ['disk-full.md', text],
            ['net-slow.md', other],
          ]),
        ),
      ),
      calm,
    );

    expect(report).toMatchObject({
      files: 2,
      problems: [
        { file: 'sops/disk-full.md', line, message: expect.stringMatching(message), fix: expect.stringMatching(fix) },
      ],
    });
  });

  test('problems by file and line', async () => {
    const bad = sopText('b-b').replace('severity: high', 'severity: hihg').replace('restart-loop', 'restart-lop');
    const files = new Map([
      ['b-b.md', bad],
      ['a-a.md', 'x'],
    ]);

    const { problems } = await lintSops(libraryOf(memoryFolder(files)), calm);

    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'sops/a-a.md:1',
      'sops/b-b.md:4',
      'sops/b-b.md:7',
    ]);
  });
});

test('an empty folder has no problems', async () => {
  expect(await lintSops(libraryOf(memoryFolder(new Map())), calm)).toEqual({ files: 0, problems: [] });
});

test('ends between two examples when it is given up', async () => {
  const stop = new AbortController();
  setImmediate(() => stop.abort());

  await expect(lintSops(libraryOf(memoryFolder(new Map([['disk-full.md', sopText()]]))), stop.signal)).rejects.toThrow(
    'This operation was aborted',
  );
});
