import { spoken } from './spoken.ts';

/** Tells troubles, as the procedures tell them, from what people write besides. */
export interface Subject {
  /** Natural logarithm of how much likelier the text is a trouble than something else, both taken as equally frequent. */
  oddsOfTrouble(text: string): number;
}

/** Words of one text; a pasted log is cut here. */
const maxWords = 150;
/** As if each word had been seen this often in both: one that is new says nothing. */
const seenBefore = 0.3;

/**
 * Naive Bayes over words and pairs of neighbours. Small words count here: "how do I", "it would be nice", "never", "since the"
 * tell a question and a wish from a trouble better than nouns do.
 */
export function learnSubject(known: {
  readonly troubles: readonly string[];
  readonly others: readonly string[];
}): Subject {
  const other = count(known.others);
  const trouble = count(known.troubles);
  const terms = new Set([...trouble.times.keys(), ...other.times.keys()]).size;
  const likelihood = ({ times, sum }: Counts, term: string) =>
    Math.log(((times.get(term) ?? 0) + seenBefore) / (sum + seenBefore * terms));

  return {
    oddsOfTrouble(text) {
      // Who knows no trouble cannot tell.
      if (trouble.sum === 0) return 0;
      let odds = 0;
      for (const term of termsOf(text)) {
        if (!trouble.times.has(term) && !other.times.has(term)) continue;
        odds += likelihood(trouble, term) - likelihood(other, term);
      }
      return odds;
    },
  };
}

interface Counts {
  readonly times: ReadonlyMap<string, number>;
  readonly sum: number;
}

function count(texts: readonly string[]): Counts {
  const times = new Map<string, number>();
  let sum = 0;
  for (const text of texts) {
    for (const term of termsOf(text)) {
      times.set(term, (times.get(term) ?? 0) + 1);
      sum += 1;
    }
  }
  return { times, sum };
}

/** Each once. How a text begins is a pair too. */
function termsOf(text: string): ReadonlySet<string> {
  const words = (spoken(text).match(/[\p{L}']+/gu) ?? []).slice(0, maxWords);
  const terms = new Set<string>();
  let before = '^';
  for (const word of words) {
    terms.add(word).add(`${before} ${word}`);
    before = word;
  }
  return terms;
}
