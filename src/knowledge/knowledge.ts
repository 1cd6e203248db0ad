import { KnowledgeIndexUnusable } from '../domain/errors.ts';
import type { Sop } from '../domain/sop.ts';
import type { KnowledgeHit, KnowledgeIndex } from '../ports/knowledge-index.ts';
import { documentOfSop, type KnowledgeDocument } from './documents.ts';
import { forEnvironment } from './for-environment.ts';
import { makeLibraryIndex } from './library-index.ts';
import type { SopLibrary } from './load-sops.ts';
import { retrieveFrom } from './retrieve-from.ts';
import { type MatchedBy, nearestOf, type SopMatch } from './retrieve.ts';
import { type AskedText, readQuery, type SopQuery } from './asked-text.ts';
import { floorOf, soundOf } from './word-floor.ts';
import type { SharedIndex } from './shared-index.ts';
import type { TextVectors } from './text-vectors.ts';

/** How an answer was found. */
export interface Via {
  /** `asked`: no exact match decided. `fallback`: why the embedded index answered in the place of `kind`; null: it did not have to. */
  readonly index: { readonly kind: string; readonly asked: boolean; readonly fallback: string | null };
  /** Null: no endpoint is configured. `problem`: why words alone were looked for; null: vectors were there. */
  readonly embeddings: { readonly model: string; readonly problem: string | null } | null;
}

