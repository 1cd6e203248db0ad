import { lintSops, type LintReport } from '../knowledge/lint-sops.ts';
import { makeSopLibrary, type SopLibrary } from '../knowledge/load-sops.ts';
import { type MatchedBy, retrieve, type SopMatch, type SopQuery } from '../knowledge/retrieve.ts';
import { makeSopFolder } from '../knowledge/sop-folder.ts';

export interface NamedFolder {
  /** How messages call it. */
  readonly name: string;
  readonly path: string;
}

/** One library per folder, in the order of the configuration. */
export interface SopFolders {
  readonly libraries: readonly SopLibrary[];
  close(): void;
}

export async function openSopFolders(folders: readonly NamedFolder[]): Promise<SopFolders> {
  const { makeFtsIndex } = await import('../adapters/store/fts-index.ts');
  const indexes = folders.map(() => makeFtsIndex());
  const libraries = folders.flatMap(({ name, path }, at) => {
    const index = indexes[at];
    return index === undefined ? [] : [makeSopLibrary({ name, folder: makeSopFolder(path), index })];
  });
  return {
    libraries,
    close: () => {
      for (const index of indexes) index.close();
    },
  };
}

/** The mistakes of every folder, and ids that a folder before has taken. */
export function lintFolders(libraries: readonly SopLibrary[]): LintReport {
  const owner = new Map<string, string>();
  let files = 0;
  const problems: LintReport['problems'][number][] = [];
  for (const library of libraries) {
    const report = lintSops(library);
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

const strength: readonly MatchedBy[] = ['cause', 'exception', 'signal', 'words'];

/** The best match of all folders; of equal ones, that of the folder named first. */
export function retrieveFrom(libraries: readonly SopLibrary[], query: SopQuery): SopMatch {
  const matches = libraries.map((library) => retrieve(query, library));
  const fits = matches
    .filter((match) => match.kind === 'fits')
    .toSorted((a, b) => strength.indexOf(a.by) - strength.indexOf(b.by) || b.score - a.score);
  const [first, ...rest] = fits;
  if (first !== undefined) {
    const others = [...first.others, ...rest.flatMap((one) => [{ id: one.sop.id, by: one.by }, ...one.others])];
    return { ...first, others: others.toSorted((a, b) => strength.indexOf(a.by) - strength.indexOf(b.by)).slice(0, 3) };
  }
  const none = matches.filter((match) => match.kind === 'none-fits');
  const best = none.flatMap((match) => match.best ?? []).toSorted((a, b) => b.score - a.score)[0];
  return {
    kind: 'none-fits',
    floor: Math.max(0, ...none.map((match) => match.floor)),
    ...(best !== undefined && { best }),
  };
}
