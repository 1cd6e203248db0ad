/**
 * A replica of the proof: carries plans on while it has the lease of their cluster, and freezes by itself at the point
 * that it is told. Started with an IPC channel; it says `warm`, and waits for `go`.
 */
import { shareClusters, shareLimits } from '../../src/serving/share-clusters.ts';
import type { Store } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/telemetry/system-clock.ts';
import type { CrashPoint } from '../../src/ledger/deps.ts';
import { carryPlansOn, quiet } from '../../src/proof/carry-on.ts';
import type { WorkerSettings } from '../../src/proof/messages.ts';
import { proofCluster } from '../../src/proof/plans.ts';
import { openPlace } from '../../src/proof/store-place.ts';

/** Long enough for a busy machine to renew it in time, short enough to wait for its end. */
const ttlMs = 1_200;

export type ToReplica =
  | { readonly kind: 'go'; readonly settings: WorkerSettings }
  /** At the next passage of this point, whatever it is about. */
  | { readonly kind: 'freeze'; readonly point: CrashPoint }
  | { readonly kind: 'drain' };
export type FromReplica =
  | { readonly kind: 'warm' }
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'working' }
  /** The next thing it does is to stop. */
  | { readonly kind: 'freezing'; readonly epoch: number }
  /** What it was told to store of an epoch in which it had been frozen, after it woke. */
  | { readonly kind: 'changed'; readonly id: string }
  /** Its work for the cluster has ended: it knows that the lease is another one's. */
  | { readonly kind: 'lost'; readonly epoch: number }
  | { readonly kind: 'drained' };

let draining = false;
let freezeAt: CrashPoint | undefined;
let isFrozenOnce = false;

function say(message: FromReplica): void {
  process.send?.(message);
}

function pass(point: CrashPoint, epoch: number): void {
  if (point !== freezeAt) return;
  freezeAt = undefined;
  say({ kind: 'freezing', epoch });
  process.kill(process.pid, 'SIGSTOP');
  // The signal may be taken by another thread: nothing is done here until it has stopped all of them.
  isFrozenOnce = true;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
}

/** The same store, which tells of each change that is stored although it was begun after waking. */
function watched(store: Store, epoch: number): Store {
  async function told<T>(id: string, storing: () => Promise<T>, isStored: (result: T) => boolean): Promise<T> {
    const late = isFrozenOnce;
    const result = await storing();
    if (late && isStored(result)) say({ kind: 'changed', id: `${id} in epoch ${epoch}` });
    return result;
  }
  return {
    ...store,
    ledger: {
      ...store.ledger,
      transition: (change) => told(change.id, () => store.ledger.transition(change), Boolean),
    },
    incidents: {
      ...store.incidents,
      save: (change) =>
        told(
          change.incident.id,
          () => store.incidents.save(change),
          () => true,
        ),
    },
  };
}

async function work(settings: WorkerSettings): Promise<void> {
  const store = await openPlace(settings.place, 'serve', settings.busyTimeoutMs);
  const end = new AbortController();
  await shareClusters(
    {
      leases: store.leases,
      clusters: [proofCluster],
      holder: `replica ${process.pid}`,
      limits: shareLimits(ttlMs),
      clock: systemClock,
      monotonic: () => performance.now(),
      log: quiet,
      async work(_cluster, epoch, signal) {
        say({ kind: 'epoch', epoch });
        try {
          await carryPlansOn({
            store: watched(store, epoch),
            settings,
            epoch,
            signal,
            isDraining: () => draining,
            onWorking: () => say({ kind: 'working' }),
            crashPoint: (point) => pass(point, epoch),
          });
        } catch (error) {
          if (!signal.aborted) fail(error);
        }
        if (signal.aborted) say({ kind: 'lost', epoch });
        else end.abort();
      },
    },
    end.signal,
  );
  await store.close();
  say({ kind: 'drained' });
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (order: ToReplica) => {
  switch (order.kind) {
    case 'freeze':
      freezeAt = order.point;
      return;
    case 'drain':
      draining = true;
      return;
    case 'go':
      work(order.settings).then(() => process.disconnect(), fail);
  }
});
say({ kind: 'warm' });
