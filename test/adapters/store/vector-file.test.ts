import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openVectorFile } from '../../../src/adapters/store/vector-file.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'vectors.sqlite');
}

function opened(file: string) {
  const warnings: string[] = [];
  const cache = openVectorFile(file, { warn: (_fields, message) => void warnings.push(message) });
  onTestFinished(() => cache.close());
  return { cache, warnings };
}

test('remembers vectors by model and hash beyond the process', () => {
  const file = place();
  const first = opened(file).cache;
  first.put(
    'small',
    new Map([
      ['a', [1, -0.5, 3]],
      ['b', [0, 0, 1]],
    ]),
  );
  first.put('large', new Map([['a', [9]]]));
  first.close();

  const { cache, warnings } = opened(file);

  expect(Object.fromEntries(cache.get('small', ['a', 'c', 'b']))).toEqual({ a: [1, -0.5, 3], b: [0, 0, 1] });
  expect([...cache.get('large', ['a', 'b'])]).toEqual([['a', [9]]]);
  expect(cache.get('other', ['a']).size).toBe(0);
  expect(warnings).toEqual([]);
});

test('knows more hashes than one statement may hold, and takes a new vector for an old one', () => {
  const { cache } = opened(place());
  const many = new Map(Array.from({ length: 1_200 }, (_, at) => [`hash ${at}`, [at]]));
  cache.put('small', many);
  cache.put('small', new Map([['hash 7', [70]]]));

  const found = cache.get('small', [...many.keys()]);

  expect(found.size).toBe(1_200);
  expect(found.get('hash 7')).toEqual([70]);
});

test('forgets what was damaged, and keeps the rest', () => {
  const file = place();
  const { cache } = opened(file);
  cache.put(
    'small',
    new Map([
      ['good', [1]],
      ['short', [1]],
      ['odd', [1]],
    ]),
  );
  const db = new Database(file);
  db.prepare("UPDATE vectors SET vector = x'0011' WHERE hash = 'short'").run();
  db.prepare("UPDATE vectors SET vector = x'0000c07f' WHERE hash = 'odd'").run();
  db.close();

  expect([...cache.get('small', ['good', 'short', 'odd']).keys()]).toEqual(['good']);
});

test('a file that is no database is said once, left as it is, and done without', () => {
  const file = place();
  writeFileSync(file, 'not a database, '.repeat(100));

  const { cache, warnings } = opened(file);
  cache.put('small', new Map([['a', [1]]]));

  expect(cache.get('small', ['a']).size).toBe(0);
  expect(warnings).toEqual(['vectors are not kept; if the file is damaged, delete it']);
  expect(readFileSync(file, 'utf8')).toMatch(/^not a database/);
});

test('a folder that is not there is said, and done without', () => {
  const { cache, warnings } = opened(join(place(), 'nowhere', 'vectors.sqlite'));

  expect(cache.get('small', ['a']).size).toBe(0);
  expect(warnings).toHaveLength(1);
});
