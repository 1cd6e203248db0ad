import { type ActionRow, finalStates } from '../../src/domain/action.ts';
import type { StoredAnswer } from '../../src/domain/approval.ts';
import type { PlanStep } from '../../src/domain/plan.ts';
import type { HumanFinding } from '../../src/ledger/events.ts';
import { type Ledger, makeLedger } from '../../src/ledger/ledger.ts';
import { planDigest, proposeActions } from '../../src/ledger/propose.ts';
import type { Transition } from '../../src/adapters/store/transition-rules.ts';
import type { ActionKinds } from '../../src/ports/action-kind.ts';
import type { Log } from '../../src/ports/log.ts';
import type { LedgerStore } from '../../src/ports/store.ts';
import type { Evidence, Kill, Move, Zombie } from '../../src/proof/evidence.ts';
import { judge, type Verdict } from '../../src/proof/judge.ts';
import { makeProofKinds, type ProofKind, proofKinds, type ProofLimits } from '../../src/proof/kinds.ts';
import { makeRandom, type Random } from '../../src/proof/random.ts';
import type { ProofTarget } from '../../src/proof/target-client.ts';
import { makeMemoryLedgerStore, type MemoryLedgerStore } from '../support/memory-ledger-store.ts';
import {
  makeMovedTime,
  type MovedTime,
  makeSimulatedTarget,
  simulatedHoldMs,
  simulatedMemoryMs,
  simulatedSendMs,
} from './simulated-target.ts';

/** What is taken away from the ledger, or changed in it, in one run. */
export interface Variant {
  readonly kinds?: (kinds: ActionKinds) => ActionKinds;
  readonly store?: (store: RecordingStore) => LedgerStore;
  readonly epoch?: (given: number) => number;
  /** What the store does not sync by itself. */
  readonly unsynced?: (change: Transition) => boolean;
  /** Wall clocks of processes are up to an hour apart, are set now and then, and stand still. No key is relied on: nobody could say for how long one is remembered. */
  readonly clocks?: boolean;
  /** Lanes under names of their own, so that nothing is ever in the way of anything. */
  readonly ownLanes?: boolean;
}

/** A store of one process, with a back door for what no real store would do. */
export interface RecordingStore extends LedgerStore {
  /** Stores without comparing anything. */
  force(row: ActionRow): Promise<void>;
}

const limits: ProofLimits = {
  sendMs: simulatedSendMs,
  holdMs: simulatedHoldMs,
  finalityMs: simulatedHoldMs + 500,
  keyWindowMs: simulatedMemoryMs,
};
const nothing = (): void => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
const calm = new AbortController().signal;
const never = new Promise<never>(nothing);
const guaranteed = proofKinds.filter((one) => one.guaranteed);
const keyless = guaranteed.filter((one) => one.target === 'queryable' || one.target === 'blind');
const hourMs = 3_600_000;
/** Made once: each would have a stack of its own. */
const storeAway = new Error('the store is away');
const asking = guaranteed.filter((one) => one.onDoubt !== 'retrySameKey');

interface SimulatedProcess {
  readonly epoch: number;
  readonly ledger: Ledger;
  state: 'runs' | 'frozen' | 'dead';
  /** Since when its machine sleeps, and for how long it has slept before. */
  asleepAt?: number;
  sleptMs: number;
  /** The plans it is at. */
  readonly busy: Set<string>;
}

type Look = (evidence: Evidence, verdict: Verdict) => void;

interface Said extends Pick<StoredAnswer, 'seq' | 'at'> {
  readonly actionId: string;
  readonly finding: HumanFinding;
  readonly trace: string;
}

/**
 * Some plans in two lanes, carried on by processes that die, freeze and wake at any store call and any byte; time, the
 * target and the order of everything follow from the seed. Then one process finishes in peace, and the judge decides.
 */
export async function simulate(seed: number, variant: Variant = {}, look: Look = nothing): Promise<Verdict> {
  const time = makeMovedTime();
  return await withTimersOf(time, () => simulateBy(time, seed, variant, look));
}

