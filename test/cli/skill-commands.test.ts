import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SkillSourceUnreachable } from '../../src/adapters/skills/skill-error.ts';
import { zipOf } from '../adapters/skills/zip-for-tests.ts';
import { cliFolder, configured, outsideWith, run, written } from './run-for-tests.ts';

const text = (name: string, body = 'Look.') => `---\nname: ${name}\ndescription: About ${name}.\n---\n${body}\n`;
const sha = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const zip = zipOf([
  { name: 'disk/SKILL.md', text: text('disk') },
  { name: 'disk/scripts/df.sh', text: '#!/bin/sh\ndf\n' },
]);
const address = 'https://skills.example/disk.zip';

/** Answers one download; what was asked for is kept. */
function serving(bytes: Buffer) {
  const asked: { url: string; allowed: readonly string[] }[] = [];
  const outside = outsideWith({
    fetchSkill: (url, allowed) => {
      asked.push({ url, allowed });
      return Promise.resolve({ bytes, address: '203.0.113.1' });
    },
  });
  return { asked, outside };
}

describe('skills add', () => {
  test('adds a folder, records it, and the next list shows where it came from', async () => {
    const folder = cliFolder();
    written(folder, { 'source/SKILL.md': text('disk'), 'source/references/a.md': 'A' });

    const added = await run(['skills', 'add', 'source'], { folder });
    const listed = await run(['skills', 'list', '--json'], { folder });

    expect(added).toEqual({
      code: 0,
      stdout: `Added disk in ${folder}/skills: 2 files, recorded in skills.lock.json.\n`,
      stderr: '',
    });
    expect(JSON.parse(listed.stdout)).toMatchObject({
      skills: [
        {
          name: 'disk',
          description: 'About disk.',
          folder: 'skills',
          origin: 'as-added',
          source: 'source',
          scripts: [],
        },
      ],
    });
  });

  test('adds a zip with the checksum it has, not with another', async () => {
    const folder = cliFolder();
    writeFileSync(join(folder, 'disk.zip'), zip);

    const wrong = await run(['skills', 'add', 'disk.zip', '--sha256', 'a'.repeat(64)], { folder });
    const right = await run(['skills', 'add', 'disk.zip', '--sha256', `SHA256:${sha(zip).toUpperCase()}`, '--json'], {
      folder,
    });

    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining(`has the SHA-256 ${sha(zip)}, not aaa`)]);
    expect(JSON.parse(right.stdout)).toEqual({
      kind: 'added',
      name: 'disk',
      source: 'disk.zip',
      archiveSha256: sha(zip),
      treeSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      files: 2,
    });
    const lock = JSON.parse(readFileSync(join(folder, 'skills/skills.lock.json'), 'utf8')) as { skills: object[] };
    expect(lock.skills).toEqual([
      { name: 'disk', source: 'disk.zip', archiveSha256: sha(zip), treeSha256: expect.any(String) as string },
    ]);
  });

  test('an address without a checksum is fetched, told, and not added; with it, it is', async () => {
    const folder = cliFolder();
    const { outside, asked } = serving(zip);

    const first = await run(['skills', 'add', address], { folder, outside });
    expect(first.code).toBe(1);
    expect(first.stdout).toContain(`repeat with --sha256 ${sha(zip)}`);
    expect(existsSync(join(folder, 'skills'))).toBe(false);

    const second = await run(['skills', 'add', address, '--sha256', sha(zip)], { folder, outside });
    expect(second.code).toBe(0);
    expect(asked).toEqual([
      { url: address, allowed: [] },
      { url: address, allowed: [] },
    ]);
  });

  test('private networks come from the configuration and the command line', async () => {
    const folder = cliFolder();
    configured(folder, 'skills: { folders: [./mine], allowAddresses: [10.1.0.0/16] }\n');
    const { outside, asked } = serving(zip);

    const ran = await run(['skills', 'add', address, '--sha256', sha(zip), '--allow-address', '192.168.1.1'], {
      folder,
      outside,
    });

    expect(ran.code).toBe(0);
    expect(asked[0]?.allowed).toEqual(['10.1.0.0/16', '192.168.1.1']);
    expect(readdirSync(join(folder, 'mine'))).toEqual(['disk', 'skills.lock.json']);
  });

  test('another archive than the one that was pinned is refused', async () => {
    const folder = cliFolder();
    const { outside } = serving(Buffer.concat([zip, Buffer.from('x')]));

    const ran = await run(['skills', 'add', address, '--sha256', sha(zip)], { folder, outside });

    expect(ran.code).toBe(2);
    expect(existsSync(join(folder, 'skills'))).toBe(false);
  });

  test('a server that does not answer is exit code 3', async () => {
    const outside = outsideWith({ fetchSkill: () => Promise.reject(new SkillSourceUnreachable('no answer')) });

    const ran = await run(['skills', 'add', address, '--sha256', sha(zip)], { folder: cliFolder(), outside });

    expect(ran.code).toBe(3);
  });

  test.each<[title: string, argv: string[], why: string]>([
    ['http', ['http://skills.example/a.zip'], 'https only'],
    ['a source that is not there', ['nowhere'], 'is not there'],
    ['a checksum that is none', ['source', '--sha256', '123'], '64 hex digits'],
    ['a checksum for a folder', ['source', '--sha256', 'a'.repeat(64)], 'a folder has none'],
    ['a skill that could not be used', ['broken'], 'name is missing'],
    ['a skill that is there already', ['source'], '--replace'],
    ['what is no zip', ['text.zip'], 'cannot be read as a zip'],
  ])('%s is refused and changes nothing', async (_title, argv, why) => {
    const folder = cliFolder();
    written(folder, {
      'source/SKILL.md': text('disk'),
      'broken/SKILL.md': '---\ndescription: x\n---\nx',
      'text.zip': 'x',
      'skills/disk/SKILL.md': text('disk', 'Mine.'),
    });
    const { fetchSkill } = await import('../../src/adapters/skills/fetch-skill.ts');

    const ran = await run(['skills', 'add', ...argv], { folder, outside: outsideWith({ fetchSkill }) });

    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(why)]);
    expect(readdirSync(join(folder, 'skills'))).toEqual(['disk']);
    expect(readFileSync(join(folder, 'skills/disk/SKILL.md'), 'utf8')).toContain('Mine.');
  });

  test('a record that is broken stops before anything is written', async () => {
    const folder = cliFolder();
    written(folder, { 'source/SKILL.md': text('disk'), 'skills/skills.lock.json': '{' });

    const ran = await run(['skills', 'add', 'source'], { folder });

    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('is not readable')]);
    expect(existsSync(join(folder, 'skills/disk'))).toBe(false);
  });
});

