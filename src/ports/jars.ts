/** Reads jars on this machine. */
export interface JarReader {
  /** SHA-256 in lower-case hex; undefined when the file does not exist or cannot be read. */
  sha256(file: string): Promise<string | undefined>;
}
