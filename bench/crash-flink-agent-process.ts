/**
 * A process like `serve`, as far as ledger and Flink go: takes an epoch, recovers, and carries plans of the real kinds on
 * against a real Flink until it is told to drain, or killed. It ends when its IPC channel does.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { actionKinds } from '../src/actions/index.ts';
import { makeLocalSnapshotStorage } from '../src/adapters/flink/local-snapshot-storage.ts';
import { makeFlink } from '../src/adapters/flink/make-flink.ts';
import { openStore, type Store } from '../src/adapters/store/open-store.ts';
import { finalStates } from '../src/domain/action.ts';
import { OpsError } from '../src/domain/errors.ts';
import { type JobId, terminalStates } from '../src/domain/flink.ts';
import type { Incident } from '../src/domain/incident.ts';
import type { LedgerDeps, Recheck } from '../src/ledger/deps.ts';
import { type Ledger, makeLedger } from '../src/ledger/ledger.ts';
import { proposeActions } from '../src/ledger/propose.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { Flink } from '../src/ports/flink.ts';
import type { Log } from '../src/ports/log.ts';
import { obeyParent } from '../src/proof/obey-parent.ts';
import { incidentOf } from '../src/proof/plans.ts';
import { makeRandom, type Random } from '../src/proof/random.ts';
import { fastClock } from './crash-flink-clock.ts';
import type { FlinkAgentSettings, FlinkLane, FromFlinkAgent } from './crash-flink-messages.ts';
import { flinkCluster, planFor, readyRun } from './crash-flink-plans.ts';

const nothing = (): void => {};
const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => quiet };
const calm = new AbortController().signal;
/** Between two looks at a plan, or for a job to plan for. */
const pauseMs = 150;
const busyTimeoutMs = 5_000;

let draining = false;

function say(message: FromFlinkAgent): void {
  process.send?.(message);
}

interface Parts {
  readonly settings: FlinkAgentSettings;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly flink: Flink;
  readonly clock: Clock;
  readonly random: Random;
  readonly epoch: number;
  readonly incidents: Map<string, Incident>;
}

async function work(settings: FlinkAgentSettings): Promise<void> {
  const clock = fastClock(settings.time);
  const onCorrupt = (error: Error): never => {
    throw error;
  };
  const store = await openStore({ ...settings.place, role: 'serve', busyTimeoutMs, clock, onCorrupt });
  const epoch = await store.ledger.nextEpoch();
  const flink = makeFlink({ url: settings.url, headers: {}, connectTimeoutMs: 2_000, responseTimeoutMs: 10_000 });
  const storage = makeLocalSnapshotStorage([settings.savepoints]);
  const ledger = makeLedger({
    store: store.ledger,
    kinds: actionKinds,
    flinkOf: () => flink,
    storageOf: () => storage,
    recheck: recheckWith(flink),
    clock,
    log: quiet,
    epoch,
  });
  await ledger.recover();
  const known = (await store.incidents.list({ open: true })).map((one) => [one.job ?? '', one] as const);
  const random = makeRandom(settings.seed + epoch);
  const parts = { settings, store, ledger, flink, clock, random, epoch, incidents: new Map(known) };
  say({ kind: 'working' });

  await Promise.all(settings.lanes.map((lane) => carryOn(parts, lane)));
  await store.close();
  say({ kind: 'drained' });
}

