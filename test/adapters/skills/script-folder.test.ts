import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Isolation } from '../../../src/adapters/skills/isolate.ts';
import { sha256 } from '../../../src/adapters/skills/package-files.ts';
import { makeSkillScripts } from '../../../src/adapters/skills/run-script.ts';
import { movableClock } from '../../support/temporary-store.ts';

const minute = 60_000;
const clock = movableClock(Date.UTC(2026, 0, 5));
const bytes = Buffer.from('#!/bin/sh\necho hi\n');
/** Only for what does not hang on isolation. */
const plain: Isolation = {
  command: () => ({ program: '/bin/sh', args: ['-c', 'printf ready >&3; exec 3>&-; exec ./script'] }),
};
const start = () =>
  makeSkillScripts({ allow: [sha256(bytes)], isolation: plain, clock, read: () => ({ ok: true, bytes }) });

let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'flink-medic-test-'));
  vi.stubEnv('TMPDIR', temporary);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true, force: true });
});

/** What an agent that was killed leaves of a script. */
function left(name: string, ageMs: number, change: (path: string) => void = () => {}): void {
  const path = join(temporary, name);
  mkdirSync(join(path, 'root'), { recursive: true });
  writeFileSync(join(path, 'script'), bytes, { mode: 0o500 });
  change(path);
  const at = (clock.now() - ageMs) / 1_000;
  utimesSync(path, at, at);
}

test('a start removes what killed agents left of scripts, and follows no link out of it', () => {
  const outside = join(temporary, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'kept'), 'x');
  left('flink-medic-script-aB3dE6', 11 * minute, (path) => symlinkSync(outside, join(path, 'root', 'link')));
  left('flink-medic-script-000000', 24 * 60 * minute);

  start();

  expect(readdirSync(temporary)).toEqual(['outside']);
  expect(readdirSync(outside)).toEqual(['kept']);
});

test('what may belong to a script that runs, and what is not surely ours, stays', () => {
  const target = join(temporary, 'target');
  left('target', 24 * 60 * minute);
  left('flink-medic-script-young0', 9 * minute);
  left('flink-medic-script-future', -24 * 60 * minute);
  left('flink-medic-script-longer-name', 24 * 60 * minute);
  left('my-flink-medic-script-aB3dE6', 24 * 60 * minute);
  symlinkSync(target, join(temporary, 'flink-medic-script-link00'));
  writeFileSync(join(temporary, 'flink-medic-script-file00'), 'x');
  utimesSync(join(temporary, 'flink-medic-script-file00'), 1, 1);
  const before = readdirSync(temporary);

  clock.at += 1;
  start();

  expect(readdirSync(temporary)).toEqual(before);
  expect(readdirSync(target)).toEqual(['root', 'script']);
});

test.skipIf(process.getuid?.() !== 0)('the folder of another user stays', () => {
  left('flink-medic-script-other0', 24 * 60 * minute, (path) => chownSync(path, 65_534, 65_534));

  start();

  expect(existsSync(join(temporary, 'flink-medic-script-other0'))).toBe(true);
});

test('an agent that is started again at once removes it with a later script', async () => {
  left('flink-medic-script-aB3dE6', minute);
  const scripts = start();
  expect(readdirSync(temporary)).toEqual(['flink-medic-script-aB3dE6']);
  clock.at += 10 * minute;

  const answer = await scripts.run('disk', 'scripts/a.sh', [], new AbortController().signal);

  expect(answer).toMatchObject({ kind: 'ok', output: 'hi\n' });
  expect(readdirSync(temporary)).toEqual([]);
});

test('a temporary folder that cannot be read keeps no agent from starting', () => {
  vi.stubEnv('TMPDIR', join(temporary, 'missing'));

  expect(start).not.toThrow();
});
