/**
 * A process like `serve`, as far as the ledger goes: takes an epoch, recovers, and carries plans on until it is told to
 * drain, or killed. Started with an IPC channel, and everything loaded, it waits for `go`. It ends when the channel does.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../adapters/telemetry/system-clock.ts';
import { OpsError } from '../domain/errors.ts';
import { type Ledger, makeLedger } from '../ledger/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { LedgerStore } from '../ports/store.ts';
import { makeProofKinds, realLimits } from './kinds.ts';
import { type LaneQueues, type OpenPlan, openLaneQueues } from './lane-queues.ts';
import type { FromWorker, WorkerSettings } from './messages.ts';
import { obeyParent } from './obey-parent.ts';
import { answerAsOperator } from './operator.ts';
import { makePlanner } from './plans.ts';
import { makeRandom } from './random.ts';
import { openPlace } from './store-place.ts';
import { makeTargetClient, type ProofTarget } from './target-client.ts';

const nothing = (): void => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
const calm = new AbortController().signal;
const busyTimeoutMs = 5_000;
/** Longest time between two looks at a plan. */
const longestPauseMs = 200;

let draining = false;

function say(message: FromWorker): void {
  process.send?.(message);
}

async function work(settings: WorkerSettings): Promise<void> {
  const store = await openPlace(settings.place, 'serve', busyTimeoutMs);
  const epoch = await store.ledger.nextEpoch();
  say({ kind: 'epoch', epoch });
  const target = makeTargetClient(settings.port);
  const kinds = makeProofKinds(target, realLimits, () => Date.now());
  const ledger = makeLedger({
    store: store.ledger,
    kinds,
    flinkOf: () => notHere('a Flink'),
    storageOf: () => undefined,
    jars: { sha256: () => notHere('a jar') },
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
    clock: systemClock,
    log: quiet,
    epoch,
  });
  await ledger.recover();
  const planner = makePlanner(makeRandom(settings.seed + epoch), epoch);
  const queues = await openLaneQueues({ ...store, kinds, planner, lanes: settings.lanes, epoch });
  say({ kind: 'working' });

  const parts: Parts = { ledger, store: store.ledger, target, queues, journal: settings.journal };
  await Promise.all(Array.from({ length: settings.slots }, () => carryOn(parts)));
  target.close();
  await store.close();
  say({ kind: 'drained' });
}

function notHere(what: string): never {
  throw new Error(`No action of the proof needs ${what}.`);
}

interface Parts {
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly target: ProofTarget;
  readonly queues: LaneQueues;
  readonly journal: string;
}

async function carryOn(parts: Parts): Promise<void> {
  const { queues } = parts;
  while (!draining || queues.size > 0) {
    let plan: OpenPlan | undefined;
    try {
      plan = await queues.take(Date.now(), !draining);
      if (plan === undefined) await sleep(5);
      else await step(parts, plan);
    } catch (error) {
      // What may succeed later is tried later, as `serve` does.
      if (!(error instanceof OpsError && error.retryable)) throw error;
      if (plan !== undefined) plan.notBefore = Date.now() + longestPauseMs;
      await sleep(plan === undefined ? longestPauseMs : 0);
    } finally {
      if (plan !== undefined) plan.busy = false;
    }
  }
}

async function step(parts: Parts, plan: OpenPlan): Promise<void> {
  const { ledger, queues } = parts;
  await release(parts, plan.id);
  const progress = await ledger.advance(plan.id, calm);
  plan.notBefore = Date.now() + plan.pauseMs;
  plan.pauseMs = Math.min(longestPauseMs, plan.pauseMs * 2);
  switch (progress.kind) {
    case 'in-progress':
      return;
    case 'needs-human':
      return answerAsOperator(parts, progress.actionId);
    case 'succeeded':
    case 'failed':
    case 'dropped':
      queues.ended(plan);
  }
}

/** Written down apart from the store, once the store has it: what the store forgets is missed by name. */
async function release({ ledger, store, journal }: Parts, planId: string): Promise<void> {
  if ((await store.actions({ planId }))[0]?.state !== 'proposed') return;
  await ledger.release(planId);
  const rows = await store.actions({ planId });
  if (rows[0]?.state === 'proposed') return;
  appendFileSync(journal, rows.map((row) => `${row.id}\n`).join(''));
}

obeyParent(work, () => {
  draining = true;
});
say({ kind: 'warm' });
