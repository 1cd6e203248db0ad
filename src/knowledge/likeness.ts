import { searchWords } from '../domain/search-words.ts';
import { makeByVersion } from './by-version.ts';
import { termOf } from './word-counts.ts';
import type { IndexedText } from './word-index.ts';

export interface LikenessIndex {
  /** Forgets everything else and holds these. */
  replaceAll(texts: readonly IndexedText[]): void;
  /** Reads a text that the next `replaceAll` will hold, so that this one has less to do at once. Changes no search. */
  readAhead(text: IndexedText): void;
  /** Cosine with each text that shares a term with the query, 0–1. For an order; what is unknown to all texts does not count. */
  search(query: string): ReadonlyMap<string, number>;
}

/** A body tells of neighbours and remedies too; still it has more words than all examples together. */
const bodyWeight = 2;

type Weights = Map<string, number>;

interface Counted {
  /** The title and each example. */
  readonly voices: readonly Weights[];
  readonly body: Weights;
}

/**
 * How alike a text and a query are by their words and by pairs of words next to each other (tf–idf, cosine).
 * Each example counts as one voice, however long it is: so many short sentences draw an outline of what is complained of,
 * which finds a complaint in other words better than counting how much of it is explained.
 */
export function makeLikenessIndex(): LikenessIndex {
  const counted = makeByVersion(count);
  let rarity: Weights = new Map();
  let postings = new Map<string, { readonly id: string; readonly weight: number }[]>();

  return {
    readAhead: (text) => counted.readAhead(text),

    replaceAll(texts) {
      const known = counted.keep(texts);
      const units = [...known.values()].flatMap(({ voices, body }) => [...voices, body]);
      rarity = rarityOf(units);
      postings = new Map();
      for (const [id, { voices, body }] of known) {
        const sum: Weights = new Map();
        for (const voice of voices) add(sum, weigh(voice, rarity), 1);
        const whole: Weights = new Map();
        add(whole, unit(sum), 1);
        add(whole, weigh(body, rarity), bodyWeight);
        for (const [term, weight] of unit(whole)) {
          const one = postings.get(term);
          if (one === undefined) postings.set(term, [{ id, weight }]);
          else one.push({ id, weight });
        }
      }
    },

    search(query) {
      const asked = weigh(termsOf(query), rarity);
      const found = new Map<string, number>();
      for (const [term, weight] of asked) {
        for (const one of postings.get(term) ?? []) found.set(one.id, (found.get(one.id) ?? 0) + weight * one.weight);
      }
      return found;
    },
  };
}

function count({ parts }: IndexedText): Counted {
  const said = new Set(parts.flatMap(({ title, examples }) => [title, ...examples.split('\n')]));
  return {
    voices: [...said].map(termsOf),
    body: termsOf(parts.map(({ body }) => body).join('\n')),
  };
}

/** How often each word and each pair of neighbours stands in a text. */
function termsOf(text: string): Weights {
  const words = searchWords(text, { keepRepeats: true }).map(termOf);
  const counts: Weights = new Map();
  for (const [place, word] of words.entries()) {
    const next = words[place + 1];
    for (const term of next === undefined ? [word] : [word, `${word} ${next}`]) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return counts;
}

function rarityOf(units: readonly Weights[]): Weights {
  const holders: Weights = new Map();
  for (const one of units) for (const term of one.keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  return new Map([...holders].map(([term, texts]) => [term, 1 + Math.log((1 + units.length) / (1 + texts))]));
}

/** Of length 1. Repeating a term counts less and less; one that no text holds says nothing. */
function weigh(counts: Weights, rarity: Weights): Weights {
  const weights: Weights = new Map();
  for (const [term, times] of counts) {
    const rare = rarity.get(term);
    if (rare !== undefined) weights.set(term, (1 + Math.log(times)) * rare);
  }
  return unit(weights);
}

function unit(weights: Weights): Weights {
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return length === 0 ? weights : new Map([...weights].map(([term, weight]) => [term, weight / length]));
}

function add(sum: Weights, weights: Weights, times: number): void {
  for (const [term, weight] of weights) sum.set(term, (sum.get(term) ?? 0) + weight * times);
}
