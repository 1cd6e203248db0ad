import { KnowledgeIndexUnusable } from '../../domain/errors.ts';
import { countPoints, describeCollection } from './collections.ts';
import type { QdrantConnection } from './connection.ts';
import { QdrantRefused } from './explain-failure.ts';
import { denseName, wordsName } from './names.ts';
import type { PointPlan } from './plan-points.ts';
import { Done, Upserted } from './shapes.ts';

/** Points of one request: with 3,072 dimensions, some 5 MB. */
const batch = 128;
/** All vectors are looked at: with so few that costs milliseconds, and a graph of neighbours would miss some of the best. */
const noGraph = { m: 0 };
const keywords = ['kind', 'doc', 'environments', 'digest'] as const;

/**
 * Makes the collection and fills it, or goes on where another replica or an earlier run has begun: the same name means the same points.
 * @throws {QdrantRefused} with 404: it vanished meanwhile. Begin again.
 */
export async function buildCollection(
  qdrant: QdrantConnection,
  name: string,
  plan: PointPlan,
  signal: AbortSignal,
): Promise<void> {
  await createOrJoin(qdrant, name, plan, signal);
  for (const field_name of keywords) {
    await qdrant.ask(
      Upserted,
      (api, init) =>
        api.createFieldIndex({ collection_name: name, wait: true, field_name, field_schema: 'keyword' }, init),
      signal,
    );
  }
  for (let from = 0; from < plan.points.length; from += batch) {
    const points = plan.points.slice(from, from + batch);
    await qdrant.ask(
      Upserted,
      (api, init) => api.upsertPoints({ collection_name: name, wait: true, points }, init),
      signal,
    );
  }
  const count = await countPoints(qdrant, name, signal);
  if (count !== plan.points.length) {
    throw new KnowledgeIndexUnusable(
      `The collection ${name} holds ${count} points instead of ${plan.points.length}: delete it in Qdrant, and it is made again.`,
    );
  }
}

async function createOrJoin(
  qdrant: QdrantConnection,
  name: string,
  { denseSize }: PointPlan,
  signal: AbortSignal,
): Promise<void> {
  try {
    await qdrant.ask(
      Done,
      (api, init) =>
        api.createCollection(
          {
            collection_name: name,
            ...(denseSize !== undefined && {
              vectors: { [denseName]: { size: denseSize, distance: 'Cosine' as const, hnsw_config: noGraph } },
            }),
            sparse_vectors: { [wordsName]: { modifier: 'idf' as const } },
          },
          init,
        ),
      signal,
    );
    return;
  } catch (error) {
    // Releases of before 1.10 answer 400 for one that exists.
    if (!(error instanceof QdrantRefused) || (error.status !== 409 && error.status !== 400)) throw error;
    const found = await describeCollection(qdrant, name, signal);
    if (found === undefined) throw error;
    if (found.denseSize === denseSize && found.words) return;
    throw new KnowledgeIndexUnusable(
      `The collection ${name} is there, but not as this program makes it: delete it in Qdrant, and it is made again.`,
      { cause: error },
    );
  }
}
