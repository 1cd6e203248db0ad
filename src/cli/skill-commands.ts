import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { treeDigest, sha256 } from '../adapters/skills/package-files.ts';
import { readSourceFolder } from '../adapters/skills/read-source.ts';
import { readSkillLock } from '../adapters/skills/skill-lock.ts';
import { UserMistake } from '../domain/errors.ts';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { lintSkills, type SkillLintReport } from '../knowledge/lint-skills.ts';
import { type Added, addSkill, type AddOptions } from './add-skill.ts';
import type { CliContext } from './context.ts';
import { clean, count, exitCodes, table } from './output.ts';
import { openSkillFolders, type OpenSkillFolder } from './skill-folders.ts';

export function addSkillCommands(program: Command, context: CliContext): void {
  const skills = program.command('skills').description('know-how in the Agent Skills format: add, list and check it');

  skills
    .command('list')
    .description('the skills in force, where they came from, and the hashes of their scripts')
    .action(() => {
      const listed = listSkills(context);
      for (const { problems, name } of listed.folders) {
        if (problems > 0)
          context.output.progress(`${name}: ${mistakes(problems)} skills out. See: flink-medic skills lint`);
      }
      context.output.result({ skills: listed.skills }, () => listText(listed.skills));
    });

  skills
    .command('lint [folder]')
    .description('every mistake with file, line and fix; without a folder, those of the configuration, else ./skills')
    .action((folder: string | undefined) => {
      if (folder !== undefined) mustHoldSkills(context.folder, folder);
      const report = lintSkills(openSkillFolders(context, folder).map(({ library }) => library));
      if (report.problems.length > 0) context.exit(exitCodes.findings);
      context.output.result(report, () => lintText(report));
    });

  skills
    .command('add <source>')
    .description('adds a skill from a folder, a .zip or an https address to the first configured folder')
    .option('--sha256 <hex>', 'of the archive; an address needs it')
    .option('--replace', 'put it in the place of a skill of the same name')
    .option('--into <folder>', 'another folder of skills')
    .option('--allow-address <network...>', 'a private address or network that may be fetched from')
    .action(async (source: string, options: AddOptions & { into?: string }) => {
      const [first] = openSkillFolders(context, options.into);
      const folder = first?.path ?? resolve(context.folder, 'skills');
      const added = await addSkill(context, source, folder, options);
      if (added.kind === 'needs-checksum') context.exit(exitCodes.findings);
      context.output.result(added, () => clean(addedText(added, folder)));
    });
}

/** One skill alone would be taken for a folder of skills, each of its own folders being one. */
function mustHoldSkills(here: string, given: string): void {
  const path = resolve(here, given);
  if (!existsSync(path))
    throw new UserMistake(`There is no folder ${given}. skills lint takes a folder that holds skills.`);
  const skill = basename(path) === 'SKILL.md' ? dirname(path) : path;
  if (!existsSync(join(skill, 'SKILL.md'))) return;
  const parent = relative(here, dirname(skill)) || '.';
  throw new UserMistake(`${given} is one skill. Name the folder that holds it: flink-medic skills lint ${parent}`);
}

type Origin = 'own' | 'as-added' | 'changed';

interface ListedSkill {
  readonly name: string;
  readonly description: string;
  readonly folder: string;
  readonly environments: readonly string[];
  /** own: nobody added it by a command. changed: its files are not those that were added. */
  readonly origin: Origin;
  readonly source: string | null;
  readonly scripts: readonly { readonly file: string; readonly sha256: string; readonly allowed: boolean }[];
}

function listSkills(context: CliContext): {
  readonly skills: readonly ListedSkill[];
  readonly folders: readonly { readonly name: string; readonly problems: number }[];
} {
  const allowed = context.hasConfig() ? context.config().skills.scripts.allow : [];
  const seen = new Set<string>();
  const opened = openSkillFolders(context, undefined);
  const skills = opened.flatMap((folder) =>
    folder.library.refresh().skills.flatMap(({ skill }) => {
      if (seen.has(skill.name)) return [];
      seen.add(skill.name);
      const { name, description, environments } = skill;
      const shared = { name, description, environments, folder: folder.library.name };
      return [{ ...shared, ...originOf(folder, name), scripts: scriptsOf(folder, name, allowed) }];
    }),
  );
  const folders = opened.map(({ library, path }) => ({
    name: library.name,
    // Skills are optional: a folder that nobody made yet is no mistake.
    problems: existsSync(path) ? library.refresh().problems.length : 0,
  }));
  return { skills, folders };
}

function originOf(
  { path }: OpenSkillFolder,
  name: string,
): { readonly origin: Origin; readonly source: string | null } {
  const locked = readSkillLock(path).find((one) => one.name === name);
  if (locked === undefined) return { origin: 'own', source: null };
  return { origin: digestOf(join(path, name)) === locked.treeSha256 ? 'as-added' : 'changed', source: locked.source };
}

/** Undefined: it holds what `skills add` would never have put there. */
function digestOf(folder: string): string | undefined {
  try {
    return treeDigest(readSourceFolder(folder, folder));
  } catch (error) {
    if (error instanceof UserMistake) return undefined;
    throw error;
  }
}

function scriptsOf({ library }: OpenSkillFolder, name: string, allowed: readonly string[]): ListedSkill['scripts'] {
  const tree = library.folder.tree(name);
  if (!tree.ok) return [];
  const files = tree.entries.filter(({ kind, path }) => kind === 'file' && path.startsWith('scripts/'));
  return files.flatMap(({ path: file }) => {
    const read = library.folder.read(name, file, 256 * 1024);
    if (!read.ok) return [];
    const digest = sha256(read.bytes);
    return [{ file, sha256: digest, allowed: allowed.includes(digest) }];
  });
}

function listText(skills: readonly ListedSkill[]): string {
  if (skills.length === 0) return 'No skills. Add one with: flink-medic skills add <folder|file.zip|https-address>';
  const rows = skills.map(({ name, origin, source, description }) => [
    name,
    origin === 'own' ? 'own' : origin === 'changed' ? `changed since it was added` : (source ?? ''),
    description,
  ]);
  const scripts = skills.flatMap(({ name, scripts: own }) =>
    own.map((one) => `${one.allowed ? 'may run' : 'never runs'}  ${name}/${one.file}  ${one.sha256}`),
  );
  return [table(['name', 'from', 'description'], rows, 48), ...scripts.map(clean)].join('\n');
}

function lintText({ skills, problems }: SkillLintReport): string {
  const lines = problems.flatMap(({ file, line, message, fix }) => [`${file}:${line}: ${message}`, `    fix: ${fix}`]);
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  return clean([...lines, `${count(skills, 'skill')}, ${found}.`].join('\n'));
}

function addedText(added: Added, folder: string): string {
  if (added.kind === 'needs-checksum') {
    return `Nothing was added. The archive has the SHA-256 ${added.archiveSha256}\nIf that is what its publisher says, repeat with --sha256 ${added.archiveSha256}`;
  }
  return `${added.kind === 'added' ? 'Added' : 'Replaced'} ${added.name} in ${folder}: ${count(added.files, 'file')}, recorded in skills.lock.json.`;
}

function mistakes(count: number): string {
  return count === 1 ? '1 mistake keeps' : `${count} mistakes keep`;
}
