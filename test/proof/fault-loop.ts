import { setTimeout as sleep } from 'node:timers/promises';
import { OpsError } from '../../src/domain/errors.ts';
import type { Evidence, Kill } from '../../src/proof/evidence.ts';
import { recordOf } from '../../src/proof/kill-loop.ts';
import { makeRandom, type Random } from '../../src/proof/random.ts';
import { readEvidence } from '../../src/proof/read-evidence.ts';
import { arrival, type Stage, type StageOptions, type Worker, withStage } from '../../src/proof/stage.ts';

export interface FaultLoopOptions extends StageOptions {
  readonly rounds: number;
  /** Of the worker's store; the usual one unless given. */
  readonly busyTimeoutMs?: number;
  /** Does something to the store and takes it back. The worker is at work meanwhile; what it sent is on its way. */
  readonly fault: (stage: Stage, random: Random) => Promise<void>;
}

export interface FaultLoopResult {
  /** Its `kills` are the faults. */
  readonly evidence: Evidence;
  /** What workers said that ended by themselves; each was replaced. */
  readonly complaints: readonly string[];
}

const drainLimitMs = 120_000;
/** Starts in a row that may fail while the store is not to be used. */
const tries = 50;

/** One worker works on a store to which something happens again and again; then everything is carried to its end. */
export function runFaultLoop(options: FaultLoopOptions): Promise<FaultLoopResult> {
  const random = makeRandom(options.seed);
  return withStage(options, async (stage) => {
    const { store, target, files } = stage;
    const kills: Kill[] = [];
    const complaints: string[] = [];
    const settings = { ...stage.settings, ...(options.busyTimeoutMs && { busyTimeoutMs: options.busyTimeoutMs }) };

    async function start(): Promise<Worker> {
      for (let n = 0; n < tries; n += 1) {
        const worker = stage.hire();
        await worker.heard('warm');
        worker.tell({ kind: 'go', settings });
        if (await isWorking(worker)) return worker;
        complaints.push(worker.complaint());
      }
      throw new Error(`No worker comes to work: ${complaints.at(-1)}`);
    }

    async function alive(worker: Worker): Promise<Worker> {
      if (worker.alive) return worker;
      complaints.push(worker.complaint());
      return await start();
    }

    let worker = await start();
    for (let round = 0; round < options.rounds; round += 1) {
      worker = await alive(worker);
      await sleep(random.whole(10, 120));
      await arrival(target);
      await sleep(random.whole(0, 25));
      const epoch = worker.said('epoch')?.epoch;
      kills.push(await patiently(() => recordOf(store, { at: Date.now(), epoch, newIncarnation: false })));
      await options.fault(stage, random);
    }

    const deadline = performance.now() + drainLimitMs;
    while (worker.said('drained') === undefined && performance.now() < deadline) {
      worker = await alive(worker);
      worker.tell({ kind: 'drain' });
      await Promise.race([worker.ended, sleep(drainLimitMs, undefined, { ref: false })]);
    }
    const read = await patiently(() => readEvidence(store, files));
    return { evidence: { ...read, kills, zombies: [] }, complaints };
  });
}

async function isWorking(worker: Worker): Promise<boolean> {
  try {
    await worker.heard('working');
    return true;
  } catch {
    return false;
  }
}

/** Reads again what a broken connection has cut. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let n = 0; ; n += 1) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof OpsError && error.retryable) || n === tries) throw error;
      await sleep(20);
    }
  }
}
