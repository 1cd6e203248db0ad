import { searchWords } from '../domain/search-words.ts';
import { bestOf } from './best-of.ts';
import { makeByVersion } from './by-version.ts';
import { type CountedText, countWords, termOf, type WordPart } from './word-counts.ts';

export interface IndexedText {
  readonly id: string;
  /** Another version is another text; of the same version nothing is read again. */
  readonly version: string;
  readonly parts: readonly WordPart[];
}

export interface WordHit {
  readonly id: string;
  /** BM25, higher is better. Ranks the hits of one query; means nothing across queries. */
  readonly rank: number;
  /**
   * 0–1, how much of what was asked this text explains: comparable between queries, so a floor can be set on it.
   * The share of the asked words that it holds, each by how rare it is and by how much the text is about it;
   * a word that no text holds counts as rarest. Less when little was asked.
   */
  readonly score: number;
  /** The part that holds most of what was asked. */
  readonly part: number;
}

/** Full-text search in memory: the files on disk are the truth. Nothing in a query is ever syntax. */
export interface WordIndex {
  /** Forgets everything else and holds these. */
  replaceAll(texts: readonly IndexedText[]): void;
  /** Reads a text that the next `replaceAll` will hold, so that this one has less to do at once. Changes no search. */
  readAhead(text: IndexedText): void;
  /** The best hits among the accepted, best rank first; empty when no word of the query is known. */
  search(query: string, limit: number, accept?: (id: string) => boolean): readonly WordHit[];
}

/** Words of one query; a pasted log is cut here. */
const maxWords = 48;
/**
 * BM25 gives a word that more than half of the texts hold no weight at all, and in a folder of a few SOPs about one system
 * that is every telling word. Texts that nobody asks for stand for those about everything else.
 */
const leastFillers = 40;
const fillersPerText = 3;
/** A word that counts as often as this in a text (see `WordCount.weight`) is half of what the text is about. */
const halfAbout = 4;
/** Asked words of less weight than this together (a word in one text of many weighs about 5) cannot be explained fully. */
const leastAsked = 7;
/** How soon repeating a word stops to count, and how much a long text is held against it. */
const saturation = 1.2;
const lengthPenalty = 0.75;

const han = /\p{Script=Han}/u;

/** Where one word stands, texts in rising order. */
interface Postings {
  readonly texts: number[];
  readonly weights: number[];
  readonly parts: number[];
}

export function makeWordIndex(): WordIndex {
  const counted = makeByVersion(({ parts }: IndexedText) => countWords(parts));
  let ids: string[] = [];
  let postings = new Map<string, Postings>();
  /** The part of BM25 that depends on the text's length alone. */
  let damping = new Float64Array();
  let rows = 0;
  let rank = new Float64Array();
  let explained = new Float64Array();

  function replaceAll(texts: readonly IndexedText[]): void {
    const next = counted.keep(texts);
    const all = [...next.values()];
    ids = [...next.keys()];
    postings = post(all);
    const fillers = Math.max(leastFillers, all.length * fillersPerText);
    rows = all.length + fillers;
    const bodies = all.reduce((sum, one) => sum + one.bodyLength, 0) / Math.max(1, all.length);
    const words = all.reduce((sum, one) => sum + one.length, 0) + fillers * Math.max(1, Math.round(bodies));
    damping = Float64Array.from(all, (one) => {
      return saturation * (1 - lengthPenalty + (lengthPenalty * one.length * rows) / Math.max(1, words));
    });
    rank = new Float64Array(all.length);
    explained = new Float64Array(all.length);
  }

  function search(query: string, limit: number, accept?: (id: string) => boolean): readonly WordHit[] {
    const found = searchWords(query)
      .slice(0, maxWords)
      .map((word) => [word, postings.get(termOf(word))] as const)
      // In a script that no text uses a word is no sign of another subject.
      .filter(([word, one]) => one !== undefined || !han.test(word))
      .map(([, one]) => one);
    const asked = found.filter((one) => one !== undefined);
    if (asked.length === 0) return [];
    rank.fill(0);
    explained.fill(0);
    for (const one of asked) addUp(one);
    const weightAsked = found.reduce((sum, one) => sum + telling(one?.texts.length ?? 0), 0);
    const allowed = (at: number) => accept === undefined || accept(ids[at] ?? '');
    const best = bestOf(ids.length, limit, (at) => {
      const value = rank[at] ?? 0;
      return value > 0 && allowed(at) ? value : 0;
    });
    return best.map((at) => ({
      id: ids[at] ?? '',
      rank: rank[at] ?? 0,
      score: (explained[at] ?? 0) / Math.max(weightAsked, leastAsked),
      part: bestPart(at, asked),
    }));
  }

  /** How much a word says that so many texts hold. */
  function telling(texts: number): number {
    return Math.log(1 + rows / (texts + 0.5));
  }

  function addUp(one: Postings): void {
    const odds = (rows - one.texts.length + 0.5) / (one.texts.length + 0.5);
    const rarity = Math.max(1e-6, Math.log(odds));
    const says = telling(one.texts.length);
    for (let place = 0; place < one.texts.length; place += 1) {
      const at = one.texts[place] ?? 0;
      const times = one.weights[place] ?? 0;
      rank[at] = (rank[at] ?? 0) + (rarity * times * (saturation + 1)) / (times + (damping[at] ?? 0));
      explained[at] = (explained[at] ?? 0) + (says * times) / (times + halfAbout);
    }
  }

  return { replaceAll, readAhead: (text) => counted.readAhead(text), search };
}

function post(texts: readonly CountedText[]): Map<string, Postings> {
  const postings = new Map<string, Postings>();
  for (const [at, text] of texts.entries()) {
    for (const [word, { weight, part }] of text.words) {
      let one = postings.get(word);
      if (one === undefined) {
        one = { texts: [], weights: [], parts: [] };
        postings.set(word, one);
      }
      one.texts.push(at);
      one.weights.push(weight);
      one.parts.push(part);
    }
  }
  return postings;
}

/** Rare words count more for the choice, as they do for the rank. */
function bestPart(at: number, asked: readonly Postings[]): number {
  const votes = new Map<number, number>();
  for (const { texts, parts } of asked) {
    const place = placeOf(texts, at);
    if (place === undefined) continue;
    const part = parts[place] ?? 0;
    votes.set(part, (votes.get(part) ?? 0) + 1 / texts.length);
  }
  return [...votes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

function placeOf(sorted: readonly number[], wanted: number): number | undefined {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
