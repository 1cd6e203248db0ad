import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../domain/errors.ts';
import { readUpTo } from './read-up-to.ts';

export type FileRead =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string };

/** Something below a skill's folder, by its path in it. `version` changes when the file does. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  readonly version: string;
}

export type Listing =
  | { readonly ok: true; readonly entries: readonly TreeEntry[] }
  /** `isGone`: there is no such folder. */
  | { readonly ok: false; readonly reason: string; readonly isGone?: boolean };

/** What the skill library needs of a folder of skills. No method throws. */
export interface SkillFolder {
  /** What lies directly in it; names that begin with a dot are nobody's. */
  list(): Listing;
  /** One file of a skill without reading it; undefined when it is not there. */
  look(skill: string, file: string): TreeEntry | undefined;
  /** Everything below a skill's folder, at most `maxTreeEntries`; links are named, not followed. */
  tree(skill: string): Listing;
  /** Reads a file below a skill's folder, and nothing else: no links, no way out of the folder, at most so many bytes. */
  read(skill: string, file: string, maxBytes: number): FileRead;
}

/** A skill with more files than this is somebody's project, not a skill. */
export const maxTreeEntries = 500;

/** Why a path may not be asked for; undefined when it may. Without the file system: names alone. */
export function badPath(file: string): string | undefined {
  if (file === '' || file.length > 200) return 'it should be a path of 1 to 200 characters';
  if (!/^[\p{L}\p{N} ._+@()/-]+$/u.test(file)) return 'it has characters that no file of a skill has';
  if (file.startsWith('/')) return "it should be relative to the skill's folder";
  const bad = file.split('/').find((part) => part === '' || part.startsWith('.'));
  return bad === undefined ? undefined : `${JSON.stringify(bad)} is no part of such a path`;
}

/** A folder on disk. */
export function makeSkillFolder(folder: string): SkillFolder {
  return {
    list() {
      try {
        const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
        return { ok: true, entries: names.toSorted().map((name) => entryOf(folder, name)) };
      } catch (error) {
        return { ok: false, reason: messageOf(error), isGone: (error as NodeJS.ErrnoException).code === 'ENOENT' };
      }
    },
    look(skill, file) {
      if (badFile(skill, file) !== undefined) return undefined;
      const entry = entryOf(path.join(folder, skill), file);
      return entry.version === 'gone' ? undefined : entry;
    },
    tree(skill) {
      try {
        return { ok: true, entries: walk(path.join(folder, skill)) };
      } catch (error) {
        return { ok: false, reason: messageOf(error) };
      }
    },
    read(skill, file, maxBytes) {
      const wrong = badFile(skill, file);
      if (wrong !== undefined) return { ok: false, reason: wrong };
      try {
        return readInside(path.join(folder, skill), file, maxBytes);
      } catch (error) {
        return { ok: false, reason: isCode(error, 'ENOENT') ? 'it is not there' : messageOf(error) };
      }
    },
  };
}

function badFile(skill: string, file: string): string | undefined {
  return skill.includes('/') ? 'a skill lies directly in its folder' : (badPath(skill) ?? badPath(file));
}

function walk(root: string): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const folders = [''];
  for (let below = folders.shift(); below !== undefined; below = folders.shift()) {
    for (const name of readdirSync(path.join(root, below)).toSorted()) {
      if (entries.length >= maxTreeEntries) return entries;
      const entry = entryOf(root, below === '' ? name : `${below}/${name}`);
      entries.push(entry);
      if (entry.kind === 'folder') folders.push(entry.path);
    }
  }
  return entries;
}

function entryOf(root: string, file: string): TreeEntry {
  const stat = statOf(path.join(root, file));
  if (stat === undefined) return { path: file, kind: 'other', bytes: 0, version: 'gone' };
  const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other';
  return {
    path: file,
    kind,
    bytes: Number(stat.size),
    version: `${stat.ino}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`,
  };
}

/** Undefined also below a file, behind a loop of links, and where this program may not look. */
function statOf(file: string) {
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function readInside(root: string, file: string, maxBytes: number): FileRead {
  const refuse = (reason: string): FileRead => ({ ok: false, reason });
  const real = path.join(realpathSync(root), file);
  // Opened without following a link at its end and without waiting for the other end of a pipe.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let descriptor: number;
  try {
    descriptor = openSync(real, flags);
  } catch (error) {
    if (isCode(error, 'ELOOP')) return refuse('it is a link; links are not followed');
    throw error;
  }
  try {
    const opened = fstatSync(descriptor, { bigint: true });
    if (!opened.isFile()) return refuse(opened.isDirectory() ? 'it is a folder' : 'it is not a file');
    // A link in the middle of the path would have led elsewhere: then the path without links is another, or another file.
    const where = realpathSync(real);
    const there = lstatSync(where, { bigint: true });
    if (where !== real || there.ino !== opened.ino || there.dev !== opened.dev) {
      return refuse('a link leads to it; links are not followed');
    }
    if (opened.size > BigInt(maxBytes)) return refuse(`it has ${opened.size} bytes, more than ${maxBytes}`);
    const bytes = readUpTo(descriptor, maxBytes + 1);
    return bytes.length > maxBytes ? refuse(`it grew above ${maxBytes} bytes`) : { ok: true, bytes };
  } finally {
    closeSync(descriptor);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
