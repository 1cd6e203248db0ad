import { makeSkillLibrary, type SkillLibrary } from './load-skills.ts';
import { makeSkillFolder } from './skill-folder.ts';

/** A folder of skills on disk. `name` is how messages call it. */
export function openSkillLibrary(name: string, path: string): SkillLibrary {
  return makeSkillLibrary({ name, folder: makeSkillFolder(path) });
}
