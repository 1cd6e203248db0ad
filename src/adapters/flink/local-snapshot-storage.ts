import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { isBelow, normalPath } from '../../domain/snapshot-path.ts';
import type { SnapshotStorage } from '../../ports/snapshot-storage.ts';

/** Savepoints lie one folder below their own directory. */
const maxDepth = 2;
const maxEntries = 10_000;

/** Ends a look with the reason why it proves nothing. */
class CannotLook extends Error {}

/**
 * Looks for snapshots below folders of this machine (or mounted on it). A root that is missing or cannot be read, a way that
 * leads out of it, a symbolic link inside and everything outside of the roots is `cannot-look`: "none there" has to be a proof.
 * @param roots absolute local paths, the same ones as Flink writes to.
 */
export function makeLocalSnapshotStorage(roots: readonly string[]): SnapshotStorage {
  return {
    async completeBelow(directory) {
      try {
        return { kind: 'found', paths: await look(directory, roots) };
      } catch (error) {
        return { kind: 'cannot-look', why: whyOf(error, directory) };
      }
    },
  };
}

async function look(directory: string, roots: readonly string[]): Promise<readonly string[]> {
  const path = localPath(directory);
  const root = roots.find((one) => isBelow(path, one));
  if (root === undefined) throw new CannotLook(`${directory} is outside of the configured snapshotRoots`);
  const real = await realPathBelow(path, normalPath(root) || '/');
  if (real === undefined) return [];
  const found: string[] = [];
  await collect(real, path, 0, { found, entries: 0 });
  return found.toSorted().map((one) => `file:${one}`);
}

function localPath(directory: string): string {
  if (/^file:\/\/[^/]/.test(directory)) throw new CannotLook(`${directory} lies on another host`);
  if (!directory.startsWith('/') && !directory.startsWith('file:/')) {
    throw new CannotLook(`${directory} is not a path of this machine`);
  }
  const path = normalPath(directory);
  if (path !== normalize(path)) throw new CannotLook(`${directory} is not written plainly`);
  return path;
}

/** Where the directory really is. Undefined: it is not there, and the nearest folder above it that is belongs to the root. */
async function realPathBelow(path: string, root: string): Promise<string | undefined> {
  if (!(await exists(root))) throw new CannotLook(`the root ${root} does not exist`);
  const realRoot = await realpath(root);
  if ((await readdir(realRoot)).length === 0) {
    throw new CannotLook(`the root ${root} is empty: nothing was written yet, or its volume is not mounted`);
  }
  let there = path;
  while (!(await exists(there))) there = dirname(there);
  const real = await realpath(there);
  if (real !== realRoot && !real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
    throw new CannotLook(`${there} leads out of ${root}`);
  }
  if (!(await stat(real)).isDirectory()) throw new CannotLook(`${there} is not a directory`);
  if (there === path) return real;
  // Being able to list it is what makes "not there" believable.
  await readdir(real);
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function collect(
  real: string,
  shown: string,
  depth: number,
  state: { readonly found: string[]; entries: number },
): Promise<void> {
  const entries = await readdir(real, { withFileTypes: true });
  state.entries += entries.length;
  if (state.entries > maxEntries) throw new CannotLook(`${shown} holds too many files`);
  if (await hasMetadata(real, entries)) state.found.push(shown);
  for (const entry of entries) {
    if (entry.isSymbolicLink()) throw new CannotLook(`${join(shown, entry.name)} is a symbolic link`);
    if (entry.isDirectory() && depth < maxDepth)
      await collect(join(real, entry.name), join(shown, entry.name), depth + 1, state);
  }
}

/** Flink writes `_metadata` last; an empty one was cut off. */
async function hasMetadata(real: string, entries: readonly Dirent[]): Promise<boolean> {
  if (!entries.some((entry) => entry.name === '_metadata' && entry.isFile())) return false;
  return (await lstat(join(real, '_metadata'))).size > 0;
}

function whyOf(error: unknown, directory: string): string {
  if (error instanceof CannotLook) return error.message;
  return `${directory} cannot be read (${codeOf(error) ?? 'no code'})`;
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
