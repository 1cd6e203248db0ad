import { namespaces } from '../adapters/skills/isolate.ts';
import { makeSkillScripts } from '../adapters/skills/run-script.ts';
import type { Config } from '../config.ts';
import { openSkillLibrary } from '../knowledge/open-skill-library.ts';
import { makeSkills } from '../knowledge/skill-shelf.ts';
import type { Clock } from '../ports/clock.ts';
import type { SkillScripts } from '../ports/skill-scripts.ts';
import type { Skills } from '../ports/skills.ts';

const maxScriptBytes = 256 * 1024;

/** The skills of the configured folders; their scripts only where the content of one is allowed. */
export function skillsOf(
  { skills }: Pick<Config, 'skills'>,
  clock: Clock,
): {
  readonly skills: Skills;
  readonly scripts: SkillScripts | undefined;
} {
  const libraries = skills.folders.map((path) => openSkillLibrary(path, path));
  const { allow } = skills.scripts;
  const read = (name: string, file: string) => {
    const holder = libraries.find((library) => library.refresh().skills.some((one) => one.skill.name === name));
    return holder?.folder.read(name, file, maxScriptBytes) ?? { ok: false as const, reason: 'there is no such skill' };
  };
  return {
    skills: makeSkills(libraries),
    scripts: allow.length === 0 ? undefined : makeSkillScripts({ allow, read, isolation: namespaces, clock }),
  };
}
