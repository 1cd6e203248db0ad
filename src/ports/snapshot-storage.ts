/** Looks into the storage that holds savepoints, when this machine can. */
export interface SnapshotStorage {
  /**
   * Complete snapshots (`_metadata` present) below the directory: their paths, in the form Flink uses.
   * `cannot-look`: not a path this machine can see, outside the configured roots, or not readable.
   */
  completeBelow(
    directory: string,
  ): Promise<{ kind: 'found'; paths: readonly string[] } | { kind: 'cannot-look'; why: string }>;
}
