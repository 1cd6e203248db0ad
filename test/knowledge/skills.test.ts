import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lintSkills } from '../../src/knowledge/lint-skills.ts';
import { openSkillLibrary } from '../../src/knowledge/open-skill-library.ts';
import { makeSkillFolder, maxTreeEntries } from '../../src/knowledge/skill-folder.ts';
import { makeSkills } from '../../src/knowledge/skill-shelf.ts';

const mkfifo = 'mkfifo';

type Files = Readonly<Record<string, string | Uint8Array>>;

function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-skills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

function put(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function skill(name: string, more = '', body = `Look at ${name}.`): string {
  return `---\nname: ${name}\ndescription: About ${name}.\n${more}---\n${body}\n`;
}

const library = (folder: string) => openSkillLibrary('skills', folder);
const skillsOf = (...folders: string[]) => makeSkills(folders.map(library));

test('a link to a file, a loop of links and a broken link beside the skills cost none of them', () => {
  const folder = folderWith({ 'disk/SKILL.md': skill('disk'), 'data.txt': 'x' });
  symlinkSync(join(folder, 'data.txt'), join(folder, 'README.md'));
  symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'));

  expect(skillsOf(folder).list()).toMatchObject([{ name: 'disk' }]);
});

describe('discovery', () => {
  test('tells names and descriptions only, good ones; a bad one is left out and reported', () => {
    const folder = folderWith({
      'disk/SKILL.md': skill('disk'),
      'net/SKILL.md': skill('network'),
      'empty/notes.md': 'x',
      'README.md': 'x',
      'skills.lock.json': '{}',
      '.adding-1/SKILL.md': skill('half'),
    });

    expect(skillsOf(folder).list()).toEqual([{ name: 'disk', description: 'About disk.' }]);
    expect(
      library(folder)
        .refresh()
        .problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    ).toEqual([
      'skills/empty/SKILL.md:1: there is no SKILL.md',
      'skills/net/SKILL.md:2: name "network" is not the folder\'s name "net"',
    ]);
  });

  test('leaves out what is meant for other environments', () => {
    const folder = folderWith({
      'a/SKILL.md': skill('a', 'metadata:\n  flink-medic-environments: staging, test\n'),
      'b/SKILL.md': skill('b'),
    });
    const names = (environment?: string) =>
      skillsOf(folder)
        .list(environment)
        .map(({ name }) => name);

    expect([names(), names('staging'), names('production')]).toEqual([['a', 'b'], ['a', 'b'], ['b']]);
  });

  test('sees what changes on disk, reads nothing again that did not change', () => {
    const folder = folderWith({ 'a/SKILL.md': skill('a') });
    const one = library(folder);
    const skills = makeSkills([one]);
    const first = one.refresh();
    expect(one.refresh()).toBe(first);

    put(folder, { 'a/SKILL.md': skill('a', '', 'New text.'), 'b/SKILL.md': skill('b') });
    expect(skills.load('a')).toEqual({ kind: 'ok', text: 'New text.' });
    expect(skills.list()).toHaveLength(2);

    put(folder, { 'a/SKILL.md': 'broken' });
    expect(skills.list().map(({ name }) => name)).toEqual(['b']);
    renameSync(join(folder, 'b'), join(folder, 'c'));
    expect(skills.list()).toEqual([]);
  });

  test('of two folders the first wins, and one that is missing hurts no other', () => {
    const first = folderWith({ 'a/SKILL.md': skill('a', '', 'First.') });
    const second = folderWith({ 'a/SKILL.md': skill('a', '', 'Second.'), 'b/SKILL.md': skill('b') });
    const skills = skillsOf('/does/not/exist', first, second);

    expect(skills.list().map(({ name }) => name)).toEqual(['a', 'b']);
    expect(skills.load('a')).toEqual({ kind: 'ok', text: 'First.' });
  });
});

describe('the head', () => {
  test('may hold everything that the format knows, written as text', () => {
    const head =
      'license: Apache-2.0\ncompatibility: needs nothing\nmetadata:\n  version: 1.0\n  author: us\nallowed-tools: Bash(rm:*) Read\n';

    const loaded = library(folderWith({ 'a/SKILL.md': skill('a', head) })).refresh();

    expect(loaded.problems).toEqual([]);
    expect(loaded.remarks).toEqual([]);
    expect(Object.keys(loaded.skills[0]?.skill ?? {})).not.toContain('allowed-tools');
  });

  test('with a key nobody reads is used all the same, and the key is told', () => {
    const loaded = library(folderWith({ 'a/SKILL.md': skill('a', 'licence: MIT\nactions: [cancel-job]\n') })).refresh();

    expect(loaded.skills.map((one) => one.skill.name)).toEqual(['a']);
    expect(loaded.remarks.map(({ line, message, fix }) => [line, message, fix])).toEqual([
      [4, 'unknown key "licence"', 'did you mean "license"?'],
      [5, 'unknown key "actions"', expect.stringContaining('move it below metadata') as string],
    ]);
  });

  test.each<[title: string, text: string | Uint8Array, line: number, message: string]>([
    ['no head', '# a\n', 1, 'does not begin with a head'],
    ['an open head', '---\nname: a\n', 1, 'not closed'],
    ['nothing', '', 1, 'empty'],
    ['no name', '---\ndescription: x\n---\nx', 2, 'name is missing'],
    ['no description', '---\nname: a\n---\nx', 2, 'description is missing'],
    ['an empty description', '---\nname: a\ndescription: ""\n---\nx', 3, 'description is not right'],
    ['a long description', `---\nname: a\ndescription: ${'x'.repeat(1025)}\n---\nx`, 3, 'description is not right'],
    ['a list for a description', '---\nname: a\ndescription: [x]\n---\nx', 3, 'description must be text'],
    [
      'a long compatibility',
      `---\nname: a\ndescription: x\ncompatibility: ${'x'.repeat(501)}\n---\nx`,
      4,
      'compatibility',
    ],
    ['metadata that is text', '---\nname: a\ndescription: x\nmetadata: x\n---\nx', 4, 'metadata must be'],
    ['no text below', '---\nname: a\ndescription: x\n---\n\n', 4, 'no text below'],
    ['an alias', '---\nname: &n a\ndescription: *n\n---\nx', 2, 'not allowed'],
    ['a tag', '---\nname: !!js/function a\ndescription: x\n---\nx', 2, ''],
    ['a key twice', '---\nname: a\nname: b\ndescription: x\n---\nx', 3, 'YAML'],
    ['only a list', '---\n- a\n---\nx', 2, 'holds no keys'],
    ['bytes', Uint8Array.from([0x2d, 0xff, 0xfe]), 1, 'not UTF-8'],
    ['too many bytes', `${skill('a')}${'x'.repeat(64 * 1024)}`, 1, '65536'],
    ['a character that turns the reading', skill('a', '', 'see \u202eevil'), 5, 'hidden character U+202E'],
  ])('with %s keeps the skill out', (_title, text, line, message) => {
    const folder = folderWith({ 'a/SKILL.md': text, 'b/SKILL.md': skill('b') });

    const { skills, problems } = library(folder).refresh();

    expect(skills.map((one) => one.skill.name)).toEqual(['b']);
    expect(problems[0]).toMatchObject({ file: 'skills/a/SKILL.md', line });
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.fix).not.toBe('');
  });

  test.each(['A', 'a_b', 'a--b', '-a', 'a-', 'ä', 'a b', 'x'.repeat(65)])('a skill is not called %j', (name) => {
    const folder = folderWith({ [`${name}/SKILL.md`]: skill(JSON.stringify(name)) });

    expect(skillsOf(folder).list()).toEqual([]);
    expect(library(folder).refresh().problems).toHaveLength(1);
  });
});

