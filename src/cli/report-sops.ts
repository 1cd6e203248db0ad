import type { SopLibrary } from '../knowledge/load-sops.ts';
import type { Log } from '../ports/log.ts';

/** Says once of every mistake, while it is there, that a procedure does not serve: a file that is left out silently is missed when it is needed. */
export function makeSopReport(libraries: readonly SopLibrary[], log: Pick<Log, 'warn'>): () => void {
  let told: ReadonlySet<string> = new Set();
  return () => {
    const problems = libraries.flatMap((library) => library.refresh().problems);
    for (const { file, line, message, fix } of problems) {
      if (!told.has(`${file}:${line} ${message}`)) log.warn({ file, line, problem: message, fix }, 'a SOP is left out');
    }
    told = new Set(problems.map(({ file, line, message }) => `${file}:${line} ${message}`));
  };
}
