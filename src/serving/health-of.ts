import { breakAfterMs, type ClusterPoller } from '../pipeline/poll-cluster.ts';

/**
 * Healthy means watching: polls come to an end and are stored, the first one too. That a cluster does not answer is an incident, not
 * a reason to be restarted.
 * @param now by the clock that nobody sets: a poll must not be fresh because the other one was put back.
 */
export function healthOf(
  pollers: readonly Pick<ClusterPoller, 'cluster' | 'since' | 'last'>[],
  everyMs: number,
  now: number,
): { readonly ok: boolean; readonly detail: object } {
  const staleMs = breakAfterMs(everyMs);
  const looks = pollers.map((poller) => ({ cluster: poller.cluster, since: poller.since, last: poller.last() }));
  const ok = looks.every(({ since, last }) =>
    // The first look reads everything, and settles what an earlier process left behind.
    last === undefined ? now - since < 5 * staleMs : now - last.at < staleMs,
  );
  const clusters = looks.map(({ cluster, last }) => {
    return { cluster, lastPollAgeMs: last === undefined ? null : now - last.at, error: last?.error ?? null };
  });
  return { ok, detail: { clusters } };
}