async function simulateBy(time: MovedTime, seed: number, variant: Variant, look: Look): Promise<Verdict> {
  const random = makeRandom(seed);
  /** By epoch, how far its wall clock is ahead. */
  const ahead = new Map<number, number>();
  /** By epoch, where it stands; undefined: it goes. */
  const standsAt = new Map<number, number>();
  const wallOf = (epoch: number): number => standsAt.get(epoch) ?? time.now() + (ahead.get(epoch) ?? 0);
  function setClock(of: number, most: number): void {
    ahead.set(of, (ahead.get(of) ?? 0) + random.whole(-most, most));
    if (random.chance(0.2)) standsAt.set(of, wallOf(of));
    else standsAt.delete(of);
  }
  /** By action and attempt, when it was armed by no process's clock. */
  const armedAt = new Map<string, number>();
  const target = makeSimulatedTarget(time, random);
  const memory = makeMemoryLedgerStore(variant.unsynced);
  const processes: SimulatedProcess[] = [];
  const waiting: { readonly process: SimulatedProcess; readonly go: () => void }[] = [];
  const moves: Move[] = [];
  const kills: Kill[] = [];
  const stale: string[] = [];
  const released = new Set<string>();
  /** Given by people, and not heard yet. */
  const answers: Said[] = [];
  let answered = 0;
  let newest = 0;
  let rough = true;

  /** Everything a process does passes here before and after: this is where it waits, freezes or dies. */
  function pass(process: SimulatedProcess): Promise<void> {
    if (process.state === 'dead') return never;
    // Half of all calls follow on each other without a pause; which ones is another matter each time.
    if (process.state === 'runs' && random.chance(0.5)) return Promise.resolve();
    return new Promise((go) => void waiting.push({ process, go }));
  }
  async function letGo(): Promise<boolean> {
    const free = waiting.filter((one) => one.process.state === 'runs');
    const one = free[random.whole(0, free.length - 1)];
    if (one === undefined) return false;
    waiting.splice(waiting.indexOf(one), 1);
    one.go();
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  }

  async function startProcess(): Promise<SimulatedProcess> {
    const epoch = await memory.nextEpoch();
    newest = epoch;
    if (variant.clocks === true) setClock(epoch, hourMs);
    const own: { process?: SimulatedProcess } = {};
    const clock = {
      now: () => wallOf(epoch),
      steadyMs: () => time.now() - (own.process?.sleptMs ?? 0),
      sleep: () => Promise.reject(new Error('the ledger does not sleep')),
    };
    const mine = (): SimulatedProcess => own.process ?? fail('not started');
    const recording = recordingStore(memory, (row) => {
      moves.push({ actionId: row.id, state: row.state, at: time.now() });
      if (row.state === 'sent') armedAt.set(`${row.id}/${row.attempts}`, time.now());
      if (mine().epoch < newest) stale.push(row.id);
    });
    const around = async <T>(work: () => Promise<T>): Promise<T> => {
      await pass(mine());
      const result = await work();
      await pass(mine());
      return result;
    };
    /** The store is away, or is lost from sight when it has stored. */
    const throughStore = <T>(work: () => Promise<T>): Promise<T> =>
      around(async () => {
        if (rough && random.chance(storeFails)) throw storeAway;
        const result = await work();
        if (rough && random.chance(storeFails)) throw storeAway;
        return result;
      });
    const kinds = makeProofKinds(
      {
        send: (...request) => around(() => send(mine(), ...request)),
        memory: (...question) => around(() => target.memory(...question)),
        traces: (...question) => around(() => target.traces(...question)),
        incarnation: (...question) => around(() => target.incarnation(...question)),
      },
      limits,
      () => time.now(),
    );
    const ledger = makeLedger({
      store: gated(variant.store?.(recording) ?? recording, throughStore),
      kinds: variant.kinds?.(kinds) ?? kinds,
      flinkOf: () => fail('no Flink'),
      storageOf: () => undefined,
      recheck: async () =>
        rough && random.chance(0.03)
          ? { kind: 'refuse', refusals: [{ reason: 'held', field: 'hold', value: 'x', todo: 'wait' }] }
          : { kind: 'go', incarnation: undefined, checkpointBefore: undefined },
      clock,
      log: quiet,
      epoch: variant.epoch?.(newest) ?? newest,
    });
    const process: SimulatedProcess = { epoch: newest, ledger, state: 'runs', sleptMs: 0, busy: new Set() };
    own.process = process;
    processes.push(process);
    void ledger.recover().catch(nothing);
    return process;
  }

  /** Some keep to no limit, and leave late; not those of a process that others have taken over. */
  async function send(by: SimulatedProcess, ...[to, request, signal]: Parameters<ProofTarget['send']>) {
    if (!rough || !random.chance(sendsOn)) return target.send(to, request, signal);
    await new Promise<void>((go) => time.at(time.now() + random.whole(limits.sendMs, 20_000), go));
    const isOurs = by.state === 'runs' && by.epoch === newest;
    if (!isOurs) return { kind: 'maybe', status: undefined, detail: 'nobody sends it any more' } as const;
    return target.send(to, { ...request, latestAt: time.now() + limits.sendMs + limits.holdMs }, signal);
  }

  async function die(process: SimulatedProcess): Promise<void> {
    process.state = 'dead';
    const rows = await memory.actions({ states: ['sent', 'running', 'in_doubt', 'needs_human'] });
    const inFlight = rows
      .filter((row) => row.state === 'sent' && row.epoch === process.epoch)
      .map((row) => ({ actionId: row.id, attempt: row.attempts }));
    kills.push({ at: time.now(), epoch: process.epoch, inFlight, undetermined: rows.length, newIncarnation: false });
  }

  /** One process carries one plan on, beside what it does already; it may never come back. */
  function carryOn(process: SimulatedProcess, planId: string): void {
    if (process.busy.has(planId) && !crowded) return;
    process.busy.add(planId);
    void (async () => {
      await process.ledger.release(planId);
      const rows = await memory.actions({ planId });
      if (rows[0]?.state !== 'proposed') for (const row of rows) released.add(row.id);
      const progress = await process.ledger.advance(planId, calm);
      if (progress.kind === 'needs-human') answers.push(seenOf(memory.row(progress.actionId)));
    })()
      .catch(nothing)
      .finally(() => process.busy.delete(planId));
  }

  /** What a person who looks at the target now says of it. */
  function seenOf(row: ActionRow): Said {
    const done = target.entries.some((one) => one.what === 'effect' && one.key === row.key);
    const finding = row.key === '' ? 'abandon' : done ? 'executed' : 'not-executed';
    return { actionId: row.id, finding, trace: row.key, seq: (answered += 1), at: time.now() };
  }
  /** Heard at some time, whatever has been done since. Not where clocks are set: they tell when it was said. */
  function hear(process: SimulatedProcess): void {
    const [kept] = answers.splice(random.whole(0, answers.length - 1), 1);
    if (kept === undefined) return;
    const said = variant.clocks === true ? seenOf(memory.row(kept.actionId)) : kept;
    const answer = { seq: said.seq, at: said.at + wallOf(process.epoch) - time.now() };
    const trace = said.finding === 'executed' ? { trace: said.trace } : {};
    void process.ledger.settleByHuman(said.actionId, said.finding, 'ada', 'seen', trace, answer).catch(nothing);
  }

  /** What may come at any moment besides. */
  async function interfere(one: SimulatedProcess): Promise<void> {
    const dice = random.next();
    const planId = random.pick(plans);
    if (dice < 0.1) await startProcess();
    else if (dice < 0.4) void one.ledger.ask(planId).catch(nothing);
    else if (dice < 0.5) void one.ledger.drop(planId, 'cancelled', 'no longer wanted').catch(nothing);
    else void one.ledger.recover().catch(nothing);
  }

  async function hasSent(process: SimulatedProcess): Promise<boolean> {
    return (await memory.actions({ states: ['sent'] })).some((row) => row.epoch === process.epoch);
  }
  function wake(): void {
    for (const frozen of processes.filter((each) => each.state === 'frozen')) {
      frozen.state = 'runs';
      if (frozen.asleepAt !== undefined) frozen.sleptMs += time.now() - frozen.asleepAt;
      delete frozen.asleepAt;
    }
  }
  /**
   * Between reading who answers and the first byte nothing protects a kind that repeats without asking: there the
   * target fails together with everybody who may be in between.
   */
  async function failOver(): Promise<void> {
    if (!freely) for (const process of processes) if (process.state !== 'dead') await die(process);
    target.forget();
  }

  /** The machine of all processes dies, with some of what the store had not synced yet; most where there is some. */
  async function cutPower(): Promise<void> {
    if (memory.unsynced() === 0 && random.chance(0.8)) return;
    for (const process of processes) if (process.state !== 'dead') await die(process);
    for (const id of memory.cutPower(random.whole(0, memory.unsynced()))) {
      moves.splice(
        moves.findLastIndex((move) => move.actionId === id),
        1,
      );
    }
  }

  const freely = seed % 2 === 0;
  /** How often time leaps: over the send limit alone, or over everything that is remembered. */
  const leaps = random.pick([0.02, 0.1, 0.4]);
  const storeFails = random.pick([0, 0, 0.01, 0.05]);
  /** Passes beside each other, and people and processes that get in between; not always, as they keep each other from the end of anything. */
  const crowded = random.chance(0.3);
  const sendsOn = random.pick([0, 0, 0.1]);
  const kinds = variant.clocks === true ? keyless : freely ? asking : guaranteed;
  const planIds = addPlans(memory, random, kinds, variant.ownLanes ?? false);
  const plans = planIds as [string, ...string[]];
  const running = (): SimulatedProcess[] => processes.filter((one) => one.state === 'runs');
  await startProcess();
  for (let step = 0; step < 600; step += 1) {
    const one = running()[random.whole(0, running().length - 1)] ?? (await startProcess());
    if (variant.clocks === true && random.chance(0.05)) setClock(one.epoch, random.pick([2_000, 60_000, hourMs]));
    const dice = random.next();
    if (dice < 0.2) carryOn(one, planIds[random.whole(0, planIds.length - 1)] ?? '');
    else if (dice < 0.25) time.pass(random.chance(leaps) ? random.whole(1_000, 15_000) : random.whole(1, 300));
    else if (dice < 0.29) {
      // Most where it hurts: between intent and outcome.
      if ((await hasSent(one)) || random.chance(0.1)) await die(one);
    } else if (dice < 0.3) {
      if (!(await hasSent(one)) && random.chance(0.5)) continue;
      one.state = 'frozen';
      // The clock that nobody sets stands while the machine sleeps.
      if (variant.clocks !== true && random.chance(0.5)) one.asleepAt = time.now();
      await startProcess();
    } else if (dice < 0.31) wake();
    else if (dice < 0.315) await failOver();
    else if (dice < 0.33) await cutPower();
    else if (dice < 0.35) hear(one);
    else if (crowded && dice < 0.38) await interfere(one);
    else if (!(await letGo())) time.pass(20);
  }
  wake();
  for (let go = 0; go < 100 && (await letGo()); go += 1);

  rough = false;
  target.calm();
  for (const process of processes) if (process.state !== 'dead') await die(process);
  const last = await startProcess();
  standsAt.clear();
  for (let round = 0; round < 600; round += 1) {
    const open = (await memory.actions({})).filter((row) => !finalStates.includes(row.state));
    if (open.length === 0) break;
    for (const planId of new Set(open.map((row) => row.planId))) carryOn(last, planId);
    while (answers.length > 0) hear(last);
    for (let go = 0; go < 2_000 && (await letGo()); go += 1);
    time.pass(round < 100 ? 100 : 2_000);
  }
  const wakes: Zombie[] = [{ epoch: 0, overAt: 0, wokeAt: 0, stored: stale }];
  await die(last);
  const left = await leftIn(memory, variant, variant.clocks === true ? armedAt : new Map());
  const evidence = { ...left, moves, target: target.entries, kills, zombies: wakes, released: [...released] };
  const verdict = judge(evidence, guaranteed);
  look(evidence, verdict);
  return verdict;
}

