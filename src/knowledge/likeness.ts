import { learnVoices, type Terms, type Voice } from './learn-voices.ts';
import { spoken } from './spoken.ts';
import { termOf } from './word-counts.ts';
import type { IndexedText } from './word-index.ts';

export interface HeardText extends IndexedText {
  /** What is said of something near, and not of this. */
  readonly notFor: readonly string[];
}

export interface Likeness {
  /**
   * Of each text, how much likelier, as `Judgement` says it, the query speaks of it than of something else. Nothing when the
   * query holds no word at all, or when there were too many texts to learn.
   */
  search(query: string): ReadonlyMap<string, number>;
}

/** Of a text with fewer voices than this, what its body tells counts as voices too. */
const enoughVoices = 12;
/** Of whom little is said, the same is heard again, up to this: the many voices of the others would drown it. */
const evenVoices = 24;
/** More would take too long to learn: who has so many is found by how much of what was asked is explained. */
export const mostTexts = 150;
/** Long enough to tell words apart, short enough that the forms of one word share some. */
const partLength = 4;
/** Chinese writes no blanks, and most of its words have two signs. */
const hanPartLength = 2;
const han = /\p{Script=Han}/u;

type Said = Omit<Voice, 'subject'>;

/** What is not about any text is the first subject, and text n the one after it. */
const elsewhere = 0;

/**
 * How much a query sounds like what is said of each text: each title and each example is one voice, however long it is, and
 * `others` are the voices of everything else. So many short sentences draw an outline of what is complained of, which finds a
 * complaint in other words better than counting how much of it is explained.
 */
export function learnLikeness(texts: readonly HeardText[], others: readonly string[]): Likeness {
  const ids = texts.map(({ id }) => id);
  const hearing = makeHearing();
  const judge =
    ids.length > 0 && ids.length <= mostTexts
      ? learnVoices(voicesIn(texts, others, hearing), hearing.isWord(), ids.length + 1)
      : null;

  return {
    search(query) {
      if (judge === null || !anyWord.test(query)) return new Map();
      const [other = 0, ...own] = judge(hearing.known(query));
      return new Map(ids.map((id, at) => [id, (own[at] ?? 0) - other]));
    },
  };
}

/** Text n is subject n + 1. */
function voicesIn(texts: readonly HeardText[], others: readonly string[], hearing: Hearing): Voice[] {
  const voices: Voice[] = others.map((text) => ({ subject: elsewhere, terms: hearing.hear(text) }));
  for (const [at, text] of texts.entries()) {
    const said = voicesOf(text, hearing);
    const times = Math.max(1, Math.round(evenVoices / Math.max(1, said.length)));
    for (let time = 0; time < times; time += 1) {
      for (const one of said) voices.push({ ...one, subject: at + 1 });
    }
  }
  return voices;
}

function voicesOf({ parts, notFor }: HeardText, hearing: Hearing): readonly Said[] {
  const said = new Set(parts.flatMap(({ title, examples }) => [title, ...examples.split('\n')]));
  if (said.size < enoughVoices) {
    for (const { body } of parts) for (const paragraph of body.split(/\n\s*\n/)) said.add(paragraph);
  }
  const voices = [
    ...[...said].map((text) => ({ terms: hearing.hear(text) })),
    ...notFor.map((text) => ({ terms: hearing.hear(text), isNot: true })),
  ];
  return voices.filter(({ terms }) => terms.some((sort) => sort.size > 0));
}

const anyWord = /[\p{L}\p{N}]/u;

/** A word as its stem, by the numbers of what it is counted as. */
interface HeardWord {
  readonly term: number;
  /** Of its parts, in order. */
  readonly parts: readonly number[];
  /** Of its pairs, by the word that follows. */
  readonly pairs: Map<number, number>;
}

/**
 * Hears texts as words as their stems, small ones too, and pairs of neighbours; and as the parts of words. Each of these is a number
 * from 0 up: all texts say most of their words again and again, and the strings would have to be put together each time.
 */
interface Hearing {
  /** Whatever is new gets a number. */
  hear(text: string): Terms;
  /** Only of what was heard before: numbers that nobody has learned tell nothing. */
  known(text: string): Terms;
  /** Of each number, whether it is a word, and no pair or part. */
  isWord(): readonly boolean[];
}

function makeHearing(): Hearing {
  const said = new Map<string, HeardWord>();
  const stems = new Map<string, HeardWord>();
  const parts = new Map<string, number>();
  const isWord: boolean[] = [];

  function add(word: boolean): number {
    return isWord.push(word) - 1;
  }

  function heard(word: string): HeardWord {
    let one = said.get(word);
    if (one === undefined) {
      const stem = termOf(word);
      one = stems.get(stem) ?? { term: add(true), parts: partsOf(stem).map(numberOf), pairs: new Map() };
      stems.set(stem, one);
      said.set(word, one);
    }
    return one;
  }

  function numberOf(part: string): number {
    let number = parts.get(part);
    if (number === undefined) {
      number = add(false);
      parts.set(part, number);
    }
    return number;
  }

  function pairOf({ pairs }: HeardWord, { term }: HeardWord): number {
    let number = pairs.get(term);
    if (number === undefined) {
      number = add(false);
      pairs.set(term, number);
    }
    return number;
  }

  function counted(
    words: readonly HeardWord[],
    pairOfTwo: (one: HeardWord, next: HeardWord) => number | undefined,
  ): Terms {
    const whole = new Map<number, number>();
    const inParts = new Map<number, number>();
    for (const [place, one] of words.entries()) {
      count(whole, one.term);
      const next = words[place + 1];
      const pair = next === undefined ? undefined : pairOfTwo(one, next);
      if (pair !== undefined) count(whole, pair);
      for (const part of one.parts) count(inParts, part);
    }
    return [whole, inParts];
  }

  return {
    hear: (text) => counted(wordsIn(text).map(heard), pairOf),
    known(text) {
      const words = wordsIn(text).map((word): HeardWord => {
        const stem = termOf(word);
        return (
          stems.get(stem) ?? {
            term: unheard,
            parts: partsOf(stem).flatMap((part) => parts.get(part) ?? []),
            pairs: new Map(),
          }
        );
      });
      return counted(words, ({ pairs }, { term }) => pairs.get(term));
    },
    isWord: () => isWord,
  };
}

/** The number of a word that nobody has said. */
const unheard = -1;

function wordsIn(text: string): readonly string[] {
  return spoken(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function partsOf(word: string): string[] {
  const [text, length] = han.test(word) ? [word, hanPartLength] : [`_${word}_`, partLength];
  const ends = Math.max(1, text.length - length + 1);
  return Array.from({ length: ends }, (_, start) => text.slice(start, start + length));
}

function count(terms: Map<number, number>, term: number): void {
  terms.set(term, (terms.get(term) ?? 0) + 1);
}
