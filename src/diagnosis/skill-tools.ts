import { z } from 'zod';
import type { Diagnosis } from '../domain/incident.ts';
import { mostHandedChars } from '../domain/skill.ts';
import type { SkillText, Skills } from '../ports/skills.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';
import { redact } from './redact.ts';
import { makeTool, type Tool, type ToolAnswer } from './tool.ts';

/** More are not named: each name is paid for in every turn. */
export const mostOffered = 12;
/** A text of the team is handed out as it is: with room for the words that tell what was cut. */
const mostChars = mostHandedChars + 100;
/** As the format wants them: a name that says something else is not put before the model outside of the data. */
const usableName = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The name of the tool by which a skill's text is read; what is about one skill's files is offered after it. */
export const loadSkill = 'load_skill';

/** The skills that may be asked for. */
export function offeredSkills(skills: Skills | undefined, environment: string): ReturnType<Skills['list']> {
  return (
    skills
      ?.list(environment)
      .filter(({ name }) => usableName.test(name))
      .slice(0, mostOffered) ?? []
  );
}

/** In most ids, names of exceptions and descriptions: they tie no skill to an incident. */
const saysLittle = new Set(
  'apache class com common error exception exhausted fail failed failing flink found high java job lang loop lost missing not org out restart runtime util'.split(
    ' ',
  ),
);

/**
 * Those whose descriptions are worth their room in every turn. Where the rules are sure of a cause, a skill to find it is needed
 * only if it is about that cause, a signal, an exception or the job; the others can be loaded by their names all the same.
 */
export function describedSkills(
  { skills, environment, evidence }: Pick<Investigation, 'skills' | 'environment' | 'evidence'>,
  rules: Diagnosis,
): ReturnType<Skills['list']> {
  const offered = offeredSkills(skills, environment);
  if (rules.cause === 'unknown' || rules.confidence === 'low') return offered;
  const kinds = evidence.signals.map(({ kind }) => kind);
  const classes = rules.exceptions.map((link) => link.class);
  const facts = [rules.cause, ...kinds, evidence.job ?? '', ...classes].join(' ');
  // `OutOfMemoryError` is looked for as one word and as its parts.
  const telling = wordsOf(`${facts} ${facts.replace(/([a-z])(?=[A-Z])/g, '$1 ')}`);
  return offered.filter(({ name, description }) =>
    [...wordsOf(`${name} ${description}`)].some((word) => telling.has(word)),
  );
}

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(words.map((word) => word.replace(/(?<=...)s$/, '')).filter((word) => !saysLittle.has(word)));
}

/** Descriptions stand in the question, as data; a text is read only when the model asks for it. */
export function skillTools(skills: Skills | undefined, environment: string): Tool[] {
  const offered = offeredSkills(skills, environment);
  if (skills === undefined || offered.length === 0) return [];
  const names = z.enum(offered.map(({ name }) => name));
  return [
    makeTool({
      name: loadSkill,
      mostChars,
      description: 'Know-how of the team',
      args: { name: names },
      run: ({ name }) => answerOf(skills.load(name)),
    }),
    makeTool({
      name: 'read_reference',
      after: loadSkill,
      mostChars,
      description: 'A file that a loaded skill refers to',
      args: { name: names, file: z.string().min(1).max(200) },
      run: ({ name, file }) => answerOf(skills.reference(name, file)),
    }),
  ];
}

function answerOf(read: SkillText): ToolAnswer {
  return read.kind === 'ok' ? { kind: 'ok', text: redact(read.text) } : { kind: 'no_data', why: quoted(read.why, 200) };
}
