import type { Sop } from '../domain/sop.ts';
import { type HeardText, learnLikeness, type Likeness } from './likeness.ts';
import { otherSubjects } from './other-subjects.ts';
import { learnSubject, type Subject } from './subject.ts';
import { textOfSop } from './text-of-sop.ts';
import { makeWordIndex, type WordIndex } from './word-index.ts';

/** By what SOPs are found where no exception or signal names them. */
export interface FoundBy {
  readonly words: Pick<WordIndex, 'search'>;
  /**
   * How people tell of these. Learned at once when first called: a second or more in which nothing else of the process goes on, so
   * nobody calls it for an incident, which shows no sentence.
   */
  readonly speech: () => Speech;
}

export interface Speech {
  readonly likeness: Likeness;
  /** What these SOPs are for, against what else people write. */
  readonly subject: Subject;
}

/** By the id of a SOP, how people tell of its trouble in other words than its own. */
export type Complaints = ReadonlyMap<string, readonly string[]>;

export interface SopFinder {
  /** By what these are found. Read when they are not those of the call before: the same array holds the same. */
  among(sops: readonly Sop[]): FoundBy;
}

export function makeSopFinder(complaints: Complaints): SopFinder {
  const words = makeWordIndex();
  let held: FoundBy | undefined;
  let heldOf: readonly Sop[] | undefined;

  function found(sops: readonly Sop[]): FoundBy {
    const texts = [...sops.map((sop) => wordsOf(sop, complaints)), ...rivalsOf(sops, complaints)];
    words.replaceAll(texts);
    let speech: Speech | undefined;
    return { words, speech: () => (speech ??= learn(texts, sops, complaints)) };
  }

  return {
    among(sops) {
      if (held === undefined || heldOf !== sops) held = found(sops);
      heldOf = sops;
      return held;
    },
  };
}

function learn(texts: readonly HeardText[], sops: readonly Sop[], complaints: Complaints): Speech {
  const others = otherSubjects.trim().split('\n');
  const troubles = [...sops.flatMap(({ title, examples }) => [title, ...examples]), ...[...complaints.values()].flat()];
  return { likeness: learnLikeness(texts, others), subject: learnSubject({ troubles, others }) };
}

function wordsOf(sop: Sop, complaints: Complaints): HeardText {
  const { examples, ...text } = textOfSop(sop);
  const voices = [examples, ...(complaints.get(sop.id) ?? [])];
  return { id: sop.id, version: sop.digest, parts: [{ ...text, examples: voices.join('\n') }], notFor: sop.notFor };
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
