import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { installSkill } from '../../../src/adapters/skills/install.ts';
import { packageLimits } from '../../../src/adapters/skills/package-files.ts';
import { readPlainFile, readSourceFolder } from '../../../src/adapters/skills/read-source.ts';
import { readSkillLock, recordSkill } from '../../../src/adapters/skills/skill-lock.ts';
import { skillMd } from './zip-for-tests.ts';

const mkfifo = 'mkfifo';

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-install-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const filesOf = (text: string) =>
  new Map([
    ['SKILL.md', Buffer.from(text)],
    ['scripts/a.sh', Buffer.from('x')],
  ]);

describe('installing', () => {
  test('puts all files there, none of them executable, and leaves nothing else', () => {
    const folder = join(temporary(), 'new', 'skills');

    const done = installSkill({ name: 'disk', files: filesOf('one') }, { folder, replace: false });

    expect(done).toEqual({ kind: 'added' });
    expect(readdirSync(folder)).toEqual(['disk']);
    expect(statSync(join(folder, 'disk/scripts/a.sh')).mode & 0o111).toBe(0);
  });

  test('never overwrites without being told to, and replaces the whole when told', () => {
    const folder = temporary();
    installSkill({ name: 'disk', files: filesOf('one') }, { folder, replace: false });
    const next = { name: 'disk', files: new Map([['SKILL.md', Buffer.from('two')]]) };

    expect(() => installSkill(next, { folder, replace: false })).toThrow('--replace');
    expect(readFileSync(join(folder, 'disk/SKILL.md'), 'utf8')).toBe('one');

    expect(installSkill(next, { folder, replace: true })).toEqual({ kind: 'replaced' });
    expect(readdirSync(join(folder, 'disk'))).toEqual(['SKILL.md']);
    expect(readdirSync(folder)).toEqual(['disk']);
  });

  test('a write that fails half way changes nothing', () => {
    const folder = temporary();
    installSkill({ name: 'disk', files: filesOf('one') }, { folder, replace: false });
    const broken = new Map([
      ['SKILL.md', Buffer.from('two')],
      ['SKILL.md/x', Buffer.from('three')],
    ]);

    expect(() => installSkill({ name: 'disk', files: broken }, { folder, replace: true })).toThrow('SKILL.md');
    expect(readFileSync(join(folder, 'disk/SKILL.md'), 'utf8')).toBe('one');
    expect(readdirSync(folder)).toEqual(['disk']);
  });

  test('does not write through a link of that name', () => {
    const [folder, elsewhere] = [temporary(), temporary()];
    symlinkSync(elsewhere, join(folder, 'disk'));

    expect(() => installSkill({ name: 'disk', files: filesOf('x') }, { folder, replace: true })).toThrow(
      'not a folder',
    );
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

describe('a source folder', () => {
  test('is read by the rules of an archive', () => {
    const root = temporary();
    mkdirSync(join(root, 'references'));
    writeFileSync(join(root, 'SKILL.md'), skillMd);
    writeFileSync(join(root, 'references/a.md'), 'A');

    expect([...readSourceFolder('here', root).keys()]).toEqual(['SKILL.md', 'references/a.md']);
  });

  test.each<[title: string, make: (root: string) => void, why: string]>([
    ['a link', (root) => symlinkSync('/etc/passwd', join(root, 'a.md')), 'is a link'],
    ['a linked folder', (root) => symlinkSync('/etc', join(root, 'references')), 'is a link'],
    ['a pipe', (root) => void execFileSync(mkfifo, [join(root, 'pipe')]), 'no plain file'],
    ['a hidden file', (root) => writeFileSync(join(root, '.env'), 'x'), 'is hidden'],
    ['an archive', (root) => writeFileSync(join(root, 'a.zip'), 'x'), 'archive inside'],
    [
      'many files',
      (root) => {
        for (let n = 0; n < packageLimits.entries; n += 1) writeFileSync(join(root, `${n}.md`), 'x');
      },
      'more than 300 files and folders',
    ],
    [
      'more than a skill holds, although each file is small enough',
      (root) => {
        const part = Buffer.alloc(packageLimits.file);
        for (let n = 0; n < 5; n += 1) writeFileSync(join(root, `${n}.md`), part);
      },
      `more than ${packageLimits.total} bytes`,
    ],
    [
      'one large file',
      (root) => writeFileSync(join(root, 'a.md'), Buffer.alloc(packageLimits.file + 1)),
      `more than ${packageLimits.file}`,
    ],
  ])('with %s is refused', (_title, make, why) => {
    const root = temporary();
    writeFileSync(join(root, 'SKILL.md'), skillMd);
    make(root);

    expect(() => readSourceFolder('here', root)).toThrow(why);
  });

  test('that is not there, and a file that is a link, a folder or too large, are refused with the reason', () => {
    const root = temporary();
    writeFileSync(join(root, 'a.zip'), 'abc');
    symlinkSync(join(root, 'a.zip'), join(root, 'link.zip'));

    expect(() => readSourceFolder('gone', join(root, 'gone'))).toThrow('cannot be read');
    expect(() => readPlainFile(join(root, 'link.zip'), 10)).toThrow('cannot be read');
    expect(() => readPlainFile(root, 10)).toThrow('no plain file');
    expect(() => readPlainFile(join(root, 'a.zip'), 2)).toThrow('3 bytes, more than 2');
    expect(readPlainFile(join(root, 'a.zip'), 3).toString()).toBe('abc');
  });
});

describe('the record', () => {
  const one = { name: 'disk', source: 'a.zip', archiveSha256: 'a'.repeat(64), treeSha256: 'b'.repeat(64) };

  test('keeps one entry per skill, by name', () => {
    const folder = temporary();
    recordSkill(folder, one);
    recordSkill(folder, { ...one, name: 'cpu', archiveSha256: null });
    recordSkill(folder, { ...one, source: 'b.zip' });

    expect(readSkillLock(folder).map(({ name, source }) => [name, source])).toEqual([
      ['cpu', 'a.zip'],
      ['disk', 'b.zip'],
    ]);
    expect(readdirSync(folder)).toEqual(['skills.lock.json']);
  });

  test('is not written through a link that lies in the folder', () => {
    const folder = temporary();
    const other = join(temporary(), 'other');
    writeFileSync(other, 'untouched');
    symlinkSync(other, join(folder, 'skills.lock.json.new'));

    recordSkill(folder, one);

    expect(readFileSync(other, 'utf8')).toBe('untouched');
    expect(readSkillLock(folder)).toEqual([one]);
  });

  test.each([
    '',
    '{',
    '[]',
    '{"version":2,"skills":[]}',
    '{"version":1,"skills":[{"name":"x"}]}',
    '{"version":1,"skills":[{"name":"x","source":"y","archiveSha256":null,"treeSha256":"z"}]}',
  ])('that is %j is told', (text) => {
    const folder = temporary();
    writeFileSync(join(folder, 'skills.lock.json'), text);

    expect(() => readSkillLock(folder)).toThrow('is not readable');
  });
});
