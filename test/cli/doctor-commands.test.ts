import { existsSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { acquireServeLock } from '../../src/adapters/store/serve-lock.ts';
import { databaseFile } from '../../src/cli/data-folder.ts';
import type { FlinkAccess } from '../../src/adapters/flink/flink-access.ts';
import type { Outside } from '../../src/cli/outside.ts';
import { loadConfig } from '../../src/config.ts';
import { EmbeddingsUnavailable, FlinkUnreadable } from '../../src/domain/errors.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { readOnlyFlink, retainedCheckpoints, shownJob, silentFlink } from '../support/read-only-flink.ts';
import { cliFolder, configured, jumpingClock, outsideWith, run, tellingClock, written } from './run-for-tests.ts';

const orders = { line: shownJob('orders'), checkpoints: retainedCheckpoints };

function reaching(flink = readOnlyFlink({ jobs: [orders] }), asked: FlinkAccess[] = []): Outside {
  return outsideWith({
    flink: (access) => {
      asked.push(access);
      // A plain object: a promise looks for `then` in what it resolves to, and the strict Flink refuses.
      return Promise.resolve({ ...flink });
    },
    jars: () => Promise.resolve({ sha256: () => Promise.resolve(undefined) }),
  });
}

const silent = silentFlink(new FlinkUnreadable('no-connection', 'Nothing listens there.'));

describe('doctor', () => {
  test('reaches each cluster as configured and prints the report; with --json the report itself', async () => {
    const folder = cliFolder();
    configured(folder);
    const asked: FlinkAccess[] = [];

    const text = await run(['doctor'], { folder, outside: reaching(undefined, asked) });
    const asJson = await run(['doctor', '--json'], { folder, outside: reaching() });

    expect(asked).toEqual([
      { url: 'http://127.0.0.1:1', headers: {}, connectTimeoutMs: 3_000, responseTimeoutMs: 10_000 },
    ]);
    expect(text.stdout).toContain('1 of 1 jobs actionable, 1 of them only in part.');
    expect(JSON.parse(asJson.stdout)).toMatchObject({ clusters: [{ name: 'prod' }], exitCode: asJson.code });
    expect(asJson.stderr).toBe('');
  });

  test('rules that never get enough people for a destructive plan are a finding, exit code 1', async () => {
    const folder = cliFolder();
    configured(
      folder,
      'approvals: { people: [{ name: Ann, user: [ann] }], rules: [{ risks: [destructive], people: [Ann] }] }\n',
    );

    const ran = await run(['doctor'], { folder, outside: reaching() });

    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.stdout).toContain('approvals: a destructive plan on prod needs 2 people, and only Ann may approve it');
  });

  test('an embedding endpoint that does not answer is a finding, exit code 3', async () => {
    const folder = cliFolder();
    configured(folder, 'embeddings: { model: small, baseUrl: "http://127.0.0.1:1/v1" }\n');
    const embed = () => Promise.reject(new EmbeddingsUnavailable('The embedding server is away.'));
    const outside = { ...reaching(), embeddings: () => Promise.resolve({ model: 'small', embed }) };

    const ran = await run(['doctor'], { folder, outside });

    expect(ran).toMatchObject({ code: 3, stderr: '' });
    expect(ran.stdout).toContain('embeddings: small: The embedding server is away.');
  });

  test('a cluster that does not answer is a finding, exit code 3', async () => {
    const folder = cliFolder();
    configured(folder);

    const ran = await run(['doctor'], { folder, outside: reaching(silent) });

    expect(ran).toMatchObject({ code: 3, stderr: '' });
    expect(ran.stdout).toContain('SILENT  reach: Nothing listens there.');
  });

  test('says that it checks the SOPs before it does', async () => {
    const folder = cliFolder();
    configured(folder);
    written(folder, { 'sops/wrong.md': 'no head' });

    const ran = await run(['doctor'], { folder, outside: reaching() });

    expect(ran.stderr).toBe('checking the SOPs …\n');
    expect(ran.stdout).toContain(': 1 file, 1 problem: flink-medic sop lint');
  });

  test('ended by a signal it finds nothing, exit code 130', async () => {
    const folder = cliFolder();
    configured(folder);
    const stop = new AbortController();

    const ran = await run(['doctor'], { folder, signal: stop.signal, outside: reaching(givenUp(stop)) });

    expect(ran).toEqual({ code: 130, stdout: '', stderr: 'stopped by a signal\n' });
  });

  test('after two seconds it says on stderr what it waits for, but not with --json', async () => {
    const folder = cliFolder();
    configured(folder);
    const { clock, untilTold } = tellingClock();
    const flink = readOnlyFlink({ jobs: [] });
    const slow = {
      ...flink,
      watch: { ...flink.watch, identity: () => untilTold.then(() => flink.watch.identity(never)) },
    };

    const text = await run(['doctor'], { folder, clock, outside: reaching(slow) });
    const asJson = await run(['doctor', '--json'], { folder, clock, outside: reaching(slow) });

    expect(text.stderr).toBe('waiting for prod …\n');
    expect(asJson.stderr).toBe('');
  });
});

const never = new AbortController().signal;

/** The person who waits for the first of these calls gives up; every call then ends as one without an answer does. */
function givenUp(stop: AbortController, first: 'identity' | 'checkpointConfig' = 'identity'): Flink {
  const flink = readOnlyFlink({ jobs: [orders] });
  const giveUp = () => {
    stop.abort();
    return Promise.reject(new FlinkUnreadable('time-limit', 'It was given up while waiting for the answer.'));
  };
  return { ...flink, watch: { ...flink.watch, [first]: giveUp } };
}

