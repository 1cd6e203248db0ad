/** One mistake of the configuration, before it is turned into text. */
export interface Problem {
  /** Where it is: `clusters`, 0, `mode`. */
  readonly path: readonly PropertyKey[];
  /** What is wrong and what is allowed, to be read after the path. */
  readonly text: string;
  /** The mistake is in this key of the object at `path`, not in the object. */
  readonly key?: string;
}

/** `clusters[0].mode`. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += `${text === '' ? '' : '.'}${String(part)}`;
  }
  return text;
}
