import type { z } from 'zod';
import { SkillHead, type SkillProblem } from '../domain/skill.ts';
import { nearestWord } from './nearest-word.ts';
import { readPlainYaml } from './plain-yaml.ts';

export type SkillHeadResult =
  | {
      readonly ok: true;
      readonly head: SkillHead;
      readonly lineOf: (key: string) => number;
      /** Keys that no tool reads; they do no harm. */
      readonly unknown: readonly SkillProblem[];
    }
  | { readonly ok: false; readonly problems: readonly SkillProblem[] };

const keys = Object.keys(SkillHead.shape);

/** The lines between the two `---` of a SKILL.md → its checked head. Every value is the text that was written. */
export function readSkillHead(file: string, yaml: string): SkillHeadResult {
  const firstLine = 2;
  const read = readPlainYaml({ file, yaml, firstLine, schema: 'failsafe' });
  if (!read.ok) return read;
  const { value, lineAt } = read;
  if (!isGroup(value)) {
    const fix = 'write name: and description:, each on a line of its own';
    return { ok: false, problems: [{ file, line: firstLine, message: 'the head holds no keys', fix }] };
  }
  const parsed = SkillHead.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ file, ...lineAt(issue.path), ...explain(issue) }));
    return { ok: false, problems };
  }
  const unknown = Object.keys(value)
    .filter((key) => !keys.includes(key))
    .map((key) => ({ file, ...lineAt([key]), message: `unknown key ${JSON.stringify(key)}`, fix: fixFor(key) }));
  return { ok: true, head: parsed.data, lineOf: (key) => lineAt([key]).line, unknown };
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fixFor(key: string): string {
  const near = nearestWord(key, keys);
  return near === undefined
    ? `move it below metadata; the format knows ${keys.join(', ')}`
    : `did you mean ${JSON.stringify(near)}?`;
}

function explain(issue: z.core.$ZodIssue): { message: string; fix: string } {
  const name = issue.path.map(String).join('.');
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    const what = name === 'name' ? "the folder's name" : 'what the skill does and when it helps';
    return { message: `${name} is missing`, fix: `add ${name}: ${what}` };
  }
  if (issue.code === 'invalid_type') {
    const wanted = issue.expected === 'record' ? 'keys with text values' : 'text';
    return {
      message: `${name} must be ${wanted}`,
      fix: `write ${wanted}${wanted === 'text' ? ' in double quotes' : ''}`,
    };
  }
  return { message: `${name} is not right`, fix: `write ${issue.message}` };
}
