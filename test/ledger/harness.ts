import { vi } from 'vitest';
import { actionKinds } from '../../src/actions/index.ts';
import { triggerSavepoint } from '../../src/actions/trigger-savepoint.ts';
import type { ActionRow } from '../../src/domain/action.ts';
import type { Plan, PlanStep } from '../../src/domain/plan.ts';
import type { CrashPoint, LedgerDeps } from '../../src/ledger/deps.ts';
import { type Ledger, makeLedger } from '../../src/ledger/ledger.ts';
import type { PlanProgress } from '../../src/ledger/plan-progress.ts';
import { planDigest, proposeActions } from '../../src/ledger/propose.ts';
import type { Log } from '../../src/ports/log.ts';
import { makeMemoryLedgerStore } from '../support/memory-ledger-store.ts';
import { makeFlinkWorld } from './flink-world.ts';

export const job = 'a'.repeat(32);
const nothing = () => {};
export const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
const calm = new AbortController().signal;

/** A savepoint that Flink has accepted, and goes on with for ever. */
export const atWork = { ...triggerSavepoint, poll: async () => ({ kind: 'in-progress', note: 'at work' }) as const };

export const steps = {
  checkpoint: {
    name: 'checkpoint',
    kind: 'trigger-checkpoint',
    risk: 'safe',
    args: { job, sinceCheckpoint: 7 },
  },
  savepoint: {
    name: 'savepoint',
    kind: 'trigger-savepoint',
    risk: 'safe',
    args: { job, directory: '/sp', sinceCheckpoint: 7 },
  },
  stop: { name: 'stop', kind: 'stop-with-savepoint', risk: 'disruptive', args: { job, directory: '/sp' } },
  cancel: { name: 'cancel', kind: 'cancel-job', risk: 'destructive', args: { job } },
  rescale: {
    name: 'rescale',
    kind: 'rescale-in-place',
    risk: 'disruptive',
    args: { job, requirements: { v1: { lowerBound: 1, upperBound: 4 } } },
  },
  startFrom: (snapshot: unknown) => ({
    name: 'start',
    kind: 'start-job',
    risk: 'disruptive',
    args: {
      previousJob: job,
      jobName: 'orders',
      jar: { file: '/jars/orders.jar', sha256: 'h' },
      entryClass: 'Orders',
      programArgs: [],
      parallelism: 2,
      snapshot,
      flinkVersion: '1.20.3',
    },
  }),
} as const satisfies Record<string, PlanStep | ((snapshot: unknown) => PlanStep)>;

/** Stop, then start from what the stop produced. */
export const restart: readonly PlanStep[] = [steps.stop, steps.startFrom({ from: 'stop.savepoint' })];

export function planOf(id: string, planned: readonly PlanStep[]): Plan {
  const run = { cluster: 'main', jobId: job, jobStartTime: 1, sopDigest: 'd' };
  return {
    ...run,
    id,
    incidentId: `incident-${id}`,
    jobName: 'orders',
    action: 'restart-job',
    steps: planned,
    digest: planDigest({ steps: planned, ...run }),
    sopId: 'sop',
    createdAt: 1,
  };
}

/** A clock, a store, a Flink, and as many processes one after the other as a test needs. */
export function makeRig() {
  const clock = {
    at: 1_000_000,
    steady: 0,
    now: () => clock.at,
    steadyMs: () => clock.steady,
    sleep: () => Promise.reject(new Error('the ledger does not sleep')),
  };
  const store = makeMemoryLedgerStore();
  const world = makeFlinkWorld(clock, job);
  let epoch = 0;

  const rig = {
    clock,
    store,
    world,
    tick(ms: number) {
      clock.at += ms;
      clock.steady += ms;
    },
    /** The wall clock is set, and no time goes by. */
    jump(ms: number) {
      clock.at += ms;
    },
    add(id: string, planned: readonly PlanStep[]): readonly ActionRow[] {
      const rows = proposeActions(planOf(id, planned), actionKinds, { now: clock.at, epoch });
      store.insert(rows);
      return rows;
    },
    /** A new process on the same store: its epoch is the next one. */
    process: async (change: Partial<LedgerDeps> = {}): Promise<Ledger> => makeLedger(await rig.parts(change)),
    /** What a new process carries its actions on with. */
    async parts(change: Partial<LedgerDeps> = {}): Promise<LedgerDeps> {
      epoch = await store.nextEpoch();
      return {
        store,
        kinds: actionKinds,
        flinkOf: () => world.flink,
        storageOf: () => world.storage,
        recheck: async () => {
          const identity = await world.flink.watch.identity(calm);
          return { kind: 'go', incarnation: identity.incarnation, checkpointBefore: 7 };
        },
        clock,
        log: quiet,
        epoch,
        ...change,
      };
    },
    /** Advances, with five seconds between two passes, until the plan has ended or waits for a person. */
    async drive(ledger: Ledger, planId: string, passes = 400): Promise<PlanProgress> {
      for (let pass = 0; pass < passes; pass += 1) {
        const progress = await ledger.advance(planId, calm);
        if (progress.kind !== 'in-progress') return progress;
        rig.tick(5_000);
      }
      throw new Error(`Plan ${planId} did not end: ${JSON.stringify(await ledger.progress(planId))}`);
    },
  };
  return rig;
}

/** The limits of a send run by timers of the process: here each of them is over at once. */
export function overAtOnce() {
  return vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const limit = new AbortController();
    setImmediate(() => limit.abort());
    return limit.signal;
  });
}

export class Crash extends Error {}

/** Throws at the first passage of the point, and never again. */
export function crashAt(point: CrashPoint): { readonly hook: (name: CrashPoint) => void; reached: boolean } {
  const crash = {
    reached: false,
    hook(name: CrashPoint) {
      if (name !== point || crash.reached) return;
      crash.reached = true;
      throw new Crash(name);
    },
  };
  return crash;
}
