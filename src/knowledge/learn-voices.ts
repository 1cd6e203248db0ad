/** How often each term, a number from 0 up, stands in a text, by sorts of terms: each sort weighs the same, however many terms it has. */
export type Terms = readonly ReadonlyMap<number, number>[];

/** One thing that was said, and which of the subjects it was said of. */
export interface Voice {
  readonly subject: number;
  /** It was said of something else than the subject, nobody says of what. */
  readonly isNot?: boolean;
  readonly terms: Terms;
}

/**
 * How likely a text speaks of each subject, up to a number that is the same for all: a natural logarithm by the regression, and what
 * the wording adds to it.
 */
export type Judgement = (terms: Terms) => Float64Array;

/** Each voice is heard so many times, … */
const rounds = 6;
/** … and moves the weights less and less: by this in the first round, by 1/(1 + round/2) of it later. */
const firstStep = 1;
/** A subject that is spoken of more often is not much likelier asked for. */
const biasStep = 0.1;
/** What is that sure already moves nothing. */
const leastError = 0.003;
/** How much the wording counts beside the regression, … */
const wordingWeight = 2;
/** … and as if each term had been said so much of each subject. */
const saidBefore = 0.3;
/** A pair of words or a part of a word that stands in one voice alone tells nothing of others. */
const leastHolders = 2;

interface Features {
  readonly features: Int32Array;
  readonly values: Float32Array;
}

interface Row extends Features {
  readonly subject: number;
  readonly isNot: boolean;
}

/**
 * Multinomial logistic regression over tf–idf, learned by stochastic gradient descent, the same each time. It learns what tells
 * subjects apart, where a sum of what is said of each would learn only what is often said. The wording (see `wordingOf`) is added to it.
 * `isWord` tells of each term whether it is a whole word.
 */
export function learnVoices(voices: readonly Voice[], isWord: readonly boolean[], subjects: number): Judgement {
  const vocabulary = makeVocabulary(voices, isWord);
  const rows = voices.map(({ subject, isNot = false, terms }): Row => ({ subject, isNot, ...vocabulary.read(terms) }));
  const weights = new Float32Array(vocabulary.size * subjects);
  const bias = new Float32Array(subjects);
  const sums = new Float64Array(subjects);

  function judge({ features, values }: Features): void {
    for (let at = 0; at < subjects; at += 1) sums[at] = bias[at] ?? 0;
    for (let place = 0; place < features.length; place += 1) {
      const start = (features[place] ?? 0) * subjects;
      const value = values[place] ?? 0;
      for (let at = 0; at < subjects; at += 1) sums[at] = (sums[at] ?? 0) + (weights[start + at] ?? 0) * value;
    }
  }

  const wrong = new Int32Array(subjects);
  const errors = new Float64Array(subjects);

  /** Finds the subjects that the judgement of the row is wrong about. @returns how many. */
  function errorsOf({ subject, isNot }: Row): number {
    let most = Number.NEGATIVE_INFINITY;
    for (const sum of sums) most = Math.max(most, sum);
    let all = 0;
    for (let at = 0; at < subjects; at += 1) {
      const share = Math.exp((sums[at] ?? 0) - most);
      sums[at] = share;
      all += share;
    }
    const own = (sums[subject] ?? 0) / all;
    let count = 0;
    for (let at = 0; at < subjects; at += 1) {
      const share = (sums[at] ?? 0) / all;
      // What is not of this subject is of the others, as likely as each of them is.
      const wanted = isNot ? (at === subject ? 0 : share / Math.max(1 - own, leastError)) : at === subject ? 1 : 0;
      const error = wanted - share;
      if (Math.abs(error) < leastError) continue;
      wrong[count] = at;
      errors[count] = error;
      count += 1;
    }
    return count;
  }

  function learn(row: Row, step: number): void {
    judge(row);
    const count = errorsOf(row);
    for (let one = 0; one < count; one += 1) {
      const at = wrong[one] ?? 0;
      bias[at] = (bias[at] ?? 0) + step * biasStep * (errors[one] ?? 0);
    }
    for (let place = 0; place < row.features.length; place += 1) {
      const start = (row.features[place] ?? 0) * subjects;
      const value = step * (row.values[place] ?? 0);
      for (let one = 0; one < count; one += 1) {
        const at = start + (wrong[one] ?? 0);
        weights[at] = (weights[at] ?? 0) + value * (errors[one] ?? 0);
      }
    }
  }

  const random = makeRandom();
  for (let round = 0; round < rounds; round += 1) {
    shuffle(rows, random);
    const step = firstStep / (1 + round / 2);
    for (const row of rows) learn(row, step);
  }
  const wording = wordingOf(rows, vocabulary.size, subjects);
  for (let place = 0; place < weights.length; place += 1) {
    weights[place] = (weights[place] ?? 0) + wordingWeight * (wording[place] ?? 0);
  }

  return (terms) => {
    judge(vocabulary.read(terms));
    return sums.slice();
  };
}

