import { KnowledgeIndexUnusable } from '../../domain/errors.ts';
import type { KnowledgeHit, KnowledgeIndex, SharedKnowledgeIndex } from '../../ports/knowledge-index.ts';
import { describeCollection } from './collections.ts';
import { connectQdrant, type QdrantAccess, type QdrantConnection } from './connection.ts';
import { QdrantRefused } from './explain-failure.ts';
import { refuseOddVector } from './plan-points.ts';
import { readHits } from './read-hits.ts';
import { holdsAll, type Placed, replacePoints } from './replace-all.ts';
import { type PointQuery, searchPoints } from './search-points.ts';
import { queryTerms } from './terms.ts';

const firstPoints = 64;
const maxPoints = 4_096;

/**
 * SOPs and skills in a Qdrant that several replicas share. Holds no text: hashes of words, vectors, and where each part is from.
 * `collection` is an alias; it leads to a collection whose name says its content. Requests are repeated where that helps.
 */
export function makeQdrantIndex(
  options: QdrantAccess & {
    /** Name of the alias. */
    readonly collection: string;
  },
): SharedKnowledgeIndex {
  const { collection: alias, log } = options;
  const qdrant = connectQdrant(options);
  let placed: Placed | undefined;

  async function search(
    query: Parameters<KnowledgeIndex['search']>[0],
    signal: AbortSignal,
  ): Promise<readonly KnowledgeHit[]> {
    const { kind, environment, vector } = query;
    if (vector !== undefined) refuseOddVector("The query's vector", vector, undefined);
    const asked: PointQuery = { words: queryTerms(query.words), vector, kind, environment };
    try {
      return await bestDocuments(asked, query.limit, signal);
    } catch (error) {
      if (!(error instanceof QdrantRefused)) throw error;
      if (error.status === 404) throw noIndex(alias, error);
      if (error.status !== 400 || (await holdsWhatIsAsked(qdrant, alias, vector, error, signal))) throw error;
      return await bestDocuments({ ...asked, vector: undefined }, query.limit, signal);
    }
  }

  /** A document with many good parts crowds out the others: more points are asked for until there are enough documents. */
  async function bestDocuments(
    query: PointQuery,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly KnowledgeHit[]> {
    for (let count = Math.max(firstPoints, limit * 8); ; count *= 4) {
      const points = await searchPoints(qdrant, alias, query, count, signal);
      const { hits, dropped } = readHits(points, query.kind);
      if (hits.length < limit && points.length >= count && count < maxPoints) continue;
      if (dropped > 0)
        log.warn({ dropped, collection: alias }, 'Qdrant returned points that this program does not store');
      return hits.slice(0, limit);
    }
  }

  return {
    search,
    async replaceAll(chunks, signal) {
      placed = await replacePoints({ qdrant, alias, log }, chunks, signal);
    },
    isWhole: async (signal) =>
      placed === undefined || (await holdsAll({ qdrant, alias, log }, placed, signal)) !== false,
  };
}

/**
 * Why a search was refused.
 * @returns false: the index holds no vectors, words alone may be asked.
 * @throws {KnowledgeIndexUnusable} it is of another make, or its vectors have another length.
 */
async function holdsWhatIsAsked(
  qdrant: QdrantConnection,
  alias: string,
  vector: readonly number[] | undefined,
  cause: QdrantRefused,
  signal: AbortSignal,
): Promise<boolean> {
  const held = await describeCollection(qdrant, alias, signal);
  if (held === undefined) throw noIndex(alias, cause);
  if (!held.words) {
    throw new KnowledgeIndexUnusable(
      `What the alias ${alias} leads to in Qdrant is not as this program makes it: serve makes another when it reads the SOPs and skills.`,
      { cause },
    );
  }
  if (vector === undefined || held.denseSize === vector.length) return true;
  if (held.denseSize === undefined) return false;
  throw new KnowledgeIndexUnusable(
    `The query's vector has ${vector.length} numbers, those in Qdrant have ${held.denseSize}: the embedding model changed. Indexing again makes a new collection.`,
    { cause },
  );
}

function noIndex(alias: string, cause: QdrantRefused): KnowledgeIndexUnusable {
  return new KnowledgeIndexUnusable(
    `Qdrant has no alias ${alias}: serve makes it when it reads the SOPs and skills. Check qdrant.collection if it should be there.`,
    { cause },
  );
}
