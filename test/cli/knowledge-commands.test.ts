import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { cliFolder, configured, run, sopBody, written } from './run-for-tests.ts';

function sop(id: string, head: string, example: string): string {
  return `---
id: ${id}
title: ${id.replaceAll('-', ' ')}
severity: high
match: ${head}
actions: []
examples: [${JSON.stringify(example)}]
---
${sopBody(`The ${id.replaceAll('-', ' ')} trouble.`)}`;
}

const heap = sop('heap-exhausted', '{ exceptions: ["OutOfMemoryError: Java heap space"] }', 'heap exhausted');
const lag = sop('lag-growing', '{ signals: [backpressure-high] }', 'lag growing');
const wrong = heap.replace('severity: high', 'severity: hihg');

/** A folder with SOPs in ./sops and no configuration. */
function withSops(files: Readonly<Record<string, string>>): string {
  const folder = cliFolder();
  written(folder, Object.fromEntries(Object.entries(files).map(([name, text]) => [`sops/${name}`, text])));
  return folder;
}

test.each([
  ['lint', ['sop', 'lint']],
  ['search', ['sop', 'search', 'heap']],
])('sop %s ended by a signal has no answer, exit code 130', async (_name, argv) => {
  const folder = withSops({ 'heap-exhausted.md': heap, 'lag-growing.md': lag });

  const ran = await run(argv, { folder, signal: AbortSignal.abort() });

  expect(ran).toMatchObject({ code: 130, stdout: '' });
  expect(ran.stderr).toMatch(/\nstopped by a signal\n$/);
});

describe('sop lint', () => {
  test('needs no configuration, and says how many files are fine', async () => {
    const folder = withSops({ 'heap-exhausted.md': heap, 'lag-growing.md': lag });

    expect(await run(['sop', 'lint'], { folder })).toEqual({
      code: 0,
      stdout: '2 files, no problems.\n',
      stderr: 'Searching for each example; this takes some seconds.\n',
    });
  });

  test('names file, line and fix of a mistake; exit code 1', async () => {
    const folder = withSops({ 'heap-exhausted.md': wrong });

    const ran = await run(['sop', 'lint'], { folder });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toBe(
      'sops/heap-exhausted.md:4: severity: unknown severity "hihg"\n    fix: did you mean "high"?\n1 file, 1 problem.\n',
    );
  });

  test('takes another folder, and has a JSON shape', async () => {
    const folder = cliFolder();
    written(folder, { 'mine/heap-exhausted.md': wrong });

    const ran = await run(['sop', 'lint', 'mine/', '--json'], { folder });

    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toEqual({
      files: 1,
      problems: [
        {
          file: 'mine/heap-exhausted.md',
          line: 4,
          column: expect.any(Number) as unknown,
          message: expect.any(String) as unknown,
          fix: expect.any(String) as unknown,
        },
      ],
    });
  });

  test('reads all configured folders, and finds an id that two of them claim', async () => {
    const folder = cliFolder();
    configured(folder, 'sops: [./ours, ./theirs]\n');
    written(folder, { 'ours/heap-exhausted.md': heap, 'theirs/heap-exhausted.md': heap, 'theirs/lag-growing.md': lag });

    const ran = await run(['sop', 'lint'], { folder });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(
      'theirs/heap-exhausted.md:2: duplicate id "heap-exhausted": it belongs to ours/heap-exhausted.md',
    );
    expect(ran.stdout).toContain('3 files, 1 problem.');
  });

  test('tells an example that a file of another folder wins', async () => {
    const folder = cliFolder();
    configured(folder, 'sops: [./ours, ./theirs]\n');
    const greedy = heap.replace('"heap exhausted"', '"lag growing"');
    written(folder, { 'ours/heap-exhausted.md': greedy, 'theirs/lag-growing.md': lag });

    const ran = await run(['sop', 'lint'], { folder });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(
      'ours/heap-exhausted.md:7: example "lag growing" finds theirs/lag-growing.md, by words',
    );
  });

  test('a folder that is not there is a problem, not a crash', async () => {
    const ran = await run(['sop', 'lint'], { folder: cliFolder() });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('sops:1: there is no such folder of SOPs\n');
  });

  test('one file is linted among the others of its folder, whose own mistakes are not told', async () => {
    const greedy = heap.replace('"heap exhausted"', '"lag growing"');
    const folder = withSops({ 'heap-exhausted.md': greedy, 'lag-growing.md': lag, 'wrong.md': 'no head' });

    const fine = await run(['sop', 'lint', 'sops//lag-growing.md'], { folder });
    const bad = await run(['sop', 'lint', './sops/heap-exhausted.md', '--json'], { folder });
    const here = await run(['sop', 'lint', 'wrong.md'], { folder: `${folder}/sops` });

    expect([fine.code, fine.stdout]).toEqual([0, '1 file, no problems.\n']);
    expect([bad.code, JSON.parse(bad.stdout)]).toMatchObject([
      1,
      { files: 1, problems: [{ message: expect.stringContaining('"lag growing" finds ./sops/lag-growing.md') }] },
    ]);
    expect([here.code, here.stdout]).toMatchObject([
      1,
      expect.stringMatching(/^\.\/wrong\.md:1: [^]*\n1 file, 1 problem\.\n$/),
    ]);
  });

  test.each<[title: string, path: string, want: string]>([
    [
      'nothing',
      'sops/nope.md',
      'There is no file or folder sops/nope.md. sop lint takes a folder of SOPs, or one file',
    ],
    ['a note beside the SOPs', 'sops/README.md', 'sops/README.md is no SOP: the name of one ends in .md, and README'],
  ])('%s is not taken for a folder', async (_title, path, want) => {
    const ran = await run(['sop', 'lint', path], { folder: withSops({ 'lag-growing.md': lag, 'README.md': 'x' }) });

    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(want) });
  });

  test('a configuration with a mistake is told, unless a folder is named', async () => {
    const folder = withSops({ 'heap-exhausted.md': heap });
    written(folder, { 'flink-medic.yaml': 'clusters: []\n' });

    const bare = await run(['sop', 'lint'], { folder });
    const named = await run(['sop', 'lint', 'sops'], { folder });

    expect([bare.code, named.code]).toEqual([2, 0]);
  });
});

