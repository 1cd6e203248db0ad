import { createHash } from 'node:crypto';
import { environmentsKey, type Skill, type SkillProblem } from '../domain/skill.ts';
import { readFrontMatter } from './front-matter.ts';
import { readSkillHead } from './skill-head.ts';

export type SkillResult =
  | {
      readonly ok: true;
      readonly skill: Skill;
      /** The file's line of the first line of the text below the head. */
      readonly bodyLine: number;
      /** What is odd, but does not keep the skill from being used. */
      readonly remarks: readonly SkillProblem[];
    }
  | { readonly ok: false; readonly problems: readonly SkillProblem[] };

/** Longer ones cost a model more than they tell it; the format advises to move the rest into files of its own. */
const advisedLines = 500;

/**
 * The bytes of a SKILL.md → a skill, or every mistake found, each with its line and what to do. Never throws.
 * @param source.folder the name of the folder it lies in; undefined while it has none yet (an archive).
 */
export function parseSkill(source: {
  readonly file: string;
  readonly folder: string | undefined;
  readonly bytes: Uint8Array;
}): SkillResult {
  const { file, folder, bytes } = source;
  const read = readFrontMatter(file, bytes, {
    tooLong: 'move parts of it into files below references/',
    empty: 'write name and description between two --- lines, then the text',
  });
  if (!read.ok) return read;
  const { lines, close } = read;
  const result = readSkillHead(file, lines.slice(1, close).join('\n'));
  if (!result.ok) return result;
  const { head, lineOf } = result;
  const problems: SkillProblem[] = [];
  if (folder !== undefined && head.name !== folder) {
    problems.push({
      file,
      line: lineOf('name'),
      message: `name ${JSON.stringify(head.name)} is not the folder's name ${JSON.stringify(folder)}`,
      fix: `rename the folder to ${head.name}, or the name`,
    });
  }
  const body = lines
    .slice(close + 1)
    .join('\n')
    .trim();
  if (body === '') {
    problems.push({
      file,
      line: close + 1,
      message: 'there is no text below the head',
      fix: 'write what an expert would do',
    });
  }
  if (problems.length > 0) return { ok: false, problems };
  const remarks = [...result.unknown];
  if (lines.length > advisedLines) {
    remarks.push({
      file,
      line: advisedLines + 1,
      message: `the file has ${lines.length} lines, more than ${advisedLines}`,
      fix: 'move parts of it into files below references/, which are read only when they are asked for',
    });
  }
  const environments = (head.metadata[environmentsKey] ?? '').split(/[\s,]+/).filter((one) => one !== '');
  const digest = createHash('sha256').update(bytes).digest('hex');
  const { name, description } = head;
  const firstText = lines.findIndex((line, index) => index > close && line.trim() !== '');
  const skill = { name, description: description.replace(/\s+/g, ' '), environments, body, digest };
  return { ok: true, skill, bodyLine: firstText + 1, remarks };
}
