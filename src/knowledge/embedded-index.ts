import type { KnowledgeChunk, KnowledgeHit, KnowledgeIndex } from '../ports/knowledge-index.ts';
import { bestOf } from './best-of.ts';
import { forEnvironment } from './for-environment.ts';
import { inTurns } from './in-turns.ts';
import { makeVectorRows, type VectorRows } from './vector-rows.ts';
import { type IndexedText, makeWordIndex } from './word-index.ts';

/** Best documents of each of the two lists that are fused. */
const leastDepth = 50;
/** Of reciprocal rank fusion: how little the first places differ. */
const evenness = 60;

interface Document {
  readonly kind: KnowledgeChunk['kind'];
  readonly name: string;
  readonly digest: string;
  readonly environments: readonly string[];
  readonly chunks: readonly KnowledgeChunk['id'][];
  /** Of its first chunk among all chunks; the others follow. */
  readonly first: number;
}

interface Held {
  readonly documents: readonly Document[];
  readonly byKey: ReadonlyMap<string, number>;
  readonly rows: VectorRows;
}

export interface EmbeddedIndex extends KnowledgeIndex {
  /** `replaceAll` without a promise. @throws {KnowledgeIndexUnusable} */
  hold(chunks: readonly KnowledgeChunk[]): void;
  /** Reads the words of chunks that the next `hold` will have, in turns with all other work. Changes no search. */
  readAhead(chunks: readonly KnowledgeChunk[], signal: AbortSignal): Promise<void>;
  /**
   * Cosine of a document's best part with this vector, −1 to 1; undefined: it has no vector, or the lengths differ.
   * Comparable between queries of one model, so a floor can be set on it.
   */
  nearness(kind: KnowledgeChunk['kind'], doc: string, vector: readonly number[]): number | undefined;
  /** Whether the document of a hit is here, and in the version that was hit. */
  holds(hit: Pick<KnowledgeHit, 'kind' | 'doc' | 'digest'>): boolean;
}

/**
 * Words by BM25 and, where there are vectors, exact cosine, both in memory and fused by reciprocal rank.
 * Words are looked for in whole documents, vectors in their parts. The files on disk are the truth, so nothing is saved.
 */
