import { relative, resolve } from 'node:path';
import type { SkillLibrary } from '../knowledge/load-skills.ts';
import { openSkillLibrary } from '../knowledge/open-skill-library.ts';
import type { CliContext } from './context.ts';

export interface OpenSkillFolder {
  readonly path: string;
  readonly library: SkillLibrary;
}

/** The folders of skills a command works with: the given one, else those of the configuration, else ./skills. */
export function openSkillFolders(context: CliContext, given: string | undefined): readonly OpenSkillFolder[] {
  const named = (name: string, path: string) => ({ path, library: openSkillLibrary(name, path) });
  if (given !== undefined) return [named(given.replace(/\/+$/, '') || given, resolve(context.folder, given))];
  const paths = context.hasConfig() ? context.config().skills.folders : [resolve(context.folder, 'skills')];
  return paths.map((path) => {
    const near = relative(context.folder, path);
    return named(near === '' || near.startsWith('..') ? path : near, path);
  });
}