describe('text', () => {
  test('is handed out without the head; an unknown name gets the nearest', () => {
    const skills = skillsOf(folderWith({ 'disk/SKILL.md': skill('disk') }));

    expect(skills.load('disk')).toEqual({ kind: 'ok', text: 'Look at disk.' });
    expect(skills.load('disc')).toEqual({ kind: 'no_data', why: 'there is no such skill; did you mean disk?' });
    expect(skills.load('../disk').kind).toBe('no_data');
    expect(skillsOf().load('disk')).toEqual({ kind: 'no_data', why: 'there are no skills' });
  });

  test('that is long is cut at the end of a line, and says so', () => {
    const line = `${'x'.repeat(999)}\n`;
    const skills = skillsOf(folderWith({ 'a/SKILL.md': skill('a', '', line.repeat(30)) }));

    const loaded = skills.load('a');

    expect(loaded.kind === 'ok' && loaded.text.endsWith('\n[cut here: 23000 more characters]')).toBe(true);
    expect(loaded.kind === 'ok' && loaded.text.length).toBeLessThan(7_100);
  });
});

describe('a reference', () => {
  function withFiles(): {
    folder: string;
    read: (file: string) => ReturnType<ReturnType<typeof makeSkills>['reference']>;
  } {
    const folder = folderWith({
      'a/SKILL.md': skill('a'),
      'a/references/deep.md': 'Deep.',
      'a/references/binary.md': Uint8Array.from([0, 159, 146, 150]),
      'a/references/nul.md': 'a\0b',
      'a/references/empty.md': '\n',
      'a/references/large.md': 'x'.repeat(64 * 1024 + 1),
      'a/.env': 'key',
      'b/SKILL.md': skill('b'),
      'b/references/secret.md': 'of b',
      'secret.md': 'outside',
    });
    symlinkSync('/etc/passwd', join(folder, 'a/references/link.md'));
    symlinkSync(join(folder, 'b/references'), join(folder, 'a/linked'));
    execFileSync(mkfifo, [join(folder, 'a/references/pipe')]);
    const skills = skillsOf(folder);
    return { folder, read: (file) => skills.reference('a', file) };
  }

  test('is read when it is asked for, as it is then', () => {
    const { folder, read } = withFiles();
    expect(read('references/deep.md')).toEqual({ kind: 'ok', text: 'Deep.' });

    put(folder, { 'a/references/deep.md': 'Deeper.', 'a/references/new.md': 'New.' });

    expect([read('references/deep.md'), read('references/new.md')]).toEqual([
      { kind: 'ok', text: 'Deeper.' },
      { kind: 'ok', text: 'New.' },
    ]);
  });

  test.each([
    ['../secret.md', 'is no part'],
    ['references/../../secret.md', 'is no part'],
    ['../b/references/secret.md', 'is no part'],
    ['/etc/passwd', 'relative'],
    ['.env', 'is no part'],
    ['references//deep.md', 'is no part'],
    ['references\\deep.md', 'characters'],
    ['references/a\0.md', 'characters'],
    ['', '1 to 200'],
    ['x'.repeat(201), '1 to 200'],
    ['references/link.md', 'it is a link; links are not followed'],
    ['linked/secret.md', 'links are not followed'],
    ['references/pipe', 'not a file'],
    ['references', 'a folder'],
    ['references/gone.md', 'not there'],
    ['references/binary.md', 'not UTF-8'],
    ['references/nul.md', 'hidden character U+0'],
    ['references/empty.md', 'is empty'],
    ['references/large.md', 'more than 65536'],
  ])('%j is refused', (file, why) => {
    expect(withFiles().read(file)).toEqual({ kind: 'no_data', why: expect.stringContaining(why) as string });
  });

  test('through a linked skill or a linked SKILL.md is refused', () => {
    const folder = folderWith({ 'real/SKILL.md': skill('linked'), 'real/references/a.md': 'A', 'half/x.md': 'x' });
    symlinkSync(join(folder, 'real'), join(folder, 'linked'));
    symlinkSync(join(folder, 'real/SKILL.md'), join(folder, 'half/SKILL.md'));

    expect(skillsOf(folder).list()).toEqual([]);
    expect(
      library(folder)
        .refresh()
        .problems.map(({ file }) => file),
    ).toEqual(['skills/half/SKILL.md', 'skills/linked', 'skills/real/SKILL.md']);
  });
});

