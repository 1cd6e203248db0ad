import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../adapters/store/open-store.ts';
import { StoreLocked } from '../adapters/store/store-error.ts';
import { undeterminedStates } from '../domain/action.ts';
import type { Evidence, Kill, Zombie } from './evidence.ts';
import { type InFlight, makeKillSchedule, type Moment, type PlannedKill } from './kill-schedule.ts';
import { realLimits } from './kinds.ts';
import { makeRandom } from './random.ts';
import { readEvidence } from './read-evidence.ts';
import { arrival, type Stage, type StageOptions, type Target, type Worker, withStage } from './stage.ts';

export interface KillLoopOptions extends StageOptions {
  readonly kills: number;
  /** One in so many is frozen, replaced and woken before it is killed. */
  readonly stopEvery: number;
  readonly signal: AbortSignal;
  /** Called at least every two seconds. */
  readonly progress: (line: string) => void;
}

export interface KillLoopResult {
  readonly evidence: Evidence;
  readonly killSeconds: number;
  readonly drainSeconds: number;
  /** From `go` until plans are carried on, ms, of the processes that lived so long. */
  readonly startMs: readonly number[];
}

/** Processes that wait, loaded, to be the next one: what is to be killed is the work, not the start of Node. */
const warmWorkers = 2;
/** What could not be sent twice waits for a minute. */
const drainLimitMs = 180_000;
/** Without any request to be killed at: what is in doubt holds its lane until one that has taken over may look whether nothing happened. */
const longestWaitMs = realLimits.sendMs + realLimits.finalityMs + 600;
/** A woken process may do what it can for so long. */
const afterlifeMs = 250;

/**
 * Kills processes that work on one ledger, one after the other, until `kills` are dead, and lets the last one finish.
 * @throws {ChildEnded | ChildGaveUp} when one ends by itself, and what the store throws; the signal's reason when it aborts.
 */
export async function runKillLoop(options: KillLoopOptions): Promise<KillLoopResult> {
  const told = { line: 'starting' };
  const teller = setInterval(() => options.progress(told.line), 1_500);
  try {
    return await withStage(options, (stage) => makeRun(options, stage, told).toTheEnd());
  } finally {
    clearInterval(teller);
  }
}

function makeRun(
  options: KillLoopOptions,
  { store, target, hire, settings, between, files }: Stage,
  told: { line: string },
) {
  const schedule = makeKillSchedule(makeRandom(options.seed), options.stopEvery);
  const waiting: Worker[] = Array.from({ length: warmWorkers }, hire);
  const kills: Kill[] = [];
  const zombies: Zombie[] = [];
  const startMs: number[] = [];
  const began = performance.now();
  let working: Worker | undefined;

  async function start(): Promise<Worker> {
    options.signal.throwIfAborted();
    const worker = waiting.shift() ?? hire();
    waiting.push(hire());
    await worker.heard('warm');
    const at = performance.now();
    worker.on('working', () => startMs.push(performance.now() - at));
    worker.tell({ kind: 'go', settings });
    return worker;
  }

  async function kill(
    worker: Worker,
    { moment, newIncarnation }: Extract<PlannedKill, { how: 'kill' }>,
  ): Promise<void> {
    const at = moment.kind === 'in-flight' ? await killInFlight(worker, target, moment) : await killNow(worker);
    await worker.ended;
    if (newIncarnation) await forget(target);
    kills.push(
      await recordOf(store, {
        at,
        epoch: worker.said('epoch')?.epoch,
        newIncarnation,
      }),
    );
  }

  /** Freezes a process, lets another one take over, wakes the first and sees what it can still do. */
  async function freezeAndWake(worker: Worker): Promise<Worker> {
    await freezeOutsideOfWrites(worker, store);
    const overAt = Date.now();
    const epoch = worker.said('epoch')?.epoch ?? 0;
    const record = await recordOf(store, {
      at: overAt,
      epoch,
      newIncarnation: false,
    });
    const successor = await start();
    await successor.heard('working');
    // Long enough for the successor to settle what the frozen one had sent, and to send again.
    await sleep(realLimits.sendMs + realLimits.finalityMs + 300);
    const wokeAt = Date.now();
    worker.signal('SIGCONT');
    await sleep(afterlifeMs);
    worker.signal('SIGKILL');
    await worker.ended;
    zombies.push({
      epoch,
      overAt,
      wokeAt,
      stored: await changedBy(store, epoch, overAt),
    });
    kills.push(record);
    return successor;
  }

  async function killOnce(planned: PlannedKill): Promise<void> {
    const worker = working ?? (await start());
    working = undefined;
    await begun(worker, planned.moment);
    if (planned.how === 'kill') return await kill(worker, planned);
    await arrival(target);
    await sleep(planned.moment.plusMs);
    working = await freezeAndWake(worker);
  }

  async function drain(): Promise<void> {
    between?.calm();
    const worker = working ?? (await start());
    await worker.heard('working');
    worker.tell({ kind: 'drain' });
    await Promise.race([
      worker.heard('drained'),
      sleep(drainLimitMs, undefined, { ref: false, signal: options.signal }),
    ]);
    if (worker.said('drained') === undefined) worker.signal('SIGKILL');
    await worker.ended;
  }

  return {
    async toTheEnd(): Promise<KillLoopResult> {
      while (kills.length < options.kills) {
        await killOnce(schedule.next());
        const landed = kills.filter((one) => one.inFlight.length > 0).length;
        const perSecond = (kills.length / (performance.now() - began)) * 1000;
        told.line = `seed ${options.seed}: ${kills.length} of ${options.kills} kills, ${landed} between intent and outcome, ${perSecond.toFixed(1)} kills/s`;
      }
      const killSeconds = (performance.now() - began) / 1000;
      options.progress(told.line);
      told.line = `seed ${options.seed}: the last process finishes what is open`;
      const drainBegan = performance.now();
      await drain();
      told.line = `seed ${options.seed}: reading and judging`;
      const read = await readEvidence(store, files);
      const drainSeconds = (performance.now() - drainBegan) / 1000;
      return {
        evidence: { ...read, kills, zombies },
        killSeconds,
        drainSeconds,
        startMs,
      };
    },
  };
}

