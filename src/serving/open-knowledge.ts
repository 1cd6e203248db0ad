import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { harmless } from '../diagnosis/read-llm-diagnosis.ts';
import { redact } from '../diagnosis/redact.ts';
import { documentOfSkill, type KnowledgeDocument } from '../knowledge/documents.ts';
import { type Knowledge, makeKnowledge } from '../knowledge/knowledge.ts';
import type { SopLibrary } from '../knowledge/load-sops.ts';
import { openSkillLibrary } from '../knowledge/open-skill-library.ts';
import { makeSharedIndex, type SharedIndex } from '../knowledge/shared-index.ts';
import { makeTextVectors, type TextVectors } from '../knowledge/text-vectors.ts';
import type { Clock } from '../ports/clock.ts';
import type { VectorCache } from '../ports/embeddings.ts';
import type { Log } from '../ports/log.ts';

export interface OpenKnowledge {
  readonly knowledge: Knowledge;
  readonly close: () => void;
}

type KnowledgeConfig = Pick<Config, 'embeddings' | 'qdrant' | 'skills' | 'data' | 'database'>;

/** What finds SOPs and skills, wired as configured. */
export async function openKnowledge(options: {
  /** Undefined: the SOPs alone, by exact matches and words. */
  readonly config: KnowledgeConfig | undefined;
  readonly libraries: readonly SopLibrary[];
  /** `serve` fills the shared index and makes the file of vectors; commands only use what is there. */
  readonly role: 'serve' | 'cli';
  readonly clock: Clock;
  readonly log: Log;
}): Promise<OpenKnowledge> {
  const { config, libraries, role, clock, log } = options;
  const keep = role === 'serve';
  const opened = config?.embeddings === undefined ? undefined : await openVectors(config, keep, clock, log);
  return {
    knowledge: makeKnowledge({
      libraries,
      others: skillDocuments(config?.skills.folders ?? []),
      shared: config === undefined ? undefined : await openShared(config, keep, clock, log),
      vectors: opened?.vectors,
      minCosine: config?.embeddings?.minCosine ?? 1,
    }),
    close: () => opened?.close(),
  };
}

/** Of two skills with one name, that of the folder named first counts. */
function skillDocuments(folders: readonly string[]): () => readonly KnowledgeDocument[] {
  const libraries = folders.map((path) => openSkillLibrary(path, path));
  return () => {
    const found = libraries.flatMap((library) => library.refresh().skills).map((one) => documentOfSkill(one.skill));
    return [...new Map(found.toReversed().map((one) => [one.name, one])).values()];
  };
}

async function openShared(
  { qdrant }: KnowledgeConfig,
  keep: boolean,
  clock: Clock,
  log: Log,
): Promise<SharedIndex | undefined> {
  if (qdrant === undefined) return undefined;
  const { url, apiKey, timeoutMs, collection } = qdrant;
  const { makeQdrantIndex } = await import('../adapters/qdrant/qdrant-index.ts');
  const index = makeQdrantIndex({ url, apiKey: apiKey?.reveal(), timeoutMs, collection, clock, log });
  return makeSharedIndex({ kind: 'qdrant', index, keep, clock, log });
}

async function openVectors(
  { embeddings, data, database }: KnowledgeConfig,
  keep: boolean,
  clock: Pick<Clock, 'now'>,
  log: Pick<Log, 'info' | 'warn'>,
): Promise<{ vectors: TextVectors; readonly close: () => void } | undefined> {
  if (embeddings === undefined) return undefined;
  const { baseUrl, model, apiKey, dimensions, timeoutMs } = embeddings;
  const { makeOpenAiEmbeddings } = await import('../adapters/openai/openai-embeddings.ts');
  const file = join(data, 'vectors.sqlite');
  // On PostgreSQL there need not be a data folder: each start pays for the vectors once.
  const kept = existsSync(file) || (keep && database === undefined);
  const cache = kept ? (await import('../adapters/store/vector-file.ts')).openVectorFile(file, log) : forgetful;
  const access = { baseUrl, model, apiKey: apiKey?.reveal(), dimensions, timeoutMs };
  const endpoint = makeOpenAiEmbeddings({ ...access, clean: harmless });
  return { vectors: makeTextVectors({ embeddings: endpoint, cache, redact, clock, log }), close: cache.close };
}

const forgetful: VectorCache & { readonly close: () => void } = {
  get: () => new Map(),
  put: () => {},
  close: () => {},
};
