import { messageOf } from '../domain/errors.ts';
import { warnedSeldom } from '../pipeline/warned-seldom.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { LeaseStore } from '../ports/store.ts';

export interface ShareLimits {
  /** How long a lease lasts without being renewed, by the database's clock. */
  readonly ttlMs: number;
  readonly renewEveryMs: number;
  /** So long before the lease can have run out this process stops by itself. */
  readonly marginMs: number;
}

/** Renewed three times before it runs out; a sixth of it is left for a process to notice that it was not. */
export function shareLimits(ttlMs: number): ShareLimits {
  return { ttlMs, renewEveryMs: ttlMs / 3, marginMs: ttlMs / 6 };
}

interface Held {
  readonly epoch: number;
  readonly stop: AbortController;
  readonly done: Promise<void>;
  /** By the monotonic clock, counted from before the lease was asked for: the database cannot have given less. */
  validUntil: number;
}

/**
 * Takes a fair share of the clusters and works for each as long as its lease is renewed. A replica that cannot renew stops
 * by itself before anybody else can begin; one that was frozen past that is stopped by the epochs in the store. One of an older program
 * than the store begins with no cluster.
 * Resolves when the signal was aborted and all work has ended; the leases are free then.
 */
export async function shareClusters(
  deps: {
    readonly leases: LeaseStore;
    readonly clusters: readonly string[];
    /** Unique for this process. */
    readonly holder: string;
    readonly limits: ShareLimits;
    readonly work: (cluster: string, epoch: number, signal: AbortSignal) => Promise<void>;
    readonly clock: Clock;
    /** Ms that never go back and do not follow the wall clock. */
    readonly monotonic: () => number;
    readonly log: Log;
  },
  signal: AbortSignal,
): Promise<void> {
  const { leases, holder, limits, monotonic, clock, log } = deps;
  const seldom = warnedSeldom(log, clock);
  const held = new Map<string, Held>();
  /** Clusters whose lease is kept until the work for them has ended. */
  const leaving = new Map<string, Promise<void>>();
  const order = rotated(deps.clusters, holder);
  let isOlder = false;

  function begin(cluster: string, epoch: number, validUntil: number): void {
    const stop = new AbortController();
    log.info({ cluster, epoch }, 'works for the cluster');
    const done = deps
      .work(cluster, epoch, stop.signal)
      .catch((error: unknown) => log.error({ cluster, err: messageOf(error) }, 'the work for a cluster broke off'))
      .finally(() => {
        // Whatever of it still runs ends before it is begun again.
        stop.abort();
        held.delete(cluster);
      });
    held.set(cluster, { epoch, stop, done, validUntil });
  }

  async function take(cluster: string): Promise<void> {
    const asked = monotonic();
    const mine = held.get(cluster);
    const lease = await leases.hold({
      cluster,
      holder,
      ttlMs: limits.ttlMs,
      ...(mine !== undefined && { epoch: mine.epoch }),
    });
    const validUntil = asked + limits.ttlMs - limits.marginMs;
    if (lease.kind === 'taken') {
      if (mine !== undefined) lose(cluster, mine, `${lease.by} has it`);
    } else if (mine === undefined) {
      begin(cluster, lease.epoch, validUntil);
    } else if (mine.epoch === lease.epoch) {
      mine.validUntil = validUntil;
    } else {
      // It had run out: somebody else may have worked in between. Its successor begins when it has ended.
      lose(cluster, mine, 'the lease had run out');
    }
  }

  /** One that is locked, say, is tried again in the next round, and costs no other cluster its lease. */
  async function tryTake(cluster: string): Promise<void> {
    try {
      await take(cluster);
    } catch (error) {
      seldom.error({ cluster, err: messageOf(error) }, 'the lease could not be held; tries again');
    }
  }

  function lose(cluster: string, mine: Held, why: string): void {
    if (mine.stop.signal.aborted) return;
    log.warn({ cluster, epoch: mine.epoch, why }, 'lost the cluster, stops working for it');
    mine.stop.abort();
  }

  /** Nothing new is begun, what was sent is waited for, and then the lease is free. */
  function giveUp(cluster: string, mine: Held): void {
    mine.stop.abort();
    const gone = keepUntilEnd(cluster, mine)
      // It runs out by itself.
      .catch((error: unknown) => log.warn({ cluster, err: messageOf(error) }, 'the lease could not be given free'))
      .then(() => mine.done)
      .finally(() => leaving.delete(cluster));
    leaving.set(cluster, gone);
  }

  /** Whoever took it over meanwhile would take for lost what was sent. */
  async function keepUntilEnd(cluster: string, { epoch, done }: Held): Promise<void> {
    const ended = new AbortController();
    void done.then(() => ended.abort());
    for (let isMine = true; isMine && !ended.signal.aborted; ) {
      await clock.sleep(limits.renewEveryMs, ended.signal);
      if (!ended.signal.aborted) isMine = await renew(cluster, epoch);
    }
    await leases.release({ cluster, holder });
  }

  async function renew(cluster: string, epoch: number): Promise<boolean> {
    try {
      const lease = await leases.hold({ cluster, holder, ttlMs: limits.ttlMs, epoch });
      return lease.kind === 'held' && lease.epoch === epoch;
    } catch (error) {
      seldom.error({ cluster, err: messageOf(error) }, 'the lease could not be renewed; tries again');
      return true;
    }
  }

  async function round(): Promise<void> {
    const wasOlder = isOlder;
    isOlder = !(await leases.announce(holder));
    if (isOlder && !wasOlder) {
      log.warn(
        {},
        'the database is of a newer flink-medic now: goes on with the clusters it has and takes no others; start that version in its place',
      );
    }
    const living = Math.max(1, await leases.living(limits.ttlMs));
    const share = Math.ceil(deps.clusters.length / living);
    for (const cluster of order) if (held.has(cluster) && !leaving.has(cluster)) await tryTake(cluster);
    const working = [...held].filter(([, one]) => !one.stop.signal.aborted);
    for (const [cluster, mine] of working.slice(share)) {
      log.info({ cluster, epoch: mine.epoch }, 'gives the cluster to another replica');
      giveUp(cluster, mine);
    }
    // What the newer one has written there may mean what this one does not know.
    if (isOlder) return;
    for (const cluster of order) {
      if (signal.aborted || [...held.values()].filter((one) => !one.stop.signal.aborted).length >= share) break;
      if (!held.has(cluster) && !leaving.has(cluster)) await tryTake(cluster);
    }
  }

  const fence = (async () => {
    while (!signal.aborted) {
      for (const [cluster, mine] of held) {
        if (monotonic() >= mine.validUntil) lose(cluster, mine, 'the lease could not be renewed in time');
      }
      await clock.sleep(Math.min(500, limits.marginMs / 4), signal);
    }
  })();
  while (!signal.aborted) {
    try {
      await round();
    } catch (error) {
      seldom.error({ err: messageOf(error) }, 'the leases could not be renewed; tries again');
    }
    await clock.sleep(limits.renewEveryMs, signal);
  }
  await fence;
  for (const [cluster, mine] of held) if (!leaving.has(cluster)) giveUp(cluster, mine);
  // What it has given free is taken by the others while it waits for the rest.
  await leases.leave(holder).catch(() => undefined);
  await Promise.all(leaving.values());
}

/** Replicas begin at different places, so that they do not all reach for the same cluster. */
function rotated(clusters: readonly string[], holder: string): readonly string[] {
  let sum = 7;
  for (let index = 0; index < holder.length; index += 1) sum = (sum * 31 + holder.charCodeAt(index)) % 65_521;
  const start = sum % clusters.length;
  return [...clusters.slice(start), ...clusters.slice(0, start)];
}
