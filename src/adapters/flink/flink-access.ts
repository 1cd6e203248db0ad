import { readToken } from '../http/token-file.ts';
import type { ClusterConnection } from './limited-agent.ts';

/** How one cluster's REST endpoint is reached. Files are read when they are needed, so that rotated ones work. */
export interface FlinkAccess extends ClusterConnection {
  /** http or https, without user, query or fragment; may end in the path prefix of a proxy. */
  readonly url: string;
  /** Sent with every request. Their values are taken for secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its content is sent as `Authorization: Bearer …`, instead of an Authorization of `headers`. */
  readonly tokenFile?: string | undefined;
  /** Sent in its place with what changes something, and read for nothing else; undefined: the same token. */
  readonly writeTokenFile?: string | undefined;
  /** For one read, everything included. Writes that Flink answers at once keep to it too. */
  readonly responseTimeoutMs: number;
}

export type RequestHeaders =
  | { readonly kind: 'ready'; readonly headers: Readonly<Record<string, string>>; readonly secrets: readonly string[] }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Shorter ones are words such as `1` or `prod`: blanking them out would only garble the text. */
const shortestSecret = 6;

/** The headers of the next request, and which texts must never be repeated to anybody. Never throws. */
export async function requestHeaders(access: FlinkAccess, isWrite: boolean): Promise<RequestHeaders> {
  const { headers, tokenFile, writeTokenFile = tokenFile } = access;
  const token = await readToken(isWrite ? writeTokenFile : tokenFile);
  if (token.kind === 'unreadable') return token;
  const { text } = token;
  if (text === undefined) return { kind: 'ready', headers, secrets: secretsIn(Object.values(headers)) };

  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  return {
    kind: 'ready',
    headers: { ...Object.fromEntries(others), authorization: `Bearer ${text}` },
    secrets: secretsIn([...Object.values(headers), text]),
  };
}

/** `Basic abc` is a secret as a whole and without its first word. Longest first, so that none is left in pieces. */
function secretsIn(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => [value, ...value.split(/\s+/)])
    .filter((value) => value.length >= shortestSecret && !/^(?:bearer|basic)$/i.test(value))
    .toSorted((a, b) => b.length - a.length);
}