/** The limits of sends run by the time that is moved. */
async function withTimersOf<T>(time: MovedTime, work: () => Promise<T>): Promise<T> {
  const timeout = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout') ?? {};
  AbortSignal.timeout = (ms) => {
    const limit = new AbortController();
    time.at(time.now() + ms, () => limit.abort());
    return limit.signal;
  };
  try {
    return await work();
  } finally {
    Object.defineProperty(AbortSignal, 'timeout', timeout);
  }
}

function fail(why: string): never {
  throw new Error(why);
}

function recordingStore(memory: MemoryLedgerStore, stored: (row: ActionRow) => void): RecordingStore {
  return {
    nextEpoch: () => memory.nextEpoch(),
    actions: (filter) => memory.actions(filter),
    attempts: (id) => memory.attempts(id),
    reports: (id) => memory.reports(id),
    addReport: (...told) => memory.addReport(...told),
    async transition(change) {
      const done = await memory.transition(change);
      if (done) stored(change.next);
      return done;
    },
    async force(row) {
      memory.tamper(row.id, row);
      stored(row);
    },
  };
}

function gated(store: LedgerStore, around: <T>(work: () => Promise<T>) => Promise<T>): LedgerStore {
  return {
    nextEpoch: () => around(() => store.nextEpoch()),
    actions: (filter) => around(() => store.actions(filter)),
    attempts: (id) => around(() => store.attempts(id)),
    reports: (id) => around(() => store.reports(id)),
    addReport: (...told) => around(() => store.addReport(...told)),
    transition: (change) => around(() => store.transition(change)),
  };
}

