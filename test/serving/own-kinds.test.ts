import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lintFolders, openSopFolders } from '../../src/cli/sop-folders.ts';
import { loadConfig } from '../../src/config.ts';
import { UserMistake } from '../../src/domain/errors.ts';
import type { ActionFile } from '../../src/serving/load-action-file.ts';
import { loadOwnKinds, requireOwnKinds } from '../../src/serving/own-kinds.ts';

const examples = join(import.meta.dirname, '../../docs/examples');

/** A kind that fits, as the text of a file; `change` replaces or adds fields. */
function source(change: Readonly<Record<string, string>> = {}): string {
  const fields = {
    kind: `'acme/thing'`,
    risk: `'safe'`,
    onDoubt: `'askHuman'`,
    keyWindowMs: '0',
    finalityMs: '1000',
    sendLimitMs: '1000',
    runLimitMs: '1000',
    afterExecuted: `'succeeded'`,
    resultNames: '[]',
    parse: '(args) => ({ ok: true, args })',
    identity: '(args) => args',
    incarnation: 'async () => undefined',
    send: `async () => ({ kind: 'executed', status: 200, detail: '' })`,
    poll: `async () => ({ kind: 'lost', why: 'no' })`,
    query: `async () => ({ kind: 'unknown', why: 'no' })`,
    ...change,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name}: ${value},`);
  return ['export default {', ...lines, '};'].join('\n');
}

function written(text: string, name = 'thing.mjs'): ActionFile {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-actions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, sha256: createHash('sha256').update(text).digest('hex'), settings: {} };
}

async function problemsOf(...actions: readonly ActionFile[]): Promise<readonly string[]> {
  return (await loadOwnKinds({ actions: [...actions], webhooks: [] })).problems;
}

describe('a file that may not run', () => {
  test('has no hash: nothing of it runs, and the line to write is told', async () => {
    const one = written(`globalThis.ran = true; ${source()}`);

    const problems = await problemsOf({ ...one, sha256: undefined });

    expect(problems).toEqual([
      `actions[0] ${one.file}: has no sha256. It would run with the rights of this program: read it, and if it may, write sha256: ${one.sha256}`,
    ]);
    expect('ran' in globalThis).toBe(false);
  });

  test('is not the file that was pinned', async () => {
    const one = written(source());
    writeFileSync(one.file, source({ risk: `'destructive'` }));

    expect(await problemsOf(one)).toEqual([expect.stringContaining('is not the file that sha256 names')]);
  });

  test('is not there, or too large', async () => {
    expect(await problemsOf({ file: '/nowhere/a.mjs', sha256: 'a'.repeat(64), settings: {} })).toEqual([
      expect.stringMatching(/^actions\[0\] \/nowhere\/a\.mjs: cannot be read: ENOENT/),
    ]);
    expect(await problemsOf(written(`${source()}//${'x'.repeat(256 * 1024)}`))).toEqual([
      expect.stringContaining('more than 262144'),
    ]);
  });
});

