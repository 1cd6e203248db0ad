/** Name of the vector made of meaning; only where there is an embedding endpoint. */
export const denseName = 'dense';
/** Name of the sparse vector made of words. */
export const wordsName = 'words';

/** Part of the collection's name: raise it when points are stored in another way. */
const schemaVersion = 1;

/** The collection that holds exactly this content: who has the same content means the same collection. */
export function collectionName(alias: string, contentHash: string): string {
  return `${alias}-v${schemaVersion}-${contentHash.slice(0, 16)}`;
}

/** Whether a collection was made for this alias by this program, in this or another schema version. Nothing else is ever dropped. */
export function isOurs(alias: string, name: string): boolean {
  return name.startsWith(`${alias}-v`) && /^v\d+-[0-9a-f]{16}$/.test(name.slice(alias.length + 1));
}
