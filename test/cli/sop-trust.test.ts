import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { acquireServeLock } from '../../src/adapters/store/serve-lock.ts';
import { databaseFile } from '../../src/cli/data-folder.ts';
import type { SopStep } from '../../src/domain/sop.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { cliFolder, configured, jumpingClock, type Ran, run, sopBody, written } from './run-for-tests.ts';

function sop(id: string, plan: readonly SopStep[], title = id.replaceAll('-', ' ')): string {
  const exception = `${id.replaceAll('-', '')}Exception`.replace(/^./, (first) => first.toUpperCase());
  return `---
id: ${id}
title: ${JSON.stringify(title)}
severity: high
match: { exceptions: ["${exception}"] }
actions: ${JSON.stringify(plan.map((step) => step.action))}
plan: ${JSON.stringify(plan)}
examples: ["${exception}: now"]
---
${sopBody()}`;
}

const backpressure = sop('backpressure', [
  { action: 'rescale-job', when: ['backpressure-high', 'lag-rising'], with: { factor: 2 } },
]);
const exhaustedPlan: SopStep[] = [{ action: 'restart-job', when: ['job-failed'], with: {} }];
const exhausted = sop('restarts-exhausted', exhaustedPlan);
const poison = sop('poison-record', []);
const files = { 'backpressure.md': backpressure, 'restarts-exhausted.md': exhausted, 'poison-record.md': poison };

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A configuration with procedures in `./sops`. */
function library(more = '', sops: Readonly<Record<string, string>> = files): string {
  const folder = cliFolder();
  configured(folder, `sops: [./sops]\n${more}`);
  written(folder, Object.fromEntries(Object.entries(sops).map(([name, text]) => [`sops/${name}`, text])));
  return folder;
}

