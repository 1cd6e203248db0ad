import { resolve } from 'node:path';
import { statSync } from 'node:fs';
import { installSkill } from '../adapters/skills/install.ts';
import { type PackageFiles, packageLimits, sha256, treeDigest } from '../adapters/skills/package-files.ts';
import { readPlainFile, readSourceFolder } from '../adapters/skills/read-source.ts';
import { readZip } from '../adapters/skills/read-zip.ts';
import { readSkillLock, recordSkill } from '../adapters/skills/skill-lock.ts';
import { UserMistake } from '../domain/errors.ts';
import { parseSkill } from '../knowledge/parse-skill.ts';
import type { CliContext } from './context.ts';

export interface AddOptions {
  readonly sha256?: string;
  readonly replace?: boolean;
  readonly allowAddress?: readonly string[];
}

export type Added =
  | {
      readonly kind: 'added' | 'replaced';
      readonly name: string;
      readonly source: string;
      readonly archiveSha256: string | null;
      readonly treeSha256: string;
      readonly files: number;
    }
  /** Fetched and thrown away: the checksum of an address must be given. */
  | { readonly kind: 'needs-checksum'; readonly source: string; readonly archiveSha256: string };

/** Adds the skill of a folder, a .zip or an https address to a folder of skills. @throws {UserMistake} {SkillSourceUnreachable} */
export async function addSkill(
  context: CliContext,
  source: string,
  folder: string,
  options: AddOptions,
): Promise<Added> {
  const wanted = readChecksum(options.sha256);
  // Before anything is written: a broken record must not be found when the skill is already there.
  readSkillLock(folder);
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
  const read = isAddress ? await fetched(context, source, options) : await local(context, source);
  const archiveSha256 = read.archive === undefined ? null : sha256(read.archive);
  if (archiveSha256 === null && wanted !== undefined) {
    throw new UserMistake('--sha256 belongs to an archive; a folder has none. Leave it out.');
  }
  if (archiveSha256 !== null && wanted === undefined && isAddress) {
    return { kind: 'needs-checksum', source, archiveSha256 };
  }
  if (archiveSha256 !== null && wanted !== undefined && archiveSha256 !== wanted) {
    throw new UserMistake(
      `${source} has the SHA-256 ${archiveSha256}, not ${wanted}: refused, nothing was changed. Ask whoever gave you the checksum.`,
    );
  }
  const files = read.archive === undefined ? read.files() : await readZip(source, read.archive);
  const name = nameOf(source, files);
  const { kind } = installSkill({ name, files }, { folder, replace: options.replace ?? false });
  const treeSha256 = treeDigest(files);
  recordSkill(folder, { name, source, archiveSha256, treeSha256 });
  return { kind, name, source, archiveSha256, treeSha256, files: files.size };
}

type Read = { readonly archive: Buffer } | { readonly archive?: undefined; readonly files: () => PackageFiles };

async function fetched(context: CliContext, source: string, options: AddOptions): Promise<Read> {
  const configured = context.hasConfig() ? context.config().skills.allowAddresses : [];
  const allowed = [...configured, ...(options.allowAddress ?? [])];
  const { bytes } = await context.outside.fetchSkill(source, allowed, context.signal);
  return { archive: bytes };
}

async function local(context: CliContext, source: string): Promise<Read> {
  const path = resolve(context.folder, source);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new UserMistake(`${source} is not there. Name a folder with a SKILL.md, a .zip, or an https address.`);
  }
  if (stat.isDirectory()) return { files: () => readSourceFolder(source, path) };
  return { archive: readPlainFile(path, packageLimits.archive) };
}

function readChecksum(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const plain = written
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '');
  if (/^[0-9a-f]{64}$/.test(plain)) return plain;
  throw new UserMistake('--sha256 should be 64 hex digits, as sha256sum prints them.');
}

/** The skill must be one that would be used: otherwise it is not added. */
function nameOf(source: string, files: PackageFiles): string {
  const bytes = files.get('SKILL.md') ?? new Uint8Array();
  const result = parseSkill({ file: `${source}: SKILL.md`, folder: undefined, bytes });
  if (result.ok) return result.skill.name;
  const told = result.problems.map(({ file, line, message, fix }) => `${file}:${line}: ${message} (fix: ${fix})`);
  throw new UserMistake(`The skill is not usable, nothing was changed. ${told.join('; ')}`);
}