async function requireAlive(worker: Worker): Promise<void> {
  if (worker.alive && worker.complaint() === '') return;
  // It has said all that it has to say.
  if (!worker.alive) await worker.ended;
  throw worker.alive ? new Error(`A worker did not live to be killed: ${worker.complaint()}`) : worker.whyEnded();
}

async function forget(target: Target): Promise<void> {
  const forgot = new Promise<void>((resolve) => {
    const stop = target.on('forgot', () => {
      stop();
      resolve();
    });
  });
  target.tell({ kind: 'forget' });
  await Promise.race([forgot, target.ended]);
}

/** Resolves at the moment, or where it is one of a request, when the next request counts. */
async function begun(worker: Worker, moment: Moment): Promise<void> {
  switch (moment.kind) {
    case 'any':
      return sleep(moment.afterMs);
    case 'recovery':
      await worker.heard('epoch');
      return sleep(moment.plusMs);
    case 'in-flight':
      await worker.heard('working');
      return sleep(moment.afterMs);
  }
}

async function killNow(worker: Worker): Promise<number> {
  await requireAlive(worker);
  worker.signal('SIGKILL');
  return Date.now();
}

/** Leaves it to the target, which sees the request first; not for ever. */
async function killInFlight(worker: Worker, target: Target, moment: InFlight): Promise<number> {
  await requireAlive(worker);
  const killedAt = await new Promise<number | undefined>((resolve) => {
    const done = (at?: number): void => {
      clearTimeout(timer);
      stop();
      resolve(at);
    };
    const timer = setTimeout(done, longestWaitMs + moment.plusMs);
    const stop = target.on('killed', ({ at }) => done(at));
    target.tell({ kind: 'kill', pid: worker.pid, plusMs: moment.plusMs });
  });
  if (killedAt !== undefined) return killedAt;
  target.tell({ kind: 'spare' });
  return killNow(worker);
}

export async function recordOf(store: Store, known: Pick<Kill, 'at' | 'epoch' | 'newIncarnation'>): Promise<Kill> {
  const rows = await store.ledger.actions({ states: undeterminedStates });
  const inFlight = rows
    .filter((row) => row.state === 'sent' && row.epoch === known.epoch)
    .map((row) => ({ actionId: row.id, attempt: row.attempts }));
  return { ...known, inFlight, undetermined: rows.length };
}

/** A process that is frozen in the middle of a write holds the store; it is let go until it has written. */
async function freezeOutsideOfWrites(worker: Worker, store: Store): Promise<void> {
  for (let n = 0; ; n += 1) {
    await requireAlive(worker);
    worker.signal('SIGSTOP');
    try {
      // From here on its epoch is over.
      await store.ledger.nextEpoch();
      return;
    } catch (error) {
      worker.signal('SIGCONT');
      if (!(error instanceof StoreLocked) || n === 50) throw error;
      await sleep(3);
    }
  }
}

export async function changedBy(store: Store, epoch: number, since: number): Promise<string[]> {
  const rows = await store.ledger.actions({ since });
  // Proposing is no move of the ledger, and nothing comes of it without one.
  return rows
    .filter((row) => row.epoch === epoch && row.state !== 'proposed' && row.updatedAt > since)
    .map((row) => row.id);
}
