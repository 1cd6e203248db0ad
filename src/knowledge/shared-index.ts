import { hasPassed, isToCome } from '../domain/elapsed.ts';
import { KnowledgeIndexUnusable } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnowledgeChunk, KnowledgeHit, KnowledgeIndex, SharedKnowledgeIndex } from '../ports/knowledge-index.ts';
import type { Log } from '../ports/log.ts';

/** The index that several processes share, as long as it can be used. */
export interface SharedIndex {
  readonly kind: string;
  /** Brings it up to these chunks, unless `version` is what it was brought to last and is still there. Never throws. */
  follow(version: string, chunks: readonly KnowledgeChunk[], signal: AbortSignal): Promise<void>;
  /** It has lost what it was brought to: the next `follow` offers it everything. */
  offerAgain(): void;
  /** Its hits, or why the embedded index must answer instead. */
  search(
    query: Parameters<KnowledgeIndex['search']>[0],
    signal: AbortSignal,
  ): Promise<{ readonly hits: readonly KnowledgeHit[] } | { readonly unusable: string }>;
}

/** An index that refused its chunks is not offered the same ones again before: twice as long after each failure, up to the most. */
const firstRestMs = 30_000;
const longestRestMs = 600_000;
/** How often it is asked whether it still holds everything: what lost a few points answers as if nothing were wrong. */
const lookEveryMs = 600_000;

export function makeSharedIndex(options: {
  readonly kind: string;
  readonly index: SharedKnowledgeIndex;
  /** False: another process keeps it up to date, and this one only asks. */
  readonly keep: boolean;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
}): SharedIndex {
  const { kind, index, keep, clock, log } = options;
  let heldVersion: string | undefined;
  let lookedAt = 0;
  const problems: { keeping?: string | undefined; searching?: string | undefined } = {};
  let refusedVersion: string | undefined;
  let restUntil = 0;
  let failures = 0;

  /** Said once per change, not once per question. */
  function note(at: keyof typeof problems, now: string | undefined): void {
    const before = problems[at];
    problems[at] = now;
    if (now !== undefined && now !== before) {
      log.warn({ index: kind, err: now }, 'the shared index cannot be used; the embedded one stands in');
    }
    const whole = problems.keeping === undefined && problems.searching === undefined;
    if (before !== undefined && whole) log.info({ index: kind }, 'the shared index is used again');
  }

  async function isWhole(signal: AbortSignal): Promise<boolean> {
    if (!hasPassed(lookEveryMs, lookedAt, clock.now())) return true;
    lookedAt = clock.now();
    try {
      return await index.isWhole(signal);
    } catch (error) {
      if (!(error instanceof KnowledgeIndexUnusable)) throw error;
      // Whoever searches next will say so.
      return true;
    }
  }

  return {
    kind,
    async follow(version, chunks, signal) {
      if (!keep || (heldVersion === version && (await isWhole(signal)))) return;
      heldVersion = undefined;
      if (refusedVersion === version && isToCome(restUntil, longestRestMs, clock.now())) return;
      try {
        await index.replaceAll(chunks, signal);
        heldVersion = version;
        lookedAt = clock.now();
        failures = 0;
        note('keeping', undefined);
      } catch (error) {
        if (!(error instanceof KnowledgeIndexUnusable)) throw error;
        if (signal.aborted) return;
        refusedVersion = version;
        restUntil = clock.now() + Math.min(firstRestMs * 2 ** failures, longestRestMs);
        failures += 1;
        note('keeping', error.message);
      }
    },
    offerAgain() {
      heldVersion = undefined;
    },
    async search(query, signal) {
      try {
        const hits = await index.search(query, signal);
        // It is back: what was down for long is not made to wait for long.
        if (problems.searching !== undefined) {
          restUntil = 0;
          failures = 0;
        }
        note('searching', undefined);
        return { hits };
      } catch (error) {
        if (!(error instanceof KnowledgeIndexUnusable)) throw error;
        // It may have been deleted or restored from a backup: it is offered everything again.
        heldVersion = undefined;
        if (!signal.aborted) note('searching', error.message);
        return { unusable: error.message };
      }
    },
  };
}
