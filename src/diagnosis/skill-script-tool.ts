import { z } from 'zod';
import type { SkillScripts } from '../ports/skill-scripts.ts';
import type { Skills } from '../ports/skills.ts';
import { quoted } from './plain-text.ts';
import { redact } from './redact.ts';
import { loadSkill, offeredSkills } from './skill-tools.ts';
import { makeTool, type Tool } from './tool.ts';

/** Exists only where a person has allowed a script by its content; what a script says is data like any other. */
export function skillScriptTool(
  scripts: SkillScripts | undefined,
  skills: Skills | undefined,
  environment: string,
): Tool[] {
  const offered = offeredSkills(skills, environment);
  if (scripts === undefined || offered.length === 0) return [];
  return [
    makeTool({
      name: 'run_skill_script',
      after: loadSkill,
      description: 'Runs a script of a skill that is allowed; it has no network',
      args: {
        name: z.enum(offered.map(({ name }) => name)),
        file: z.string().min(1).max(200),
        args: z.array(z.string().max(128)).max(8),
      },
      run: async ({ name, file, args }, signal) => {
        const answer = await scripts.run(name, file, args, signal);
        if (answer.kind === 'refused') return { kind: 'error', why: quoted(answer.why, 300) };
        return { kind: 'ok', text: redact(`exit code ${answer.code}${answer.cut ? ', cut' : ''}\n${answer.output}`) };
      },
    }),
  ];
}
