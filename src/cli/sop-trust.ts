import { type ApprovalPolicy, isSharedUser, personOf } from '../domain/approvers.ts';
import { UserMistake } from '../domain/errors.ts';
import type { Sop, SopStep } from '../domain/sop.ts';
import { type ReviewState, reviewState, type SopReview } from '../domain/sop-review.ts';
import type { SopLibrary } from '../knowledge/load-sops.ts';
import { nearestWord } from '../knowledge/nearest-word.ts';
import type { SopReviewStore } from '../ports/sop-reviews.ts';

/** One procedure, and what is recorded of it. */
export interface TrustRow {
  readonly id: string;
  /** Null: it is not in force, because its file is gone or has a mistake. */
  readonly title: string | null;
  readonly file: string | null;
  readonly digest: string | null;
  /** What it would have done. Empty: it is for people, and nothing of it runs. */
  readonly plan: readonly SopStep[];
  readonly state: ReviewState | 'not-in-force';
  readonly review: (Omit<SopReview, 'sopId'> & { readonly person: string }) | null;
}

/** The procedures that plans come from: of two with one id, that of the folder named first counts. */
export function sopsInForce(libraries: readonly SopLibrary[]): Sop[] {
  const sops = libraries.flatMap((library) => library.refresh().sops);
  return [...new Map(sops.toReversed().map((sop) => [sop.id, sop])).values()].toSorted((a, b) => compare(a.id, b.id));
}

/** Records that a person has read them as they were loaded, and returns what was recorded. */
export async function recordReviews(
  store: Pick<SopReviewStore, 'record'>,
  sops: readonly Sop[],
  { by, at }: Pick<SopReview, 'by' | 'at'>,
): Promise<SopReview[]> {
  const reviews = sops.map(({ id, digest }): SopReview => ({ sopId: id, digest, by, at }));
  await store.record(reviews);
  return reviews;
}

export function trustRows(sops: readonly Sop[], reviews: readonly SopReview[], policy: ApprovalPolicy): TrustRow[] {
  const reviewOf = new Map(reviews.map((one) => [one.sopId, one]));
  const shown = (review: SopReview | undefined): TrustRow['review'] => {
    if (review === undefined) return null;
    const { digest, by, at } = review;
    return { digest, by, at, person: personOf(policy, { by, via: 'terminal' }).name };
  };
  const there = sops.map((sop): TrustRow => {
    const { id, title, file, digest, plan } = sop;
    const review = reviewOf.get(id);
    return { id, title, file, digest, plan, state: reviewState(sop, review), review: shown(review) };
  });
  const gone = reviews
    .filter(({ sopId }) => !sops.some((sop) => sop.id === sopId))
    .map((review): TrustRow => {
      const nothing = { title: null, file: null, digest: null, plan: [] };
      return { id: review.sopId, ...nothing, state: 'not-in-force', review: shown(review) };
    });
  return [...there, ...gone].toSorted((a, b) => compare(a.id, b.id));
}

/** The account, and who stands behind it where that is called otherwise. */
export function reviewerText({ by, person }: { readonly by: string; readonly person: string }): string {
  return person === by ? by : `${person} (${by})`;
}

/** Said where one of the accounts belongs to nobody in particular. */
export function sharedNote(accounts: readonly string[]): string[] {
  const shared = [...new Set(accounts.filter(isSharedUser))];
  return shared.length === 0 ? [] : [`${shared.join(', ')}: anybody who has the machine or the container.`];
}

/**
 * Those with the ids, in the order of the ids.
 * @throws {UserMistake} naming each that is unknown, and what it may have been meant to be.
 */
export function named<T>(known: ReadonlyMap<string, T>, ids: readonly string[], what: string): T[] {
  const found: T[] = [];
  const unknown: string[] = [];
  for (const id of new Set(ids)) {
    const one = known.get(id);
    if (one !== undefined) found.push(one);
    else {
      const near = nearestWord(id, [...known.keys()]);
      unknown.push(near === undefined ? id : `${id} (did you mean ${near}?)`);
    }
  }
  if (unknown.length === 0) return found;
  throw new UserMistake(`${what} ${unknown.join(', ')}; nothing was changed. See: flink-medic sop trust --list`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
