import type { Skill } from '../domain/skill.ts';
import type { Sop } from '../domain/sop.ts';
import type { KnowledgeChunk } from '../ports/knowledge-index.ts';
import { textOfSop } from './text-of-sop.ts';
import type { WordPart } from './word-counts.ts';

/** A file as the index needs to know it. */
export interface KnowledgeDocument extends WordPart {
  readonly kind: KnowledgeChunk['kind'];
  readonly name: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  /** Empty: for every environment. */
  readonly environments: readonly string[];
}

/** About 300 tokens: embedding models read 512, and some refuse more. */
const maxPartChars = 1_200;

export function documentOfSop(sop: Sop): KnowledgeDocument {
  return { kind: 'sop', name: sop.id, digest: sop.digest, environments: sop.environments, ...textOfSop(sop) };
}

export function documentOfSkill({ name, description, digest, environments, body }: Skill): KnowledgeDocument {
  return { kind: 'skill', name, digest, environments, title: name.replaceAll('-', ' '), examples: description, body };
}

/** Title and examples first, then the body by sections; every part carries the title. Vectors come later. */
export function chunksOf(document: KnowledgeDocument): KnowledgeChunk[] {
  const { kind, name: doc, digest, environments, title, examples, body } = document;
  const parts = [{ examples, text: '' }, ...sectionsOf(body).map((text) => ({ examples: '', text }))];
  return parts.map(({ examples, text }, at) => {
    return { id: `${kind}/${doc}/${at}`, kind, doc, digest, title, examples, text, environments, vector: undefined };
  });
}

/** What stands for a part when its meaning is asked for. */
export function embeddedText({ title, examples, text }: KnowledgeChunk): string {
  return [title, examples, text]
    .filter((one) => one !== '')
    .join('\n')
    .slice(0, maxPartChars + 400);
}

/** Split before headings, and between paragraphs or lines where a section is long. */
function sectionsOf(body: string): string[] {
  return body
    .split(/\n(?=#{1,6} )/)
    .flatMap((section) => packed(section.split(/\n{2,}/), '\n\n'))
    .flatMap((part) => (part.length <= maxPartChars ? [part] : packed(part.split('\n'), '\n')))
    .flatMap((part) => part.match(new RegExp(`[^]{1,${maxPartChars}}`, 'gu')) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** As many pieces together as fit. */
function packed(pieces: readonly string[], glue: string): string[] {
  const parts: string[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + glue.length + piece.length <= maxPartChars) {
      parts[parts.length - 1] = last + glue + piece;
    } else {
      parts.push(piece);
    }
  }
  return parts;
}
