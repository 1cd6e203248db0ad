import { describe, expect, onTestFinished, test } from 'vitest';
import type { LeaseStore } from '../../src/ports/store.ts';
import { shareClusters, shareLimits } from '../../src/serving/share-clusters.ts';
import { allLog } from '../support/all-log.ts';
import { makeMovingClock } from './moving-clock.ts';

const limits = shareLimits(30_000);

/** Leases as the databases keep them, by a clock of their own. */
function memoryLeases(now: () => number) {
  const rows = new Map<string, { holder: string; epoch: number; expiresAt: number }>();
  const seen = new Map<string, number>();
  /** Holders for whose program the store is too new. */
  const older = new Set<string>();
  const store: LeaseStore = {
    async hold({ cluster, holder, ttlMs, epoch: renewed }) {
      const row = rows.get(cluster);
      const runs = row !== undefined && row.expiresAt > now();
      if (runs && row.holder !== holder) return { kind: 'taken', by: row.holder, forMs: row.expiresAt - now() };
      const epoch = runs && row.epoch === renewed ? row.epoch : (row?.epoch ?? 0) + 1;
      rows.set(cluster, { holder, epoch, expiresAt: now() + ttlMs });
      return { kind: 'held', epoch };
    },
    async release({ cluster, holder }) {
      const row = rows.get(cluster);
      if (row?.holder === holder) rows.set(cluster, { ...row, expiresAt: 0 });
    },
    async announce(holder) {
      if (older.has(holder)) seen.delete(holder);
      else seen.set(holder, now());
      return !older.has(holder);
    },
    isAnyHeld: async () => [...rows.values()].some(({ expiresAt }) => expiresAt > now()),
    living: async (withinMs) => [...seen.values()].filter((at) => at > now() - withinMs).length,
    leave: async (holder) => void seen.delete(holder),
  };
  return { store, rows, older };
}

interface Work {
  readonly holder: string;
  readonly cluster: string;
  readonly epoch: number;
  readonly signal: AbortSignal;
  ended: boolean;
}

function makeWorld(clusters: readonly string[]) {
  const clock = makeMovingClock();
  const leases = memoryLeases(() => clock.now());
  const works: Work[] = [];
  const log = allLog();
  /** What each replica asked of the store about its leases. */
  const requests: string[] = [];
  /** Clusters whose work ends only when a test says so. */
  const slow = new Map<string, () => void>();
  /** Clusters whose work breaks off when it is begun next. */
  const breaking = new Set<string>();
  const running = () => works.filter((one) => !one.ended && !one.signal.aborted);

  function replica(holder: string) {
    const stop = new AbortController();
    let broken: boolean | string = false;
    let freesNothing = false;
    let frozen = 0;
    let onHold: () => unknown = () => {};
    let onRelease: () => unknown = () => {};
    const store: LeaseStore = {
      ...leases.store,
      hold: async (request) => {
        requests.push(`${holder} holds ${request.cluster}`);
        if (broken === true || broken === request.cluster) throw new Error('the database is away');
        await onHold();
        return leases.store.hold(request);
      },
      release: async (request) => {
        requests.push(`${holder} releases ${request.cluster}`);
        if (freesNothing) throw new Error('the database is away');
        await onRelease();
        return leases.store.release(request);
      },
      announce: async (name) => {
        if (broken === true) throw new Error('the database is away');
        return leases.store.announce(name);
      },
      leave: async (name) => {
        if (broken === true) throw new Error('the database is away');
        return leases.store.leave(name);
      },
    };
    const done = shareClusters(
      {
        leases: store,
        clusters,
        holder,
        limits,
        clock,
        monotonic: () => clock.now() + frozen,
        log,
        work: (cluster, epoch, signal) => {
          const work: Work = { holder, cluster, epoch, signal, ended: false };
          works.push(work);
          if (breaking.delete(cluster)) {
            work.ended = true;
            return Promise.reject(new Error('the database is away'));
          }
          return new Promise((resolve) =>
            signal.addEventListener('abort', () => {
              const end = (): void => {
                work.ended = true;
                resolve();
              };
              if (slow.has(cluster)) slow.set(cluster, end);
              else end();
            }),
          );
        },
      },
      stop.signal,
    );
    onTestFinished(async () => {
      stop.abort();
      await clock.advance(60_000);
      await done;
    });
    return {
      stop: async () => {
        stop.abort();
        await clock.advance(1_000);
        await done;
      },
      /** For all leases, or for that of one cluster. */
      breakStore: (is: boolean | string) => void (broken = is),
      breakRelease: () => void (freesNothing = true),
      /** While the store is asked to hold or to release a lease. */
      beforeHold: (act: () => unknown) => void (onHold = act),
      beforeRelease: (act: () => unknown) => void (onRelease = act),
      end: () => stop.abort(),
      jump: (ms: number) => void (frozen += ms),
    };
  }

  const of = (holder: string) =>
    running()
      .filter((one) => one.holder === holder)
      .map((one) => one.cluster)
      .toSorted();
  return { clock, replica, of, running, works, leases, slow, breaking, log, requests };
}