/**
 * Complement naive Bayes: a term tells of a subject as far as it is rare in what is said of all the others. It learns little of much,
 * where the regression learns much of what it met at its turn; together they know new sentences better than either alone.
 * @returns the weights, laid out as those of the regression.
 */
function wordingOf(rows: readonly Row[], terms: number, subjects: number): Float32Array {
  const said = new Float32Array(terms * subjects);
  const ofTerm = new Float64Array(terms);
  const ofSubject = new Float64Array(subjects);
  let all = 0;
  for (const { subject, isNot, features, values } of rows) {
    for (const [n, feature] of features.entries()) {
      const value = values[n] ?? 0;
      // What is not said of it counts as said of the others.
      const own = isNot ? -value : value;
      const place = feature * subjects + subject;
      said[place] = (said[place] ?? 0) + own;
      ofSubject[subject] = (ofSubject[subject] ?? 0) + own;
      if (isNot) continue;
      ofTerm[feature] = (ofTerm[feature] ?? 0) + value;
      all += value;
    }
  }
  const allOfOthers = ofSubject.map((own) => all - own + saidBefore * terms);
  for (let term = 0; term < terms; term += 1) {
    for (let at = 0; at < subjects; at += 1) {
      const place = term * subjects + at;
      const others = (ofTerm[term] ?? 0) - (said[place] ?? 0) + saidBefore;
      said[place] = Math.log((allOfOthers[at] ?? 0) / others);
    }
  }
  return said;
}

interface Vocabulary {
  readonly size: number;
  read(terms: Terms): Features;
}

/** What stands at the place of a term that tells nothing. */
const nowhere = -1;

function makeVocabulary(voices: readonly Voice[], isWord: readonly boolean[]): Vocabulary {
  const holders = new Int32Array(isWord.length);
  for (const { terms } of voices) {
    for (const sort of terms) for (const term of sort.keys()) holders[term] = (holders[term] ?? 0) + 1;
  }
  const places = new Int32Array(isWord.length).fill(nowhere);
  const rarity: number[] = [];
  for (const [term, count] of holders.entries()) {
    if (count === 0 || (count < leastHolders && isWord[term] !== true)) continue;
    places[term] = rarity.length;
    rarity.push(1 + Math.log((1 + voices.length) / (1 + count)));
  }

  function read(terms: Terms): Features {
    const features: number[] = [];
    const values: number[] = [];
    for (const sort of terms) {
      const start = values.length;
      let square = 0;
      for (const [term, times] of sort) {
        const place = places[term] ?? nowhere;
        if (place === nowhere) continue;
        const value = (1 + Math.log(times)) * (rarity[place] ?? 0);
        features.push(place);
        values.push(value);
        square += value * value;
      }
      for (let at = start; at < values.length; at += 1) values[at] = (values[at] ?? 0) / Math.sqrt(square);
    }
    return { features: Int32Array.from(features), values: Float32Array.from(values) };
  }

  return { size: rarity.length, read };
}

/** Numbers from 0 to below 1, always the same: the same files answer the same. */
function makeRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x8000_0000;
  };
}

function shuffle<T>(all: T[], random: () => number): void {
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other] as T, all[last] as T];
  }
}