describe('doctor looks at this machine', () => {
  async function findings(folder: string): Promise<string> {
    const { stdout } = await run(['doctor'], { folder, outside: reaching() });
    return stdout.slice(0, stdout.indexOf('\n\n')).replaceAll(folder, '.');
  }

  test('before the first serve', async () => {
    const folder = cliFolder();
    configured(folder);

    expect(await findings(folder)).toContain('note    store: ./data can be written and holds no database yet');
  });

  test('with a store, and serve running or not', async () => {
    const folder = cliFolder();
    configured(folder);
    await openedStore(databaseFile(join(folder, 'data')));
    const without = await findings(folder);
    const lock = acquireServeLock(join(folder, 'data'), jumpingClock(0));
    onTestFinished(() => lock.release());
    const during = await findings(folder);
    lock.release();
    const after = await findings(folder);

    expect(without).toContain('ok      store: ./data/medic.sqlite has the schema of this version');
    expect([without, during, after].map((text) => /serve: (does not run|runs)/.exec(text)?.[1])).toEqual([
      'does not run',
      'runs',
      'does not run',
    ]);
  });

  test('asking does not free the lock of the serve that runs', async () => {
    const folder = cliFolder();
    configured(folder);
    await openedStore(databaseFile(join(folder, 'data')));
    const lock = acquireServeLock(join(folder, 'data'), jumpingClock(0));
    onTestFinished(() => lock.release());

    await findings(folder);

    expect(() => acquireServeLock(join(folder, 'data'), jumpingClock(0))).toThrow('Another "flink-medic serve"');
  });

  test('a file that is no database is a problem', async () => {
    const folder = cliFolder();
    configured(folder);
    writeFileSync(databaseFile(join(folder, 'data')), 'hello '.repeat(1_000));

    expect(await findings(folder)).toContain(
      'PROBLEM store: The database ./data/medic.sqlite is not a SQLite database',
    );
  });

  test('a data folder that is a file is a problem', async () => {
    const folder = cliFolder();
    configured(folder);
    rmdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data'), '');

    expect(await findings(folder)).toContain('PROBLEM store: ./data is not a folder');
  });

  test('SOP folders with their number of problems', async () => {
    const folder = cliFolder();
    configured(folder);

    expect(await findings(folder)).toContain('PROBLEM SOPs: ./sops: 0 files, 1 problem: flink-medic sop lint');
  });
});

describe('init', () => {
  test('shows a draft, or writes it and names the next command', async () => {
    const folder = cliFolder();
    const shown = await run(['init', '--from', 'http://flink:8081/'], { folder, outside: reaching() });
    const kept = await run(['init', '--from', 'http://flink:8081', '--out', 'medic.yaml'], {
      folder,
      outside: reaching(),
    });

    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('name: "orders"');
    expect(kept.stdout).toBe(`Wrote ${join(folder, 'medic.yaml')}. Next: flink-medic --config medic.yaml doctor\n`);
    expect(readFileSync(join(folder, 'medic.yaml'), 'utf8')).toBe(shown.stdout);
  });

  test('reaches a guarded address with the named files, and drafts them', async () => {
    const folder = cliFolder();
    const asked: FlinkAccess[] = [];
    const argv = ['init', '--from', 'http://flink:8081', '--token-file', 'token', '--ca-file', '/etc/ca.pem'];

    const ran = await run([...argv, '--out', 'medic.yaml'], { folder, outside: reaching(undefined, asked) });

    const files = { tokenFile: join(folder, 'token'), caFile: '/etc/ca.pem' };
    expect(ran.code).toBe(0);
    expect(asked).toMatchObject([files]);
    expect(loadConfig({ file: join(folder, 'medic.yaml'), env: {} }).clusters[0]?.access).toMatchObject(files);
  });

  test('never writes over a file', async () => {
    const folder = cliFolder();
    writeFileSync(join(folder, 'medic.yaml'), 'mine');

    const ran = await run(['init', '--from', 'http://flink:8081', '--out', 'medic.yaml'], {
      folder,
      outside: reaching(),
    });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('it exists already');
    expect(readFileSync(join(folder, 'medic.yaml'), 'utf8')).toBe('mine');
  });

  test.each<[url: string, want: string]>([
    ['flink:8081', '--from should begin with http:// or https://'],
    ['not an address', '--from should be an address like http://jobmanager:8081'],
    ['http://u:p@flink:8081', '--from should hold no user and no password'],
  ])('%s is exit code 2, before anything is asked', async (url, want) => {
    const ran = await run(['init', '--from', url], { folder: cliFolder() });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(want);
  });

  test.each(['identity', 'checkpointConfig'] as const)(
    'ended by a signal while it reads %s, it makes no file',
    async (first) => {
      const folder = cliFolder();
      const stop = new AbortController();

      const ran = await run(['init', '--from', 'http://flink:8081', '--out', 'medic.yaml'], {
        folder,
        signal: stop.signal,
        outside: reaching(givenUp(stop, first)),
      });

      expect(ran).toEqual({ code: 130, stdout: '', stderr: 'stopped by a signal\n' });
      expect(existsSync(join(folder, 'medic.yaml'))).toBe(false);
    },
  );

  test('a cluster that does not answer is exit code 3, and makes no file', async () => {
    const folder = cliFolder();

    const ran = await run(['init', '--from', 'http://flink:8081', '--out', 'medic.yaml', '--json'], {
      folder,
      outside: reaching(silent),
    });

    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.stdout)).toEqual({
      error: {
        code: 'flink.unreadable',
        message: 'Nothing listens there.',
      },
    });
    expect(existsSync(join(folder, 'medic.yaml'))).toBe(false);
  });
});
