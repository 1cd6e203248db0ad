import type { SopLibrary } from './load-sops.ts';
import type { SopQuery } from './asked-text.ts';
import { lastResort, matchedBy, type OtherSop, retrieve, type SopMatch } from './retrieve.ts';

/** The best match of all folders; of equal ones, that of the folder named first. */
export function retrieveFrom(libraries: readonly SopLibrary[], query: SopQuery): SopMatch {
  const matches = libraries.map((library) => retrieve(query, library));
  const fits = matches
    .filter((match) => match.kind === 'fits')
    .toSorted((a, b) => placeOf({ id: a.sop.id, by: a.by }) - placeOf({ id: b.sop.id, by: b.by }) || b.score - a.score);
  const [first, ...rest] = fits;
  if (first !== undefined) {
    const others = [...first.others, ...rest.flatMap((one) => [{ id: one.sop.id, by: one.by }, ...one.others])];
    return {
      ...first,
      others: others.toSorted((a, b) => placeOf(a) - placeOf(b)).slice(0, 3),
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

/** As in one folder: the cause that only says that the job loops comes after the exceptions of all of them. */
function placeOf({ id, by }: OtherSop): number {
  return by === 'cause' && id === lastResort ? matchedBy.indexOf('exception') + 0.5 : matchedBy.indexOf(by);
}