/** The part of the preconditions that this run is about: the run that is acted on is up, and no other one of its name lives. */
function recheckWith(flink: Flink): LedgerDeps['recheck'] {
  return async (action, row, _isFirstStep, signal): Promise<Recheck> => {
    const { incarnation } = await flink.watch.identity(signal);
    const ended: readonly string[] = terminalStates;
    if (action.kind === 'start-job') {
      const { jobs } = await flink.watch.overview(signal);
      const other = jobs.find((one) => one.name === row.jobName && !ended.includes(one.state));
      if (other === undefined) return { kind: 'go', incarnation, checkpointBefore: undefined };
      return refuse('another run of the job lives', other.id);
    }
    const job = await flink.inspect.job((action.args as { job: JobId }).job, signal);
    if (job === undefined || ended.includes(job.state)) return refuse('the job does not run', job?.state ?? 'gone');
    if (job.state !== 'RUNNING') return { kind: 'cannot-tell', why: `the job is ${job.state}` };
    const stats = await flink.watch.checkpoints(job.id, signal);
    return { kind: 'go', incarnation, checkpointBefore: stats?.latestCompleted?.id };
  };
}

function refuse(reason: string, value: string): Recheck {
  return { kind: 'refuse', refusals: [{ reason, field: 'job', value, todo: 'it is planned again' }] };
}

async function carryOn(parts: Parts, lane: FlinkLane): Promise<void> {
  const { store } = parts;
  const isOpen = (state: string): boolean => !finalStates.some((one) => one === state);
  const left = (await store.ledger.actions({})).find((row) => row.jobName === lane.name && isOpen(row.state));
  let planId = left?.planId;
  while (planId !== undefined || !draining) {
    try {
      if (planId === undefined) planId = await plan(parts, lane);
      else if (await isEnded(parts, planId)) planId = undefined;
    } catch (error) {
      // What may succeed later is tried later, as `serve` does.
      if (!(error instanceof OpsError && error.retryable)) throw error;
    }
    await sleep(pauseMs);
  }
}

/** @returns the plan's id once it is stored; undefined: it is no moment for one. */
async function plan(parts: Parts, lane: FlinkLane): Promise<string | undefined> {
  const { store, clock, random, epoch, incidents, settings } = parts;
  const run = await readyRun(parts.flink, lane.name);
  if (run === undefined || draining) return undefined;
  const now = clock.now();
  const incident = incidents.get(lane.name) ?? { ...incidentOf(lane.name, now), cluster: flinkCluster };
  const made = planFor(
    { settings, lane, ...run, incidentId: incident.id },
    random,
    `${lane.name}-${epoch}-${now}`,
    now,
  );
  const actions = proposeActions(made, actionKinds, { now, epoch });
  incidents.set(lane.name, await store.incidents.save({ incident, events: [], plan: { plan: made, actions } }));
  return made.id;
}

async function isEnded(parts: Parts, planId: string): Promise<boolean> {
  const { ledger } = parts;
  await release(parts, planId);
  const progress = await ledger.advance(planId, calm);
  if (progress.kind === 'needs-human') await answer(parts, progress.actionId);
  return progress.kind === 'succeeded' || progress.kind === 'failed' || progress.kind === 'dropped'
    ? true
    : progress.kind === 'needs-human' && (await isOver(parts, planId));
}

/** Written down apart from the store, once the store has it: what the store forgets is missed by name. */
async function release({ ledger, store, settings }: Parts, planId: string): Promise<void> {
  if ((await store.ledger.actions({ planId })).every((row) => row.state !== 'proposed' || row.step > 0)) return;
  await ledger.release(planId);
  const rows = await store.ledger.actions({ planId });
  appendFileSync(settings.journal, rows.map((row) => `${row.id}\n`).join(''));
}

/** The person of this run gives up what nobody can tell; that it came to this is what the run counts. */
async function answer({ ledger }: Parts, actionId: string): Promise<void> {
  await ledger.settleByHuman(actionId, 'abandon', 'operator', 'the job is looked after by hand', {});
}

/** Also a plan of which the stop has happened and the start was given up: its job is down, and no action is left. */
async function isOver({ store }: Parts, planId: string): Promise<boolean> {
  const rows = await store.ledger.actions({ planId });
  return rows.every((row) => finalStates.includes(row.state));
}

obeyParent(work, () => {
  draining = true;
});
say({ kind: 'warm' });
