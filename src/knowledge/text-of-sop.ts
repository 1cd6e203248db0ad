import type { Sop } from '../domain/sop.ts';
import type { WordPart } from './word-counts.ts';

/** What a SOP is found by. */
export function textOfSop(sop: Sop): WordPart {
  return {
    title: `${sop.id.replaceAll('-', ' ')} ${sop.title}`,
    examples: sop.examples.join('\n'),
    // A SOP that knows many exceptions is not more about each of their words.
    body: [withoutNeighbours(sop.body), ...sop.match.exceptions.filter(isPlain)].join('\n\n'),
  };
}

/** A paragraph that begins with "Not this" speaks of the neighbours: its words would find the wrong file. */
function withoutNeighbours(body: string): string {
  return body
    .split(/\n{2,}/)
    .filter((paragraph) => !/^not this\b/i.test(paragraph.trim()))
    .join('\n\n');
}

/** A class with a message, a package and a frame are for exact matches: their words would find whatever shares one of them. */
function isPlain(pattern: string): boolean {
  if (pattern.startsWith('*:')) return !pattern.startsWith('*: at ');
  return !pattern.includes(':') && !pattern.endsWith('.*') && !pattern.startsWith('at ');
}
