import type { Skill, SkillProblem } from '../domain/skill.ts';
import { maxTextBytes } from './front-matter.ts';
import { parseSkill, type SkillResult } from './parse-skill.ts';
import type { SkillFolder, TreeEntry } from './skill-folder.ts';

/** A skill that is in force, and where it came from. */
export interface LoadedSkill {
  readonly skill: Skill;
  /** How messages call its SKILL.md. */
  readonly file: string;
  readonly bodyLine: number;
}

export interface LoadedSkills {
  /** By name. */
  readonly skills: readonly LoadedSkill[];
  /** Mistakes that keep a skill out. */
  readonly problems: readonly SkillProblem[];
  /** What is odd, but keeps nothing out. */
  readonly remarks: readonly SkillProblem[];
  /** Skills that were looked at, good and bad. */
  readonly found: number;
}

export interface SkillLibrary {
  /** How messages call the folder. */
  readonly name: string;
  readonly folder: SkillFolder;
  /** What the folder holds now. Reads only what changed since the last call: cheap enough for every question. Never throws. */
  refresh(): LoadedSkills;
}

/** More would cost a model more to choose from than any of them tells it. */
const maxSkills = 64;

interface Known {
  readonly version: string;
  readonly result: SkillResult;
}

/** `name` is how problems call the folder, as the person who configured it wrote it. */
export function makeSkillLibrary(options: { readonly name: string; readonly folder: SkillFolder }): SkillLibrary {
  const { name, folder } = options;
  let known = new Map<string, Known>();
  let loaded: LoadedSkills | undefined;

  function refresh(): LoadedSkills {
    const listing = folder.list();
    if (!listing.ok) {
      known = new Map();
      loaded = undefined;
      const isGone = listing.isGone === true;
      const fix = isGone
        ? 'skills are optional: add a first one with flink-medic skills add, or correct the path in the configuration'
        : 'correct its path in the configuration, or its owner and permissions';
      const message = isGone
        ? 'there is no such folder of skills'
        : `the folder of skills cannot be read: ${listing.reason}`;
      return { skills: [], problems: [{ file: name, line: 1, message, fix }], remarks: [], found: 0 };
    }
    const entries = listing.entries.filter(isSkill);
    const next = new Map<string, Known>();
    for (const entry of entries.slice(0, maxSkills)) {
      const version = `${entry.kind}/${folder.look(entry.path, 'SKILL.md')?.version ?? 'none'}`;
      const before = known.get(entry.path);
      next.set(entry.path, before?.version === version ? before : { version, result: load(entry) });
    }
    const same = next.size === known.size && [...next].every(([skill, one]) => known.get(skill) === one);
    known = next;
    if (!same || loaded === undefined) loaded = publish(entries.length);
    return loaded;
  }

  function load(entry: TreeEntry): SkillResult {
    const refuse = (file: string, message: string, fix: string): SkillResult => ({
      ok: false,
      problems: [{ file, line: 1, message, fix }],
    });
    if (entry.kind !== 'folder') {
      return refuse(`${name}/${entry.path}`, 'it is a link; links are not followed', 'copy the folder here instead');
    }
    const file = `${name}/${entry.path}/SKILL.md`;
    if (folder.look(entry.path, 'SKILL.md') === undefined) {
      return refuse(file, 'there is no SKILL.md', 'write one, in exactly these letters, or move the folder away');
    }
    const read = folder.read(entry.path, 'SKILL.md', maxTextBytes);
    if (!read.ok)
      return refuse(file, `SKILL.md cannot be used: ${read.reason}`, 'write it as a plain file of at most 64 KiB');
    return parseSkill({ file, folder: entry.path, bytes: read.bytes });
  }

  function publish(found: number): LoadedSkills {
    const skills: LoadedSkill[] = [];
    const problems: SkillProblem[] = [];
    const remarks: SkillProblem[] = [];
    for (const [folderName, { result }] of known) {
      if (!result.ok) {
        problems.push(...result.problems);
        continue;
      }
      const { skill, bodyLine } = result;
      skills.push({ skill, bodyLine, file: `${name}/${folderName}/SKILL.md` });
      remarks.push(...result.remarks);
    }
    if (found > maxSkills) {
      const message = `there are ${found} skills; only the first ${maxSkills} are used`;
      problems.push({ file: name, line: 1, message, fix: 'move those that nobody needs away' });
    }
    return { skills, problems, remarks, found };
  }

  return { name, folder, refresh };
}

/** Folders, and links that look like one; notes and lock files may lie beside the skills. */
function isSkill({ kind }: TreeEntry): boolean {
  return kind === 'folder' || kind === 'link';
}
