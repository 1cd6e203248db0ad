import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeSopLibrary, type SopLibrary } from '../../src/knowledge/load-sops.ts';
import { maxSopBytes } from '../../src/knowledge/parse-sop.ts';
import { makeSopFolder, type SopFolder } from '../../src/knowledge/sop-folder.ts';
import { memoryFolder, sopText } from './sop-text.ts';

const mkfifo = 'mkfifo';

const calm = new AbortController().signal;

function libraryOf(folder: SopFolder): SopLibrary {
  return makeSopLibrary({ name: 'sops', folder, complaints: new Map() });
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sops-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function idsOf(library: SopLibrary): string[] {
  return library.refresh().sops.map((sop) => sop.id);
}

describe('the library', () => {
  test('holds the good files, reports the bad ones, and passes over what is nobody’s procedure', () => {
    const files = new Map([
      ['disk-full.md', sopText()],
      ['broken.md', '---\nid: broken\n'],
      ['README.md', '# Notes'],
      ['.hidden.md', 'x'],
      ['notes.txt', 'x'],
      ['old.markdown', 'x'],
    ]);

    const loaded = libraryOf(memoryFolder(files)).refresh();

    expect(loaded.sops.map((sop) => sop.id)).toEqual(['disk-full']);
    expect(loaded.files).toBe(3);
    expect(loaded.problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'sops/broken.md:1',
      'sops/old.markdown:1',
    ]);
    expect(loaded.problems[1]?.fix).toBe('rename it to old.md');
  });

  test('reads ahead what the next look needs, and changes nothing before it', async () => {
    const files = new Map([
      ['disk-full.md', sopText()],
      ['net-slow.md', sopText('net-slow', 'NetException')],
    ]);
    const folder = memoryFolder(files);
    const library = libraryOf(folder);

    await library.readAhead(calm);
    const found = library.found().words().search('disk', 5);
    files.set('net-slow.md', sopText('net-slow', 'OtherException'));
    const { sops } = library.refresh();

    expect(found).toEqual([]);
    expect(sops.map((sop) => sop.match.exceptions)).toEqual([['DiskFullException'], ['OtherException']]);
    expect([...folder.reads]).toEqual([
      ['disk-full.md', 1],
      ['net-slow.md', 2],
    ]);
  });

  test('reads nothing ahead that it knows, that is gone, or that nobody waits for any more', async () => {
    const folder = memoryFolder(new Map([['disk-full.md', sopText()]]));
    const known = libraryOf(folder);
    known.refresh();
    const unread = libraryOf(folder);
    const gone = libraryOf({ ...folder, list: () => ({ ok: false, reason: 'gone', isGone: true }) });

    await known.readAhead(calm);
    await unread.readAhead(AbortSignal.abort());
    await gone.readAhead(calm);

    expect([...folder.reads]).toEqual([['disk-full.md', 1]]);
  });

  test('looks again at a file that could not be read ahead', async () => {
    const folder = memoryFolder(new Map([['disk-full.md', sopText()]]));
    let isLocked = true;
    const library = libraryOf({
      ...folder,
      read: (name) => (isLocked ? { ok: false, reason: 'EACCES' } : folder.read(name)),
    });

    await library.readAhead(calm);
    isLocked = false;

    expect(idsOf(library)).toEqual(['disk-full']);
  });

  test('a file that cannot be read, or a folder that is gone, makes nothing new of the others', () => {
    const folder = memoryFolder(
      new Map([
        ['disk-full.md', sopText()],
        ['locked.md', sopText('locked', 'LockedException')],
      ]),
    );
    let isGone = false;
    const library = libraryOf({
      ...folder,
      list: () => (isGone ? { ok: false, reason: 'gone', isGone } : folder.list()),
      read: (name) => (name === 'locked.md' ? { ok: false, reason: 'EACCES' } : folder.read(name)),
    });

    const { sops } = library.refresh();
    expect(sops.map((sop) => sop.id)).toEqual(['disk-full']);
    expect(library.refresh().sops).toBe(sops);
    isGone = true;
    expect(library.refresh().sops).toBe(library.refresh().sops);
  });

  test('reads a file again only when it changed', () => {
    const files = new Map([
      ['disk-full.md', sopText()],
      ['net-slow.md', sopText('net-slow', 'NetException')],
    ]);
    const folder = memoryFolder(files);
    const library = libraryOf(folder);
    const first = library.refresh();

    expect(library.refresh()).toBe(first);
    files.set('net-slow.md', sopText('net-slow', 'OtherException'));
    const second = library.refresh();

    expect(second.sops.find((sop) => sop.id === 'net-slow')?.match.exceptions).toEqual(['OtherException']);
    expect([...folder.reads]).toEqual([
      ['disk-full.md', 1],
      ['net-slow.md', 2],
    ]);
  });

  test('forgets what was deleted or broken, in the index too, and takes it back when it is mended', () => {
    const files = new Map([['disk-full.md', sopText()]]);
    const library = libraryOf(memoryFolder(files));
    library.refresh();
    expect(library.found().words().search('disk', 3)).toHaveLength(1);

    files.set('disk-full.md', sopText().replace('severity: high', 'severity: hihg'));
    expect(idsOf(library)).toEqual([]);
    expect(library.found().words().search('disk', 3)).toEqual([]);

    files.set('disk-full.md', sopText());
    expect(idsOf(library)).toEqual(['disk-full']);
    expect(library.found().words().search('disk', 3)).toHaveLength(1);
  });

  test('reports a second file of one id, and keeps the one that is named after it', () => {
    const files = new Map([
      ['a-copy.md', sopText('disk-full', 'CopyException')],
      ['disk-full.md', sopText()],
    ]);

    const { sops, problems } = libraryOf(memoryFolder(files)).refresh();

    expect(sops.map((sop) => sop.file)).toEqual(['sops/disk-full.md']);
    expect(problems.map((problem) => problem.message)).toContainEqual(
      'duplicate id "disk-full": it belongs to sops/disk-full.md',
    );
  });

  test('reports the second file that claims one exception, with its line', () => {
    const files = new Map([
      ['disk-full.md', sopText()],
      ['room-gone.md', sopText('room-gone', 'diskfullexception')],
    ]);

    const { sops, problems } = libraryOf(memoryFolder(files)).refresh();

    expect(sops.map((sop) => sop.id)).toEqual(['disk-full']);
    expect(problems).toEqual([
      {
        file: 'sops/room-gone.md',
        line: 6,
        message: 'exception "diskfullexception" already belongs to sops/disk-full.md',
        fix: 'make one of the two more specific, or remove it',
      },
    ]);
  });

  test.each<[first: string, second: string, kept: readonly string[]]>([
    ['[production]', '[staging]', ['disk-full', 'room-gone']],
    ['[production, test]', '[staging, test]', ['disk-full']],
    ['[production]', '', ['disk-full']],
    ['', '[staging]', ['disk-full']],
  ])('takes one exception twice where no environment has both: %s and %s', (first, second, kept) => {
    const inside = (environments: string, text: string) =>
      environments === '' ? text : text.replace('match:', `environments: ${environments}\nmatch:`);
    const files = new Map([
      ['disk-full.md', inside(first, sopText())],
      ['room-gone.md', inside(second, sopText('room-gone'))],
    ]);

    expect(idsOf(libraryOf(memoryFolder(files)))).toEqual(kept);
  });

  test('does not read a file that is too large to learn that it is', () => {
    const folder = memoryFolder(new Map([['disk-full.md', sopText() + 'x'.repeat(maxSopBytes)]]));

    const { problems } = libraryOf(folder).refresh();

    expect(problems[0]?.message).toMatch(/^the file has \d+ bytes, more than 65536/);
    expect(folder.reads.size).toBe(0);
  });

  test('reports a file that cannot be read and keeps the rest', () => {
    const good = memoryFolder(new Map([['disk-full.md', sopText()]]));
    const folder: SopFolder = {
      list: () => {
        const listing = good.list();
        if (!listing.ok) return listing;
        return { ok: true, entries: [...listing.entries, { name: 'locked.md', kind: 'file', version: '1', bytes: 9 }] };
      },
      read: (name) => (name === 'locked.md' ? { ok: false, reason: 'EACCES' } : good.read(name)),
    };

    const { sops, problems } = libraryOf(folder).refresh();

    expect(sops).toHaveLength(1);
    expect(problems).toMatchObject([{ file: 'sops/locked.md', message: 'the file cannot be read: EACCES' }]);
  });
});

