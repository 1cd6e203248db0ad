import { createHash } from 'node:crypto';
import { isToCome } from '../domain/elapsed.ts';
import { EmbeddingsUnavailable } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Embeddings, VectorCache } from '../ports/embeddings.ts';
import type { Log } from '../ports/log.ts';

export interface HashedText {
  readonly text: string;
  /** SHA-256, hex. */
  readonly hash: string;
}

export function hashed(text: string): HashedText {
  return { text, hash: createHash('sha256').update(text).digest('hex') };
}

/** Vectors of the texts of the library and of questions. What cannot be had is undefined, never an error. */
export interface TextVectors {
  readonly model: string;
  /** Those that are there already, in the order of the texts. Asks nobody. */
  known(texts: readonly HashedText[]): readonly (readonly number[] | undefined)[];
  /** Fetches what is not known of these, and forgets all others. */
  learn(texts: readonly HashedText[], signal: AbortSignal): Promise<void>;
  ofQuestion(text: string, signal: AbortSignal): Promise<readonly number[] | undefined>;
  /** Why there are none at the moment; null: there are. */
  problem(): string | null;
}

/** An endpoint that failed is left alone for so long: nobody waits for its time limit again and again. */
const restAfterFailureMs = 60_000;
/** Lost work when a later batch fails. */
const learnAtOnce = 128;
const maxQuestionChars = 1_600;

export function makeTextVectors(options: {
  readonly embeddings: Embeddings;
  readonly cache: VectorCache;
  /** Takes secrets out of what is sent. */
  readonly redact: (text: string) => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
}): TextVectors {
  const { embeddings, cache, redact, clock, log } = options;
  const { model } = embeddings;
  let held = new Map<string, readonly number[]>();
  /** Of the last answer: a model that was exchanged behind its name makes others, and both cannot be compared. */
  let dimensions: number | undefined;
  let problem: string | null = null;
  let restUntil = 0;
  /** What is near to one of its texts is near to all of them. */
  let isOneForAll = false;

  async function fetch(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
    if (problem !== null && isToCome(restUntil, restAfterFailureMs, clock.now())) return [];
    try {
      const vectors = await embeddings.embed(texts, signal);
      isOneForAll = areAlike(vectors);
      if (isOneForAll) {
        throw new EmbeddingsUnavailable(
          'The embedding server sends the same vector for different texts; check embeddings.model.',
        );
      }
      dimensions = vectors[0]?.length ?? dimensions;
      if (problem !== null) log.info({ model }, 'the embedding endpoint answers again');
      problem = null;
      return vectors;
    } catch (error) {
      if (!(error instanceof EmbeddingsUnavailable)) throw error;
      if (signal.aborted) return [];
      if (problem !== error.message) {
        log.warn({ model, err: error.message }, 'no vectors: procedures are found by words alone');
      }
      problem = error.message;
      restUntil = clock.now() + restAfterFailureMs;
      return [];
    }
  }

  function usable(hash: string): readonly number[] | undefined {
    const vector = held.get(hash);
    return vector?.length === dimensions ? vector : undefined;
  }

  async function learn(texts: readonly HashedText[], signal: AbortSignal): Promise<void> {
    const wanted = new Map(texts.map(({ hash, text }) => [hash, text]));
    const kept = new Map([...held].filter(([hash]) => wanted.has(hash)));
    const unknown = [...wanted.keys()].filter((hash) => !kept.has(hash));
    held = new Map([...kept, ...cache.get(model, unknown)]);
    if (areAlike([...held.values()])) held = new Map();
    dimensions ??= [...held.values()][0]?.length;
    // Twice at most: when the first answer shows that the model was exchanged, all are fetched again.
    let batchesLeft = 2 * Math.ceil(wanted.size / learnAtOnce);
    for (; batchesLeft > 0; batchesLeft -= 1) {
      const missing = [...wanted].filter(([hash]) => usable(hash) === undefined).slice(0, learnAtOnce);
      if (missing.length === 0) return;
      const vectors = await fetch(
        missing.map(([, text]) => redact(text)),
        signal,
      );
      if (vectors.length === 0) return;
      const fresh = new Map(missing.flatMap(([hash], at) => (vectors[at] === undefined ? [] : [[hash, vectors[at]]])));
      for (const [hash, vector] of fresh) held.set(hash, vector);
      cache.put(model, fresh);
    }
  }

  return {
    model,
    known: (texts) => texts.map(({ hash }) => usable(hash)),
    learn,
    problem: () => problem,
    ofQuestion: async (text, signal) => {
      // One text alone does not show that it is any better now; the next look at the library will.
      if (isOneForAll) return undefined;
      return (await fetch([redact(text).slice(0, maxQuestionChars)], signal))[0];
    },
  };
}

/** Of several texts, which all differ. */
function areAlike([first, ...others]: readonly (readonly number[])[]): boolean {
  if (first === undefined || others.length === 0) return false;
  return others.every((one) => one.length === first.length && one.every((value, at) => value === first[at]));
}
