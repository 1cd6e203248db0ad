import { createHash } from 'node:crypto';
import { KnowledgeIndexUnusable } from '../../domain/errors.ts';
import type { KnowledgeChunk } from '../../ports/knowledge-index.ts';
import { denseName, wordsName } from './names.ts';
import { countTerms, type SparseVector, type TermCounts, weighTerms } from './terms.ts';
import { takeTurns, type Turns } from './turns.ts';

/** What Qdrant keeps of a chunk: where it is from and how it is found, none of its text. */
export interface Point {
  readonly id: string;
  readonly vector: { [denseName]?: number[]; [wordsName]?: SparseVector };
  readonly payload: { kind: string; doc: string; chunk: string; digest: string; environments: string[] };
}

export interface PointPlan {
  readonly points: readonly Point[];
  /** Length of the dense vectors; undefined: there are none. */
  readonly denseSize: number | undefined;
  /** Hex; the same for the same points in any order. */
  readonly contentHash: string;
}

/**
 * Chunks → points. The same chunk always becomes the same point, so that it may be sent twice. Ten thousand take seconds, in turns
 * with all other work of the process.
 * @throws {KnowledgeIndexUnusable} for vectors that do not belong together or are not numbers, and when it is given up.
 */
export async function planPoints(chunks: readonly KnowledgeChunk[], signal: AbortSignal): Promise<PointPlan> {
  const turns = takeTurns(signal);
  const denseSize = chunks.find((chunk) => chunk.vector !== undefined)?.vector?.length;
  const counted: TermCounts[] = [];
  for (const chunk of chunks) {
    const { id, vector } = chunk;
    if (vector !== undefined) refuseOddVector(`The vector of ${id}`, vector, denseSize);
    counted.push(countTerms(chunk));
    if (turns.isOver()) await turns.next();
  }
  const meanLength = counted.reduce((sum, one) => sum + one.length, 0) / Math.max(1, counted.length);
  const points = new Map<string, Point>();
  for (const [at, chunk] of chunks.entries()) {
    const terms = counted[at];
    const words = terms === undefined || terms.counts.size === 0 ? undefined : weighTerms(terms, meanLength);
    const point = pointOf(chunk, words);
    points.set(point.id, point);
    if (turns.isOver()) await turns.next();
  }
  const sorted = [...points.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { points: sorted, denseSize, contentHash: await hashOf(sorted, denseSize, turns) };
}

/** @throws {KnowledgeIndexUnusable} when the vector is empty, holds what is not a finite number, or has another length. */
export function refuseOddVector(what: string, vector: readonly number[], size: number | undefined): void {
  if (vector.length === 0 || !vector.every((one) => Number.isFinite(one))) {
    throw new KnowledgeIndexUnusable(
      `${what} is ${vector.length === 0 ? 'empty' : 'not made of numbers'}: check the embedding endpoint and its model.`,
    );
  }
  if (size !== undefined && vector.length !== size) {
    throw new KnowledgeIndexUnusable(
      `${what} has ${vector.length} numbers where others have ${size}: all must come from one model.`,
    );
  }
}

function pointOf(chunk: KnowledgeChunk, words: SparseVector | undefined): Point {
  const { id, kind, doc, digest, environments, vector } = chunk;
  return {
    id: pointId(id, digest),
    vector: {
      ...(vector !== undefined && { [denseName]: [...vector] }),
      ...(words !== undefined && { [wordsName]: words }),
    },
    payload: { kind, doc, chunk: id, digest, environments: [...environments] },
  };
}

/** A UUID (version 8: of our own making) of chunk and text. */
function pointId(chunk: string, digest: string): string {
  const bytes = createHash('sha256').update(`${chunk}\n${digest}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Over the points themselves: whatever changes what is found (text, model, how words are weighed) changes it. */
async function hashOf(points: readonly Point[], denseSize: number | undefined, turns: Turns): Promise<string> {
  const hash = createHash('sha256').update(`${denseSize ?? 'no vectors'}\n`);
  for (const { id, vector, payload } of points) {
    hash.update(JSON.stringify([id, payload, vector[wordsName] ?? null]));
    if (vector[denseName] !== undefined) hash.update(Float32Array.from(vector[denseName]));
    if (turns.isOver()) await turns.next();
  }
  return hash.digest('hex');
}
