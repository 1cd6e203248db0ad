import type { ActionRow } from '../../src/domain/action.ts';
import { type LedgerDeps, nothingKnown, type Recheck } from '../../src/ledger/deps.ts';
import type { HumanFinding } from '../../src/ledger/events.ts';
import { type Ledger, makeLedger } from '../../src/ledger/ledger.ts';
import type { ActionKinds } from '../../src/ports/action-kind.ts';
import type { SendOutcome } from '../../src/ports/flink.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Attempt, LedgerStore, Report } from '../../src/ports/store.ts';
import type { ProofLimits } from '../../src/proof/kinds.ts';
import { type TargetRequest, TargetSilent } from '../../src/proof/target-client.ts';
import type { TargetClass } from '../../src/proof/target-log.ts';
import { makeKinds } from './run-kinds.ts';

type Change = Parameters<LedgerStore['transition']>[0];
/** What a process asks the world for and waits for, one thing after the other. */
export type Ask =
  | { readonly what: 'move'; readonly change: Change }
  | { readonly what: 'late'; readonly report: Report; readonly answered: Attempt | undefined }
  | { readonly what: 'check'; readonly kind: string }
  | { readonly what: 'send'; readonly to: TargetClass; readonly request: TargetRequest }
  | { readonly what: 'look'; readonly key: string };
export type Waiting = Ask & { readonly call: number };

export type Work =
  | { readonly do: 'recover' | 'carry' | 'cancel'; readonly plan: string }
  | {
      readonly do: 'settle';
      readonly plan: string;
      readonly action: string;
      readonly finding: HumanFinding;
      readonly trace: string;
    };
/** `now`: by the clock that nobody sets; its own is ahead of that. */
export type Told = { readonly now: number; readonly aheadMs: number } & (
  | { readonly kind: 'time' }
  | { readonly kind: 'begin'; readonly work: Work }
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'fails'; readonly call: number; readonly error: Error }
);

/** What is answered without waiting: nothing else happens meanwhile. */
export interface World {
  readonly store: Pick<LedgerStore, 'actions' | 'attempts' | 'reports'>;
  readonly traces: (key: string) => number;
  readonly incarnation: () => string;
}

/** A process between two of its steps: enough to make another one that stands where it stands. */
export interface ForkedProcess {
  /** Whose store it works on, by number. */
  readonly agent: number;
  readonly epoch: number;
  readonly aheadMs: number;
  /** Others have taken over; it goes on with what it waits for. */
  readonly isOver: boolean;
  readonly waiting: readonly Waiting[];
  readonly working: readonly Work[];
  /** When it waits no longer, by the clock that nobody sets. */
  readonly timersAt: readonly number[];
  readonly limitAt: readonly (readonly [string, number])[];
  readonly unstored: readonly (readonly [string, SendOutcome['kind']])[];
  /** Since it was last idle: what it was told, what it was answered at once, and what it had known before. */
  readonly told: readonly Told[];
  readonly atOnce: ReadonlyMap<number, unknown>;
  readonly before: readonly (readonly [string, number])[];
  readonly callsBefore: number;
}

export const newProcess = (agent: number, epoch: number): ForkedProcess => ({
  agent,
  epoch,
  aheadMs: 0,
  isOver: false,
  waiting: [],
  working: [],
  timersAt: [],
  limitAt: [],
  unstored: [],
  told: [],
  atOnce: new Map(),
  before: [],
  callsBefore: 0,
});

const calm = new AbortController().signal;
const nothing = (): void => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
export const passed: Recheck = { kind: 'go', incarnation: undefined, checkpointBefore: undefined };

