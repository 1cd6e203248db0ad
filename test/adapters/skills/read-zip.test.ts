import { describe, expect, test } from 'vitest';
import { packageLimits, treeDigest } from '../../../src/adapters/skills/package-files.ts';
import { readZip } from '../../../src/adapters/skills/read-zip.ts';
import { skillMd, type ZipEntry, zipOf } from './zip-for-tests.ts';

const head: ZipEntry = { name: 'SKILL.md', text: skillMd };
const many = Array.from({ length: packageLimits.entries }, (_, index) => ({
  name: `references/${index}.md`,
  text: 'x',
}));
const noise = (bytes: number) =>
  Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 7919 + (index >> 7) * 31) & 255));

describe('a zip', () => {
  test('gives its files, with SKILL.md at the top or in one folder; both have the same digest', async () => {
    const flat = await readZip('a.zip', zipOf([head, { name: 'references/a.md', text: 'A' }]));
    const nested = await readZip(
      'b.zip',
      zipOf([
        { name: 'repo-main/', mode: 0o040755, stored: true },
        { name: 'repo-main/references/a.md', text: 'A', stored: true },
        { name: 'repo-main/SKILL.md', text: skillMd },
        { name: '__MACOSX/repo-main/._SKILL.md', text: 'x' },
        { name: 'repo-main/.DS_Store', text: 'x' },
      ]),
    );

    expect([...nested.keys()].toSorted()).toEqual(['SKILL.md', 'references/a.md']);
    expect(Buffer.from(nested.get('SKILL.md') ?? []).toString()).toBe(skillMd);
    expect(treeDigest(nested)).toBe(treeDigest(flat));
  });

  test.each<[title: string, entries: readonly ZipEntry[], why: RegExp]>([
    ['leads out of the folder', [head, { name: '../evil.md', text: 'x' }], /relative/],
    ['leads out in the middle', [head, { name: 'references/../../evil', text: 'x' }], /relative/],
    ['is absolute', [head, { name: '/etc/cron.d/evil', text: 'x' }], /absolute/],
    ['has a drive', [head, { name: 'C:/evil', text: 'x' }], /absolute/],
    ['has backslashes', [head, { name: 'references\\..\\evil', text: 'x' }], /invalid characters/],
    ['has a NUL', [head, { name: 'a\0.md', text: 'x' }], /not allowed/],
    ['turns the reading direction', [head, { name: 'a\u202edm.md', text: 'x' }], /not allowed/],
    ['has a part without a name', [head, { name: 'references//evil', text: 'x' }], /a part without a name/],
    ['begins in its own folder', [head, { name: './evil', text: 'x' }], /leads out/],
    ['is written with a sign that stands for a letter', [head, { name: '\u212a.md', text: 'x' }], /not allowed/],
    ['is hidden', [head, { name: '.git/config', text: 'x' }], /hidden/],
    ['is deep', [head, { name: 'a/b/c/d/e/f/g.md', text: 'x' }], /deeper/],
    ['has a long name', [head, { name: `references/${'a'.repeat(200)}`, text: 'x' }], /longer than 200/],
    ['is a link', [head, { name: 'references/a.md', text: '/etc/passwd', mode: 0o120777 }], /is a link/],
    ['is a device', [head, { name: 'references/null', mode: 0o020666 }], /no plain file/],
    ['is a pipe', [head, { name: 'references/pipe', mode: 0o010666 }], /no plain file/],
    ['is a folder that says it is a file', [head, { name: 'references', mode: 0o040755 }], /no plain file/],
    ['comes twice', [head, head], /twice/],
    ['collides by case', [head, { name: 'a.md', text: '1' }, { name: 'A.md', text: '2' }], /collide/],
    ['collides with SKILL.md by case', [head, { name: 'skill.md', text: '2' }], /collide/],
    ['collides by folder case', [head, { name: 'Ref/a', text: '1' }, { name: 'ref/b', text: '2' }], /collide/],
    ['is a file and a folder', [head, { name: 'a', text: '1' }, { name: 'a/b', text: '2' }], /twice/],
    ['collides by width', [head, { name: '\uff21.md', text: '1' }, { name: 'A.md', text: '2' }], /collide/],
    [
      'collides by a final sigma',
      [head, { name: '\u03c2.md', text: '1' }, { name: '\u03c3.md', text: '2' }],
      /collide/,
    ],
    ['is written in another Unicode form', [head, { name: 'caf\u0065\u0301.md', text: 'x' }], /not allowed/],
    ['ends in a dot', [head, { name: 'a.md.', text: 'x' }], /ends in a dot or a blank/],
    ['ends in a blank', [head, { name: 'references /a.md', text: 'x' }], /ends in a dot or a blank/],
    ['is a device of Windows', [head, { name: 'CON', text: 'x' }], /"CON" is a device on Windows/],
    ['is a device with an ending', [head, { name: 'references/aux.md', text: 'x' }], /is a device on Windows/],
    ['is a device with a blank', [head, { name: 'nul .tar.md', text: 'x' }], /is a device on Windows/],
    ['is a port', [head, { name: 'Lpt1.md', text: 'x' }], /is a device on Windows/],
    ['is a port with a raised digit', [head, { name: 'com\u00b9', text: 'x' }], /is a device on Windows/],
    ['lies in a folder that is a device', [head, { name: 'prn/a.md', text: 'x' }], /is a device on Windows/],
    ['has another checksum', [head, { name: 'a.md', text: 'x', claimedCrc: 7 }], /"a.md" is damaged: .*CRC-32/],
    ['has another checksum and nothing in it', [head, { name: 'a.md', claimedCrc: 7 }], /"a.md" is damaged/],
    ['is encrypted', [head, { name: 'a.md', text: 'x', encrypted: true }], /refused: "a.md" is encrypted, or /],
    [
      'is packed in another way',
      [head, { name: 'a.md', text: 'x', method: 12 }],
      /refused: "a.md" is .*not known here/,
    ],
    ['holds a zip', [head, { name: 'assets/more.bin', text: zipOf([head]) }], /archive inside/],
    ['holds a tarball by name', [head, { name: 'assets/more.tar.gz', text: 'x' }], /archive inside/],
    ['shrinks too well', [head, { name: 'bomb.txt', text: Buffer.alloc(1_500_000) }], /times its size/],
    [
      'lies about its size',
      [head, { name: 'bomb.txt', text: Buffer.alloc(1_500_000), claimedSize: 10 }],
      /cannot be read|times its size/,
    ],
    [
      'has a large file',
      [head, { name: 'big.bin', text: noise(packageLimits.file + 1), stored: true }],
      /unpacks to more/,
    ],
    ['has many files', [head, ...many], /entries/],
    [
      'holds two skills',
      [
        { name: 'a/SKILL.md', text: skillMd },
        { name: 'b/SKILL.md', text: skillMd },
      ],
      /several skills/,
    ],
    ['holds the skill in a folder of a folder', [{ name: 'a/b/SKILL.md', text: skillMd }], /lies too deep/],
    ['holds no skill', [{ name: 'README.md', text: 'x' }], /no SKILL\.md/],
    [
      'has files beside the skill',
      [
        { name: 'a/SKILL.md', text: skillMd },
        { name: 'b.md', text: 'x' },
      ],
      /outside/,
    ],
  ])('is refused when an entry %s', async (_title, entries, why) => {
    await expect(readZip('a.zip', zipOf(entries))).rejects.toMatchObject({
      code: 'user.mistake',
      message: expect.stringMatching(why) as string,
    });
  });

  test.each<[title: string, other: ZipEntry]>([
    ['another name', { name: 'references/b.md', text: 'A' }],
    ['another content of the same length', { name: 'references/a.md', text: 'B' }],
  ])('has another digest with %s', async (_title, other) => {
    const one = await readZip('a.zip', zipOf([head, { name: 'references/a.md', text: 'A' }]));
    const two = await readZip('b.zip', zipOf([head, other]));

    expect(treeDigest(two)).not.toBe(treeDigest(one));
  });

  test('may hold names that only begin like a device of Windows', async () => {
    const names = ['console.md', 'references/auxiliary.md', 'com10.md', 'nullable.md'];

    const files = await readZip('a.zip', zipOf([head, ...names.map((name) => ({ name, text: 'x' }))]));

    expect([...files.keys()].toSorted()).toEqual(['SKILL.md', ...names].toSorted());
  });

  test('is refused when everything together is too much, although each file is not', async () => {
    const part = noise(packageLimits.file - 1);
    const entries = Array.from({ length: 5 }, (_, index) => ({ name: `assets/${index}`, text: part, stored: true }));

    await expect(readZip('a.zip', zipOf([head, ...entries]))).rejects.toThrow(/unpacks to more|bytes/);
  });

  test.each([
    ['text', Buffer.from('no zip')],
    ['nothing', Buffer.alloc(0)],
    ['half a zip', zipOf([head]).subarray(0, 60)],
  ])('that is %s is refused', async (_title, bytes) => {
    await expect(readZip('a.zip', bytes)).rejects.toThrow('cannot be read as a zip');
  });
});
