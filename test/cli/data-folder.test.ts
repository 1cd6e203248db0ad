import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isServing, makeDataFolder } from '../../src/cli/data-folder.ts';
import { makeOutput } from '../../src/cli/output.ts';
import { loadConfig } from '../../src/config.ts';
import { serve } from '../../src/serve.ts';
import { cliFolder, jumpingClock, run, written } from './run-for-tests.ts';

test('every missing folder is made, and one that is there is left as it is', async () => {
  const data = join(cliFolder(), 'a/b/data');

  await makeDataFolder(data, undefined);
  await makeDataFolder(data, undefined);

  expect(statSync(data).isDirectory()).toBe(true);
});

test('two that make it at once both succeed', async () => {
  const data = join(cliFolder(), 'a/b/data');

  await Promise.all([makeDataFolder(data, undefined), makeDataFolder(data, undefined)]);

  expect(existsSync(data)).toBe(true);
});

test('a lock file that is none does not tell that serve runs', async () => {
  const folder = cliFolder();
  written(folder, { 'serve.lock': 'what is no database'.repeat(99) });

  expect(await isServing(folder)).toBe(false);
});

test.each<[title: string, data: string, why: string]>([
  ['below a device', '/dev/null/y', 'cannot be made: /dev/null is not a folder'],
  ['in a file system that takes no folders', '/proc/x/y', 'cannot be made: '],
])('a path %s ends with what to do', async (_title, data, why) => {
  await expect(makeDataFolder(data, '/etc/flink-medic.yaml')).rejects.toMatchObject({
    code: 'store.unusable',
    message: expect.stringMatching(
      new RegExp(
        `^The data folder ${data} ${why}.*\\. Set data in /etc/flink-medic.yaml to a folder that this user can make or write to\\.$`,
      ),
    ),
  });
});

test('a file is no data folder', async () => {
  const file = join(cliFolder(), 'data');
  writeFileSync(file, '');

  await expect(makeDataFolder(file, undefined)).rejects.toMatchObject({
    code: 'store.unusable',
    message: `The data folder ${file} is not a folder. Set data in the configuration to a folder that this user can make or write to.`,
  });
});

test.each<[title: string, argv: string[]]>([
  ['a list', ['incidents', 'list']],
  ['the first screen', []],
  ['a trial of the ledger', ['ledger', 'verify']],
])('%s says that a file is in the way, instead of that serve has not run', async (_title, argv) => {
  const folder = cliFolder();
  written(folder, {
    file: '',
    'flink-medic.yaml': 'data: ./file/data\nclusters:\n  - { name: a, url: http://127.0.0.1:1 }\n',
  });

  const ran = await run(argv, { folder });

  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toMatch(/^The data folder .*\/file\/data cannot be .* Set data in .* to a folder that this user/);
});

test('serve says which key of which file is wrong', async () => {
  const folder = cliFolder();
  const file = join(folder, 'flink-medic.yaml');
  written(folder, { 'flink-medic.yaml': 'data: /dev/null/y\nclusters:\n  - { name: a, url: http://127.0.0.1:1 }\n' });
  const log = { debug: never, info: never, warn: never, error: never, child: never };

  const serving = serve({
    config: loadConfig({ file, env: {} }),
    output: makeOutput(false, process.stdout, process.stderr),
    clock: jumpingClock(0),
    log,
    signal: new AbortController().signal,
  });

  await expect(serving).rejects.toMatchObject({
    code: 'store.unusable',
    message: expect.stringContaining(`The data folder /dev/null/y cannot be made`),
  });
  await expect(serving).rejects.toThrow(`Set data in ${file} `);
});

function never(): never {
  throw new Error('nothing is logged');
}
