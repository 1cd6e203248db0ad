import { EmbeddingsUnavailable, KnowledgeIndexUnusable } from '../../src/domain/errors.ts';
import type { KnowledgeDocument } from '../../src/knowledge/documents.ts';
import { makeEmbeddedIndex } from '../../src/knowledge/embedded-index.ts';
import { type Knowledge, makeKnowledge } from '../../src/knowledge/knowledge.ts';
import { makeSopLibrary } from '../../src/knowledge/load-sops.ts';
import { makeSharedIndex } from '../../src/knowledge/shared-index.ts';
import { makeTextVectors } from '../../src/knowledge/text-vectors.ts';
import type { VectorCache } from '../../src/ports/embeddings.ts';
import type { KnowledgeChunk, KnowledgeHit } from '../../src/ports/knowledge-index.ts';
import { memoryFolder } from './sop-text.ts';

/** A text's vector by what it speaks of: disks, clocks, or neither; of no two texts quite the same. */
export function meaningOf(text: string): number[] {
  const disk = /disk|volume|storage/i.test(text) ? 1 : 0;
  const clock = /clock|time drifts|ntp/i.test(text) ? 1 : 0;
  return [disk, clock, (disk + clock === 0 ? 1 : 0.2) + text.length / 1e6];
}

/** A vector cache that outlives a rig. */
export function memoryCache(): VectorCache {
  const held = new Map<string, readonly number[]>();
  return {
    get: (model, hashes) =>
      new Map(
        hashes.flatMap((hash) => (held.has(`${model} ${hash}`) ? [[hash, held.get(`${model} ${hash}`) ?? []]] : [])),
      ),
    put: (model, vectors) => {
      for (const [hash, vector] of vectors) held.set(`${model} ${hash}`, vector);
    },
  };
}

export interface KnowledgeRig {
  readonly knowledge: Knowledge;
  readonly files: Map<string, string>;
  readonly skills: KnowledgeDocument[];
  readonly clock: { at: number };
  /** Every text that was sent to the endpoint. */
  readonly embedded: string[];
  readonly said: string[];
  readonly endpoint: { down?: string | undefined; toVector: (text: string) => number[] };
  readonly shared: {
    down?: string | undefined;
    /** How often it was to be filled, in vain too. */
    offered: number;
    fillings: (readonly KnowledgeChunk[])[];
    answer?: (hits: readonly KnowledgeHit[]) => readonly KnowledgeHit[];
    asked: number;
    /** Some of what was put there has been lost. */
    lost?: boolean;
    /** How often it was asked whether it still holds everything. */
    looked: number;
  };
}

export function knowledgeRig(options: {
  readonly files: Readonly<Record<string, string>>;
  /** Of a folder that is read after that. */
  readonly later?: Readonly<Record<string, string>>;
  readonly embeddings?: boolean;
  readonly cache?: VectorCache;
  readonly shared?: 'kept' | 'asked';
  readonly redact?: (text: string) => string;
}): KnowledgeRig {
  const { cache = memoryCache(), redact = (text) => text } = options;
  const files = new Map(Object.entries(options.files));
  const clock = { at: 0, now: () => clock.at };
  const said: string[] = [];
  const log = {
    info: (_fields: object, message: string) => void said.push(message),
    warn: (_fields: object, message: string) => void said.push(message),
  };
  const embedded: string[] = [];
  const endpoint: KnowledgeRig['endpoint'] = { toVector: meaningOf };
  const shared: KnowledgeRig['shared'] = { offered: 0, fillings: [], asked: 0, looked: 0 };
  const inside = makeEmbeddedIndex();
  const requireUp = () => {
    if (shared.down !== undefined) throw new KnowledgeIndexUnusable(shared.down);
  };
  const index = {
    replaceAll: async (chunks: readonly KnowledgeChunk[]) => {
      shared.offered += 1;
      requireUp();
      inside.hold(chunks);
      shared.fillings.push(chunks);
      shared.lost = false;
    },
    isWhole: async () => {
      shared.looked += 1;
      requireUp();
      return shared.lost !== true;
    },
    search: async (...asked: Parameters<typeof inside.search>) => {
      shared.asked += 1;
      requireUp();
      const hits = await inside.search(...asked);
      return shared.answer === undefined ? hits : shared.answer(hits);
    },
  };
  const skills: KnowledgeDocument[] = [];
  const knowledge = makeKnowledge({
    libraries: [files, ...(options.later === undefined ? [] : [new Map(Object.entries(options.later))])].map((each) =>
      makeSopLibrary({ name: 'sops', folder: memoryFolder(each), complaints: new Map() }),
    ),
    others: () => skills,
    shared:
      options.shared === undefined
        ? undefined
        : makeSharedIndex({ kind: 'qdrant', index, keep: options.shared === 'kept', clock, log }),
    vectors:
      options.embeddings === true
        ? makeTextVectors({
            embeddings: {
              model: 'small',
              embed: async (texts) => {
                embedded.push(...texts);
                if (endpoint.down !== undefined) throw new EmbeddingsUnavailable(endpoint.down);
                return texts.map((text) => endpoint.toVector(text));
              },
            },
            cache,
            redact,
            clock,
            log,
          })
        : undefined,
    minCosine: 0.85,
  });
  return { knowledge, files, skills, clock, embedded, said, endpoint, shared };
}
