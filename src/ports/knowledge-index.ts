/** A part of a SOP or skill, small enough to be found by. The index never is where text, permits or plans are read from. */
export interface KnowledgeChunk {
  /** `<kind>/<doc>/<number>`: the same part of the same document keeps it. */
  readonly id: string;
  readonly kind: 'sop' | 'skill';
  /** Id of the SOP, name of the skill. */
  readonly doc: string;
  /** SHA-256 of the file, hex: another digest is another text. */
  readonly digest: string;
  readonly title: string;
  /** Sentences and messages people and logs really use. */
  readonly examples: string;
  readonly text: string;
  /** Empty: for every environment. */
  readonly environments: readonly string[];
  /** Undefined: there is none, and only words find it. All vectors of one index have the same length. */
  readonly vector: readonly number[] | undefined;
}

export interface KnowledgeHit {
  readonly kind: 'sop' | 'skill';
  readonly doc: string;
  readonly chunk: string;
  readonly digest: string;
  /** Fused over words and vectors; higher is better. Ranks the hits of one query; means nothing across queries. */
  readonly rank: number;
}

/** Finds documents by words and, where there are vectors, by meaning. Real: knowledge/embedded-index.ts, adapters/qdrant (shared). */
export interface KnowledgeIndex {
  /**
   * Makes the index hold exactly these chunks. Searches see the old ones or the new ones, never a mixture.
   * @throws {KnowledgeIndexUnusable} with what to do; what was searchable stays so.
   */
  replaceAll(chunks: readonly KnowledgeChunk[], signal: AbortSignal): Promise<void>;
  /**
   * The best document parts, best first, at most one per document. Nothing in `words` is ever syntax.
   * @param query.vector passed over where the index holds none.
   * @param query.environment chunks for other environments are left out; undefined: all.
   * @throws {KnowledgeIndexUnusable} also when the vector is not as long as those of the index.
   */
  search(
    query: {
      readonly words: string;
      readonly vector: readonly number[] | undefined;
      readonly kind: 'sop' | 'skill' | undefined;
      readonly environment: string | undefined;
      readonly limit: number;
    },
    signal: AbortSignal,
  ): Promise<readonly KnowledgeHit[]>;
}

/** An index that other processes, people and backups may change, too. */
export interface SharedKnowledgeIndex extends KnowledgeIndex {
  /**
   * Whether nothing is missing of what `replaceAll` put there last; true also where another process has put something else in its place.
   * Two small requests.
   * @throws {KnowledgeIndexUnusable}
   */
  isWhole(signal: AbortSignal): Promise<boolean>;
}
