import { searchWords } from '../../domain/search-words.ts';
import { stem } from '../../domain/stem.ts';

/** Words of a chunk in a sparse vector: each index is the hash of a word, so that no dictionary has to be kept or shared. */
export interface SparseVector {
  readonly indices: number[];
  readonly values: number[];
}

/** Words of the title and of the examples say more about what a text is for than those of its body. */
const shares = { title: 8, examples: 5, text: 1 } as const;
/** BM25: how soon repeats stop to count, and how much a long text is held against it. */
const saturation = 1.2;
const lengthShare = 0.6;
/** A pasted log is cut here. */
const maxQueryWords = 48;

export interface TermCounts {
  /** Index → how often, weighted by where. */
  readonly counts: ReadonlyMap<number, number>;
  readonly length: number;
}

export function countTerms(fields: Readonly<Record<keyof typeof shares, string>>): TermCounts {
  const counts = new Map<number, number>();
  let length = 0;
  for (const field of ['title', 'examples', 'text'] as const) {
    const words = searchWords(fields[field], { keepRepeats: true });
    length += words.length;
    for (const word of words) {
      const index = indexOf(word);
      counts.set(index, (counts.get(index) ?? 0) + shares[field]);
    }
  }
  return { counts, length };
}

/** The document's half of BM25; the other half, how rare a word is, Qdrant multiplies in (`modifier: idf`). */
export function weighTerms({ counts, length }: TermCounts, meanLength: number): SparseVector {
  const norm = saturation * (1 - lengthShare + (lengthShare * length) / Math.max(1, meanLength));
  const entries = [...counts].toSorted(([a], [b]) => a - b);
  return {
    indices: entries.map(([index]) => index),
    values: entries.map(([, count]) => (count * (saturation + 1)) / (count + norm)),
  };
}

/** Each word of a query once. */
export function queryTerms(text: string): SparseVector {
  const words = searchWords(text).slice(0, maxQueryWords);
  const indices = [...new Set(words.map(indexOf))].toSorted((a, b) => a - b);
  return { indices, values: indices.map(() => 1) };
}

/** A word's place among 2^32: FNV-1a over its stem without accents. */
function indexOf(word: string): number {
  const term = stem(word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC'));
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(term, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
