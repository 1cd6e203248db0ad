import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserMistake } from '../../domain/errors.ts';
import type { PackageFiles } from './package-files.ts';

/**
 * Puts a skill's files at `<folder>/<name>`: into a hidden folder beside it first, then by one rename, so that nobody ever sees
 * half of them. No file becomes executable.
 * @throws {UserMistake} a skill of that name is there and `replace` is false.
 */
export function installSkill(
  skill: { readonly name: string; readonly files: PackageFiles },
  options: { readonly folder: string; readonly replace: boolean },
): { readonly kind: 'added' | 'replaced' } {
  const { folder, replace } = options;
  const target = join(folder, skill.name);
  const before = lstatSync(target, { throwIfNoEntry: false });
  if (before !== undefined && !replace) {
    throw new UserMistake(`${target} is there already. Pass --replace to put the new one in its place.`);
  }
  if (before !== undefined && !before.isDirectory()) {
    throw new UserMistake(`${target} is not a folder. Move it away first.`);
  }
  mkdirSync(folder, { recursive: true });
  const mark = randomBytes(6).toString('hex');
  const fresh = join(folder, `.adding-${mark}`);
  const old = join(folder, `.replaced-${mark}`);
  try {
    mkdirSync(fresh);
    for (const [path, bytes] of skill.files) writeNew(join(fresh, path), bytes);
    if (before !== undefined) renameSync(target, old);
    renameSync(fresh, target);
  } catch (error) {
    if (existsSync(old) && !existsSync(target)) renameSync(old, target);
    throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(target)) rmSync(old, { recursive: true, force: true });
  }
  return { kind: before === undefined ? 'added' : 'replaced' };
}

function writeNew(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'wx', 0o644);
  try {
    let written = 0;
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
