import { searchWords } from '../domain/search-words.ts';
import { stem } from '../domain/stem.ts';

/** One part of a text to be found by words. A word of the title says most about what the text is for, one of the body least. */
export interface WordPart {
  readonly title: string;
  /** Sentences and messages people and logs really use. */
  readonly examples: string;
  readonly body: string;
}

/** How often a text holds one word, a word of the title counted as many of the body. */
export interface WordCount {
  weight: number;
  /** The first part that holds it. */
  readonly part: number;
}

export interface CountedText {
  readonly words: ReadonlyMap<string, WordCount>;
  readonly length: number;
  readonly bodyLength: number;
}

const titleWeight = 8;
const examplesWeight = 5;
const bodyWeight = 1;

/** What a word is looked up by: without accents, and as its stem. */
export function termOf(word: string): string {
  return stem(word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC'));
}

/** The parts of one text, counted together; a title or examples that parts repeat count once. */
export function countWords(parts: readonly WordPart[]): CountedText {
  const words = new Map<string, WordCount>();
  const repeated = new Set<string>();
  // A text says most of its words again and again.
  const terms = new Map<string, string>();
  let length = 0;
  let bodyLength = 0;

  function add(text: string, part: number, weight: number): number {
    const found = searchWords(text, { keepRepeats: true });
    for (const word of found) {
      const term = terms.get(word) ?? termOf(word);
      terms.set(word, term);
      const count = words.get(term);
      if (count === undefined) {
        words.set(term, { weight, part });
        continue;
      }
      count.weight += weight;
    }
    length += found.length;
    return found.length;
  }

  for (const [part, { title, examples, body }] of parts.entries()) {
    for (const [text, weight] of [
      [title, titleWeight],
      [examples, examplesWeight],
    ] as const) {
      if (repeated.has(`${weight} ${text}`)) continue;
      repeated.add(`${weight} ${text}`);
      add(text, part, weight);
    }
    bodyLength += add(body, part, bodyWeight);
  }
  return { words, length, bodyLength };
}
