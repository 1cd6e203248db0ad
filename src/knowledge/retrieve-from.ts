import type { SopLibrary } from './load-sops.ts';
import type { SopQuery } from './asked-text.ts';
import { matchedBy, retrieve, type SopMatch } from './retrieve.ts';

/** The best match of all folders; of equal ones, that of the folder named first. */
export function retrieveFrom(libraries: readonly SopLibrary[], query: SopQuery): SopMatch {
  const matches = libraries.map((library) => retrieve(query, library));
  const fits = matches
    .filter((match) => match.kind === 'fits')
    .toSorted((a, b) => matchedBy.indexOf(a.by) - matchedBy.indexOf(b.by) || b.score - a.score);
  const [first, ...rest] = fits;
  if (first !== undefined) {
    const others = [...first.others, ...rest.flatMap((one) => [{ id: one.sop.id, by: one.by }, ...one.others])];
    return {
      ...first,
      others: others.toSorted((a, b) => matchedBy.indexOf(a.by) - matchedBy.indexOf(b.by)).slice(0, 3),
    };
  }
  const none = matches.filter((match) => match.kind === 'none-fits');
  const best = none.flatMap((match) => match.best ?? []).toSorted((a, b) => b.score - a.score)[0];
  return {
    kind: 'none-fits',
    floor: Math.max(0, ...none.map((match) => match.floor)),
    isOther: none.some((match) => match.isOther),
    ...(best !== undefined && { best }),
  };
}
