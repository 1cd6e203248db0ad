import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeJarReader } from '../../../src/adapters/flink/jar-reader.ts';

const makePipe = 'mkfifo';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flink-medic-hash-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('hashes a file, whatever its size', async () => {
  writeFileSync(join(folder, 'a.jar'), 'abc');
  writeFileSync(join(folder, 'empty.jar'), '');

  expect(await makeJarReader().sha256(join(folder, 'a.jar'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(await makeJarReader().sha256(join(folder, 'empty.jar'))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('knows no hash of what is not a file', async () => {
  execFileSync(makePipe, [join(folder, 'pipe.jar')]);

  expect(await makeJarReader().sha256(join(folder, 'none.jar'))).toBeUndefined();
  expect(await makeJarReader().sha256(folder)).toBeUndefined();
  expect(await makeJarReader().sha256(join(folder, 'pipe.jar'))).toBeUndefined();
  expect(await makeJarReader().sha256('a\0b')).toBeUndefined();
});
