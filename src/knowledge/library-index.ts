import { createHash } from 'node:crypto';
import type { KnowledgeChunk } from '../ports/knowledge-index.ts';
import { chunksOf, embeddedText, type KnowledgeDocument } from './documents.ts';
import { type EmbeddedIndex, makeEmbeddedIndex } from './embedded-index.ts';
import { type HashedText, hashed, type TextVectors } from './text-vectors.ts';

/** The embedded index of what the files say now. */
export interface LibraryIndex {
  readonly index: EmbeddedIndex;
  /** Takes in changed files with the vectors that are there already; asks nobody, so that a new SOP is found at once. */
  follow(): void;
  /** Reads the words of changed files in turns with all other work, so that `follow` has less to do at once. */
  readAhead(signal: AbortSignal): Promise<void>;
  /** Fetches the missing vectors, and takes them in. */
  learn(signal: AbortSignal): Promise<void>;
  /** What the index holds; another version is another content. */
  held(): { readonly version: string; readonly chunks: readonly KnowledgeChunk[] };
}

export function makeLibraryIndex(options: {
  /** As the files are now. */
  readonly documents: () => readonly KnowledgeDocument[];
  /** Undefined: words alone. */
  readonly vectors: TextVectors | undefined;
}): LibraryIndex {
  const { documents, vectors } = options;
  const index = makeEmbeddedIndex();
  let files = '';
  let parts: { readonly chunk: KnowledgeChunk; readonly text: HashedText }[] = [];
  let held = { version: '', chunks: [] as readonly KnowledgeChunk[] };

  /** @returns whether any file has changed since the last time. */
  function readParts(): boolean {
    const found = documents();
    const now = found.map(({ kind, name, digest }) => `${kind}/${name}/${digest}`).join('\n');
    if (now === files) return false;
    files = now;
    parts = found.flatMap((one) => chunksOf(one).map((chunk) => ({ chunk, text: hashed(embeddedText(chunk)) })));
    return true;
  }

  function follow(): void {
    readParts();
    const known = vectors?.known(parts.map((part) => part.text)) ?? [];
    const version = versionOf(files, known);
    if (version === held.version) return;
    const chunks = parts.map(({ chunk }, at) => ({ ...chunk, vector: known[at] }));
    index.hold(chunks);
    held = { version, chunks };
  }

  return {
    index,
    follow,
    held: () => held,
    async readAhead(signal) {
      if (readParts())
        await index.readAhead(
          parts.map(({ chunk }) => chunk),
          signal,
        );
    },
    async learn(signal) {
      readParts();
      await vectors?.learn(
        parts.map((part) => part.text),
        signal,
      );
      follow();
    },
  };
}

/** A vector never changes for its text and model, but it may come, go, or be replaced by one of an exchanged model. */
function versionOf(files: string, known: readonly (readonly number[] | undefined)[]): string {
  const vectors = known.map((vector) =>
    vector === undefined ? '-' : `${vector.length}:${vector[0]}:${vector.at(-1)}`,
  );
  return createHash('sha256').update(files).update('\n\n').update(vectors.join('\n')).digest('hex');
}
