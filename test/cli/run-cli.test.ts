import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile } from '../../src/cli/data-folder.ts';
import { exitCodes } from '../../src/cli/output.ts';
import { runDemo } from '../../src/demo/run-demo.ts';
import { AlreadyServing } from '../../src/adapters/store/store-error.ts';
import { FlinkUnreadable } from '../../src/domain/errors.ts';
import { openedStore } from '../adapters/store/temp-store.ts';
import { cliFolder, configured, outsideWith, run, tellingClock, written } from './run-for-tests.ts';

describe('a mistake on the command line is one line with a hint, exit code 2', () => {
  test.each<[title: string, argv: string[], want: string]>([
    ['a misspelt command', ['incidets'], "Unknown command 'incidets'. Did you mean incidents? See: flink-medic --help"],
    ['an unknown command', ['xyzzy'], "Unknown command 'xyzzy'. See: flink-medic --help"],
    ['help for an unknown command', ['help', 'xyzzy'], "Unknown command 'xyzzy'. See: flink-medic --help"],
    ['help for an unknown subcommand', ['incidents', 'help', 'xyzzy'], "'xyzzy'. See: flink-medic incidents --help"],
    ['a misspelt subcommand', ['incidents', 'lst'], 'Did you mean list? See: flink-medic incidents --help'],
    ['a misspelt option', ['report', '--sinc', '7d'], 'Did you mean --since? See: flink-medic report --help'],
    ['a group without its command', ['actions'], 'flink-medic actions needs one of: list, settle.'],
    ['a missing argument', ['hold'], "Missing required argument 'target'. See: flink-medic hold --help"],
    ['a missing option', ['init'], "Required option '--from <url>' not specified."],
    ['two commands', ['doctor', 'serve'], "Too many arguments for 'doctor'. Expected 0 arguments but got 1: serve."],
    ['a value that is not offered', ['demo', '--flink', '1.9'], 'Allowed choices are 1.20.4, 2.3.0.'],
  ])('%s', async (_title, argv, want) => {
    const ran = await run(argv, { folder: cliFolder() });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(want);
    expect(ran.stderr.trimEnd()).not.toContain('\n');
  });

  test('with --json, before or after the command, it is one JSON object on stdout', async () => {
    const folder = cliFolder();
    const before = await run(['--json', 'incidets'], { folder });
    const after = await run(['incidets', '--json'], { folder });

    expect(after).toEqual(before);
    expect(before).toMatchObject({ code: 2, stderr: '' });
    expect(JSON.parse(before.stdout)).toEqual({
      error: {
        code: 'user.mistake',
        message: "Unknown command 'incidets'. Did you mean incidents? See: flink-medic --help",
      },
    });
  });
});

describe('help and version', () => {
  test('name every command but the hidden one, and the exit codes', async () => {
    const { code, stdout } = await run(['--help'], { folder: cliFolder() });

    expect(code).toBe(0);
    for (const name of 'serve demo doctor init incidents actions pause resume hold report sop migrate'.split(' ')) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    expect(stdout).not.toMatch(/^ {2}health/m);
    const documented = [...stdout.matchAll(/^ {2}(\d+) {2,}/gm)].map((match) => Number(match[1]));
    expect(documented).toEqual(Object.values(exitCodes).toSorted((a, b) => a - b));
  });

  test('the demo names the variables by which it is told and asks in Slack', async () => {
    const { stdout } = await run(['demo', '--help'], { folder: cliFolder() });

    for (const name of ['BOT_TOKEN', 'APP_TOKEN', 'TEAM', 'CHANNEL', 'APPROVER']) {
      expect(stdout).toContain(`SLACK_${name}`);
    }
  });

  test('are JSON with --json', async () => {
    const help = await run(['sop', '--help', '--json'], { folder: cliFolder() });
    const version = await run(['--version', '--json'], { folder: cliFolder() });

    expect(JSON.parse(help.stdout)).toEqual({ help: expect.stringContaining('Usage: flink-medic sop') as unknown });
    expect(JSON.parse(version.stdout)).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown });
  });
});

describe('the configuration', () => {
  test('a typo is told with file, line and the nearest key', async () => {
    const folder = cliFolder();
    written(folder, {
      'medic.yaml': 'clusters:\n  - name: prod\n    url: http://a:8081\n    enviroment: staging\n',
    });

    const ran = await run(['doctor', '--config', 'medic.yaml'], { folder });

    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`${join(folder, 'medic.yaml')}:4:5`);
    expect(ran.stderr).toContain('Did you mean environment?');
  });

  test('missing, it says how to get a first one', async () => {
    const ran = await run(['doctor'], { folder: cliFolder() });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('flink-medic init --from');
  });

  test('a file that is named, but not there, is not replaced by another', async () => {
    const folder = cliFolder();
    configured(folder);

    const ran = await run(['--config', 'other.yaml', 'doctor'], { folder });

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(join(folder, 'other.yaml'));
  });
});

/** A configured folder whose store another process is writing to. */
async function lockedFolder(): Promise<string> {
  const folder = cliFolder();
  configured(folder);
  const file = databaseFile(join(folder, 'data'));
  await openedStore(file);
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.exec('begin immediate');
  return folder;
}

