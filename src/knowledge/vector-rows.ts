import { KnowledgeIndexUnusable } from '../domain/errors.ts';
import { makeDotProducts, paddedWidth } from './dot-products.ts';

/** Vectors in one piece of memory, each of length 1, so that a product of two is their cosine. */
export interface VectorRows {
  /** Undefined: there is no vector. */
  readonly dimensions: number | undefined;
  /** Row of the n-th vector that was given; -1 when it was none. */
  readonly rowOf: Int32Array;
  /**
   * Cosine of every row with this vector, by row; valid until the next call. Only those `from` … `to` - 1, if given, are made new.
   * @throws {KnowledgeIndexUnusable} it has another length.
   */
  cosines(vector: readonly number[], from?: number, to?: number): Float32Array;
}

/** @throws {KnowledgeIndexUnusable} lengths differ, or a number is none. */
export function makeVectorRows(vectors: readonly (readonly number[] | undefined)[]): VectorRows {
  const given = vectors.filter((vector) => vector !== undefined);
  const dimensions = given[0]?.length;
  for (const vector of given) {
    if (vector.length === 0) throw new KnowledgeIndexUnusable('A vector without numbers cannot be indexed.');
    requireLength(vector, dimensions);
    if (!vector.every(Number.isFinite)) {
      throw new KnowledgeIndexUnusable('A vector holds something that is not a finite number.');
    }
  }
  const width = paddedWidth(dimensions ?? 0);
  const products = makeDotProducts(given.length, width);
  for (const [row, vector] of given.entries()) products.rows.set(normalised(vector), row * width);
  const rowOf = new Int32Array(vectors.length).fill(-1);
  let rows = 0;
  for (const [at, vector] of vectors.entries()) {
    if (vector !== undefined) rowOf[at] = rows++;
  }

  function cosines(vector: readonly number[], from = 0, to = given.length): Float32Array {
    requireLength(vector, dimensions);
    return products.multiply(normalised(vector), from, to);
  }

  return { dimensions, rowOf, cosines };
}

function requireLength(vector: readonly number[], dimensions: number | undefined): void {
  if (dimensions === undefined || vector.length === dimensions) return;
  throw new KnowledgeIndexUnusable(
    `A vector has ${vector.length} numbers where the index holds ${dimensions}; check that embeddings.model and embeddings.dimensions did not change without a re-index.`,
  );
}

/** A vector of zeros stays one: its cosine with anything is 0. */
function normalised(vector: readonly number[]): Float64Array {
  const values = Float64Array.from(vector);
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (!(largest > 0 && largest < Infinity)) return values.fill(0);
  // Divided first: squares of large numbers would have no end.
  let squares = 0;
  for (const value of values) squares += (value / largest) ** 2;
  const length = Math.sqrt(squares);
  for (const [at, value] of values.entries()) values[at] = value / largest / length;
  return values;
}