/** Six plans of one or two steps; two of them want the same. */
function addPlans(memory: MemoryLedgerStore, random: Random, kinds: readonly ProofKind[], ownLanes: boolean): string[] {
  const made = makeProofKinds(silentTarget, limits, () => 0);
  const stepOf = (lane: string, n: number, name: string): PlanStep => {
    const one = kinds[random.whole(0, kinds.length - 1)] ?? fail('no kinds');
    return { name, kind: one.kind, risk: 'disruptive', args: { lane, n: `${n}` } };
  };
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    const lane = `lane-${n % 2}`;
    const steps = random.chance(0.3)
      ? [stepOf(lane, n, 'first'), stepOf(lane, n + 100, 'second')]
      : [stepOf(lane, n === 5 ? 3 : n, 'only')];
    const run = { cluster: 'sim', jobId: lane, jobStartTime: 1, sopDigest: 'd' };
    const plan = {
      ...run,
      id: `plan-${n}`,
      incidentId: `incident-${n}`,
      jobName: lane,
      action: 'restart-job' as const,
      steps,
      digest: planDigest({ steps, ...run }),
      sopId: 'sop',
      createdAt: n,
    };
    const rows = proposeActions(plan, made, { now: 1, epoch: 0 });
    memory.insert(ownLanes ? rows.map((row) => ({ ...row, lane: `${row.lane}#${row.id}` })) : rows);
    ids.push(plan.id);
  }
  return ids;
}

const silentTarget = {
  send: () => fail('not asked'),
  memory: () => fail('not asked'),
  traces: () => fail('not asked'),
  incarnation: () => fail('not asked'),
};

async function leftIn(memory: MemoryLedgerStore, variant: Variant, armedAt: ReadonlyMap<string, number>) {
  const rows = await memory.actions({});
  const actions =
    variant.ownLanes === true ? rows.map((row) => ({ ...row, lane: row.lane.split('#')[0] ?? '' })) : rows;
  const stored = (await Promise.all(rows.map((row) => memory.attempts(row.id)))).flat();
  const attempts = stored.map((one) => ({ ...one, armedAt: armedAt.get(`${one.actionId}/${one.n}`) ?? one.armedAt }));
  const reports = (await Promise.all(rows.map((row) => memory.reports(row.id)))).flat();
  return { actions, attempts, reports };
}
