import { KnowledgeIndexUnusable } from '../../domain/errors.ts';
import { countPoints, describeCollection, readAliases } from './collections.ts';
import { connectQdrant, type QdrantAccess } from './connection.ts';
import { QdrantKeyRefused, QdrantRefused } from './explain-failure.ts';
import { Welcome } from './shapes.ts';

/** What is found of the shared index without writing to it. */
export type QdrantState =
  /** No usable answer. `lasting`: it stays so until somebody changes something. */
  | { readonly kind: 'unusable'; readonly why: string; readonly lasting: boolean }
  | { readonly kind: 'no-alias'; readonly version: string }
  | {
      readonly kind: 'there';
      readonly version: string;
      readonly collection: string;
      readonly points: number;
      /** Length of its vectors; undefined: words only. */
      readonly denseSize: number | undefined;
    };

/** The first release that fuses rankings and weighs words. */
const oldest = '1.10';

function isTooOld(version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  return Number(major) < 1 || (Number(major) === 1 && Number(minor) < 10);
}

/** Reads what is behind the alias. Never throws for a Qdrant that cannot be used. */
export async function checkQdrant(access: QdrantAccess, alias: string, signal: AbortSignal): Promise<QdrantState> {
  const qdrant = connectQdrant(access);
  try {
    const { version } = await qdrant.ask(Welcome, (api, init) => api.root({}, init), signal);
    if (isTooOld(version)) {
      return {
        kind: 'unusable',
        why: `Qdrant ${version} at ${access.url} is too old: ${oldest} or newer.`,
        lasting: true,
      };
    }
    const collection = (await readAliases(qdrant, signal)).get(alias);
    const held = collection === undefined ? undefined : await describeCollection(qdrant, collection, signal);
    if (collection === undefined || held === undefined) return { kind: 'no-alias', version };
    const points = await countPoints(qdrant, collection, signal);
    return { kind: 'there', version, collection, points, denseSize: held.denseSize };
  } catch (error) {
    if (!(error instanceof KnowledgeIndexUnusable)) throw error;
    const lasting = error instanceof QdrantKeyRefused || (error instanceof QdrantRefused && error.status < 500);
    return { kind: 'unusable', why: error.message, lasting };
  }
}
