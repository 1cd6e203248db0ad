import { closeSync, constants, fstatSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../domain/errors.ts';
import { maxTextBytes } from './front-matter.ts';
import { readUpTo } from './read-up-to.ts';

/** One entry of a folder. `version` changes when the file does; `kind` follows links, as Kubernetes mounts files as links. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly version: string;
  readonly bytes: number;
}

export type FolderListing =
  | { readonly ok: true; readonly entries: readonly FolderEntry[] }
  /** `isGone`: there is no such folder, which is an answer; otherwise nothing is known of what it holds. */
  | { readonly ok: false; readonly reason: string; readonly isGone?: boolean };

/** What the SOP library needs of a folder. Neither method throws. */
export interface SopFolder {
  list(): FolderListing;
  /** The bytes of one file, not many more than a SOP may have, or why they cannot be read. */
  read(name: string): FileBytes;
}

type FileBytes = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string };

/** A folder on disk. */
export function makeSopFolder(folder: string): SopFolder {
  return {
    list() {
      try {
        return {
          ok: true,
          entries: readdirSync(folder)
            .toSorted()
            .map((name) => entryOf(folder, name)),
        };
      } catch (error) {
        return { ok: false, reason: messageOf(error), isGone: (error as NodeJS.ErrnoException).code === 'ENOENT' };
      }
    },
    read(name) {
      try {
        return readPlain(path.join(folder, name));
      } catch (error) {
        return { ok: false, reason: messageOf(error) };
      }
    },
  };
}

/** Follows links, but waits for nothing: neither for the other end of a pipe nor for what a device or the kernel may yet write. */
function readPlain(file: string): FileBytes {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const opened = fstatSync(descriptor);
    if (!opened.isFile()) return { ok: false, reason: 'it is not a file' };
    // Files of the kernel have no size, whatever they hold, and some of them are used up by reading.
    if (opened.size === 0) return { ok: true, bytes: new Uint8Array() };
    return { ok: true, bytes: readUpTo(descriptor, maxTextBytes + 1) };
  } finally {
    closeSync(descriptor);
  }
}

/** Undefined also for a loop of links, and where this program may not look. */
function statOf(file: string) {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function entryOf(folder: string, name: string): FolderEntry {
  const stat = statOf(path.join(folder, name));
  if (stat === undefined) return { name, kind: 'other', version: 'gone', bytes: 0 };
  const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
  return { name, kind, version: `${stat.ino}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`, bytes: Number(stat.size) };
}
