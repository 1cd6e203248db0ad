/** One text to be found. Names of fields are ours; the index gives a word in the title more weight than one in the body. */
export interface IndexedText {
  readonly id: string;
  readonly title: string;
  /** Sentences and messages people and logs really use. */
  readonly examples: string;
  readonly body: string;
}

export interface TextHit {
  readonly id: string;
  /** BM25, higher is better. Ranks the hits of one query; means nothing across queries. */
  readonly rank: number;
  /**
   * 0–1, how much of what was asked this text explains: comparable between queries, so a floor can be set on it.
   * The share of the asked words found (in the body only, counted half), less when those found are few and common.
   */
  readonly score: number;
}

/** Full-text search by words. Real: adapters/store/fts-index.ts. Nothing in a query is ever syntax. */
export interface TextIndex {
  /** Forgets everything and indexes these. */
  replaceAll(texts: readonly IndexedText[]): void;
  /** The best hits, best rank first; empty when no word of the query is known. Never throws because of the query's text. */
  search(query: string, limit: number): readonly TextHit[];
}
