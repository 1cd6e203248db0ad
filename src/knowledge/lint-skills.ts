import { mostHandedChars, type SkillProblem } from '../domain/skill.ts';
import { hiddenCharacter, maxTextBytes, readText } from './front-matter.ts';
import type { LoadedSkill, SkillLibrary } from './load-skills.ts';
import { badPath, maxTreeEntries, type TreeEntry } from './skill-folder.ts';

export interface SkillLintReport {
  readonly skills: number;
  readonly problems: readonly SkillProblem[];
}

/** Every mistake in the folders: what keeps a skill out, what no tool reads, and files that would be refused when asked for. */
export function lintSkills(libraries: readonly SkillLibrary[]): SkillLintReport {
  const owner = new Map<string, string>();
  const problems: SkillProblem[] = [];
  let skills = 0;
  for (const library of libraries) {
    const loaded = library.refresh();
    skills += loaded.found;
    problems.push(...loaded.problems, ...loaded.remarks);
    for (const one of loaded.skills) {
      const first = owner.get(one.skill.name);
      if (first !== undefined) {
        const fix = 'rename one of the two, or move this one away: the folder named first counts';
        problems.push({ file: one.file, line: 2, message: `this name belongs to ${first}`, fix });
      }
      owner.set(one.skill.name, first ?? one.file);
      problems.push(...lintLength(one), ...lintFiles(library, one), ...lintLinks(library, one));
    }
  }
  return { skills, problems: problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line) };
}

function lintLength({ skill, file, bodyLine }: LoadedSkill): SkillProblem[] {
  const wrong = tooLong(skill.body);
  return wrong === undefined ? [] : [{ file, line: bodyLine, ...wrong }];
}

function tooLong(text: string): Wrong | undefined {
  if (text.length <= mostHandedChars) return undefined;
  const message = `the text has ${text.length} characters, of which ${mostHandedChars} are handed out`;
  return { message, fix: 'move parts of it into files of their own below references/' };
}

function lintFiles({ name, folder }: SkillLibrary, { skill }: LoadedSkill): SkillProblem[] {
  const below = `${name}/${skill.name}`;
  const tree = folder.tree(skill.name);
  if (!tree.ok) {
    const message = `the folder cannot be read: ${tree.reason}`;
    return [{ file: below, line: 1, message, fix: 'check its owner and permissions' }];
  }
  const problems = tree.entries.flatMap((entry) => {
    const file = `${below}/${entry.path}`;
    const wrong = lintFile(entry, (maxBytes) => folder.read(skill.name, entry.path, maxBytes));
    return wrong === undefined ? [] : [{ file, line: 1, ...wrong }];
  });
  if (tree.entries.length >= maxTreeEntries) {
    const message = `the folder holds ${maxTreeEntries} files or more`;
    problems.push({ file: below, line: 1, message, fix: 'keep only what the skill needs' });
  }
  return problems;
}

type Wrong = { readonly message: string; readonly fix: string; readonly line?: number };

function lintFile(
  entry: TreeEntry,
  read: (
    maxBytes: number,
  ) => { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string },
): Wrong | undefined {
  if (entry.kind === 'link')
    return { message: 'it is a link; links are not followed', fix: 'put the file itself here' };
  if (entry.kind === 'other') return { message: 'it is neither a file nor a folder', fix: 'delete it' };
  const wrong = badPath(entry.path);
  if (wrong !== undefined) return { message: `nobody can ask for it: ${wrong}`, fix: 'rename it' };
  // Only references are handed out as text, and scripts run; assets may be anything.
  const isScript = entry.path.startsWith('scripts/');
  if (entry.kind !== 'file' || !(isScript || entry.path.startsWith('references/'))) return undefined;
  const content = read(maxTextBytes);
  if (isScript) return content.ok ? lintScript(content.bytes) : undefined;
  if (!content.ok)
    return { message: `it is never handed out: ${content.reason}`, fix: 'split it into files of at most 64 KiB' };
  const text = readText(content.bytes);
  if (text === undefined) return { message: 'it is not UTF-8 text', fix: 'save it as UTF-8, or move it to assets/' };
  const hidden = hiddenCharacter(text);
  if (hidden === undefined) return tooLong(text.trim());
  return { message: `hidden character ${hidden.code}`, fix: 'delete it', line: hidden.line };
}

/** Linux takes the end of a line of Windows for a part of the interpreter's name. */
function lintScript(bytes: Uint8Array): Wrong | undefined {
  const [first = ''] = Buffer.from(bytes.subarray(0, 256)).toString('latin1').split('\n', 1);
  if (!/^#!.*\r$/.test(first)) return undefined;
  return { message: 'it cannot start: its first line ends as on Windows', fix: 'save it with the line ends of Unix' };
}

/** Files that the text names as a link or between backquotes, and that are not there. */
function lintLinks({ folder }: SkillLibrary, { skill, file, bodyLine }: LoadedSkill): SkillProblem[] {
  const seen = new Set<string>();
  return skill.body.split('\n').flatMap((line, index) => {
    const named = line.matchAll(/(?:\]\(|`)((?:references|assets|scripts)\/[^)`\s#]+)/g);
    return [...named].flatMap(([, target = '']) => {
      if (seen.has(target)) return [];
      seen.add(target);
      if (folder.look(skill.name, target)?.kind === 'file') return [];
      const message = `${JSON.stringify(target)} is not in the skill's folder`;
      return [{ file, line: bodyLine + index, message, fix: 'add the file, or correct its path' }];
    });
  });
}
