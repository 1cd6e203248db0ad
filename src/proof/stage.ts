import { join } from 'node:path';
import type { Store } from '../adapters/store/open-store.ts';
import { type Child, startChild } from './child-process.ts';
import { proofKinds, realLimits } from './kinds.ts';
import type { FromTarget, FromWorker, TargetSettings, ToTarget, ToWorker, WorkerSettings } from './messages.ts';
import { openPlace, type StorePlace } from './store-place.ts';

export type Worker = Child<ToWorker, FromWorker>;
export type Target = Child<ToTarget, FromTarget>;

/** What stands between the workers and the target: they speak to its port, and it to the target's. */
export interface Between {
  readonly port: number;
  /** Nothing stands in the way from now on. */
  calm(): void;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly place: StorePlace;
  /** Where the workers find the same store, if that is another way to it. */
  readonly workersPlace?: StorePlace;
  /** Empty, on a local disk; its owner removes it. */
  readonly folder: string;
  readonly seed: number;
  readonly between?: (targetPort: number) => Promise<Between>;
  /** Share of requests that the target gives no answer to; few unless given. */
  readonly cutShare?: number;
}

/** A target, a store, and processes that work on both. */
export interface Stage {
  readonly store: Store;
  readonly target: Target;
  /** Starts a process, which waits, loaded, for `go`. */
  readonly hire: () => Worker;
  readonly settings: WorkerSettings;
  readonly between: Between | undefined;
  readonly files: { readonly log: string; readonly journal: string };
}

const lanes = 24;
const slots = 4;
/** For a store that a frozen process holds: short, because the wait blocks this process too. */
const busyTimeoutMs = 100;

/** Ends all processes with the work, however that ends. */
export async function withStage<T>(options: StageOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  const { folder, seed, place } = options;
  const files = { log: join(folder, 'target.log'), journal: join(folder, 'released.log') };
  const cache = join(folder, 'cache');
  const children = new Set<Worker | Target>();
  const hire = (): Worker => {
    const worker = startChild<ToWorker, FromWorker>('worker-process', cache);
    children.add(worker);
    void worker.ended.then(() => children.delete(worker));
    return worker;
  };
  const target: Target = startChild('target-process', cache);
  children.add(target);
  let store: Store | undefined;
  let between: Between | undefined;
  try {
    target.tell({ kind: 'start', settings: targetSettings(files.log, options) });
    const { port } = await target.heard('listening');
    between = await options.between?.(port);
    // Makes the tables, so that they can be read however early the first process dies.
    await (await openPlace(place, 'serve', 5_000)).close();
    store = await openPlace(place, 'cli', busyTimeoutMs);
    const settings: WorkerSettings = {
      place: options.workersPlace ?? place,
      busyTimeoutMs: 5_000,
      port: between?.port ?? port,
      journal: files.journal,
      seed,
      lanes,
      slots,
      kinds: proofKinds.map((one) => one.kind),
    };
    // Without it nothing can be settled any more, and what is left would look like faults of the ledger.
    const targetEnded = target.ended.then(() => {
      throw target.whyEnded();
    });
    return await Promise.race([work({ store, target, hire, settings, between, files }), targetEnded]);
  } finally {
    for (const child of children) child.signal('SIGKILL');
    await Promise.all([...children].map((child) => child.ended));
    await between?.close();
    await store?.close();
  }
}

function targetSettings(log: string, { seed, cutShare = 0.03 }: StageOptions): TargetSettings {
  return {
    log,
    seed: seed + 1,
    serviceMs: { from: 5, to: 60 },
    slow: { share: 0.08, toMs: realLimits.sendMs + realLimits.holdMs - 50 },
    cutShare,
    refuseShare: 0.02,
    rememberMs: realLimits.keyWindowMs * 2,
  };
}

/** Resolves at the next request, or after a while without any. */
export async function arrival(target: Target): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = target.on('arrived', done);
    const timer = setTimeout(done, 500);
  });
}