function temporaryFolderWith(name: string, text: string): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, name), text);
  return folder;
}

describe('a folder on disk', () => {
  test('that is missing is one problem, and works once it is there', () => {
    const folder = path.join(temporaryFolder(), 'later');
    const library = libraryOf(makeSopFolder(folder));

    expect(library.refresh()).toMatchObject({
      sops: [],
      problems: [{ file: 'sops', line: 1, message: 'there is no such folder of SOPs' }],
    });

    mkdirSync(folder);
    writeFileSync(path.join(folder, 'disk-full.md'), sopText());
    expect(library.refresh()).toMatchObject({ sops: [{ id: 'disk-full' }], problems: [] });

    rmSync(folder, { recursive: true });
    expect(idsOf(library)).toEqual([]);
  });

  test('keeps its other procedures when one entry cannot even be looked at', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'disk-full.md'), sopText());
    symlinkSync(path.join(folder, 'loop.md'), path.join(folder, 'loop.md'));

    expect(idsOf(libraryOf(makeSopFolder(folder)))).toEqual(['disk-full']);
  });

  test('that cannot be listed for a moment keeps its procedures, and says so', () => {
    const disk = makeSopFolder(temporaryFolderWith('disk-full.md', sopText()));
    let isAway = false;
    const away = { ok: false, reason: 'EMFILE: too many open files' } as const;
    const library = libraryOf({ ...disk, list: () => (isAway ? away : disk.list()) });
    library.refresh();

    isAway = true;

    expect(idsOf(library)).toEqual(['disk-full']);
    expect(library.refresh().problems).toMatchObject([{ message: expect.stringContaining('EMFILE') }]);
  });

  test('a file that could not be read once is read at the next look', () => {
    const disk = makeSopFolder(temporaryFolderWith('disk-full.md', sopText()));
    let isAway = true;
    const away = { ok: false, reason: 'EIO' } as const;
    const library = libraryOf({ ...disk, read: (name) => (isAway ? away : disk.read(name)) });
    expect(idsOf(library)).toEqual([]);

    isAway = false;

    expect(idsOf(library)).toEqual(['disk-full']);
  });

  test('is read again when a file changes, also to a text of the same length', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'disk-full.md');
    const library = libraryOf(makeSopFolder(folder));
    writeFileSync(file, sopText());
    library.refresh();

    writeFileSync(file, sopText().replace('The disk is full', 'The disk is FULL'));

    expect(library.refresh().sops[0]?.title).toBe('The disk is FULL');
  });

  test('never waits for a file, nor reads one without end', () => {
    const folder = temporaryFolder();
    const disk = makeSopFolder(folder);
    writeFileSync(path.join(folder, 'long.md'), 'x'.repeat(200_000));
    symlinkSync('/dev/null', path.join(folder, 'device.md'));
    symlinkSync('/proc/self/status', path.join(folder, 'kernel.md'));
    execFileSync(mkfifo, [path.join(folder, 'pipe.md')]);

    const long = disk.read('long.md');

    expect(long.ok && long.bytes.length).toBe(64 * 1024 + 1);
    expect(disk.read('device.md')).toEqual({ ok: false, reason: 'it is not a file' });
    expect(disk.read('kernel.md')).toEqual({ ok: true, bytes: new Uint8Array() });
    expect(disk.read('pipe.md')).toEqual({ ok: false, reason: 'it is not a file' });
  });

  test('reports a subfolder that looks like a procedure, and a file where the folder should be', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'more.md'));
    writeFileSync(path.join(folder, 'disk-full.md'), sopText());

    expect(libraryOf(makeSopFolder(folder)).refresh().problems).toMatchObject([{ message: 'more.md is a folder' }]);
    expect(libraryOf(makeSopFolder(path.join(folder, 'disk-full.md'))).refresh().problems).toMatchObject([
      { message: expect.stringContaining('ENOTDIR') },
    ]);
  });
});
