import { join } from 'node:path';
import { searchWords } from '../src/domain/search-words.ts';
import { makeSopLibrary } from '../src/knowledge/load-sops.ts';
import { makeSopFolder } from '../src/knowledge/sop-folder.ts';
import type { KnowledgeChunk } from '../src/ports/knowledge-index.ts';
import { makeRandom } from '../src/proof/random.ts';

/** Parts of one document, as a SOP of the shipped length has them. */
const partsPerDocument = 4;
/** Topics that vectors gather around, as those of real texts do. */
const topics = 200;

export interface Question {
  readonly words: string;
  readonly vector: readonly number[];
}

/** A library of a large company, made from the words of the shipped SOPs with their frequencies; the same for the same seed. */
export function makeLibrary(sizes: { readonly chunks: number; readonly dimensions: number; readonly seed: number }): {
  readonly chunks: readonly KnowledgeChunk[];
  /** Every fifth is a pasted log, the others are sentences. */
  readonly question: (at: number) => Question;
} {
  const random = makeRandom(sizes.seed);
  const next = () => random.next();
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const folder = makeSopFolder(join(import.meta.dirname, '..', 'sops'));
  const sops = makeSopLibrary({ name: 'sops', folder }).refresh().sops;
  const spoken = sops.flatMap((sop) => `${sop.title} ${sop.examples.join(' ')} ${sop.body}`.split(/\s+/));
  // A fifth of the words are names that few texts share, as in a real library.
  const stems = searchWords(spoken.join(' '));
  const names = Array.from({ length: 20_000 }, (_, at) => `${pick(stems) ?? 'job'}x${letters(at)}`);
  const text = (count: number) => {
    return Array.from({ length: count }, () => (next() < 0.2 ? pick(names) : pick(spoken))).join(' ');
  };
  const centres = Array.from({ length: topics }, () => Array.from({ length: sizes.dimensions }, () => next() - 0.5));
  const vector = () => {
    const centre = pick(centres) ?? [];
    return centre.map((value) => value + (next() - 0.5) * 0.8);
  };
  const chunks = Array.from({ length: sizes.chunks }, (_, at): KnowledgeChunk => {
    const doc = `procedure-${Math.floor(at / partsPerDocument)}`;
    const part = at % partsPerDocument;
    return {
      id: `sop/${doc}/${part}`,
      kind: 'sop',
      doc,
      digest: doc,
      title: part === 0 ? text(7) : '',
      examples: part === 0 ? text(30) : '',
      text: part === 0 ? '' : text(140),
      environments: at % 40 < 4 ? ['staging'] : [],
      vector: vector(),
    };
  });
  return { chunks, question: (at) => ({ words: text(at % 5 === 0 ? 120 : 9), vector: vector() }) };
}

/** 0 → aa, 1 → ab …: no digits, which a search for words drops. */
function letters(at: number): string {
  let text = '';
  for (let rest = at, count = 0; count < 4; count += 1, rest = Math.floor(rest / 26)) {
    text = String.fromCharCode(97 + (rest % 26)) + text;
  }
  return text;
}