describe('skills list', () => {
  test('says that a skill was changed since it was added, and which scripts may run', async () => {
    const folder = cliFolder();
    const script = '#!/bin/sh\ndf\n';
    configured(folder, `skills: { scripts: { allow: ['${sha(script)}'] } }\n`);
    written(folder, {
      'source/SKILL.md': text('disk'),
      'source/scripts/df.sh': script,
      'source/scripts/other.sh': 'x',
    });
    await run(['skills', 'add', 'source'], { folder });
    written(folder, { 'skills/disk/SKILL.md': text('disk', 'Changed.') });

    const ran = await run(['skills', 'list'], { folder });

    expect(ran.stdout).toContain('disk  changed since it was added  About disk.');
    expect(ran.stdout).toContain(`may run  disk/scripts/df.sh  ${sha(script)}`);
    expect(ran.stdout).toContain(`never runs  disk/scripts/other.sh  ${sha('x')}`);
  });

  test('mentions what is left out, and works without any', async () => {
    const folder = cliFolder();
    written(folder, { 'skills/disk/SKILL.md': 'x' });

    const ran = await run(['skills', 'list'], { folder });

    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^No skills\./) as string });
    expect(ran.stderr).toContain('1 mistake keeps skills out. See: flink-medic skills lint');
  });
});

test('skills list has nothing to complain about where nobody made a folder of skills', async () => {
  const ran = await run(['skills', 'list'], { folder: cliFolder() });

  expect(ran).toEqual({
    code: 0,
    stdout: 'No skills. Add one with: flink-medic skills add <folder|file.zip|https-address>\n',
    stderr: '',
  });
});

describe('skills lint', () => {
  test('says in plain words that there is no folder, and how to get one', async () => {
    const ran = await run(['skills', 'lint'], { folder: cliFolder() });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toBe(
      'skills:1: there is no such folder of skills\n    fix: skills are optional: add a first one with flink-medic skills add, or correct the path in the configuration\n0 skills, 1 problem.\n',
    );
  });

  test.each<[title: string, given: string, want: string]>([
    [
      'one skill',
      'skills/disk',
      'skills/disk is one skill. Name the folder that holds it: flink-medic skills lint skills\n',
    ],
    ['its file', 'skills/disk/SKILL.md', 'skills/disk/SKILL.md is one skill. Name the folder that holds it:'],
    ['nothing', 'nope', 'There is no folder nope. skills lint takes a folder that holds skills.'],
  ])('%s is not taken for a folder of skills', async (_title, given, want) => {
    const folder = cliFolder();
    written(folder, { 'skills/disk/SKILL.md': text('disk') });

    const ran = await run(['skills', 'lint', given], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(want) });
  });

  test('names file, line and fix; exit code 1, and 0 without a mistake', async () => {
    const folder = cliFolder();
    written(folder, { 'skills/disk/SKILL.md': text('dsk'), 'good/disk/SKILL.md': text('disk') });

    const bad = await run(['skills', 'lint'], { folder });
    const good = await run(['skills', 'lint', 'good/', '--json'], { folder });

    expect([bad.code, bad.stdout]).toEqual([
      1,
      'skills/disk/SKILL.md:2: name "dsk" is not the folder\'s name "disk"\n    fix: rename the folder to dsk, or the name\n1 skill, 1 problem.\n',
    ]);
    expect([good.code, JSON.parse(good.stdout)]).toEqual([0, { skills: 1, problems: [] }]);
  });
});
