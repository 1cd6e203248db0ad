import { z } from 'zod';
import type { SkillText, Skills } from '../ports/skills.ts';
import { quoted } from './plain-text.ts';
import { redact } from './redact.ts';
import { makeTool, type Tool, type ToolAnswer } from './tool.ts';

const maxOffered = 12;
/** As the format wants them: a name that says something else is not put before the model outside of the data. */
const usableName = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The skills that may be asked for. */
export function offeredSkills(skills: Skills | undefined, environment: string): ReturnType<Skills['list']> {
  return (
    skills
      ?.list(environment)
      .filter(({ name }) => usableName.test(name))
      .slice(0, maxOffered) ?? []
  );
}

/** Their descriptions stand in the question, as data; their text is read only when the model asks for it. */
export function skillTools(skills: Skills | undefined, environment: string): Tool[] {
  const offered = offeredSkills(skills, environment);
  if (skills === undefined || offered.length === 0) return [];
  const names = z.enum(offered.map(({ name }) => name));
  return [
    makeTool({
      name: 'load_skill',
      description: 'Text of a skill: know-how of the team',
      args: { name: names },
      run: ({ name }) => answerOf(skills.load(name)),
    }),
    makeTool({
      name: 'read_reference',
      description: 'A file that a loaded skill refers to',
      args: { name: names, file: z.string().min(1).max(200) },
      run: ({ name, file }) => answerOf(skills.reference(name, file)),
    }),
  ];
}

function answerOf(read: SkillText): ToolAnswer {
  return read.kind === 'ok' ? { kind: 'ok', text: redact(read.text) } : { kind: 'no_data', why: quoted(read.why, 200) };
}
