import type { z } from 'zod';
import type { QdrantConnection } from './connection.ts';
import { denseName, wordsName } from './names.ts';
import { Found } from './shapes.ts';
import type { SparseVector } from './terms.ts';

export interface PointQuery {
  readonly words: SparseVector;
  readonly vector: readonly number[] | undefined;
  readonly kind: 'sop' | 'skill' | undefined;
  readonly environment: string | undefined;
}

const payload = ['kind', 'doc', 'chunk', 'digest'];

/**
 * The best points, best first, unread. With words and a vector, Qdrant fuses both rankings (reciprocal rank).
 * @param limit how many points; each of two fused rankings gives as many.
 */
export async function searchPoints(
  qdrant: QdrantConnection,
  alias: string,
  query: PointQuery,
  limit: number,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const filter = filterOf(query);
  const rankings = [
    ...(query.vector === undefined ? [] : [{ query: [...query.vector], using: denseName, limit, filter }]),
    ...(query.words.indices.length === 0 ? [] : [{ query: query.words, using: wordsName, limit, filter }]),
  ];
  const [only, ...more] = rankings;
  if (only === undefined) return [];
  // The filter stands in each ranking: applied to the fused list alone, what is left out would use up the limit.
  // All that was found is asked for: a cut among parts of one fused rank would fall elsewhere at each call.
  const all = rankings.length * limit;
  const request = more.length === 0 ? only : { prefetch: rankings, query: { fusion: 'rrf' as const }, limit: all };
  const found: z.output<typeof Found> = await qdrant.ask(
    Found,
    (api, init) => api.queryPoints({ collection_name: alias, ...request, with_payload: payload }, init),
    signal,
  );
  return found.result.points;
}

/** Values go in as values: nothing of a query is ever a condition. */
function filterOf({ kind, environment }: PointQuery) {
  return {
    must: [
      ...(kind === undefined ? [] : [{ key: 'kind', match: { value: kind } }]),
      ...(environment === undefined
        ? []
        : [
            {
              should: [{ key: 'environments', match: { value: environment } }, { is_empty: { key: 'environments' } }],
            },
          ]),
    ],
  };
}