test('a folder of skills reads what lies in one of them, whoever asks', () => {
  const folder = folderWith({ 'disk/SKILL.md': skill('disk'), 'disk/references/a.md': 'A', 'secret.md': 'S' });
  const reads = makeSkillFolder(folder);
  const why = (name: string, file: string) => {
    const read = reads.read(name, file, 100);
    return read.ok ? 'read' : read.reason;
  };

  expect(why('disk', 'references/a.md')).toBe('read');
  expect(why('disk/references', 'a.md')).toBe('a skill lies directly in its folder');
  expect(why('.', 'secret.md')).toContain('is no part of such a path');
  expect(why('..', 'passwd')).toContain('is no part of such a path');
  expect(reads.look('disk/references', 'a.md')).toBeUndefined();
});

test('a file that has more in it than its size tells is read no further than it may be', () => {
  // Files of the kernel have no size.
  expect(makeSkillFolder('/proc').read('self', 'maps', 100)).toEqual({ ok: false, reason: 'it grew above 100 bytes' });
});

test('a folder with very many files is looked at in part', () => {
  const files = Object.fromEntries(Array.from({ length: maxTreeEntries + 1 }, (_, n) => [`disk/${n}.md`, 'x']));

  const tree = makeSkillFolder(folderWith(files)).tree('disk');

  expect(tree.ok && tree.entries.length).toBe(maxTreeEntries);
});

