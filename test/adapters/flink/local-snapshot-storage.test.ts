import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeLocalSnapshotStorage } from '../../../src/adapters/flink/local-snapshot-storage.ts';

let base: string;
let root: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'flink-medic-storage-')));
  root = join(base, 'savepoints');
  mkdirSync(root);
});

afterEach(() => {
  rmSync(base, { recursive: true });
});

function write(path: string, text = 'metadata'): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function below(directory: string, roots: readonly string[] = [root]) {
  return makeLocalSnapshotStorage(roots).completeBelow(directory);
}

const cannot = { kind: 'cannot-look', why: expect.any(String) };

describe('what proves nothing', () => {
  test.each<[what: string, directory: () => string]>([
    ['another scheme', () => 's3://bucket/savepoints'],
    ['a host', () => `file://server${root}`],
    ['a relative path', () => 'savepoints'],
    ['nothing', () => ''],
    ['a path outside of the roots', () => join(base, 'other')],
    ['a neighbour whose name begins like the root', () => `${root}-2`],
    ['a way up', () => `${root}/../other`],
    ['a way up and down again', () => `${root}/a/../b`],
    ['a NUL', () => `${root}/a\0b`],
    [
      'a file',
      () => {
        write(join(root, 'k'), 'x');
        return join(root, 'k');
      },
    ],
    [
      'something below a file',
      () => {
        write(join(root, 'k'), 'x');
        return join(root, 'k', 'deeper');
      },
    ],
    [
      'a link that leads out',
      () => {
        write(join(base, 'outside', 's', '_metadata'));
        symlinkSync(join(base, 'outside'), join(root, 'k'));
        return join(root, 'k');
      },
    ],
    [
      'a missing folder below a link that leads out',
      () => {
        mkdirSync(join(base, 'outside'));
        symlinkSync(join(base, 'outside'), join(root, 'k'));
        return join(root, 'k', 'missing');
      },
    ],
    [
      'a link that leads nowhere',
      () => {
        symlinkSync(join(root, 'gone'), join(root, 'k'));
        return join(root, 'k');
      },
    ],
    [
      'a link inside',
      () => {
        write(join(base, 'outside', '_metadata'));
        mkdirSync(join(root, 'k'));
        symlinkSync(join(base, 'outside'), join(root, 'k', 'savepoint-1'));
        return join(root, 'k');
      },
    ],
    [
      'metadata that is a link',
      () => {
        write(join(base, 'outside', '_metadata'));
        mkdirSync(join(root, 'k', 'a', 'b'), { recursive: true });
        symlinkSync(join(base, 'outside', '_metadata'), join(root, 'k', 'a', 'b', '_metadata'));
        return join(root, 'k');
      },
    ],
  ])('%s', async (_what, directory) => {
    expect(await below(directory())).toEqual(cannot);
  });

  test('no roots, or one that is not there', async () => {
    expect(await below(root, [])).toEqual(cannot);
    expect(await below(join(root, 'k'), [join(base, 'not-mounted')])).toEqual(cannot);
    expect(await below(join(base, 'not-mounted', 'k'), [join(base, 'not-mounted')])).toEqual({
      kind: 'cannot-look',
      why: `the root ${join(base, 'not-mounted')} does not exist`,
    });
  });

  test('a root that is empty, as where its volume is not mounted', async () => {
    expect(await below(join(root, 'k'))).toEqual(cannot);

    write(join(root, 'of-another', '_metadata'));

    expect(await below(join(root, 'k'))).toEqual({ kind: 'found', paths: [] });
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be read', async () => {
    mkdirSync(join(root, 'k'));
    chmodSync(join(root, 'k'), 0);

    expect(await below(join(root, 'k'))).toEqual(cannot);
    chmodSync(join(root, 'k'), 0o755);
  });
});

describe('what is found', () => {
  test('is complete, in the form Flink writes, and sorted', async () => {
    write(join(root, 'k', 'savepoint-b', '_metadata'));
    write(join(root, 'k', 'savepoint-a', '_metadata'));
    write(join(root, 'k', 'job', 'chk-7', '_metadata'));
    write(join(root, 'k', 'savepoint-c', '_metadata'), '');
    mkdirSync(join(root, 'k', 'savepoint-d'));
    mkdirSync(join(root, 'k', 'savepoint-e', '_metadata'), { recursive: true });

    const seen = await below(join(root, 'k'));

    expect(seen).toEqual({
      kind: 'found',
      paths: ['job/chk-7', 'savepoint-a', 'savepoint-b'].map((one) => `file:${root}/k/${one}`),
    });
  });

  test('may be the directory itself, and is not deeper than two folders', async () => {
    write(join(root, 'k', '_metadata'));
    write(join(root, 'k', 'a', 'b', 'c', '_metadata'));

    expect(await below(join(root, 'k'))).toEqual({ kind: 'found', paths: [`file:${root}/k`] });
  });

  test.each(['file:', 'file://', ''])('does not depend on how the path is spelled: %s', async (scheme) => {
    write(join(root, 'k', 's', '_metadata'));

    expect(await below(`${scheme}${root}/k/`)).toEqual({ kind: 'found', paths: [`file:${root}/k/s`] });
    expect(await below(`${scheme}${root}/k`, [`${root}/`])).toEqual({ kind: 'found', paths: [`file:${root}/k/s`] });
  });

  test('is nothing in a directory that is not there, inside of a root that is', async () => {
    mkdirSync(join(root, 'team'));

    expect(await below(join(root, 'k'))).toEqual({ kind: 'found', paths: [] });
    expect(await below(join(root, 'team', 'k', 'deeper'))).toEqual({ kind: 'found', paths: [] });
  });

  test('is shown under the name that Flink knows, also when the root is a link', async () => {
    write(join(root, 'k', 's', '_metadata'));
    symlinkSync(root, join(base, 'mount'));

    expect(await below(join(base, 'mount', 'k'), [join(base, 'mount')])).toEqual({
      kind: 'found',
      paths: [`file:${base}/mount/k/s`],
    });
  });

  test('is everything of a disk when the root is its top', async () => {
    write(join(root, 'k', 's', '_metadata'));

    expect(await below(join(root, 'k'), ['/'])).toEqual({ kind: 'found', paths: [`file:${root}/k/s`] });
  });
});