function json(ran: Ran): Record<string, unknown> {
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

async function states(folder: string): Promise<Record<string, string>> {
  const { sops } = json(await run(['sop', 'trust', '--list', '--json'], { folder }));
  return Object.fromEntries((sops as { id: string; state: string }[]).map(({ id, state }) => [id, state]));
}

const none = { backpressure: 'unreviewed', 'poison-record': 'unreviewed', 'restarts-exhausted': 'unreviewed' };

describe('what is mistaken', () => {
  test.each<[title: string, argv: readonly string[], want: string]>([
    ['an unknown id', ['trust', 'backpresure'], 'No SOP in force has the id backpresure (did you mean backpressure?)'],
    [
      'one unknown id among known ones',
      ['trust', 'backpressure', 'restart-exhausted', 'zzzzzzzzzz'],
      'No SOP in force has the id restart-exhausted (did you mean restarts-exhausted?), zzzzzzzzzz; nothing was changed',
    ],
    ['an empty id, as of an unset variable', ['trust', ''], 'No SOP in force has the id '],
    ['neither id nor option', ['trust'], 'sop trust takes ids, or --all, or --list'],
    ['ids and --all', ['trust', 'backpressure', '--all'], 'sop trust takes ids, or --all, or --list'],
    ['--all and --list', ['trust', '--all', '--list'], 'sop trust takes ids, or --all, or --list'],
    [
      '--digest without an id',
      ['trust', '--digest', digestOf(backpressure)],
      'sop trust takes ids, or --all, or --list',
    ],
    [
      '--digest for two ids',
      ['trust', '--digest', digestOf(backpressure), 'backpressure', 'poison-record'],
      '--digest takes exactly one id',
    ],
    ['--digest for all', ['trust', '--digest', digestOf(backpressure), '--all'], '--digest takes exactly one id'],
    ['--digest and --list', ['trust', '--digest', digestOf(backpressure), '--list'], '--digest takes exactly one id'],
    [
      'an empty digest, as of an unset variable',
      ['trust', '--digest', '', 'backpressure'],
      '--digest takes the 64 hex digits of a SHA-256, as sha256sum prints them, not ""',
    ],
    [
      'the beginning of a digest',
      ['trust', '--digest', digestOf(backpressure).slice(0, 12), 'backpressure'],
      '--digest takes the 64 hex digits',
    ],
    [
      'a digest of an unknown id',
      ['trust', '--digest', digestOf(backpressure), 'backpresure'],
      'No SOP in force has the id backpresure (did you mean backpressure?)',
    ],
    ['untrust of nothing', ['untrust'], 'sop untrust takes ids, or --all'],
    ['untrust of ids and --all', ['untrust', 'backpressure', '--all'], 'sop untrust takes ids, or --all'],
  ])('%s is exit code 2 and records nothing', async (_title, argv, want) => {
    const folder = library();

    const ran = await run(['sop', ...argv], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(want);
    expect(await states(folder)).toEqual(none);
  });

  test('with --json it is one value with code and message', async () => {
    const folder = library();

    const ran = await run(['sop', 'trust', 'backpresure', '--json'], { folder });

    expect(ran).toMatchObject({ code: 2, stderr: '' });
    expect(json(ran)).toEqual({
      error: {
        code: expect.any(String) as unknown,
        message: expect.stringContaining('did you mean backpressure?') as unknown,
      },
    });
  });

  test('a procedure that is left out for a mistake cannot be reviewed, and it is said that there is one', async () => {
    const folder = library('', {
      ...files,
      'backpressure.md': backpressure.replace('severity: high', 'severity: hihg'),
    });

    const ran = await run(['sop', 'trust', 'backpressure'], { folder });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('1 mistake keeps SOPs out. See: flink-medic sop lint');
    expect(ran.stderr).toContain('No SOP in force has the id backpressure');
  });

  test('a library without procedures is told', async () => {
    const folder = library('', {});

    const ran = await run(['sop', 'trust', '--all'], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('There is no SOP in force. See: flink-medic sop lint');
  });

  test('a store that another process writes to is exit code 3, and nothing is recorded', async () => {
    const folder = library();
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const other = new Database(databaseFile(join(folder, 'data')));
    onTestFinished(() => void other.close());
    other.exec('begin immediate');

    const ran = await run(['sop', 'trust', '--all', '--json'], { folder });
    const back = await run(['sop', 'untrust', '--all', '--json'], { folder });
    other.exec('rollback');

    expect(ran.code).toBe(3);
    expect(json(ran)).toMatchObject({ error: { code: 'store.locked' } });
    expect(back.code).toBe(0);
    expect(await store.sopReviews.list()).toEqual([]);
  });

  test('a review that is not recorded cannot be taken back', async () => {
    const folder = library();
    await run(['sop', 'trust', 'backpressure', 'restarts-exhausted'], { folder });

    const ran = await run(['sop', 'untrust', 'backpressure', 'restart-exhausted'], { folder });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(
      'No review is recorded of restart-exhausted (did you mean restarts-exhausted?); nothing was changed',
    );
    expect(await states(folder)).toMatchObject({ backpressure: 'reviewed', 'restarts-exhausted': 'reviewed' });
  });

  test('before there is a store nothing can be taken back', async () => {
    const ran = await run(['sop', 'untrust', 'backpressure'], { folder: library() });

    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('flink-medic serve has not run yet');
  });
});

describe('trust', () => {
  test('shows title, digest and steps first, then records the file as it is, with person and time', async () => {
    const folder = library();
    const { store } = await openedStore(databaseFile(join(folder, 'data')));

    const ran = await run(['sop', 'trust', 'backpressure'], { folder });

    expect(ran).toMatchObject({ code: 0, stdout: 'Recorded as reviewed by ann: 1 SOP.\n' });
    expect(ran.stderr).toContain(
      `backpressure  backpressure\n  sha256 ${digestOf(backpressure)}\n  rescale-job {"factor":2}, when backpressure-high and lag-rising\n`,
    );
    expect(await store.sopReviews.list()).toEqual([
      { sopId: 'backpressure', digest: digestOf(backpressure), by: 'ann', at: 2_000 },
    ]);
  });

  test('works before the first serve, and beside one that runs', async () => {
    const folder = library();
    rmSync(join(folder, 'data'), { recursive: true });

    const before = await run(['sop', 'trust', 'backpressure'], { folder });
    const lock = acquireServeLock(join(folder, 'data'), jumpingClock(0));
    onTestFinished(() => lock.release());
    const beside = await run(['sop', 'trust', 'restarts-exhausted'], { folder });

    expect([before.code, beside.code]).toEqual([0, 0]);
    expect(await states(folder)).toMatchObject({ backpressure: 'reviewed', 'restarts-exhausted': 'reviewed' });
  });

  test('--all records every procedure in force; those for people are named, not shown', async () => {
    const folder = library();

    const ran = await run(['sop', 'trust', '--all'], { folder });

    expect(ran.stdout).toBe('Recorded as reviewed by ann: 3 SOPs.\n');
    expect(ran.stderr.match(/^ {2}sha256/gm)).toHaveLength(2);
    expect(ran.stderr).toContain('1 for people, which do nothing by themselves: poison-record');
    expect(new Set(Object.values(await states(folder)))).toEqual(new Set(['reviewed']));
  });

  test('with --json it is one value with what was recorded', async () => {
    const folder = library();

    const ran = await run(['sop', 'trust', 'restarts-exhausted', '--json'], { folder });

    const digest = digestOf(exhausted);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(json(ran)).toEqual({
      by: 'ann',
      person: 'ann',
      reviewed: [
        {
          id: 'restarts-exhausted',
          title: 'restarts exhausted',
          file: join(folder, 'sops', 'restarts-exhausted.md'),
          digest,
          plan: [{ action: 'restart-job', when: ['job-failed'], with: {} }],
          state: 'reviewed',
          review: { digest, by: 'ann', at: '1970-01-01T00:00:02.000Z', person: 'ann' },
        },
      ],
    });
  });

  test('of two folders with one id the text of the first is recorded, as plans come from it', async () => {
    const folder = library();
    configured(folder, 'sops: [./ours, ./sops]\n');
    const ours = sop('backpressure', [], 'Ours');
    written(folder, { 'ours/backpressure.md': ours });

    const ran = await run(['sop', 'trust', 'backpressure', '--json'], { folder });

    expect(json(ran)).toMatchObject({ reviewed: [{ title: 'Ours', digest: digestOf(ours) }] });
  });

  test('a title that would write to the terminal is no SOP to be trusted', async () => {
    const folder = library('', { 'sly.md': sop('sly', exhaustedPlan, 'Fine\u001b[2K') });

    const ran = await run(['sop', 'trust', 'sly'], { folder });

    expect(ran.stderr).toContain('No SOP in force has the id sly');
    expect(ran.stderr).not.toContain('\u001b');
  });
});

describe('trust --digest', () => {
  test('records the text that was read elsewhere, whatever case its digest is written in', async () => {
    const folder = library();
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    const digest = digestOf(backpressure);

    const ran = await run(['sop', 'trust', '--digest', digest.toUpperCase(), 'backpressure', '--json'], { folder });

    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject({ by: 'ann', reviewed: [{ id: 'backpressure', digest, state: 'reviewed' }] });
    expect(await store.sopReviews.list()).toEqual([{ sopId: 'backpressure', digest, by: 'ann', at: 2_000 }]);
  });

  test('records nothing when the text is another one, and shows both digests', async () => {
    const folder = library();
    const given = digestOf(`${backpressure}\n`);
    const present = digestOf(backpressure);
    const file = join(folder, 'sops', 'backpressure.md');
    const words = ['sop', 'trust', '--digest', given, 'backpressure'];

    const ran = await run(words, { folder });
    const asJson = await run([...words, '--json'], { folder });

    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.stdout).toBe(
      `Nothing was recorded: backpressure is not the text you name.\n  given   ${given}\n  present ${present}\n  ${file}\n`,
    );
    expect(asJson).toMatchObject({ code: 1, stderr: '' });
    expect(json(asJson)).toEqual({ by: 'ann', reviewed: [], refused: { id: 'backpressure', file, given, present } });
    expect(await states(folder)).toEqual(none);
  });

  test('leaves a review of before as it is when it refuses', async () => {
    const folder = library();
    await run(['sop', 'trust', 'backpressure'], { folder });

    const ran = await run(['sop', 'trust', '--digest', digestOf(exhausted), 'backpressure'], { folder });

    expect(ran.code).toBe(1);
    expect(await states(folder)).toMatchObject({ backpressure: 'reviewed' });
  });

  test('of two folders with one id it is the text that plans come from', async () => {
    const folder = library();
    configured(folder, 'sops: [./ours, ./sops]\n');
    written(folder, { 'ours/backpressure.md': sop('backpressure', [], 'Ours') });

    const ran = await run(['sop', 'trust', '--digest', digestOf(backpressure), 'backpressure'], { folder });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(join(folder, 'ours', 'backpressure.md'));
  });
});

describe('the person', () => {
  test.each<[user: string, name: string, text: string, note: string]>([
    ['ann', 'Ann Smith', 'Ann Smith (ann)', ''],
    ['ben', 'ben', 'ben', ''],
    ['node', 'terminal', 'terminal (node)', 'node: anybody who has the machine or the container.\n'],
    ['uid 1000', 'terminal', 'terminal (uid 1000)', 'uid 1000: anybody who has the machine or the container.\n'],
  ])('%s is recorded, and called %s', async (user, name, text, note) => {
    const folder = library('approvals: { people: [{ name: Ann Smith, user: [ann] }] }\n');

    const ran = await run(['sop', 'trust', 'backpressure'], { folder, person: () => user });
    const listed = await run(['sop', 'trust', '--list'], { folder });
    const asJson = json(await run(['sop', 'trust', '--list', '--json'], { folder }));

    expect(ran.stdout).toBe(`Recorded as reviewed by ${text}: 1 SOP.\n${note}`);
    expect(listed.stdout).toContain(`by ${text}, 0 s ago`);
    expect(listed.stdout).toContain(note);
    expect((asJson['sops'] as unknown[])[0]).toMatchObject({ review: { by: user, person: name } });
  });
});

describe('the list', () => {
  test('shows what is reviewed by whom, what has changed since, what is gone and what is open', async () => {
    const folder = library();
    written(folder, {
      'sops/memory.md': sop('memory', [{ action: 'trigger-savepoint', when: ['job-failed'], with: {} }]),
    });
    await run(['sop', 'trust', 'backpressure', 'restarts-exhausted'], { folder });
    await run(['sop', 'trust', 'memory'], { folder, person: () => 'ben' });
    const edited = backpressure.replace('factor":2', 'factor":4');
    written(folder, {
      'sops/backpressure.md': edited,
      'sops/new-one.md': sop('new-one', exhaustedPlan),
    });
    rmSync(join(folder, 'sops', 'memory.md'));

    const listed = await run(['sop', 'trust', '--list'], { folder });

    const lines = listed.stdout.replace(/ +/g, ' ').split('\n');
    const short = (text: string) => digestOf(text).slice(0, 12);
    expect(lines.slice(0, 5)).toEqual([
      'SOP STATE SHA256 NOW REVIEWED',
      `backpressure CHANGED since ${short(edited)} ${short(backpressure)} by ann, 0 s ago`,
      expect.stringMatching(/^memory not in force \w+ by ben, 0 s ago$/),
      expect.stringMatching(/^new-one unreviewed \w+$/),
      `restarts-exhausted reviewed ${short(exhausted)} ${short(exhausted)} by ann, 0 s ago`,
    ]);
    expect(listed.stdout).toContain(
      'Asked about, also in mode auto, until: flink-medic sop trust backpressure\n' +
        'Always asked about, also when reviewed, as the rules name no such cause: new-one\n',
    );
    expect(await states(folder)).toEqual({
      backpressure: 'changed',
      memory: 'not-in-force',
      'new-one': 'unreviewed',
      'poison-record': 'unreviewed',
      'restarts-exhausted': 'reviewed',
    });
  });

  test('needs no store, and keeps its JSON shape', async () => {
    const folder = library('', { 'poison-record.md': poison });

    const ran = await run(['sop', 'trust', '--list', '--json'], { folder });

    expect(json(ran)).toEqual({
      sops: [
        {
          id: 'poison-record',
          title: 'poison record',
          file: join(folder, 'sops', 'poison-record.md'),
          digest: digestOf(poison),
          plan: [],
          state: 'unreviewed',
          review: null,
        },
      ],
    });
  });
});

describe('untrust', () => {
  test('takes reviews back, one by one or all, also of a file that is gone', async () => {
    const folder = library();
    await run(['sop', 'trust', '--all'], { folder });
    rmSync(join(folder, 'sops', 'backpressure.md'));

    const one = await run(['sop', 'untrust', 'backpressure', '--json'], { folder });
    const all = await run(['sop', 'untrust', '--all'], { folder });
    const again = await run(['sop', 'untrust', '--all'], { folder });

    expect(json(one)).toEqual({ by: 'ann', revoked: ['backpressure'] });
    expect(all.stdout).toBe('Not reviewed any more: poison-record, restarts-exhausted.\n');
    expect(again).toMatchObject({ code: 0, stdout: 'No review was recorded.\n' });
    expect(await states(folder)).toEqual({ 'poison-record': 'unreviewed', 'restarts-exhausted': 'unreviewed' });
  });
});

describe('a review that cannot be read', () => {
  test('counts for nothing, and is told', async () => {
    const folder = library();
    await run(['sop', 'trust', 'backpressure', 'restarts-exhausted'], { folder });
    const raw = new Database(databaseFile(join(folder, 'data')));
    raw.prepare("update sop_review set \"by\" = '' where sop_id = 'backpressure'").run();
    raw.close();

    const listed = await run(['sop', 'trust', '--list'], { folder });

    expect(listed.stderr).toContain('left out: The row backpressure of table sop_review cannot be read');
    expect(await states(folder)).toMatchObject({ backpressure: 'unreviewed', 'restarts-exhausted': 'reviewed' });
  });
});
