import { createHash } from 'node:crypto';
import { makeQdrantIndex } from '../../../src/adapters/qdrant/qdrant-index.ts';
import { KnowledgeIndexUnusable } from '../../../src/domain/errors.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { KnowledgeChunk, KnowledgeIndex } from '../../../src/ports/knowledge-index.ts';
import type { Log } from '../../../src/ports/log.ts';

export const key = 'qdrant-key-0123456789abcdef';
export const alias = 'knowledge';
export const never = new AbortController().signal;

/** A clock that sleeping moves, and that remembers for how long. */
export function sleepingClock(): Clock & { readonly pauses: number[] } {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    sleep: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
  };
}

/** Keeps every line of every level. */
export function wholeLog(): Log & {
  readonly lines: { readonly level: string; readonly fields: object; readonly message: string }[];
} {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  const log = { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), child: () => log };
  return log;
}

export function indexAt(
  url: string,
  change: { apiKey?: string | undefined; timeoutMs?: number; collection?: string } = {},
) {
  const clock = sleepingClock();
  const log = wholeLog();
  const index = makeQdrantIndex({ url, apiKey: key, timeoutMs: 5_000, collection: alias, clock, log, ...change });
  return { index, clock, log };
}

export function search(
  index: KnowledgeIndex,
  query: Partial<Parameters<KnowledgeIndex['search']>[0]> = {},
  signal: AbortSignal = never,
) {
  return index.search(
    { words: 'heap', vector: undefined, kind: undefined, environment: undefined, limit: 5, ...query },
    signal,
  );
}

export function chunk(doc: string, change: Partial<KnowledgeChunk> = {}): KnowledgeChunk {
  return {
    id: `sop/${doc}/0`,
    kind: 'sop',
    doc,
    digest: createHash('sha256')
      .update(JSON.stringify([doc, change]))
      .digest('hex'),
    title: 'heap',
    examples: '',
    text: 'a full heap',
    environments: [],
    vector: undefined,
    ...change,
  };
}

export async function unusable(call: Promise<unknown>): Promise<KnowledgeIndexUnusable> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KnowledgeIndexUnusable))
    throw new Error(`expected KnowledgeIndexUnusable, not ${String(error)}`);
  return error;
}
