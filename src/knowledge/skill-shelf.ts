import { mostHandedChars } from '../domain/skill.ts';
import type { Skills, SkillText } from '../ports/skills.ts';
import { hiddenCharacter, maxTextBytes, readText } from './front-matter.ts';
import type { LoadedSkill, SkillLibrary } from './load-skills.ts';
import { nearestWord } from './nearest-word.ts';

/** The skills of several folders as the diagnosis sees them. Of two with one name, that of the folder named first counts. */
export function makeSkills(libraries: readonly SkillLibrary[]): Skills {
  function all(): Map<string, { readonly library: SkillLibrary; readonly loaded: LoadedSkill }> {
    const found = new Map<string, { library: SkillLibrary; loaded: LoadedSkill }>();
    for (const library of libraries) {
      for (const loaded of library.refresh().skills) {
        if (!found.has(loaded.skill.name)) found.set(loaded.skill.name, { library, loaded });
      }
    }
    return found;
  }

  function notFound(name: string, names: readonly string[]): SkillText {
    if (names.length === 0) return { kind: 'no_data', why: 'there are no skills' };
    const near = nearestWord(name, names);
    const hint = near === undefined ? `the skills are ${names.join(', ')}` : `did you mean ${near}?`;
    return { kind: 'no_data', why: `there is no such skill; ${hint}` };
  }

  return {
    list(environment) {
      const fits = ({ skill }: LoadedSkill) =>
        environment === undefined || skill.environments.length === 0 || skill.environments.includes(environment);
      return [...all().values()]
        .filter(({ loaded }) => fits(loaded))
        .map(({ loaded: { skill } }) => ({ name: skill.name, description: skill.description }));
    },
    load(name) {
      const skills = all();
      const found = skills.get(name);
      return found === undefined ? notFound(name, [...skills.keys()]) : bounded(found.loaded.skill.body);
    },
    reference(name, file) {
      const skills = all();
      const found = skills.get(name);
      if (found === undefined) return notFound(name, [...skills.keys()]);
      const read = found.library.folder.read(name, file, maxTextBytes);
      if (!read.ok) return { kind: 'no_data', why: `that file cannot be read: ${read.reason}` };
      const text = readText(read.bytes);
      if (text === undefined) return { kind: 'no_data', why: 'that file is not UTF-8 text' };
      const hidden = hiddenCharacter(text);
      if (hidden !== undefined) {
        return { kind: 'no_data', why: `that file holds the hidden character ${hidden.code} in line ${hidden.line}` };
      }
      return text.trim() === '' ? { kind: 'no_data', why: 'that file is empty' } : bounded(text.trim());
    },
  };
}

/** Cut at the end of a line, and said so. */
function bounded(text: string): SkillText {
  if (text.length <= mostHandedChars) return { kind: 'ok', text };
  const cut = text.lastIndexOf('\n', mostHandedChars);
  const kept = text.slice(0, cut > 0 ? cut : mostHandedChars).toWellFormed();
  return { kind: 'ok', text: `${kept}\n[cut here: ${text.length - kept.length} more characters]` };
}
