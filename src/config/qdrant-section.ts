import { z } from 'zod';
import { Duration } from './duration.ts';

const Name = z.string().regex(/^[A-Za-z0-9][\w-]{0,99}$/, 'should be made of letters, digits, - and _, at most 100');

/** `qdrant`: the index that replicas share. Its key comes by FLINK_MEDIC_QDRANT_API_KEY or from a file. */
export function qdrantSection(shared: { readonly path: z.ZodType<string>; readonly url: z.ZodType<string, string> }) {
  return z.strictObject({
    /** Without a port it is Qdrant's own, 6333, as its clients have it. */
    url: z.string().transform(withPort).pipe(shared.url),
    apiKeyFile: shared.path.optional(),
    /** An alias: the collections behind it are made and dropped by this program. */
    collection: Name.default('flink-medic-knowledge'),
    timeout: Duration.default(5_000),
  });
}

/** What is not an address stays as it is, so that the next check says what it should be. An explicit :443 or :80 stays what it is. */
function withPort(written: string): string {
  const host = /^https?:\/\/[^/?#]+/i.exec(written)?.[0];
  return host === undefined || /:\d+$/.test(host) ? written : `${host}:6333${written.slice(host.length)}`;
}
