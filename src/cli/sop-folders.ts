import type { OwnActions } from '../domain/sop.ts';
import { lintSops, type LintReport } from '../knowledge/lint-sops.ts';
import { makeSopLibrary, type SopLibrary } from '../knowledge/load-sops.ts';
import { makeSopFolder } from '../knowledge/sop-folder.ts';

export interface NamedFolder {
  /** How messages call it. */
  readonly name: string;
  readonly path: string;
}

/** One library per folder, in the order of the configuration. `own`: kinds that it adds to Flink's. */
export function openSopFolders(folders: readonly NamedFolder[], own: OwnActions = new Map()): readonly SopLibrary[] {
  return folders.map(({ name, path }) => makeSopLibrary({ name, folder: makeSopFolder(path), own }));
}

/** The folders that the configuration names, called by their paths. */
export function openConfiguredSops(paths: readonly string[], own?: OwnActions): readonly SopLibrary[] {
  return openSopFolders(
    paths.map((path) => ({ name: path, path })),
    own,
  );
}

/** The mistakes of every folder, and ids that a folder before has taken; with `only`, those of that one file. */
export async function lintFolders(
  libraries: readonly SopLibrary[],
  signal: AbortSignal,
  only?: string,
): Promise<LintReport> {
  const owner = new Map<string, string>();
  let files = 0;
  const problems: LintReport['problems'][number][] = [];
  for (const library of libraries) {
    const report = await lintSops(library, signal, only, libraries);
    files += report.files;
    problems.push(...report.problems);
    const loaded = library.refresh();
    for (const sop of loaded.sops) {
      const first = owner.get(sop.id);
      if (first === undefined) {
        owner.set(sop.id, sop.file);
        continue;
      }
      problems.push({
        file: sop.file,
        line: loaded.lineOf(sop, ['id']),
        message: `duplicate id ${JSON.stringify(sop.id)}: it belongs to ${first}`,
        fix: 'give this file an id of its own, or delete it',
      });
    }
  }
  return { files, problems };
}