describe('a file that does not hold a kind', () => {
  test.each<[title: string, text: string, want: string]>([
    ['no JavaScript', 'export default {{', 'does not load: '],
    ['how to find the mistake', '\n\nconst a = ;', '; where, shows: node --check /'],
    ['no default export', 'export const kind = 1;', 'does not load: it has no default export'],
    ['throws while it loads', `throw new Error('no way')`, 'does not load: no way'],
    ['throws when it is called', `export default () => { throw new Error('no way'); }`, 'does not load: no way'],
    ['imports a file beside it', `import './other.mjs'; ${source()}`, 'an action file stands alone'],
    ['imports a package', `import 'zod'; ${source()}`, 'an action file stands alone'],
    ['imports a file by its address', `import a from 'file:///a.mjs'; ${source()}`, 'an action file stands alone'],
    ['does so later', `${source()}; const load = () => import("file:///a.mjs");`, 'an action file stands alone'],
    ['is a number', 'export default 7;', 'the kind should be an object with the fields of a kind'],
    ['a name without owner', source({ kind: `'thing'` }), 'kind should be <owner>/<name>'],
    ['an owner of ours', source({ kind: `'slack/thing'` }), 'kind should have another owner than'],
    ['a kind of Flink', source({ kind: `'cancel-job'` }), 'kind should be <owner>/<name>'],
    ['an unknown risk', source({ risk: `'low'` }), 'risk should be safe, disruptive or destructive'],
    ['no word on doubt', source({ onDoubt: 'undefined' }), 'onDoubt should be retrySameKey, queryFirst or askHuman'],
    ['a key window of Flink', source({ keyWindowMs: `'trigger-memory'` }), 'keyWindowMs should be for how many'],
    ['no limit', source({ sendLimitMs: 'Infinity' }), 'sendLimitMs should be a whole number of milliseconds'],
    ['a limit of a day', source({ sendLimitMs: '86400000' }), 'sendLimitMs should be at most 600000'],
    ['no finality', source({ finalityMs: '0' }), 'finalityMs should be above 0'],
    ['no hook', source({ query: 'undefined' }), 'query should be a function'],
    ['nobody who remembers', source({ incarnation: 'undefined' }), 'incarnation should be a function'],
    [
      'destructive, and repeats',
      source({ risk: `'destructive'`, onDoubt: `'retrySameKey'`, keyWindowMs: '1000' }),
      'a destructive kind never repeats in doubt',
    ],
    [
      'repeats a key that nobody remembers',
      source({ onDoubt: `'retrySameKey'`, keyWindowMs: `'declarative'` }),
      'it repeats a key that nobody remembers',
    ],
  ])('%s', async (_title, text, want) => {
    const one = written(text);

    const problems = await problemsOf(one);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`actions[0] ${one.file}: `);
    expect(problems[0]).toContain(want);
    expect(problems[0]).not.toMatch(/base64|\n|\bat .*:\d+:\d+/);
  });

  test('names all fields at once, and two files with one name', async () => {
    const bad = written(source({ risk: `'low'`, runLimitMs: '-1' }));

    expect(await problemsOf(bad)).toEqual([
      expect.stringContaining('risk should be'),
      expect.stringContaining('runLimitMs should be'),
    ]);
    expect(await problemsOf(written(source()), written(source(), 'b.mjs'))).toEqual([
      expect.stringMatching(/^actions\[1\] .*: kind acme\/thing is there already/),
    ]);
  });

  test('keeps serve from starting, as a mistake of the configuration', async () => {
    const starting = requireOwnKinds({ actions: [written(source({ risk: `'low'` }))], webhooks: [] });

    await expect(starting).rejects.toThrow(UserMistake);
    await expect(starting).rejects.toThrow(/^The configured actions have a mistake:\n {2}actions\[0\] /);
  });
});

