/**
 * One contestant at work, four requests in flight, until it is killed or told to drain. It goes on with what those before
 * it have left. With everything loaded it waits for `go`; it ends when its channel does.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { systemClock } from '../src/adapters/telemetry/system-clock.ts';
import type { ActionKindName } from '../src/domain/action.ts';
import { OpsError } from '../src/domain/errors.ts';
import { makeLedger } from '../src/ledger/ledger.ts';
import { planDigest } from '../src/ledger/propose.ts';
import type { Log } from '../src/ports/log.ts';
import { makeProofKinds, realLimits } from '../src/proof/kinds.ts';
import { type OpenPlan, openLaneQueues } from '../src/proof/lane-queues.ts';
import { type Planner, proofCluster } from '../src/proof/plans.ts';
import { openPlace } from '../src/proof/store-place.ts';
import { makeTargetClient } from '../src/proof/target-client.ts';
import type { FromKillProcess, KillContestant, ToKillProcess } from './ledger-messages.ts';
import { launchPeer } from './ledger-peer.ts';
import { makePost } from './post.ts';

const slots = 4;
/** More than are in doubt at any time, so that there is always something new to do. */
const lanes = Array.from({ length: 96 }, (_, index) => `lane-${index}`);
const pauseMs = 25;
const nothing = (): void => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
const calm = new AbortController().signal;

let draining = false;

function say(message: FromKillProcess): void {
  process.send?.(message);
}

async function workOnLedger(of: Extract<KillContestant, { who: 'ledger' }>, port: number): Promise<void> {
  const store = await openPlace(of.place, 'serve', 5_000);
  const epoch = await store.ledger.nextEpoch();
  const target = makeTargetClient(port);
  const kinds = makeProofKinds(target, realLimits, () => Date.now());
  const ledger = makeLedger({
    store: store.ledger,
    kinds,
    flinkOf: () => notHere(),
    storageOf: () => undefined,
    recheck: async () => ({ kind: 'go', incarnation: undefined, checkpointBefore: undefined }),
    clock: systemClock,
    log: quiet,
    epoch,
  });
  await ledger.recover();
  const planner = plannerOf(of.kind, epoch);
  const queues = await openLaneQueues({ ...store, kinds, planner, lanes, epoch });
  say({ kind: 'working' });

  const carryOn = async (): Promise<void> => {
    while (!draining || queues.size > 0) {
      let plan: OpenPlan | undefined;
      try {
        plan = await queues.take(Date.now(), !draining);
        if (plan === undefined) {
          await sleep(5);
          continue;
        }
        await ledger.release(plan.id);
        const { kind } = await ledger.advance(plan.id, calm);
        plan.notBefore = Date.now() + pauseMs;
        if (kind === 'succeeded' || kind === 'failed' || kind === 'dropped' || kind === 'needs-human') {
          queues.ended(plan);
        }
      } catch (error) {
        if (!(error instanceof OpsError && error.retryable)) throw error;
        if (plan !== undefined) plan.notBefore = Date.now() + 8 * pauseMs;
        await sleep(pauseMs);
      } finally {
        if (plan !== undefined) plan.busy = false;
      }
    }
  };
  await Promise.all(Array.from({ length: slots }, carryOn));
}

function notHere(): never {
  throw new Error('No action of the benchmark needs a Flink.');
}

/** Plans of one action; `lane` in its arguments names the deed, which is how the target's log counts. */
function plannerOf(kind: string, epoch: number): Planner {
  let made = 0;
  return {
    next(lane, incidentId, now) {
      made += 1;
      const args = { lane: `deed-${epoch}-${made}`, n: `${epoch}-${made}` };
      const steps = [{ name: 'only', kind: kind as ActionKindName, risk: 'disruptive', args }] as const;
      const run = { cluster: proofCluster, jobId: lane, jobStartTime: 1, sopDigest: 'bench' };
      return {
        ...run,
        id: `plan-${epoch}-${made}`,
        incidentId,
        jobName: lane,
        action: 'restart-job',
        steps,
        digest: planDigest({ steps, ...run }),
        sopId: 'bench',
        createdAt: now,
      };
    },
  };
}

/** What the target does not do now, it may do later: the step is tried again. */
class NotNow extends Error {}

async function workOnPeer(of: Extract<KillContestant, { who: 'peer' }>, port: number): Promise<void> {
  const post = makePost(port);
  const inStep = makeSlots(slots);
  const oneStep = DBOS.registerWorkflow(
    () =>
      DBOS.runStep(
        () =>
          inStep(async () => {
            const deed = DBOS.workflowID ?? '';
            const latestAt = Date.now() + 60_000;
            const { status } = await post(`/${of.target}`, { key: deed, lane: deed, latestAt });
            if (status !== 200) throw new NotNow(`The target answers ${status}`);
          }),
        { name: 'post', retriesAllowed: true, intervalSeconds: 0.05, backoffRate: 1, maxAttempts: 100 },
      ),
    { name: 'one-step' },
  );
  await launchPeer(of.url, of.schema);
  say({ kind: 'working' });
  const carryOn = async (): Promise<void> => {
    while (!draining) await DBOS.withNextWorkflowID(`deed-${randomUUID()}`, () => oneStep());
  };
  await Promise.all(Array.from({ length: slots }, carryOn));
  while ((await DBOS.listWorkflows({ status: ['PENDING', 'ENQUEUED'] })).length > 0) await sleep(200);
}

/** Lets so many work at the same time; what is recovered and what is new share them. */
function makeSlots(count: number): (work: () => Promise<void>) => Promise<void> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToKillProcess) => {
  if (message.kind === 'drain') {
    draining = true;
    return;
  }
  const { contestant, port } = message;
  (contestant.who === 'ledger' ? workOnLedger(contestant, port) : workOnPeer(contestant, port)).then(
    () => say({ kind: 'drained' }),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
say({ kind: 'warm' });
