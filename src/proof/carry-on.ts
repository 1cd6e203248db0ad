import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../adapters/store/open-store.ts';
import { systemClock } from '../adapters/telemetry/system-clock.ts';
import { OpsError } from '../domain/errors.ts';
import type { CrashPoint } from '../ledger/deps.ts';
import { type Ledger, makeLedger } from '../ledger/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { LedgerStore } from '../ports/store.ts';
import { makeProofKinds, proofKinds, realLimits } from './kinds.ts';
import { type LaneQueues, type OpenPlan, openLaneQueues } from './lane-queues.ts';
import type { WorkerSettings } from './messages.ts';
import { answerAsOperator } from './operator.ts';
import { makePlanner } from './plans.ts';
import { makeRandom } from './random.ts';
import { makeTargetClient, type ProofTarget } from './target-client.ts';

export interface Work {
  readonly store: Store;
  readonly settings: WorkerSettings;
  readonly epoch: number;
  /** True: no new plans any more; the work ends with the last one. */
  readonly isDraining: () => boolean;
  /** Ends the work with what is in hand, whatever is left. */
  readonly signal: AbortSignal;
  /** What earlier processes left is marked; plans are carried on. */
  readonly onWorking: () => void;
  readonly crashPoint?: (name: CrashPoint) => void;
}

const nothing = (): void => {};
export const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
/** Longest time between two looks at a plan. */
const longestPauseMs = 200;

/** What `serve` does with the ledger in one epoch: recovers, and carries plans on. */
export async function carryPlansOn(work: Work): Promise<void> {
  const { store, settings, epoch } = work;
  const target = makeTargetClient(settings.port);
  const kinds = makeProofKinds(target, realLimits, () => Date.now());
  const ledger = makeLedger({
    store: store.ledger,
    kinds,
    flinkOf: () => notHere('a Flink'),
    storageOf: () => undefined,
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
    clock: systemClock,
    log: quiet,
    epoch,
    ...(work.crashPoint !== undefined && { crashPoint: work.crashPoint }),
  });
  await ledger.recover();
  const chosen = proofKinds.filter((one) => settings.kinds.includes(one.kind));
  const planner = makePlanner(makeRandom(settings.seed + epoch), epoch, chosen);
  const lanes = Array.from({ length: settings.lanes }, (_, index) => `lane-${settings.seed}-${index}`);
  const queues = await openLaneQueues({ ...store, kinds, planner, lanes, epoch });
  work.onWorking();

  const parts: Parts = { ...work, ledger, ledgerStore: store.ledger, target, queues };
  await Promise.all(Array.from({ length: settings.slots }, () => carryOn(parts)));
  target.close();
}

function notHere(what: string): never {
  throw new Error(`No action of the proof needs ${what}.`);
}

interface Parts extends Work {
  readonly ledger: Ledger;
  readonly ledgerStore: LedgerStore;
  readonly target: ProofTarget;
  readonly queues: LaneQueues;
}

async function carryOn(parts: Parts): Promise<void> {
  const { queues, isDraining, signal } = parts;
  while (!signal.aborted && (!isDraining() || queues.size > 0)) {
    let plan: OpenPlan | undefined;
    try {
      plan = await queues.take(Date.now(), !isDraining());
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
  const { ledger, ledgerStore, target, queues, signal } = parts;
  await release(parts, plan.id);
  const progress = await ledger.advance(plan.id, signal);
  plan.notBefore = Date.now() + plan.pauseMs;
  plan.pauseMs = Math.min(longestPauseMs, plan.pauseMs * 2);
  switch (progress.kind) {
    case 'in-progress':
      return;
    case 'needs-human':
      return answerAsOperator({ ledger, store: ledgerStore, target }, progress.actionId);
    case 'succeeded':
    case 'failed':
    case 'dropped':
      queues.ended(plan);
  }
}

/** Written down apart from the store, once the store has it: what the store forgets is missed by name. */
async function release({ ledger, ledgerStore, settings }: Parts, planId: string): Promise<void> {
  if ((await ledgerStore.actions({ planId }))[0]?.state !== 'proposed') return;
  await ledger.release(planId);
  const rows = await ledgerStore.actions({ planId });
  if (rows[0]?.state === 'proposed') return;
  appendFileSync(settings.journal, rows.map((row) => `${row.id}\n`).join(''));
}
