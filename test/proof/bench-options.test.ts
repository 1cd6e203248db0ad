import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options.ts';

const options = {
  kills: { takes: 'a whole number', least: 1 },
  seed: { takes: 'a whole number', least: 0, most: 9, otherwise: 7 },
  speed: { takes: 'a number', least: 1, otherwise: 8 },
  engine: { oneOf: ['sqlite', 'postgres'], otherwise: 'sqlite' },
  json: 'flag',
} as const;

test.each<[args: readonly string[], want: string]>([
  [['--kills', '0'], '--kills takes a whole number from 1 up, not 0.'],
  [['--kills', '1.5'], '--kills takes a whole number from 1 up, not 1.5.'],
  [['--kills'], '--kills takes a whole number from 1 up, not nothing.'],
  [['--kills', '--json'], '--kills takes a whole number from 1 up, not --json.'],
  [['--kills='], '--kills takes a whole number from 1 up, not nothing.'],
  [['--seed', '-1'], '--seed takes a whole number from 0 to 9, not -1.'],
  [['--seed', 'x'], '--seed takes a whole number from 0 to 9, not x.'],
  [['--seed', '10'], '--seed takes a whole number from 0 to 9, not 10.'],
  [['--speed', '0.5'], '--speed takes a number from 1 up, not 0.5.'],
  [['--engine', 'mysql'], '--engine takes sqlite or postgres, not mysql.'],
  [['--json=no'], '--json takes no value, not no.'],
  [['--bogus', '3'], 'There is no option --bogus; there are --kills, --seed, --speed, --engine and --json.'],
  [['-k'], 'There is no option -k; there are --kills, --seed, --speed, --engine and --json.'],
])('of %j is said what is wrong', (args, want) => {
  expect(readOptions(options, args)).toBe(want);
});

test('what is right is read, and what is left out is what it is otherwise', () => {
  expect(readOptions(options, ['ledger', '--kills', '5', '--speed=1.5', '--json'])).toEqual({
    values: { kills: 5, seed: 7, speed: 1.5, engine: 'sqlite', json: true },
    positionals: ['ledger'],
  });
  expect(readOptions(options, [])).toMatchObject({ values: { kills: undefined, json: false } });
});

test.each<[script: string, args: readonly string[], code: number, out: RegExp, err: RegExp]>([
  ['crash.ts', ['--seed', '-1'], 2, /^$/, /^--seed takes a whole number from 0 up, not -1\.\n$/],
  [
    'crash.ts',
    ['--kills', '2', '--parallel', '3'],
    2,
    /^$/,
    /^--kills takes at least as many as --parallel, .* not 2\.\n$/,
  ],
  // Else the run would be another one than was asked for, without a word.
  ['crash.ts', ['--ha', '--kills', '1'], 2, /^$/, /^--ha goes with --flink\.\n$/],
  ['crash.ts', ['--flink', '--engine', 'postgres'], 2, /^$/, /^--engine postgres does not go with --flink\.\n$/],
  ['crash.ts', ['--flink', '--network'], 2, /^$/, /^--network does not go with --flink\.\n$/],
  ['crash.ts', ['--flink', '--parallel', '2'], 2, /^$/, /^--parallel does not go with --flink\.\n$/],
  ['main.ts', ['--bogus'], 2, /^$/, /^There is no option --bogus; there are [^\n]*\n$/],
  ['main.ts', ['nothing'], 2, /^$/, /^Which benchmark, if not nothing\?\nnpm run bench/],
  ['main.ts', ['--help'], 0, /^npm run bench -- watch/, /^$/],
])('bench/%s %j ends with its words alone', (script, args, code, out, err) => {
  const ran = spawnSync(process.execPath, [`bench/${script}`, ...args], { encoding: 'utf8' });

  expect(ran.status).toBe(code);
  expect(ran.stdout).toMatch(out);
  expect(ran.stderr).toMatch(err);
});