test('more skills than a model can choose from are left out, and that is told', () => {
  const names = Array.from({ length: 65 }, (_, n) => `s${String(n).padStart(2, '0')}`);

  const loaded = library(
    folderWith(Object.fromEntries(names.map((name) => [`${name}/SKILL.md`, skill(name)]))),
  ).refresh();

  expect(loaded.skills.map((one) => one.skill.name)).toEqual(names.slice(0, 64));
  expect(loaded.problems.map((one) => one.message)).toEqual(['there are 65 skills; only the first 64 are used']);
});

test('a description of several lines is told as one', () => {
  const head = '---\nname: a\ndescription: |\n  one\n  ## two\n---\n# A\nLook.\n';

  expect(skillsOf(folderWith({ 'a/SKILL.md': head })).list(undefined)).toEqual([
    { name: 'a', description: 'one ## two' },
  ]);
});

describe('lint', () => {
  test('finds links, hidden files, unreadable references and names of files that are not there, each with its line', () => {
    const body = '# A\n\nSee [deep](references/deep.md), `references/gone.md`\nand `references/gone.md` again.';
    const folder = folderWith({
      'a/SKILL.md': skill('a', '', body),
      'a/references/deep.md': 'ok\nsee \u200bhidden',
      'a/references/image.md': Uint8Array.from([255, 254]),
      'a/assets/image.png': Uint8Array.from([255, 254]),
      'a/.env': 'x',
    });
    symlinkSync('/etc', join(folder, 'a/etc'));

    const report = lintSkills([library(folder)]);

    expect(report.skills).toBe(1);
    expect(report.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([
      'skills/a/.env:1: nobody can ask for it: ".env" is no part of such a path',
      'skills/a/etc:1: it is a link; links are not followed',
      'skills/a/references/deep.md:2: hidden character U+200B',
      'skills/a/references/image.md:1: it is not UTF-8 text',
      'skills/a/SKILL.md:7: "references/gone.md" is not in the skill\'s folder',
    ]);
  });

  test('tells of texts that are longer than what is handed out', () => {
    const long = 'x'.repeat(7_001);
    const files = {
      'a/SKILL.md': skill('a', '', long),
      'a/references/b.md': long,
      'a/references/c.md': 'x'.repeat(7_000),
    };

    const { problems } = lintSkills([library(folderWith(files))]);

    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'skills/a/references/b.md: the text has 7001 characters, of which 7000 are handed out',
      'skills/a/SKILL.md: the text has 7001 characters, of which 7000 are handed out',
    ]);
  });

  test('tells a script that cannot start', () => {
    const folder = folderWith({
      'a/SKILL.md': skill('a'),
      'a/scripts/good.sh': '#!/bin/sh\necho "x\r\n"\r\n',
      'a/scripts/table.csv': 'a,b\r\n1,2\r\n',
      'a/scripts/windows.py': '#!/usr/bin/env python3\r\nprint(1)\r\n',
      'a/scripts/program': Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 255, 13, 10]),
    });

    const { problems } = lintSkills([library(folder)]);

    expect(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([
      'skills/a/scripts/windows.py:1: it cannot start: its first line ends as on Windows',
    ]);
  });

  test('tells a name that two folders claim', () => {
    const folders = [folderWith({ 'a/SKILL.md': skill('a') }), folderWith({ 'a/SKILL.md': skill('a') })];

    const { problems } = lintSkills(folders.map((path, index) => openSkillLibrary(`f${index}`, path)));

    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'f1/a/SKILL.md this name belongs to f0/a/SKILL.md',
    ]);
  });
});
