import type { Condition, Filter, Prefetch, Query, Sparse, StoredPoint } from './qdrant-bodies.ts';

/** A point as it is kept: dense vectors at length one, sparse ones by index. */
export interface KeptPoint {
  readonly point: StoredPoint;
  readonly dense: ReadonlyMap<string, Float32Array>;
  readonly sparse: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

export interface Scored {
  readonly kept: KeptPoint;
  readonly score: number;
}

export function keep(point: StoredPoint): KeptPoint {
  const dense = new Map<string, Float32Array>();
  const sparse = new Map<string, Map<number, number>>();
  for (const [name, vector] of Object.entries(point.vector)) {
    if (Array.isArray(vector)) dense.set(name, atLengthOne(vector));
    else sparse.set(name, new Map(vector.indices.map((index, at) => [index, vector.values[at] ?? 0])));
  }
  return { point, dense, sparse };
}

/**
 * The whole of a search: one ranking, or several fused by reciprocal rank (k = 2).
 * @param lastFirst of equal fused ranks the one that was found last comes first; the real one has no order for them.
 */
export function rank(
  points: readonly KeptPoint[],
  query: Query,
  idfOf: (name: string) => boolean,
  lastFirst: boolean,
): readonly Scored[] {
  if (!('prefetch' in query)) return ranking(points, query, idfOf);
  const fused = new Map<KeptPoint, number>();
  for (const prefetch of query.prefetch) {
    for (const [position, { kept }] of ranking(points, prefetch, idfOf).entries()) {
      if (passes(kept.point, query.filter)) fused.set(kept, (fused.get(kept) ?? 0) + 1 / (position + 2));
    }
  }
  const found = [...fused].map(([kept, score]) => ({ kept, score }));
  return best(lastFirst ? found.toReversed() : found, query.limit);
}

function ranking(points: readonly KeptPoint[], query: Prefetch, idfOf: (name: string) => boolean): readonly Scored[] {
  const { using } = query;
  const scoreOf = Array.isArray(query.query)
    ? cosineTo(query.query, using)
    : wordsTo(query.query, using, idfOf(using) ? points : undefined);
  const scored: Scored[] = [];
  for (const kept of points) {
    const score = passes(kept.point, query.filter) ? scoreOf(kept) : undefined;
    if (score !== undefined) scored.push({ kept, score });
  }
  return best(scored, query.limit);
}

function cosineTo(vector: readonly number[], using: string): (kept: KeptPoint) => number | undefined {
  const asked = atLengthOne(vector);
  return ({ dense }) => {
    const held = dense.get(using);
    return held?.reduce((sum, one, at) => sum + one * (asked[at] ?? 0), 0);
  };
}

/** Only points that share an index are found. With idf, an index weighs by how few of all points hold it. */
function wordsTo(
  { indices, values }: Sparse,
  using: string,
  all: readonly KeptPoint[] | undefined,
): (kept: KeptPoint) => number | undefined {
  const weights = indices.map((index, at) => (values[at] ?? 0) * (all === undefined ? 1 : idf(all, using, index)));
  return ({ sparse }) => {
    const held = sparse.get(using);
    if (held === undefined || !indices.some((index) => held.has(index))) return undefined;
    return indices.reduce((sum, index, at) => sum + (held.get(index) ?? 0) * (weights[at] ?? 0), 0);
  };
}

function idf(points: readonly KeptPoint[], using: string, index: number): number {
  let all = 0;
  let holders = 0;
  for (const { sparse } of points) {
    const held = sparse.get(using);
    if (held === undefined) continue;
    all += 1;
    if (held.has(index)) holders += 1;
  }
  return Math.log(1 + (all - holders + 0.5) / (holders + 0.5));
}

function best(scored: Scored[], limit: number): readonly Scored[] {
  return scored.toSorted((a, b) => b.score - a.score).slice(0, limit);
}

function passes({ payload }: StoredPoint, filter: Filter | undefined): boolean {
  if (filter === undefined) return true;
  const holds = (condition: Condition): boolean => {
    if ('is_empty' in condition) return valuesOf(payload[condition.is_empty.key]).length === 0;
    if ('match' in condition) return valuesOf(payload[condition.key]).includes(condition.match.value);
    return passes({ payload } as StoredPoint, condition);
  };
  const { must = [], should = [], must_not: mustNot = [] } = filter;
  return must.every(holds) && (should.length === 0 || should.some(holds)) && !mustNot.some(holds);
}

function valuesOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function atLengthOne(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (one) => (length === 0 ? one : one / length));
}
