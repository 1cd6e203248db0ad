import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserMistake } from '../../domain/errors.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const LockedSkill = z.strictObject({
  name: z.string(),
  /** Folder, file or address it came from, as it was written. */
  source: z.string(),
  /** Of the .zip; null for a folder. */
  archiveSha256: Sha256.nullable(),
  /** Of the names and contents of all its files. */
  treeSha256: Sha256,
});
export type LockedSkill = z.infer<typeof LockedSkill>;

const SkillLock = z.strictObject({ version: z.literal(1), skills: z.array(LockedSkill) });

export const lockFileName = 'skills.lock.json';

/**
 * What `skills add` recorded in a folder; empty when nothing was.
 * @throws {UserMistake} the file is not what was written there.
 */
export function readSkillLock(folder: string): readonly LockedSkill[] {
  const file = join(folder, lockFileName);
  if (!existsSync(file)) return [];
  try {
    return SkillLock.parse(JSON.parse(readFileSync(file, 'utf8'))).skills;
  } catch (error) {
    throw new UserMistake(`${file} is not readable. Restore it, or delete it and add the skills again.`, {
      cause: error,
    });
  }
}

/** Records one skill in place of an earlier record of its name; whole or not at all. */
export function recordSkill(folder: string, skill: LockedSkill): void {
  const others = readSkillLock(folder).filter(({ name }) => name !== skill.name);
  const skills = [...others, skill].toSorted((a, b) => a.name.localeCompare(b.name));
  const file = join(folder, lockFileName);
  // A new file under a name that nobody can foresee: what lies there, perhaps a link, is not written through.
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(fresh, `${JSON.stringify({ version: 1, skills }, undefined, 2)}\n`, { flag: 'wx' });
    renameSync(fresh, file);
  } finally {
    rmSync(fresh, { force: true });
  }
}