export function makeEmbeddedIndex(): EmbeddedIndex {
  const words = { sop: makeWordIndex(), skill: makeWordIndex() };
  let held: Held = { documents: [], byKey: new Map(), rows: makeVectorRows([]) };

  function hold(chunks: readonly KnowledgeChunk[]): void {
    const groups = [...Map.groupBy(chunks, (chunk) => keyOf(chunk.kind, chunk.doc))];
    const sorted = groups.flatMap(([, group]) => group);
    const rows = makeVectorRows(sorted.map((chunk) => chunk.vector));
    let first = 0;
    const documents = groups.flatMap(([, group]) => {
      const [head] = group;
      if (head === undefined) return [];
      const { kind, doc: name, digest, environments } = head;
      const document = { kind, name, digest, environments, chunks: group.map((chunk) => chunk.id), first };
      first += group.length;
      return [document];
    });
    for (const kind of ['sop', 'skill'] as const) {
      words[kind].replaceAll(groups.flatMap(([id, group]) => (group[0]?.kind === kind ? [textOf(id, group)] : [])));
    }
    held = { documents, byKey: new Map(groups.map(([key], at) => [key, at])), rows };
  }

  async function readAhead(chunks: readonly KnowledgeChunk[], signal: AbortSignal): Promise<void> {
    const groups = Map.groupBy(chunks, (chunk) => keyOf(chunk.kind, chunk.doc));
    const read = ([id, group]: readonly [string, readonly KnowledgeChunk[]]): void => {
      const kind = group[0]?.kind;
      if (kind !== undefined) words[kind].readAhead(textOf(id, group));
    };
    await inTurns(groups, read, signal);
  }

  const search: KnowledgeIndex['search'] = async (query, _signal) => {
    const { documents, byKey, rows } = held;
    const { kind, environment, vector, limit } = query;
    const depth = Math.max(limit, leastDepth);
    const fitting = (at: number) => {
      const one = documents[at];
      return one !== undefined && (kind === undefined || one.kind === kind) && forEnvironment(one, environment);
    };
    const fused = new Map<number, { rank: number; part: number }>();
    const add = (found: readonly { at: number; part: number }[]) => {
      for (const [place, { at, part }] of found.entries()) {
        fused.set(at, { rank: (fused.get(at)?.rank ?? 0) + 1 / (evenness + place + 1), part });
      }
    };
    for (const one of kind === undefined ? (['sop', 'skill'] as const) : [kind]) {
      const hits = words[one].search(query.words, depth, (id) => fitting(byKey.get(id) ?? -1));
      add(hits.map(({ id, part }) => ({ at: byKey.get(id) ?? -1, part })));
    }
    // Last, because the nearest part says more than the first one with the right words.
    if (vector !== undefined && rows.dimensions !== undefined) add(nearest(held, vector, depth, fitting));

    return bestOf(documents.length, limit, (at) => fused.get(at)?.rank ?? 0).flatMap((at): KnowledgeHit[] => {
      const one = documents[at];
      const { rank, part } = fused.get(at) ?? { rank: 0, part: 0 };
      if (one === undefined) return [];
      return [{ kind: one.kind, doc: one.name, chunk: one.chunks[part] ?? '', digest: one.digest, rank }];
    });
  };

  function nearness(kind: KnowledgeChunk['kind'], doc: string, vector: readonly number[]): number | undefined {
    const one = held.documents[held.byKey.get(keyOf(kind, doc)) ?? -1];
    if (one === undefined || held.rows.dimensions !== vector.length) return undefined;
    const { rowOf } = held.rows;
    const rows = one.chunks.flatMap((_, part) => rowOf[one.first + part] ?? -1).filter((row) => row >= 0);
    const [from] = rows;
    if (from === undefined) return undefined;
    // Rows of one document follow each other.
    const cosines = held.rows.cosines(vector, from, from + rows.length);
    return Math.max(...rows.map((row) => cosines[row] ?? -1));
  }

  return {
    hold,
    readAhead,
    // Nothing in it waits: a search sees all of the old or all of the new.
    replaceAll: async (chunks) => hold(chunks),
    search,
    nearness,
    holds: ({ kind, doc, digest }) => held.documents[held.byKey.get(keyOf(kind, doc)) ?? -1]?.digest === digest,
  };
}

/** Of the chunks of one document. */
function textOf(id: string, group: readonly KnowledgeChunk[]): IndexedText {
  return { id, version: group[0]?.digest ?? '', parts: group.map(({ text: body, ...part }) => ({ ...part, body })) };
}

function keyOf(kind: KnowledgeChunk['kind'], doc: string): string {
  return `${kind}/${doc}`;
}

/** Objects per document would keep the garbage collector busy at every search. */
function nearest(
  { documents, rows }: Held,
  vector: readonly number[],
  depth: number,
  fitting: (at: number) => boolean,
): { at: number; part: number }[] {
  const cosines = rows.cosines(vector);
  const parts = new Int32Array(documents.length);
  const best = Float64Array.from(documents, (one, at) => {
    const part = bestPart(one, rows.rowOf, cosines);
    parts[at] = part;
    return part === -1 ? 0 : (cosines[rows.rowOf[one.first + part] ?? -1] ?? 0);
  });
  // What points away from the query is no hit, however few there are.
  return bestOf(documents.length, depth, (at) => {
    const cosine = best[at] ?? 0;
    return cosine > 0 && fitting(at) ? cosine : 0;
  }).map((at) => ({ at, part: parts[at] ?? 0 }));
}

/** -1: no part has a vector. */
function bestPart({ first, chunks }: Document, rowOf: Int32Array, cosines: Float32Array): number {
  let best = -1;
  let highest = -Infinity;
  for (let part = 0; part < chunks.length; part += 1) {
    const row = rowOf[first + part] ?? -1;
    const cosine = row === -1 ? -Infinity : (cosines[row] ?? -Infinity);
    if (cosine > highest) {
      highest = cosine;
      best = part;
    }
  }
  return best;
}
