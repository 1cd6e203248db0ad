import { longestSendMs } from '../domain/action.ts';
import { breakAfterMs, type ClusterPoller } from '../pipeline/poll-cluster.ts';

/**
 * Healthy means watching: polls come to an end and are stored, the first one too. That a cluster does not answer is an incident, not
 * a reason to be restarted.
 * @param now by the clock that nobody sets: a poll must not be fresh because the other one was put back.
 */
export function healthOf(
  pollers: readonly Pick<ClusterPoller, 'cluster' | 'since' | 'last' | 'lookedMs' | 'isToEnd'>[],
  everyMs: number,
  now: number,
): { readonly ok: boolean; readonly detail: object } {
  const staleMs = breakAfterMs(everyMs);
  const looks = pollers.map((poller) => ({ poller, last: poller.last() }));
  const ok = looks.every(({ poller, last }) => {
    const idleMs = now - (last?.at ?? poller.since) - poller.lookedMs();
    // Who polls no more waits for what was sent.
    const sendMs = poller.isToEnd() ? longestSendMs : 0;
    // The first look reads everything, and settles what an earlier process left behind.
    return idleMs < (last === undefined ? 5 * staleMs : staleMs) + sendMs;
  });
  const clusters = looks.map(({ poller: { cluster }, last }) => {
    return { cluster, lastPollAgeMs: last === undefined ? null : now - last.at, error: last?.error ?? null };
  });
  return { ok, detail: { clusters } };
}