describe('sop search', () => {
  const files = { 'heap-exhausted.md': heap, 'lag-growing.md': lag };

  test('shows id, title, by, score and others', async () => {
    const folder = withSops(files);
    const words = ['java.lang.OutOfMemoryError:', 'Java', 'heap', 'space', '--signals', 'backpressure-high'];

    const text = await run(['sop', 'search', ...words], { folder });
    const asJson = await run(['sop', 'search', ...words, '--json'], { folder });

    expect(text.stdout).toBe(
      'heap-exhausted  heap exhausted\n  found by exception, score 1.00\n  sops/heap-exhausted.md\n  also near: lag-growing (signal)\n',
    );
    expect(JSON.parse(asJson.stdout)).toEqual({
      fits: true,
      id: 'heap-exhausted',
      by: 'exception',
      score: 1,
      title: 'heap exhausted',
      others: [{ id: 'lag-growing', by: 'signal' }],
      best: null,
      index: { kind: 'embedded', asked: false, fallback: null },
      embeddings: null,
      environment: null,
      mistakes: 0,
    });
  });

  test('reads a log from stdin', async () => {
    const folder = withSops(files);
    const stdin = Readable.from([
      '2026-01-01 WARN x\n',
      'java.lang.OutOfMemoryError: Java heap',
      ' space\n\tat a.B(C)',
    ]);

    const ran = await run(['sop', 'search', '-', '--json'], { folder, stdin });

    expect(JSON.parse(ran.stdout)).toMatchObject({ fits: true, id: 'heap-exhausted' });
  });

  test('reads what stands at the end of a long log, too', async () => {
    const folder = withSops(files);
    const usual = '2026-01-01 10:00:00,000 INFO  o.a.f.r.c.CheckpointCoordinator [] - Triggering checkpoint 7.\n';
    const broken = 'java.lang.OutOfMemoryError: Java heap space\n\tat a.B(C)\n';
    const stdin = Readable.from([usual.repeat(20_000), broken]);

    const ran = await run(['sop', 'search', '-'], { folder, stdin });

    expect(ran.stdout).toMatch(/^heap-exhausted /);
    expect(ran.stderr).toContain('of what is left, the first and the last 32 KiB');
  });

  test('that none fits is a normal answer with the nearest', async () => {
    const folder = withSops(files);
    const words = ['the', 'job', 'is', 'stuck', 'because', 'its', 'quota', 'of', 'paper', 'is', 'exhausted'];

    const text = await run(['sop', 'search', ...words], { folder });
    const asJson = await run(['sop', 'search', ...words, '--json'], { folder });

    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^No SOP fits; the nearest is heap-exhausted \(score 0\.\d\d, needs 0\.\d\d\)\.\n$/);
    expect(JSON.parse(asJson.stdout)).toEqual({
      fits: false,
      id: null,
      by: null,
      score: null,
      title: null,
      others: [],
      best: { id: 'heap-exhausted', score: expect.any(Number) as unknown },
      index: { kind: 'embedded', asked: true, fallback: null },
      embeddings: null,
      environment: null,
      mistakes: 0,
    });
  });

  test('says that a trouble without a procedure is nearer than the nearest procedure', async () => {
    const folder = withSops(files);
    const words = ['the', 'slots', 'of', 'the', 'session', 'cluster', 'are', 'exhausted', 'since', 'noon'];

    const { stdout } = await run(['sop', 'search', ...words], { folder });

    expect(stdout).toBe(
      'No SOP fits; the nearest is heap-exhausted, but it sounds more like a trouble that no SOP here is for.\n',
    );
  });

  test('says of a question that it does not read like a trouble', async () => {
    const folder = withSops(files);

    const { code, stdout } = await run(
      [
        'sop',
        'search',
        'it',
        'would',
        'be',
        'nice',
        'if',
        'the',
        'docs',
        'showed',
        'how',
        'heap',
        'memory',
        'is',
        'used',
      ],
      { folder },
    );

    expect(code).toBe(0);
    expect(stdout).toBe('No SOP fits: this does not read like a trouble of Flink.\n');
  });

  test('leaves out procedures for other environments', async () => {
    const folder = withSops({ 'heap-exhausted.md': heap.replace('severity:', 'environments: [staging]\nseverity:') });
    const asked = ['sop', 'search', 'java.lang.OutOfMemoryError: Java heap space', '--json', '--environment'];

    const staging = await run([...asked, 'staging'], { folder });
    const production = await run([...asked, 'production'], { folder });

    expect(JSON.parse(staging.stdout)).toMatchObject({ fits: true, id: 'heap-exhausted' });
    expect(JSON.parse(production.stdout)).toMatchObject({ fits: false, id: null });
  });

  test('says of an environment that nothing names, and of no other, that it may be a slip', async () => {
    const folder = cliFolder();
    configured(folder);
    written(folder, { 'sops/heap-exhausted.md': heap.replace('severity:', 'environments: [staging]\nseverity:') });
    const asked = (name: string) => ['sop', 'search', 'OutOfMemoryError: Java heap space', '--environment', name];

    const slip = await run(asked('stagin'), { folder });
    const other = await run(asked('moon\u001b[2J'), { folder });
    const asJson = await run([...asked('stagin'), '--json'], { folder });
    const named = await Promise.all(['staging', 'production'].map((name) => run(asked(name), { folder })));

    const searching = 'Searching; what is only told in words takes some seconds.\n';
    const nobody = 'No SOP and no cluster here names the environment';
    expect(slip.stderr).toBe(`${nobody} stagin; did you mean staging?\n${searching}`);
    expect(other.stderr).toBe(`${nobody} moon\\u001b[2J; they name production, staging.\n${searching}`);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ fits: false, environment: { name: 'stagin', known: false } });
    expect(named.map(({ stderr }) => stderr)).toEqual([searching, searching]);
  });

  test('says that the embedding endpoint is down, and finds by words', async () => {
    const folder = withSops(files);
    const config = `clusters: [{ name: a, url: "http://127.0.0.1:9" }]\nembeddings: { model: small, baseUrl: "http://127.0.0.1:9/v1" }\n`;
    written(folder, { 'flink-medic.yaml': config });

    const text = await run(['sop', 'search', 'the heap is exhausted'], { folder });
    const asJson = await run(['sop', 'search', 'the heap is exhausted', '--json'], { folder });

    expect(text.code).toBe(0);
    expect(text.stdout).toContain('by words alone: The embedding server could not be reached');
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      fits: true,
      id: 'heap-exhausted',
      by: 'words',
      embeddings: { model: 'small', problem: expect.stringContaining('embeddings.baseUrl') as unknown },
    });
  });

  test('of several folders the best match wins, wherever it is', async () => {
    const folder = cliFolder();
    configured(folder, 'sops: [./ours, ./theirs]\n');
    written(folder, { 'ours/lag-growing.md': lag, 'theirs/heap-exhausted.md': heap });

    const ran = await run(
      ['sop', 'search', 'OutOfMemoryError: Java heap space', '--signals=backpressure-high', '--json'],
      { folder },
    );

    expect(JSON.parse(ran.stdout)).toMatchObject({
      id: 'heap-exhausted',
      others: [{ id: 'lag-growing', by: 'signal' }],
    });
  });

  test('says when there are too many SOPs to learn what a trouble sounds like', async () => {
    const twin = (n: number) => sop(`twin-${n}`, '{ signals: [no-slots] }', `twin ${n}`);
    // With the 48 that are shipped, 150 and 151.
    const most = Object.fromEntries(Array.from({ length: 102 }, (_, n) => [`twin-${n}.md`, twin(n)]));
    const few = withSops(most);
    const many = withSops({ ...most, 'twin-102.md': twin(102) });
    // Without a word, so that nothing is learned here.
    const asked = ['sop', 'search', '', '--signals', 'no-slots'];

    const enough = await run(asked, { folder: few });
    const tooMany = await run(asked, { folder: many });
    const asJson = await run([...asked, '--json'], { folder: many });

    expect(enough.stderr).toBe('Searching; what is only told in words takes some seconds.\n');
    expect(tooMany.stderr).toMatch(/^A folder has more than 150 SOPs, /);
    expect([tooMany.code, asJson.code, asJson.stderr]).toEqual([0, 0, '']);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ fits: true, by: 'signal' });
  });

  test('a signal that does not exist is told with the nearest', async () => {
    const ran = await run(['sop', 'search', 'x', '--signals', 'backpresure-high'], { folder: withSops(files) });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toBe('--signals: backpresure-high is no signal; did you mean backpressure-high?\n');
  });

  test('a folder without any SOP is a mistake, not a trouble that none fits', async () => {
    const nowhere = await run(['sop', 'search', 'heap', '--json'], { folder: cliFolder() });
    const broken = await run(['sop', 'search', 'heap'], { folder: withSops({ 'heap-exhausted.md': wrong }) });

    expect([nowhere.code, broken.code]).toEqual([2, 2]);
    expect(JSON.parse(nowhere.stdout)).toMatchObject({
      error: {
        message: expect.stringMatching(/^There is no SOP to search: sops: there is no such folder of SOPs\. Run/),
      },
    });
    expect(broken.stderr).toMatch(
      /^There is no SOP to search: sops\/heap-exhausted\.md: severity: unknown severity "hihg"\. Run/,
    );
  });

  test('files that are left out are mentioned on stderr, and counted for programs', async () => {
    const folder = withSops({ 'lag-growing.md': lag, 'heap-exhausted.md': wrong });

    const ran = await run(['sop', 'search', 'lag', 'growing'], { folder });

    expect(ran.code).toBe(0);
    expect(ran.stderr.split('\n')).toEqual([
      '1 mistake keeps SOPs out of this search. See: flink-medic sop lint',
      'Searching; what is only told in words takes some seconds.',
      '',
    ]);
    const asJson = await run(['sop', 'search', '', '--signals', 'backpressure-high', '--json'], { folder });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ id: 'lag-growing', mistakes: 1 });
  });
});