/** Brings a new ledger to where the process stands, tells it one thing more, and says where it stands then. */
export async function goOn(
  process: ForkedProcess,
  told: Told,
  world: World,
  limits: ProofLimits,
  changed: ((kinds: ActionKinds) => ActionKinds) | undefined,
): Promise<ForkedProcess> {
  const waits = new Map<
    number,
    { readonly ask: Ask; readonly done: (value: unknown) => void; readonly failed: (error: Error) => void }
  >();
  const working = new Set<Work>();
  const atOnce = new Map(process.atOnce);
  const knows = { ...nothingKnown(), limitAt: new Map(process.before) };
  let timers: { readonly at: number; readonly end: () => void }[] = [];
  let calls = process.callsBefore;
  let now = 0;
  let aheadMs = 0;
  const clock = {
    now: () => now + aheadMs,
    steadyMs: () => now,
    sleep: () => Promise.reject(new Error('the ledger does not sleep')),
  };

  function wait<T>(ask: Ask): Promise<T> {
    const call = (calls += 1);
    return new Promise<unknown>((done, failed) => void waits.set(call, { ask, done, failed })) as Promise<T>;
  }
  async function read<T>(value: () => T | Promise<T>): Promise<T> {
    const call = (calls += 1);
    if (!atOnce.has(call)) atOnce.set(call, await value());
    return atOnce.get(call) as T;
  }

  const kinds = makeKinds(
    {
      send: (to, request) => wait({ what: 'send', to, request }),
      memory: (key) => wait({ what: 'look', key }),
      traces: (key) => read(() => world.traces(key)),
      incarnation: () => read(() => world.incarnation()),
    },
    limits,
    clock.steadyMs,
  );
  const deps: LedgerDeps = {
    store: {
      nextEpoch: () => Promise.reject(new Error('given out already')),
      actions: (filter) => read(() => world.store.actions(filter)),
      attempts: (id) => read(() => world.store.attempts(id)),
      reports: (id) => read(() => world.store.reports(id)),
      transition: (change) => wait({ what: 'move', change }),
      addReport: (report, answered) => wait({ what: 'late', report, answered }),
    },
    kinds: changed?.(kinds) ?? kinds,
    flinkOf: () => {
      throw new Error('no Flink');
    },
    storageOf: () => undefined,
    recheck: (_action: unknown, row: ActionRow) => wait({ what: 'check', kind: row.kind }),
    clock,
    log: quiet,
    epoch: process.epoch,
  };
  const ledger = makeLedger(deps, knows);

  function hear(one: Told): void {
    switch (one.kind) {
      case 'time': {
        const due = timers.filter(({ at }) => at <= now);
        timers = timers.filter(({ at }) => at > now);
        for (const { end } of due) end();
        return;
      }
      case 'begin':
        working.add(one.work);
        void doWork(ledger, one.work)
          .catch((error: unknown) => {
            if (!(error instanceof StoreAway)) throw error;
          })
          .finally(() => working.delete(one.work));
        return;
      case 'answer':
      case 'fails': {
        const asked = waits.get(one.call);
        waits.delete(one.call);
        if (one.kind === 'answer') asked?.done(one.value);
        else asked?.failed(one.error);
      }
    }
  }

  const timeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout') ?? {};
  AbortSignal.timeout = (ms) => {
    const limit = new AbortController();
    timers.push({ at: now + ms, end: () => limit.abort() });
    return limit.signal;
  };
  for (const one of [...process.told, told]) {
    now = one.now;
    aheadMs = one.aheadMs;
    hear(one);
    // Everything it does until it waits again.
    await new Promise((resolve) => setImmediate(resolve));
  }
  Object.defineProperty(AbortSignal, 'timeout', timeout);
  const limitAt = [...knows.limitAt];
  const at = {
    ...process,
    limitAt,
    waiting: [...waits].map(([call, { ask }]) => ({ ...ask, call })),
    working: [...working],
    timersAt: waits.size === 0 ? [] : timers.map((one) => one.at),
  };
  const unstored = [...knows.unstored].map(([id, { outcome }]) => [id, outcome.kind] as const);
  const isIdle = waits.size === 0 && working.size === 0 && unstored.length === 0;
  if (isIdle) return { ...at, unstored, told: [], atOnce: new Map(), before: limitAt, callsBefore: calls };
  return { ...at, unstored, told: [...process.told, told], atOnce };
}

class StoreAway extends Error {}
/** Made once: courses by the ten thousand pay for every stack. */
export const storeAway = new StoreAway('the store is away');
export const silent = new TargetSilent('no answer');

async function doWork(ledger: Ledger, work: Work): Promise<unknown> {
  switch (work.do) {
    case 'recover':
      return ledger.recover();
    case 'cancel':
      return ledger.drop(work.plan, 'cancelled', 'no longer wanted');
    case 'settle':
      return ledger.settleByHuman(work.action, work.finding, 'ada', 'looked', { trace: work.trace });
    case 'carry':
      await ledger.release(work.plan);
      return ledger.advance(work.plan, calm);
  }
}
