import type { QdrantConnection } from './connection.ts';
import { QdrantRefused } from './explain-failure.ts';
import { Aliases, Collections, Counted, Described, Dropped } from './shapes.ts';

/** What a collection is made for. */
export interface CollectionShape {
  readonly denseSize: number | undefined;
  readonly words: boolean;
  readonly points: number | undefined;
}

/** All aliases of the server: alias → collection. */
export async function readAliases(qdrant: QdrantConnection, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const { result } = await qdrant.ask(Aliases, (api, init) => api.getCollectionsAliases({}, init), signal);
  return new Map(result.aliases.map((one) => [one.alias_name, one.collection_name]));
}

export async function listCollections(qdrant: QdrantConnection, signal: AbortSignal): Promise<readonly string[]> {
  const { result } = await qdrant.ask(Collections, (api, init) => api.getCollections({}, init), signal);
  return result.collections.map((one) => one.name);
}

/** Undefined: there is none of that name. */
export async function describeCollection(
  qdrant: QdrantConnection,
  name: string,
  signal: AbortSignal,
): Promise<CollectionShape | undefined> {
  const described = await unlessMissing(
    qdrant.ask(Described, (api, init) => api.getCollection({ collection_name: name }, init), signal),
  );
  if (described === undefined) return undefined;
  const { config, points_count } = described.result;
  const { vectors, sparse_vectors } = config.params;
  return {
    denseSize: vectors?.dense?.size,
    words: sparse_vectors?.words?.modifier === 'idf',
    points: points_count ?? undefined,
  };
}

/** @throws {QdrantRefused} with 404: there is no such collection. */
export async function countPoints(qdrant: QdrantConnection, name: string, signal: AbortSignal): Promise<number> {
  const { result } = await qdrant.ask(
    Counted,
    (api, init) => api.countPoints({ collection_name: name, exact: true }, init),
    signal,
  );
  return result.count;
}

export async function dropCollection(qdrant: QdrantConnection, name: string, signal: AbortSignal): Promise<void> {
  // Qdrant answers `false` for one that is gone already; another replica was faster.
  await unlessMissing(
    qdrant.ask(Dropped, (api, init) => api.deleteCollection({ collection_name: name }, init), signal),
  );
}

/** Undefined: Qdrant knows no collection of that name. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof QdrantRefused && error.status === 404) return undefined;
    throw error;
  }
}