describe('what a kind of somebody else returns', () => {
  const sent = { args: {}, key: 'k', row: {} as never, sameIncarnation: true, keyAlive: true };
  const context = {} as never;
  const calm = new AbortController().signal;

  async function kindWith(change: Readonly<Record<string, string>>) {
    const { kinds } = await loadOwnKinds({ actions: [written(source(change))], webhooks: [] });
    const [kind] = kinds;
    if (kind === undefined) throw new Error('it did not load');
    return kind;
  }

  test('counts as not known when it is no outcome', async () => {
    const kind = await kindWith({ send: `async () => ({ kind: 'done' })` });

    expect(await kind.send(context, {}, 'k', calm, undefined)).toMatchObject({ kind: 'maybe' });
  });

  test.each([
    ['async () => true', 'query returned what is none of its answers'],
    [`async () => ({ kind: 'executed' })`, 'query returned what is none of its answers'],
    [`async () => { throw new Error('gone'); }`, 'gone'],
  ])('is no finding: %s', async (query, want) => {
    const kind = await kindWith({ query });

    await expect(kind.query(context, sent, calm)).rejects.toThrow(want);
  });

  test.each([
    ['parse', '() => { throw new Error("gone"); }', 'gone'],
    ['parse', '() => true', 'parse returned neither'],
    ['identity', '() => undefined', 'not JSON'],
  ])('makes no arguments of a bad %s: %s', async (name, body, want) => {
    const kind = await kindWith({ [name]: body });

    expect(kind.parse({})).toEqual({ ok: false, why: expect.stringContaining(want) as string });
  });

  test.each([
    [`async () => { await fetch('http://127.0.0.1:2/'); }`, 'nobody listens'],
    [`async () => { throw Object.assign(new Error('reset'), { code: 'ECONNRESET' }); }`, 'the connection broke'],
  ])('is none when nobody was there to be asked: %s', async (query) => {
    const kind = await kindWith({ query });

    await expect(kind.query(context, sent, calm)).rejects.toMatchObject({ retryable: true });
  });

  test('is waited for no longer than the one who waits', async () => {
    const kind = await kindWith({ query: '() => new Promise(() => {})' });

    await expect(kind.query(context, sent, AbortSignal.abort())).rejects.toThrow('query did not answer');
  });

  test('cannot change the kind once it was looked at', async () => {
    const one = written(
      `const kind = ${source().slice('export default '.length)} globalThis.acmeThing = kind; export default kind;`,
    );
    const { kinds } = await loadOwnKinds({ actions: [one], webhooks: [] });
    const { acmeThing } = globalThis as unknown as { acmeThing: { risk: string; onDoubt: string } };

    Object.assign(acmeThing, { risk: 'destructive', onDoubt: 'retrySameKey' });

    expect(kinds[0]).toMatchObject({ risk: 'safe', onDoubt: 'askHuman' });
  });
});

test('TypeScript is read as it is', async () => {
  const text = source({ parse: '(args: unknown) => ({ ok: true, args })' });

  const own = await loadOwnKinds({ actions: [written(text, 'thing.ts')], webhooks: [] });

  expect(own).toMatchObject({ problems: [], kinds: [{ kind: 'acme/thing' }] });
});

describe('the documented example', () => {
  const load = () => loadOwnKinds(loadConfig({ file: join(examples, 'own-actions.yaml'), env: {} }));
  const folders = [{ name: 'sops', path: join(examples, 'sops') }];

  test('loads with the hashes that stand in it', async () => {
    const own = await load();

    expect(own.problems).toEqual([]);
    expect(own.kinds.map(({ kind, onDoubt }) => [kind, onDoubt])).toEqual([
      ['acme/tell-storage', 'retrySameKey'],
      ['acme/open-ticket', 'retrySameKey'],
      ['acme/add-capacity', 'queryFirst'],
      ['acme/ring-operator', 'askHuman'],
    ]);
  });

  test('has a SOP without mistakes, which is full of them where the kinds are not configured', async () => {
    const own = await load();
    const lint = async (actions: typeof own.actions) =>
      (await lintFolders(openSopFolders(folders, actions), new AbortController().signal)).problems;

    expect(await lint(own.actions)).toEqual([]);
    expect(await lint(new Map())).toContainEqual({
      file: 'sops/checkpoint-storage-down.md',
      line: 8,
      column: expect.any(Number) as number,
      message: 'actions[0]: unknown action "acme/open-ticket"',
      fix: expect.stringMatching(
        /^declare "acme\/open-ticket" under actions or webhooks of the configuration/,
      ) as string,
    });
  });

  test('is what the page about it shows', () => {
    const page = readFileSync(join(examples, '../actions.md'), 'utf8');

    for (const name of ['own-actions.yaml', 'open-ticket.mjs', 'add-capacity.mjs', 'ring-operator.mjs']) {
      expect(page).toContain(name);
    }
  });
});
