import { lookup } from 'node:dns/promises';
import { type Download, fetchPinned } from './fetch-pinned.ts';
import { packageLimits } from './package-files.ts';

/** The archive at an address, with the name service of this machine; see {fetchPinned} for what it refuses. */
export async function fetchSkill(url: string, allowed: readonly string[], signal: AbortSignal): Promise<Download> {
  return await fetchPinned(url, {
    resolve: async (host) => (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address),
    allowed,
    limits: { maxBytes: packageLimits.archive, limitMs: 60_000 },
    signal,
  });
}