describe('the store', () => {
  test('that serve has not made yet is exit code 3, and says so', async () => {
    const folder = cliFolder();
    configured(folder);

    const ran = await run(['incidents', 'list'], { folder });

    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain(`serve has not run yet on ${join(folder, 'data')}.`);
  });

  test('that another process writes to for too long is exit code 3', async () => {
    const folder = await lockedFolder();

    const ran = await run(['pause', '--json'], { folder });

    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'store.locked' } });
  });

  test('that another process writes to is waited for in words after two seconds', async () => {
    const folder = await lockedFolder();

    const ran = await run(['pause'], { folder, busyTimeoutMs: 2_010 });

    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toMatch(/^waiting for another process that writes to the store …\nThe database is locked by/);
  });

  test('that is a database server which does not answer is waited for in words after two seconds', async () => {
    const folder = cliFolder();
    configured(folder);
    const { clock, untilTold } = tellingClock();
    const server = createServer((socket) => void untilTold.then(() => socket.destroy()));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const env = { DATABASE_URL: `postgresql://medic@127.0.0.1:${port}/medic` };

    const ran = await run(['incidents', 'list'], { folder, clock, env });

    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toMatch(/^waiting for the configured PostgreSQL database …\nThe database 127\.0\.0\.1/);
  });

  test('that is no database is exit code 3', async () => {
    const folder = cliFolder();
    configured(folder);
    written(folder, { 'data/medic.sqlite': 'hello '.repeat(1_000) });

    const ran = await run(['incidents', 'list'], { folder });

    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('is not a SQLite database');
  });
});

describe('serve and demo', () => {
  test('get their options, and their number is the exit code', async () => {
    const folder = cliFolder();
    configured(folder);
    const asked: unknown[] = [];
    const outside = outsideWith({
      serve: ({ config, output }) => {
        asked.push([config.data, output.json]);
        return Promise.resolve(3);
      },
      demo: ({ flink, fake, keep }) => {
        asked.push([flink, fake, keep]);
        return Promise.resolve(1);
      },
    });

    const codes = [
      await run(['serve', '--json'], { folder, outside }),
      await run(['demo', '--fake', '--flink', '1.20.4'], { folder, outside }),
      await run(['demo', '--keep'], { folder, outside }),
    ].map(({ code }) => code);

    expect(codes).toEqual([3, 1, 1]);
    expect(asked).toEqual([
      [join(folder, 'data'), true],
      ['1.20.4', true, false],
      ['2.3.0', false, true],
    ]);
  });

  test.each<[title: string, error: Error, code: number, text: string]>([
    ['a second serve', new AlreadyServing('Another "flink-medic serve" uses it.'), 3, 'Another "flink-medic serve"'],
    ['a silent cluster', new FlinkUnreadable('no-connection', 'No connection.'), 3, 'No connection.'],
    ['anything unexpected', new TypeError('x is\nnot y'), 70, 'unexpected: TypeError: x is not y - please report'],
  ])('%s is one line without a stack', async (_title, error, code, text) => {
    const folder = cliFolder();
    configured(folder);

    const ran = await run(['serve'], { folder, outside: outsideWith({ serve: () => Promise.reject(error) }) });

    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(text);
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('the debug level shows where something unexpected happened', async () => {
    const folder = cliFolder();
    configured(folder, 'logLevel: debug\n');
    const outside = outsideWith({ serve: () => Promise.reject(new Error('boom')) });

    const ran = await run(['serve'], { folder, outside });

    expect(ran.stderr).toMatch(/unexpected: Error: boom.*\n.*\n? +at /s);
  });

  test('an error after the answer leaves stdout alone', async () => {
    const folder = cliFolder();
    configured(folder);
    const outside = outsideWith({
      serve: ({ output }) => {
        output.result({ started: true }, () => 'started');
        return Promise.reject(new AlreadyServing('Too late.'));
      },
    });

    const ran = await run(['serve', '--json'], { folder, outside });

    expect(JSON.parse(ran.stdout)).toEqual({ started: true });
    expect(ran).toMatchObject({ code: 3, stderr: 'Too late.\n' });
  });

  test('a signal in the middle is exit code 130', async () => {
    const folder = cliFolder();
    configured(folder);
    const outside = outsideWith({ serve: () => Promise.reject(new DOMException('aborted', 'AbortError')) });

    const ran = await run(['serve'], { folder, outside, signal: AbortSignal.abort() });

    expect(ran).toMatchObject({ code: 130, stderr: 'stopped by a signal\n' });
  });

  test('a demo that is stopped says so in JSON, too', async () => {
    const outside = outsideWith({ demo: runDemo });

    const ran = await run(['demo', '--fake', '--json'], { folder: cliFolder(), outside, signal: AbortSignal.abort() });

    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'cli.stopped' } });
    expect(ran).toMatchObject({ code: 130, stderr: '' });
  });
});

describe('migrate', () => {
  test('opens the database as serve does, and gives the data folder free again', async () => {
    const folder = cliFolder();
    configured(folder);
    const { store } = await openedStore(databaseFile(join(folder, 'data')));
    await store.close();

    const twice = [await run(['migrate'], { folder }), await run(['migrate', '--json'], { folder })];

    expect(twice.map(({ code }) => code)).toEqual([0, 0]);
    expect(JSON.parse(twice[1]?.stdout ?? '')).toEqual({
      file: databaseFile(join(folder, 'data')),
      schema: 'current',
    });
  });

  test('refuses where there is nothing', async () => {
    const folder = cliFolder();
    configured(folder);

    expect(await run(['migrate'], { folder })).toMatchObject({ code: 3 });
  });
});
