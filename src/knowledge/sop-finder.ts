import type { Sop } from '../domain/sop.ts';
import { lazily } from './lazily.ts';
import { type HeardText, learnLikeness, type Likeness, mostTexts } from './likeness.ts';
import { otherSubjects } from './other-subjects.ts';
import { makePatternsOf, type PatternsOf } from './rank-exceptions.ts';
import { learnSubject, type Subject } from './subject.ts';
import { textOfSop } from './text-of-sop.ts';
import { makeWordIndex, type WordIndex } from './word-index.ts';

/** By what SOPs are found where no exception or signal names them. */
export interface FoundBy {
  readonly patternsOf: PatternsOf;
  /** Their own words alone: an incident shows no sentence, and what people say must not make a log line look like one. */
  readonly words: () => Pick<WordIndex, 'search'>;
  /** How people tell of these. Learned at once when first called: seconds in which nothing else of the process goes on. */
  readonly speech: () => Speech;
  /** There are too many texts to learn what a trouble sounds like: `speech` knows no likeness. Costs nothing to ask. */
  readonly isTooMany: boolean;
}

export interface Speech {
  /** The words of the SOPs and of the complaints, those of rivals too: troubles that no SOP here is for. */
  readonly words: Pick<WordIndex, 'search'>;
  readonly likeness: Likeness;
  /** What these SOPs are for, against what else people write. */
  readonly subject: Subject;
}

/** By the id of a SOP, how people tell of its trouble in other words than its own. */
export type Complaints = ReadonlyMap<string, readonly string[]>;

export interface SopFinder {
  /** By what these are found: anew when they are not those of the call before, and the same array holds the same. */
  among(sops: readonly Sop[]): FoundBy;
  /** Reads the own words of what will be asked for soon, so that the first search has less to do at once. */
  readAhead(sop: Sop): void;
}

export function makeSopFinder(complaints: Complaints): SopFinder {
  const words = makeWordIndex();
  const patternsOf = makePatternsOf();
  let held: FoundBy | undefined;
  let heldOf: readonly Sop[] | undefined;

  function found(sops: readonly Sop[]): FoundBy {
    return {
      patternsOf,
      words: lazily(() => {
        words.replaceAll(sops.map((sop) => wordsOf(sop, [])));
        return words;
      }),
      speech: lazily(() => learn(sops, complaints)),
      isTooMany: sops.length + rivalsOf(sops, complaints).length > mostTexts,
    };
  }

  return {
    among(sops) {
      if (held === undefined || heldOf !== sops) held = found(sops);
      heldOf = sops;
      return held;
    },
    readAhead: (sop) => words.readAhead(wordsOf(sop, [])),
  };
}

function learn(sops: readonly Sop[], complaints: Complaints): Speech {
  const own = sops.map((sop) => wordsOf(sop, complaints.get(sop.id) ?? []));
  const texts = [...own, ...rivalsOf(sops, complaints)];
  const words = makeWordIndex();
  words.replaceAll(texts);
  const others = otherSubjects.trim().split('\n');
  const troubles = [...sops.flatMap(({ title, examples }) => [title, ...examples]), ...[...complaints.values()].flat()];
  return { words, likeness: learnLikeness(texts, others), subject: learnSubject({ troubles, others }) };
}

function wordsOf(sop: Sop, said: readonly string[]): HeardText {
  const { examples, ...text } = textOfSop(sop);
  const parts = [{ ...text, examples: [examples, ...said].join('\n') }];
  return { id: sop.id, version: sop.digest, parts, notFor: sop.notFor };
}

/**
 * Troubles that no SOP of this folder is for: never offered, but a SOP that is found by its complaints too must be nearer than they are.
 * Without them a folder of a few would answer to whatever sounds like any trouble.
 */
function rivalsOf(sops: readonly Sop[], complaints: Complaints): HeardText[] {
  const own = new Set(sops.map((sop) => sop.id));
  return [...complaints]
    .filter(([id]) => !own.has(id))
    .map(([id, said]) => {
      const parts = [{ title: '', examples: said.join('\n'), body: '' }];
      return { id, version: 'shipped', parts, notFor: [] };
    });
}
