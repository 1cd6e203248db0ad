/** What was read of texts, kept as long as their versions stay the same. */
export interface ByVersion<T, R> {
  /** Reads what the next `keep` will hold, so that this one has less to do at once. */
  readAhead(text: T): void;
  /** What was read of these, by their ids; reads only what is new. Forgets everything else. */
  keep(texts: readonly T[]): ReadonlyMap<string, R>;
}

interface Versioned {
  readonly id: string;
  /** Another version is another text; of the same version nothing is read again. */
  readonly version: string;
}

export function makeByVersion<T extends Versioned, R>(read: (text: T) => R): ByVersion<T, R> {
  let known = new Map<string, { readonly version: string; readonly found: R }>();
  let ahead: typeof known = new Map();

  function once(text: T): { readonly version: string; readonly found: R } {
    const { id, version } = text;
    return [known.get(id), ahead.get(id)].find((one) => one?.version === version) ?? { version, found: read(text) };
  }

  return {
    readAhead: (text) => void ahead.set(text.id, once(text)),
    keep(texts) {
      known = new Map(texts.map((text) => [text.id, once(text)]));
      ahead = new Map();
      return new Map([...known].map(([id, { found }]) => [id, found]));
    },
  };
}
