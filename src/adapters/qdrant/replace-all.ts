import { KnowledgeIndexUnusable } from '../../domain/errors.ts';
import type { KnowledgeChunk } from '../../ports/knowledge-index.ts';
import type { Log } from '../../ports/log.ts';
import { buildCollection } from './build-collection.ts';
import { countPoints, dropCollection, listCollections, readAliases, unlessMissing } from './collections.ts';
import type { QdrantConnection } from './connection.ts';
import { QdrantRefused } from './explain-failure.ts';
import { collectionName, isOurs } from './names.ts';
import { planPoints } from './plan-points.ts';
import { Done } from './shapes.ts';

/** A replica with other content may drop what this one is building; both do not begin at the same moment forever. */
const maxStarts = 3;

interface Replacing {
  readonly qdrant: QdrantConnection;
  readonly alias: string;
  readonly log: Log;
}

/** What the alias leads to, and how much is in it. */
export interface Placed {
  readonly name: string;
  readonly points: number;
}

/** Fills a collection of its own beside the one in use, then lets the alias lead to it, then drops the former one. */
export async function replacePoints(
  deps: Replacing,
  chunks: readonly KnowledgeChunk[],
  signal: AbortSignal,
): Promise<Placed> {
  const { qdrant, alias, log } = deps;
  // A Qdrant that does not answer must not cost the work of planning, each time anew.
  await readAliases(qdrant, signal);
  const plan = await planPoints(chunks, signal);
  const name = collectionName(alias, plan.contentHash);
  const placed = { name, points: plan.points.length };
  if ((await holdsAll(deps, placed, signal)) === true) {
    log.debug({ collection: name }, 'Qdrant holds these SOPs and skills already');
    return placed;
  }
  // Before this one is built, not after: what others build meanwhile is not among them.
  await sweep(deps, await listCollections(qdrant, signal), name, signal);
  for (let start = 1; ; start += 1) {
    try {
      await buildCollection(qdrant, name, plan, signal);
      const former = (await readAliases(qdrant, signal)).get(alias);
      await lead(deps, name, signal);
      await sweep(deps, former === undefined ? [] : [former], name, signal);
      if ((await readAliases(qdrant, signal)).has(alias)) break;
    } catch (error) {
      if (!(error instanceof QdrantRefused) || error.status !== 404) throw error;
    }
    if (start >= maxStarts) {
      throw new KnowledgeIndexUnusable(
        `The collection ${name} was dropped ${maxStarts} times while it was filled: do several installations share the name ${alias}? See qdrant.collection.`,
      );
    }
    log.warn({ collection: name, start }, 'The Qdrant collection vanished while it was filled; it is made again');
  }
  log.info(
    { collection: name, points: plan.points.length, denseSize: plan.denseSize },
    'SOPs and skills indexed in Qdrant',
  );
  return placed;
}

/** Whether the alias leads there and nothing is missing; undefined: it leads to something else. */
export async function holdsAll(
  { qdrant, alias }: Replacing,
  { name, points }: Placed,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const led = (await readAliases(qdrant, signal)).get(alias);
  if (led !== undefined && led !== name) return undefined;
  return led !== undefined && (await unlessMissing(countPoints(qdrant, name, signal))) === points;
}

/**
 * One action, which replaces where the alias leads. Not "delete, then create": were the collection gone, Qdrant would have
 * deleted the alias before it refuses, and there would be nothing to search.
 */
async function lead({ qdrant, alias }: Replacing, name: string, signal: AbortSignal): Promise<void> {
  try {
    const actions = [{ create_alias: { alias_name: alias, collection_name: name } }];
    await qdrant.ask(Done, (api, init) => api.updateAliases({ actions }, init), signal);
  } catch (error) {
    if (!(error instanceof QdrantRefused) || error.status !== 409) throw error;
    throw new KnowledgeIndexUnusable(
      `A collection itself is named ${alias}, so no alias can be: rename it in Qdrant, or set another qdrant.collection.`,
      { cause: error },
    );
  }
}

/** Drops those that this program made for this alias before. What any alias leads to stays. */
async function sweep(
  { qdrant, alias, log }: Replacing,
  names: readonly string[],
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const olds = names.filter((old) => old !== name && isOurs(alias, old));
  if (olds.length === 0) return;
  const inUse = new Set((await readAliases(qdrant, signal)).values());
  for (const old of olds) {
    if (inUse.has(old)) continue;
    await dropCollection(qdrant, old, signal);
    log.debug({ collection: old }, 'Older Qdrant collection dropped');
  }
}
