import { z } from 'zod';
import type { KnowledgeHit } from '../../ports/knowledge-index.ts';

/**
 * A hit as this program stores it. A name that is not one (a path, a sentence) is refused here, although it is only ever
 * compared with the names of files that were read from disk.
 */
const Hit = z
  .object({
    score: z.number(),
    payload: z.object({
      kind: z.enum(['sop', 'skill']),
      doc: z
        .string()
        .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
        .max(128),
      chunk: z.string().max(256),
      digest: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  })
  .refine(({ payload: { kind, doc, chunk } }) => {
    const prefix = `${kind}/${doc}/`;
    return chunk.startsWith(prefix) && /^\d{1,6}$/.test(chunk.slice(prefix.length));
  });

export interface ReadHits {
  /** Best first, one for each document. */
  readonly hits: readonly KnowledgeHit[];
  /** Points that were not as this program stores them, or not what was asked for. */
  readonly dropped: number;
}

/** What Qdrant returned → hits. Only kind, name, part and digest are taken; texts and permits come from the file with that digest. */
export function readHits(points: readonly unknown[], kind: 'sop' | 'skill' | undefined): ReadHits {
  const best = new Map<string, KnowledgeHit>();
  let dropped = 0;
  for (const point of points) {
    const hit = Hit.safeParse(point).data;
    if (hit === undefined || (kind !== undefined && hit.payload.kind !== kind)) {
      dropped += 1;
      continue;
    }
    const { kind: itsKind, doc, chunk, digest } = hit.payload;
    const key = `${itsKind}/${doc}`;
    const known = best.get(key);
    const found = { kind: itsKind, doc, chunk, digest, rank: hit.score };
    if (known === undefined || byRank(found, known) < 0) best.set(key, found);
  }
  return { hits: [...best.values()].toSorted(byRank), dropped };
}

/** Qdrant gives parts of one fused rank in an order that changes from call to call; the same question has the same answer. */
function byRank(a: KnowledgeHit, b: KnowledgeHit): number {
  return b.rank - a.rank || (a.chunk < b.chunk ? -1 : 1);
}
