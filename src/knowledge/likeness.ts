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
  const judge = ids.length > 0 && ids.length <= mostTexts ? learnVoices(voicesIn(texts, others), ids.length + 1) : null;

  return {
    search(query) {
      const terms = makeHearing()(query);
      if (judge === null || terms.every((sort) => sort.size === 0)) return new Map();
      const [other = 0, ...own] = judge(terms);
      return new Map(ids.map((id, at) => [id, (own[at] ?? 0) - other]));
    },
  };
}

/** Text n is subject n + 1. */
function voicesIn(texts: readonly HeardText[], others: readonly string[]): Voice[] {
  const hear = makeHearing();
  const voices: Voice[] = others.map((text) => ({ subject: elsewhere, terms: hear(text) }));
  for (const [at, text] of texts.entries()) {
    const said = voicesOf(text, hear);
    const times = Math.max(1, Math.round(evenVoices / Math.max(1, said.length)));
    for (let time = 0; time < times; time += 1) {
      for (const one of said) voices.push({ ...one, subject: at + 1 });
    }
  }
  return voices;
}

function voicesOf({ parts, notFor }: HeardText, hear: Hear): readonly Said[] {
  const said = new Set(parts.flatMap(({ title, examples }) => [title, ...examples.split('\n')]));
  if (said.size < enoughVoices) {
    for (const { body } of parts) for (const paragraph of body.split(/\n\s*\n/)) said.add(paragraph);
  }
  const voices = [
    ...[...said].map((text) => ({ terms: hear(text) })),
    ...notFor.map((text) => ({ terms: hear(text), isNot: true })),
  ];
  return voices.filter(({ terms }) => terms.some((sort) => sort.size > 0));
}

/** A word as its stem, and the parts of that. */
interface HeardWord {
  readonly word: string;
  readonly parts: readonly string[];
}

type Hear = (text: string) => Terms;

/**
 * Hears texts as words as their stems, small ones too, and pairs of neighbours; and as the parts of words. What it has heard once it
 * knows, since all texts say most of their words again and again.
 */
function makeHearing(): Hear {
  const known = new Map<string, HeardWord>();

  function hear(said: string): HeardWord {
    let heard = known.get(said);
    if (heard === undefined) {
      const word = termOf(said);
      heard = { word, parts: partsOf(word) };
      known.set(said, heard);
    }
    return heard;
  }

  return (text) => {
    const words = (spoken(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(hear);
    const whole = new Map<string, number>();
    const parts = new Map<string, number>();
    for (const [place, one] of words.entries()) {
      count(whole, one.word);
      const next = words[place + 1];
      if (next !== undefined) count(whole, `${one.word} ${next.word}`);
      for (const part of one.parts) count(parts, part);
    }
    return [whole, parts];
  };
}

function partsOf(word: string): string[] {
  const [text, length] = han.test(word) ? [word, hanPartLength] : [`_${word}_`, partLength];
  const ends = Math.max(1, text.length - length + 1);
  return Array.from({ length: ends }, (_, start) => `${text.slice(start, start + length)}_`);
}

function count(terms: Map<string, number>, term: string): void {
  terms.set(term, (terms.get(term) ?? 0) + 1);
}
