import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { databaseFile } from '../../src/cli/data-folder.ts';
import { nodeTooOld } from '../../src/cli/node-version.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { cliFolder, configured, type Ran, written } from './run-for-tests.ts';

const root = join(import.meta.dirname, '..', '..');
const node = join(root, 'node_modules', '.bin', 'node');
const main = join(root, 'src', 'main.ts');
const limit = 30_000;

function start(folder: string, argv: readonly string[], nodeOptions: readonly string[] = []) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, FLINK_MEDIC_LOG_LEVEL: '' };
  return spawn(node, [...nodeOptions, main, ...argv], { cwd: folder, env });
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code: code ?? -1, stdout, stderr };
}

test('an older Node is told so in one sentence, before anything else is loaded', { timeout: limit }, async () => {
  const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
  const watch =
    "import { registerHooks } from 'node:module'; registerHooks({ load(url, c, next) { if (url.includes('sqlite')) throw new Error('loaded ' + url); return next(url, c); } });";
  const preload = `data:text/javascript,${encodeURIComponent(`${watch}${pretend}`)}`;

  const ran = await ended(start(cliFolder(), ['incidents', 'list'], ['--import', preload]));

  expect(ran).toEqual({ code: 2, stdout: '', stderr: `${nodeTooOld('20.20.2')}\n` });
});

test.each<[version: string, tooOld: boolean]>([
  ['18.0.0', true],
  ['22.19.0', true],
  ['24.0.0', false],
  ['25.1.0-nightly', false],
])('Node %s is too old: %s', (version, tooOld) => {
  expect(nodeTooOld(version) !== undefined).toBe(tooOld);
});

describe('the exit code reaches the shell, and with --json stdout is exactly one JSON value', () => {
  test.each<[title: string, argv: string[], code: number]>([
    ['an answer', ['skills', 'list'], 0],
    ['bad news', ['sop', 'lint'], 1],
    ['a mistake', ['incidents', 'shwo'], 2],
    ['no store yet', ['incidents', 'list'], 3],
    ['a cluster that does not answer', ['doctor'], 3],
  ])('%s', { timeout: limit }, async (_title, argv, code) => {
    const folder = cliFolder();
    configured(folder);
    written(folder, { 'sops/wrong.md': 'no head' });

    const ran = await ended(start(folder, [...argv, '--json']));

    expect(ran).toMatchObject({ code, stderr: '' });
    expect(typeof JSON.parse(ran.stdout)).toBe('object');
  });
});

test('two commands at once both count', { timeout: limit }, async () => {
  const folder = cliFolder();
  configured(folder);
  const { store } = await openedStore(databaseFile(join(folder, 'data')));

  const rans = await Promise.all([ended(start(folder, ['pause'])), ended(start(folder, ['hold', 'prod']))]);

  expect(rans.map(({ code }) => code)).toEqual([0, 0]);
  expect(await store.answers.holds()).toHaveLength(2);
});

test(
  "the README's alias runs it from every folder, with paths from there and nothing but JSON on stdout",
  () => {
    const folder = cliFolder();
    configured(folder);
    const alias = /^alias flink-medic=.*$/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[0] ?? '';
    const script = `shopt -s expand_aliases\n${alias}\ncd '${folder}'\nflink-medic --config flink-medic.yaml --json`;

    const stdout = execFileSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });

    expect(JSON.parse(stdout)).toMatchObject({ status: null, next: [{ command: 'flink-medic doctor' }, {}, {}] });
  },
  limit,
);

test('the image has it under the name by which every hint calls it', () => {
  const image = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const command = /chmod \+x (\S+) && ln -s \/app\/(\S+) \/usr\/local\/bin\/flink-medic/.exec(image);

  expect(command?.slice(1)).toEqual(['dist/main.js', 'dist/main.js']);
  expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test('a reader that goes away is no error', { timeout: limit }, async () => {
  const child = start(cliFolder(), ['--help']);
  child.stdout.destroy();

  const ran = await ended(child);

  expect(ran).toMatchObject({ code: 0, stderr: '' });
});

test.runIf(existsSync('/dev/full'))('a full disk behind stdout is told on stderr', { timeout: limit }, () => {
  for (const argv of [['--help'], ['incidents', 'list', '--json']]) {
    const ran = spawnSync('bash', ['-c', '"$@" > /dev/full', 'bash', node, main, ...argv], { encoding: 'utf8' });

    expect(ran).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/^The answer could not be written to stdout, and is not complete: ENOSPC.*\n$/),
    });
  }
});

test.runIf(existsSync('/proc/self/task'))(
  'names that nobody answers for leave threads to look others up',
  { timeout: limit },
  async () => {
    const folder = cliFolder();
    written(folder, { 'flink-medic.yaml': 'clusters: [{ name: prod, url: http://localhost:1 }]' });
    const tell =
      "import { readdirSync } from 'node:fs'; process.on('exit', () => process.stderr.write(`${readdirSync('/proc/self/task').length}\\n`));";
    const preload = `data:text/javascript,${encodeURIComponent(tell)}`;

    const ran = await ended(start(folder, ['doctor', '--json'], ['--import', preload]));

    expect(Number(ran.stderr)).toBeGreaterThan(32);
  },
);

test('a demo without a folder for temporary files says how to name one', { timeout: limit }, () => {
  const env = { PATH: process.env['PATH'], TMPDIR: '/no/such/folder' };

  const ran = spawnSync(node, [main, 'demo', '--fake', '--json'], { env, encoding: 'utf8' });

  expect(ran.status).toBe(3);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    error: {
      code: 'demo.wrong_setting',
      message: expect.stringMatching(/in \/no\/such\/folder, which cannot be written: ENOENT.* Set TMPDIR to a folder/),
    },
  });
});

test('SIGTERM ends a command that waits, with exit code 130', { timeout: limit }, async () => {
  const folder = cliFolder();
  const child = start(folder, ['sop', 'search', '-']);
  const end = ended(child);
  // More than a pipe holds: once it is written, the command reads.
  await new Promise<void>((resolve, reject) => {
    child.stdin.write('x '.repeat(400_000), (error) => (error ? reject(error) : resolve()));
  });

  child.kill('SIGTERM');

  expect(await end).toMatchObject({ code: 130, stdout: '', stderr: 'stopped by a signal\n' });
});
