import { createHash } from 'node:crypto';

/** A target as it is stored and shown: without its path, which of many receivers is a secret; another one for another path. */
export function targetName(url: URL): string {
  return `${url.origin} ${createHash('sha256').update(url.href, 'utf8').digest('hex').slice(0, 16)}`;
}
