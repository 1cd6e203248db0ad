import type { Sop, SopProblem } from '../domain/sop.ts';
import type { SopLibrary } from './load-sops.ts';
import { takeTurn } from './in-turns.ts';
import { readPattern } from './match-exception.ts';
import { parseExceptions } from './parse-exceptions.ts';
import { retrieveFrom } from './retrieve-from.ts';

export interface LintReport {
  readonly files: number;
  readonly problems: readonly SopProblem[];
}

/**
 * Every mistake in the folder: what keeps a file out, then each example that does not find its own file
 * and each `notFor` text that does. Asks the very retrieval that incidents use, over all folders, by exact matches and words:
 * a file must be found where no embedding endpoint is configured, too. Takes seconds; throws between two examples when it is given up.
 * @param only the one file whose mistakes are wanted, as problems call it; the others are what it is compared with.
 * @param all the folders that are searched together, this one among them.
 */
export async function lintSops(
  library: SopLibrary,
  signal: AbortSignal,
  only?: string,
  all: readonly SopLibrary[] = [library],
): Promise<LintReport> {
  const loaded = library.refresh();
  const isWanted = ({ file }: { readonly file: string }) => only === undefined || file === only;
  const problems = loaded.problems.filter(isWanted);
  for (const sop of loaded.sops.filter(isWanted)) {
    // In its own environment, where a twin for another one does not stand in its way.
    const environment = sop.environments[0];
    for (const [index, text] of sop.examples.entries()) {
      await takeTurn(signal);
      const match = retrieveFrom(all, { exceptions: [], signals: [], words: text, environment });
      if (match.kind === 'fits' && match.sop.id === sop.id) continue;
      const line = loaded.lineOf(sop, ['examples', index]);
      const shown = JSON.stringify(text);
      problems.push(
        match.kind === 'fits'
          ? {
              file: sop.file,
              line,
              message: `example ${shown} finds ${match.sop.file}, by ${match.by}`,
              fix: `add its exact exception to match.exceptions here, or move the example to ${match.sop.file}`,
            }
          : {
              file: sop.file,
              line,
              message: `example ${shown} finds no SOP`,
              fix:
                shortNameFix(sop, text) ??
                'add its exact exception to match.exceptions, or use its words in the title and the text',
            },
      );
    }
    for (const [index, text] of sop.notFor.entries()) {
      await takeTurn(signal);
      const match = retrieveFrom(all, { exceptions: [], signals: [], words: text, environment });
      if (match.kind === 'none-fits' || match.sop.id !== sop.id) continue;
      problems.push({
        file: sop.file,
        line: loaded.lineOf(sop, ['notFor', index]),
        message: `notFor ${JSON.stringify(text)} finds this file, by ${match.by}`,
        fix: 'make match.exceptions narrower, or take words out that belong to another cause',
      });
    }
  }
  return {
    files: only === undefined ? loaded.files : 1,
    problems: problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
  };
}

/** A pattern with a package is compared with the full name, which the example does not tell. */
function shortNameFix(sop: Sop, text: string): string | undefined {
  const thrown = new Set(parseExceptions(text).map((link) => link.class));
  const pattern = sop.match.exceptions.find((one) => {
    const named = readPattern(one)?.class ?? '';
    return named.includes('.') && thrown.has(named.slice(named.lastIndexOf('.') + 1));
  });
  if (pattern === undefined) return undefined;
  return `${JSON.stringify(pattern)} names the class with its package, the example without: write it in both, or in neither`;
}