/** The team's procedures and skills, found by what an incident shows. */
export interface Knowledge {
  /** The SOP for a trouble: exact matches, then words and meaning with a floor. Never throws; an index or endpoint that fails is in `via`. */
  retrieve(query: SopQuery, signal: AbortSignal): Promise<{ readonly match: SopMatch; readonly via: Via }>;
  /** Names of the skills that come near, best first; the reader decides whether one helps, so there is no floor. */
  skills(
    query: { readonly words: string; readonly environment: string | undefined; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  /** Reads changed files in turns with all other work: a whole library at its first look would keep everything else waiting. Never throws. */
  readAhead(signal: AbortSignal): Promise<void>;
  /** Follows changed files: embeds what changed, and brings a shared index up to date. Cheap when nothing changed. Never throws. */
  refresh(signal: AbortSignal): Promise<void>;
}

type Question = Parameters<KnowledgeIndex['search']>[0];

/** Documents of an index that are compared with the floors. */
const candidates = 10;

export function makeKnowledge(options: {
  readonly libraries: readonly SopLibrary[];
  /** Documents besides the SOPs, as their files are now. */
  readonly others: () => readonly KnowledgeDocument[];
  /** Undefined: the embedded index alone. */
  readonly shared: SharedIndex | undefined;
  /** Undefined: words alone. */
  readonly vectors: TextVectors | undefined;
  /** Least cosine of what was found by meaning alone. */
  readonly minCosine: number;
}): Knowledge {
  const { libraries, others, shared, vectors, minCosine } = options;
  const following = makeLibraryIndex({
    documents: () => [...[...sopsNow().values()].map(documentOfSop), ...others()],
    vectors,
  });
  const embedded = following.index;
  let refreshing: Promise<void> = Promise.resolve();

  /** Ids that a folder before has taken belong to that folder. */
  function sopsNow(): ReadonlyMap<string, Sop> {
    const all = libraries.flatMap((library) => library.refresh().sops);
    return new Map(all.toReversed().map((sop) => [sop.id, sop]));
  }

  async function refreshOnce(signal: AbortSignal): Promise<void> {
    await following.learn(signal);
    const { version, chunks } = following.held();
    await shared?.follow(version, chunks, signal);
  }

  /** Hits of the shared index whose files are here, unless it cannot be used or holds other texts than the files. */
  async function ask(
    query: Question,
    signal: AbortSignal,
  ): Promise<{ hits: readonly KnowledgeHit[]; fallback: string | null }> {
    if (shared === undefined) return { hits: await askEmbedded(query), fallback: null };
    const answer = await shared.search(query, signal);
    if ('unusable' in answer) return { hits: await askEmbedded(query), fallback: answer.unusable };
    if (answer.hits.length === 0) {
      const hits = await askEmbedded(query);
      if (hits.length === 0) return { hits, fallback: null };
      // Somebody deleted its points, or it was restored from before they were there.
      shared.offerAgain();
      return { hits, fallback: 'It holds nothing of the files that this process reads.' };
    }
    if (answer.hits.every((hit) => embedded.holds(hit))) return { hits: answer.hits, fallback: null };
    return {
      hits: await askEmbedded(query),
      fallback: 'It holds other versions of the files than this process reads.',
    };
  }

  async function askEmbedded(query: Question): Promise<readonly KnowledgeHit[]> {
    try {
      return await embedded.search(query, never);
    } catch (error) {
      if (!(error instanceof KnowledgeIndexUnusable)) throw error;
      // The model was exchanged a moment ago: until the next refresh, its vectors are of another length.
      return await embedded.search({ ...query, vector: undefined }, never);
    }
  }

  async function retrieve(query: SopQuery, signal: AbortSignal): Promise<{ match: SopMatch; via: Via }> {
    const local = retrieveFrom(libraries, query);
    if (isDecided(local)) return { match: local, via: viaOf(false, null) };
    const asked = readQuery(query);
    const { text, thrown } = asked;
    if (text.trim() === '') return { match: local, via: viaOf(false, null) };
    following.follow();
    const vector = await vectors?.ofQuestion(text, signal);
    const { environment } = query;
    const question = { words: text, vector, kind: 'sop' as const, environment, limit: candidates };
    const { hits, fallback } = await ask(question, signal);
    // Without vectors an index knows no more than the words of the files, which have answered.
    if (vector === undefined) return { match: local, via: viaOf(true, fallback) };

    const sops = sopsNow();
    const scores = wordScores(asked, (id) => sops.has(id));
    const floor = Math.min(...libraries.map((library) => floorOf(asked, soundOf(asked, library.found))));
    // With an exception in hand that no SOP names, nearness must be greater, too.
    const leastCosine = thrown.length > 0 ? (1 + minCosine) / 2 : minCosine;
    const fitting = hits.flatMap(({ doc, digest }): { sop: Sop; by: MatchedBy; score: number }[] => {
      const sop = sops.get(doc);
      // The file decides, whatever the index says: it may have changed while the endpoint was asked.
      if (sop === undefined || sop.digest !== digest || !forEnvironment(sop, environment)) return [];
      const score = scores.get(doc) ?? 0;
      if (score >= floor) return [{ sop, by: 'words', score }];
      const cosine = vector === undefined ? undefined : embedded.nearness('sop', doc, vector);
      return cosine !== undefined && cosine >= leastCosine ? [{ sop, by: 'meaning', score: cosine }] : [];
    });
    const [first, ...rest] = fitting;
    // What the words of the files themselves find is never lost, whatever an index left out.
    if (first === undefined) return { match: local, via: viaOf(true, fallback) };
    const isLeftOut = local.kind === 'fits' && !fitting.some(({ sop }) => sop.id === local.sop.id);
    const others = isLeftOut ? [local, ...rest] : rest;
    const near = others.slice(0, 3).map(({ sop, by }) => ({ id: sop.id, by }));
    return { match: { kind: 'fits', ...first, others: near }, via: viaOf(true, fallback) };
  }

  function wordScores(asked: AskedText, isOffered: (id: string) => boolean): ReadonlyMap<string, number> {
    const hits = libraries.toReversed().flatMap((library) => nearestOf(library, asked, isOffered));
    return new Map(hits.map((hit) => [hit.id, hit.score]));
  }

  function viaOf(asked: boolean, fallback: string | null): Via {
    return {
      index: { kind: shared?.kind ?? 'embedded', asked, fallback },
      embeddings: vectors === undefined ? null : { model: vectors.model, problem: vectors.problem() },
    };
  }

  return {
    retrieve,
    async skills({ words, environment, limit }, signal) {
      following.follow();
      const vector = words.trim() === '' ? undefined : await vectors?.ofQuestion(words, signal);
      const { hits } = await ask({ words, vector, kind: 'skill', environment, limit }, signal);
      return hits.map((hit) => hit.doc);
    },
    async readAhead(signal) {
      for (const library of libraries) await library.readAhead(signal);
      await following.readAhead(signal);
    },
    refresh(signal) {
      // One after the other: two at once would pay twice for the same texts.
      const next = refreshing.catch(() => undefined).then(() => refreshOnce(signal));
      refreshing = next;
      return next;
    },
  };
}

/** What reads like something else is not looked for by meaning, and a story that was told with an exception has been weighed with it. */
function isDecided(match: SopMatch): boolean {
  if (match.kind === 'none-fits') return match.isOther;
  return match.by !== 'words' || match.others.some((other) => other.by === 'exception');
}

/** The embedded index answers from memory, nobody has to give it up. */
const never = new AbortController().signal;
