/** Texts as vectors: what means the same lies near. Real: adapters/openai. */
export interface Embeddings {
  /** Vectors of one name can be compared with each other, and only those. */
  readonly model: string;
  /**
   * One vector per text in their order, all of one length, all of finite numbers.
   * @throws {EmbeddingsUnavailable} and then for all of them; words alone find meanwhile.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]>;
}

/** Vectors that were paid for once, by model and by the hash of their text. A cache that cannot be used forgets, and never throws. */
export interface VectorCache {
  /** Those that it knows. */
  get(model: string, hashes: readonly string[]): ReadonlyMap<string, readonly number[]>;
  put(model: string, vectors: ReadonlyMap<string, readonly number[]>): void;
}