describe('sharing clusters', () => {
  test('one replica works for all, each with an epoch of its own holding', async () => {
    const world = makeWorld(['c1', 'c2', 'c3']);
    world.replica('a');

    await world.clock.advance(60_000);

    expect(world.of('a')).toEqual(['c1', 'c2', 'c3']);
    expect(world.works).toHaveLength(3);
  });

  test('a second replica gets its share, and no cluster ever has two workers', async () => {
    const world = makeWorld(['c1', 'c2', 'c3', 'c4']);
    world.replica('a');
    await world.clock.advance(15_000);
    world.replica('b');

    for (let second = 0; second < 60; second += 1) {
      await world.clock.advance(1_000);
      const busy = world.running().map((one) => one.cluster);
      expect(new Set(busy).size).toBe(busy.length);
    }

    expect(world.of('a')).toHaveLength(2);
    expect(world.of('b')).toHaveLength(2);
  });

  test('the clusters of a replica that ends are taken over at once, with higher epochs', async () => {
    const world = makeWorld(['c1', 'c2']);
    const first = world.replica('a');
    await world.clock.advance(1_000);
    await first.stop();
    world.replica('b');
    await world.clock.advance(1_000);

    expect(world.of('b')).toEqual(['c1', 'c2']);
    expect(world.running().map((one) => one.epoch)).toEqual([2, 2]);
  });

  test('a replica that cannot renew stops before its lease can have run out', async () => {
    const world = makeWorld(['c1']);
    const first = world.replica('a');
    await world.clock.advance(1_000);
    first.breakStore(true);
    let stoppedAt: number | undefined;
    while (stoppedAt === undefined && world.clock.now() < 120_000) {
      await world.clock.advance(500);
      if (world.of('a').length === 0) stoppedAt = world.clock.now();
    }

    expect(stoppedAt).toBeLessThan(world.leases.rows.get('c1')?.expiresAt ?? 0);
  });

  test.each(['c1', 'c2', 'c3'])(
    'the lease of %s that cannot be renewed costs no other cluster its own',
    async (locked) => {
      const world = makeWorld(['c1', 'c2', 'c3']);
      const first = world.replica('a');
      await world.clock.advance(1_000);
      first.breakStore(locked);
      await world.clock.advance(60_000);

      expect(world.of('a')).toEqual(['c1', 'c2', 'c3'].filter((one) => one !== locked));
      expect(world.works).toHaveLength(3);
    },
  );

  test('it works again with a new epoch once the store is back', async () => {
    const world = makeWorld(['c1']);
    const first = world.replica('a');
    await world.clock.advance(1_000);
    first.breakStore(true);
    await world.clock.advance(60_000);
    first.breakStore(false);
    await world.clock.advance(15_000);

    expect(world.of('a')).toEqual(['c1']);
    expect(world.running()[0]?.epoch).toBe(2);
  });

  test('a replica that was frozen past its lease stops as soon as it wakes', async () => {
    const world = makeWorld(['c1']);
    const first = world.replica('a');
    await world.clock.advance(1_000);

    first.jump(40_000);
    await world.clock.advance(1_000);

    expect(world.works[0]?.ended).toBe(true);
  });

  test('one that stopped by itself while its lease still ran begins with an epoch of its own', async () => {
    const world = makeWorld(['c1']);
    const first = world.replica('a');
    await world.clock.advance(1_000);

    first.jump(26_000);
    await world.clock.advance(15_000);

    expect(world.works.map(({ epoch, ended }) => ({ epoch, ended }))).toEqual([
      { epoch: 1, ended: true },
      { epoch: 2, ended: false },
    ]);
  });

  test('one that was suspended past its lease, its clock too, stops once it hears that another has the cluster', async () => {
    const world = makeWorld(['c1']);
    world.replica('a');
    await world.clock.advance(1_000);

    world.leases.rows.set('c1', { holder: 'b', epoch: 2, expiresAt: world.clock.now() + 30_000 });
    await world.clock.advance(limits.renewEveryMs);

    expect(world.works).toMatchObject([{ epoch: 1, ended: true }]);
  });

  test('nor does it go on by the old epoch where the lease ran out and nobody took it', async () => {
    const world = makeWorld(['c1']);
    world.replica('a');
    await world.clock.advance(1_000);

    world.leases.rows.set('c1', { holder: 'a', epoch: 1, expiresAt: 0 });
    await world.clock.advance(2 * limits.renewEveryMs);

    expect(world.works).toMatchObject([
      { epoch: 1, ended: true },
      { epoch: 3, ended: false },
    ]);
  });

  test('what was lost and takes long to end is no part of the share', async () => {
    const world = makeWorld(['c1', 'c2']);
    world.slow.set('c1', () => {});
    world.replica('a');
    await world.clock.advance(1_000);

    world.leases.rows.set('c1', { holder: 'b', epoch: 2, expiresAt: world.clock.now() + 90_000 });
    await world.leases.store.announce('b');
    await world.clock.advance(limits.renewEveryMs);
    expect(world.of('a')).toEqual(['c2']);
    await world.leases.store.announce('b');
    await world.clock.advance(limits.renewEveryMs);

    expect(world.of('a')).toEqual(['c2']);
    expect(world.leases.rows.get('c2')?.expiresAt).toBeGreaterThan(world.clock.now());
    world.slow.get('c1')?.();
  });

  test('a cluster is given to another replica only when the work for it has ended', async () => {
    const world = makeWorld(['c1', 'c2']);
    for (const cluster of ['c1', 'c2']) world.slow.set(cluster, () => {});
    world.replica('a');
    await world.clock.advance(1_000);
    world.replica('b');

    await world.clock.advance(limits.renewEveryMs);
    expect(world.running()).toMatchObject([{ holder: 'a' }]);
    expect(world.works).toHaveLength(2);
    for (const end of world.slow.values()) end();
    await world.clock.advance(limits.renewEveryMs);

    expect(world.of('b')).toHaveLength(1);
    expect(world.works.filter(({ ended }) => ended)).toMatchObject([{ holder: 'a' }]);
    world.slow.clear();
  });

  test('a replica of an older program than the store keeps what it has and begins with nothing more', async () => {
    const world = makeWorld(['c1', 'c2', 'c3']);
    world.replica('a');
    await world.clock.advance(1_000);

    world.leases.older.add('a');
    world.leases.rows.set('c1', { holder: 'another', epoch: 2, expiresAt: world.clock.now() + 1_000 });
    await world.clock.advance(60_000);

    expect(world.of('a')).toEqual(['c2', 'c3']);
    expect(world.works).toHaveLength(3);
  });

  test('what it may not begin with is no part of its share: the others take it', async () => {
    const world = makeWorld(['c1', 'c2', 'c3', 'c4']);
    world.replica('a');
    await world.clock.advance(15_000);
    world.leases.older.add('a');
    world.replica('b');
    await world.clock.advance(60_000);
    for (const cluster of world.of('a').slice(1)) {
      world.leases.rows.set(cluster, { holder: 'another', epoch: 9, expiresAt: world.clock.now() + 1_000 });
    }

    await world.clock.advance(60_000);

    expect(world.of('a')).toHaveLength(1);
    expect(world.of('b')).toHaveLength(3);
  });

  test('what was sent before the end is waited for under its lease, and the other clusters are free at once', async () => {
    const world = makeWorld(['c1', 'c2']);
    world.slow.set('c1', () => {});
    const first = world.replica('a');
    await world.clock.advance(1_000);
    const ended = first.stop();
    world.replica('b');

    await world.clock.advance(4 * limits.ttlMs);
    expect(world.of('b')).toEqual(['c2']);
    expect(world.leases.rows.get('c1')).toMatchObject({ holder: 'a', epoch: 1 });
    world.slow.get('c1')?.();
    await world.clock.advance(limits.renewEveryMs);
    await ended;

    expect(world.of('b')).toEqual(['c1', 'c2']);
    world.slow.clear();
  });

  test('a replica ends after its work, also where it has lost the lease meanwhile and cannot give it free', async () => {
    const world = makeWorld(['c1']);
    world.slow.set('c1', () => {});
    const first = world.replica('a');
    await world.clock.advance(1_000);
    let hasEnded = false;
    void first.stop().then(() => (hasEnded = true));
    await world.clock.advance(1_000);

    world.leases.rows.set('c1', { holder: 'b', epoch: 2, expiresAt: world.clock.now() + 90_000 });
    first.breakRelease();
    await world.clock.advance(2 * limits.renewEveryMs);

    expect(hasEnded).toBe(false);
    world.slow.get('c1')?.();
    await world.clock.advance(1_000);
    expect(hasEnded).toBe(true);
    world.slow.clear();
  });

  test('while what is given to another replica takes long to end, the other clusters are held', async () => {
    const world = makeWorld(['c1', 'c2']);
    for (const cluster of ['c1', 'c2']) world.slow.set(cluster, () => {});
    world.replica('a');
    await world.clock.advance(1_000);
    world.replica('b');

    await world.clock.advance(4 * limits.ttlMs);
    expect(world.running()).toMatchObject([{ holder: 'a', epoch: 1 }]);
    expect([...world.leases.rows.values()]).toMatchObject([{ holder: 'a' }, { holder: 'a' }]);
    for (const end of world.slow.values()) end();
    await world.clock.advance(2 * limits.renewEveryMs);

    expect(world.of('b')).toHaveLength(1);
    expect(world.of('a')).toHaveLength(1);
    world.slow.clear();
  });

  test('one that is given away and lost meanwhile is not taken back', async () => {
    const world = makeWorld(['c1', 'c2']);
    for (const cluster of ['c1', 'c2']) world.slow.set(cluster, () => {});
    world.replica('a');
    await world.clock.advance(1_000);
    world.replica('b');
    await world.clock.advance(limits.renewEveryMs);
    const [given] = world.works.filter(({ signal }) => signal.aborted).map(({ cluster }) => cluster);
    if (given === undefined) throw new Error('nothing was given away');

    world.leases.rows.set(given, { holder: 'c', epoch: 7, expiresAt: 0 });
    await world.clock.advance(2 * limits.renewEveryMs);

    expect(world.running()).toMatchObject([{ holder: 'a' }, { holder: 'b', cluster: given }]);
    for (const end of world.slow.values()) end();
    world.slow.clear();
  });

  test('work that broke off is begun again with an epoch of its own', async () => {
    const world = makeWorld(['c1']);
    world.breaking.add('c1');
    world.replica('a');

    await world.clock.advance(limits.renewEveryMs + 1_000);

    expect(world.running()).toMatchObject([{ holder: 'a', cluster: 'c1', epoch: 2 }]);
    expect(world.works[0]?.signal.aborted).toBe(true);
    expect(world.log.of('the work for a cluster broke off')).toEqual([{ cluster: 'c1', err: 'the database is away' }]);
  });

  test('a lease is good from before it was asked for, however long the answer took', async () => {
    const world = makeWorld(['c1']);
    const first = world.replica('a');
    first.beforeHold(() => first.jump(limits.ttlMs - limits.marginMs));

    await world.clock.advance(1_000);

    expect(world.works).toMatchObject([{ epoch: 1, ended: true }]);
  });

  test('all clusters have a worker where they cannot be shared out evenly', async () => {
    const world = makeWorld(['c1', 'c2', 'c3']);
    world.replica('a');
    world.replica('b');

    await world.clock.advance(60_000);

    expect(
      world
        .running()
        .map(({ cluster }) => cluster)
        .toSorted(),
    ).toEqual(['c1', 'c2', 'c3']);
  });

  test('replicas begin at different clusters', async () => {
    const first = async (holder: string) => {
      const world = makeWorld(['c1', 'c2', 'c3', 'c4']);
      world.replica(holder);
      await world.clock.advance(0);
      return world.works[0]?.cluster;
    };

    expect(new Set([await first('a'), await first('b'), await first('c')]).size).toBeGreaterThan(1);
  });

  test('one that was lost and takes long to end leaves room for another', async () => {
    const world = makeWorld(['c1', 'c2']);
    for (const cluster of ['c1', 'c2']) world.slow.set(cluster, () => {});
    await world.leases.store.announce('b');
    world.replica('a');
    await world.clock.advance(0);
    const [lost = ''] = world.of('a');

    world.leases.rows.set(lost, { holder: 'b', epoch: 9, expiresAt: 600_000 });
    await world.leases.store.announce('b');
    await world.clock.advance(limits.renewEveryMs);
    await world.leases.store.announce('b');
    await world.clock.advance(limits.renewEveryMs);

    expect(world.of('a')).toEqual(['c1', 'c2'].filter((one) => one !== lost));
    // Although it is looked at every half second until it has ended.
    expect(world.log.of('lost the cluster, stops working for it')).toHaveLength(1);
    for (const end of world.slow.values()) end();
    world.slow.clear();
  });

  test('what is given away is free as soon as its work has ended, and comes back when the other is gone', async () => {
    const world = makeWorld(['c1', 'c2']);
    world.replica('a');
    await world.clock.advance(1_000);
    await world.leases.store.announce('b');
    await world.clock.advance(limits.renewEveryMs - 1_000);

    expect([...world.leases.rows.values()].filter(({ expiresAt }) => expiresAt === 0)).toHaveLength(1);
    await world.leases.store.leave('b');
    await world.clock.advance(limits.renewEveryMs);
    expect(world.of('a')).toEqual(['c1', 'c2']);
  });

  test('what is just being given free is not taken meanwhile', async () => {
    const world = makeWorld(['c1', 'c2']);
    const first = world.replica('a');
    await world.clock.advance(1_000);
    const freed = Promise.withResolvers<void>();
    first.beforeRelease(() => freed.promise);
    await world.leases.store.announce('b');
    await world.clock.advance(limits.renewEveryMs);
    await world.leases.store.leave('b');
    await world.clock.advance(limits.renewEveryMs);

    expect(world.of('a')).toHaveLength(1);
    freed.resolve();
    await world.clock.advance(limits.renewEveryMs);
    expect(world.of('a')).toEqual(['c1', 'c2']);
    expect([...world.leases.rows.values()].every(({ expiresAt }) => expiresAt > world.clock.now())).toBe(true);
  });

  test('a lease that cannot be renewed while its work ends is not given free', async () => {
    const world = makeWorld(['c1']);
    world.slow.set('c1', () => {});
    const first = world.replica('a');
    await world.clock.advance(1_000);

    const ended = first.stop();
    first.breakStore(true);
    await world.clock.advance(2 * limits.renewEveryMs);

    expect(world.requests).not.toContain('a releases c1');
    world.slow.get('c1')?.();
    await world.clock.advance(1_000);
    // Nor does it fail where it cannot say that it goes.
    await ended;
    world.slow.clear();
  });

  test('who ends begins with nothing more, and asks for no lease again but to give it free once', async () => {
    const world = makeWorld(['c1', 'c2', 'c3']);
    const first = world.replica('a');
    first.beforeHold(() => world.works.length === 1 && first.end());

    await world.clock.advance(1_000);

    expect(world.works).toHaveLength(2);
    const [one, two] = world.works.map(({ cluster }) => cluster);
    expect(world.requests).toEqual([`a holds ${one}`, `a holds ${two}`, `a releases ${one}`, `a releases ${two}`]);
  });

  test('what is given away when this replica ends is given free once', async () => {
    const world = makeWorld(['c1', 'c2']);
    for (const cluster of ['c1', 'c2']) world.slow.set(cluster, () => {});
    const first = world.replica('a');
    await world.clock.advance(1_000);
    await world.leases.store.announce('b');
    await world.clock.advance(limits.renewEveryMs);

    const ended = first.stop();
    await world.clock.advance(1_000);
    for (const end of world.slow.values()) end();
    await world.clock.advance(1_000);
    await ended;

    expect(world.requests.filter((one) => one.startsWith('a releases')).toSorted()).toEqual([
      'a releases c1',
      'a releases c2',
    ]);
    world.slow.clear();
  });

  test('that the database is of a newer program is told once', async () => {
    const world = makeWorld(['c1']);
    world.leases.older.add('a');
    world.replica('a');

    await world.clock.advance(60_000);

    const told = world.log.lines.filter(({ message }) => message.startsWith('the database is of a newer flink-medic'));
    expect(told).toHaveLength(1);
  });
});
