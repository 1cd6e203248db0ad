import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, UserMistake } from '../../domain/errors.ts';
import { collectPackage, type PackageFiles, packageLimits } from './package-files.ts';

/**
 * A folder on this machine → the files of its skill, by the same rules as an archive.
 * @throws {UserMistake} links, pipes, sizes, names; a folder that cannot be read.
 */
export function readSourceFolder(source: string, root: string): PackageFiles {
  const collector = collectPackage(source);
  const folders = [''];
  for (let below = folders.shift(); below !== undefined; below = folders.shift()) {
    for (const name of namesIn(source, join(root, below))) {
      const path = below === '' ? name : `${below}/${name}`;
      const stat = lstatSync(join(root, path));
      if (!stat.isFile() && !stat.isDirectory()) {
        const what = stat.isSymbolicLink() ? 'a link' : 'no plain file or folder';
        throw new UserMistake(`${source} is refused: ${JSON.stringify(path)} is ${what}. Nothing was changed.`);
      }
      if (!collector.accept(path, stat.isFile() ? 'file' : 'folder')) continue;
      if (stat.isDirectory()) folders.push(path);
      else collector.add(path, readPlainFile(join(root, path), packageLimits.file));
    }
  }
  return collector.files();
}

function namesIn(source: string, folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    throw new UserMistake(`${source} cannot be read: ${messageOf(error)}. Check the path and its permissions.`, {
      cause: error,
    });
  }
}

/** @throws {UserMistake} a link, something else than a file, or more than `maxBytes`. */
export function readPlainFile(file: string, maxBytes: number): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    throw new UserMistake(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new UserMistake(`${file} is no plain file.`);
    if (stat.size > maxBytes) throw new UserMistake(`${file} has ${stat.size} bytes, more than ${maxBytes}: refused.`);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
