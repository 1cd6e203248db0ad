import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '../src/adapters/store/open-store.ts';
import { type FlinkClusterHandle, startFlinkCluster } from '../src/demo/flink-cluster.ts';
import { prepareFlink } from '../src/demo/flink-home.ts';
import { controlFileOf, jobShape, programArguments } from '../src/demo/jobs.ts';
import { type Child, startChild } from '../src/proof/child-process.ts';
import { makeRandom } from '../src/proof/random.ts';
import { type FastTime, fastClock } from './crash-flink-clock.ts';
import type { FlinkEvidence, FlinkKill } from './crash-flink-evidence.ts';
import type { FlinkAgentSettings, FlinkLane, FromFlinkAgent, ToFlinkAgent } from './crash-flink-messages.ts';
import { readFlinkEvidence } from './crash-flink-read.ts';
import { makeFlinkKills, type PlannedFlinkKill } from './crash-flink-schedule.ts';
import { makeFlinkUser } from './crash-flink-user.ts';

export interface FlinkCrashOptions {
  readonly version: string;
  readonly highAvailability: boolean;
  readonly kills: number;
  readonly seed: number;
  readonly lanes: number;
  /** How much faster than the machine's clock the ledger's waits pass. */
  readonly speed: number;
  /** No further kill after this, ms. */
  readonly killLimitMs: number;
  /** Empty; its owner removes it. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

export interface FlinkCrashResult {
  readonly evidence: FlinkEvidence;
  readonly killSeconds: number;
  readonly drainSeconds: number;
  /** Jobs that the user had to start again, because they were lost or given up. */
  readonly userRestarts: number;
}

type Agent = Child<ToFlinkAgent, FromFlinkAgent>;

const agentScript = new URL('./crash-flink-agent-process.ts', import.meta.url);
/** How long an action of the wanted kind is waited for; then any does; then whatever is there dies. Ms. */
const patience = { forPreyMs: 12_000, forAnyMs: 45_000 };
/** Between two looks at the store. */
const lookEveryMs = 25;
/** Accepted work that cannot be seen to end asks a person after an hour of the ledger's clock. */
const drainLimitMs = (speed: number): number => Math.max(240_000, 4_200_000 / speed);

/** Kills agent, JobManager or both while plans are carried out on a real Flink, and lets the rest be finished. */
export async function runFlinkCrash(options: FlinkCrashOptions): Promise<FlinkCrashResult> {
  const { folder, signal, progress } = options;
  const home = await prepareFlink(options.version, { onProgress: progress, signal });
  const cluster = await startFlinkCluster({
    home,
    slots: options.lanes * 2 + 2,
    highAvailability: options.highAvailability,
    onProgress: progress,
    signal,
  });
  const time: FastTime = { base: Date.now(), speed: options.speed };
  const savepoints = join(cluster.directory, 'savepoints');
  mkdirSync(savepoints, { recursive: true });
  const settings: FlinkAgentSettings = {
    place: { file: join(folder, 'medic.sqlite') },
    time,
    seed: options.seed,
    url: cluster.url,
    flinkVersion: options.version,
    lanes: Array.from({ length: options.lanes }, (_, index) => laneOf(cluster, `orders-${index}`)),
    savepoints,
    jar: { file: home.jobsJar, sha256: createHash('sha256').update(readFileSync(home.jobsJar)).digest('hex') },
    journal: join(folder, 'released.txt'),
  };
  let store: Store | undefined;
  try {
    // Makes the tables, so that they can be read however early the first process dies.
    await (await openIn(settings, 'serve')).close();
    store = await openIn(settings, 'cli');
    return await runWith(options, cluster, settings, store);
  } finally {
    await cluster.stop();
    await store?.close();
  }
}

function laneOf(cluster: FlinkClusterHandle, name: string): FlinkLane {
  const shape = jobShape(name, Date.now(), { recordsPerSecond: 40 });
  return { name, programArgs: programArguments(shape, controlFileOf(cluster.directory, name)) };
}

function openIn({ place, time }: FlinkAgentSettings, role: 'serve' | 'cli'): Promise<Store> {
  const onCorrupt = (error: Error): never => {
    throw error;
  };
  return openStore({ ...place, role, busyTimeoutMs: 5_000, clock: fastClock(time), onCorrupt });
}

async function runWith(
  options: FlinkCrashOptions,
  cluster: FlinkClusterHandle,
  settings: FlinkAgentSettings,
  store: Store,
): Promise<FlinkCrashResult> {
  const { signal } = options;
  const missingForMs = options.highAvailability ? 15_000 : 3_000;
  const user = makeFlinkUser({
    cluster,
    lanes: settings.lanes,
    store: store.ledger,
    savepoints: settings.savepoints,
    missingForMs,
  });
  const ended = new AbortController();
  await user.begin();
  const lookingAfter = user.lookAfter(ended.signal);
  const kills: FlinkKill[] = [];
  const hitBefore = new Set<string>();
  const schedule = makeFlinkKills(makeRandom(options.seed));
  let agent = await hire();
  const began = performance.now();
  try {
    while (kills.length < options.kills && performance.now() - began < options.killLimitMs) {
      signal.throwIfAborted();
      const planned = schedule.next();
      await untilPrey(store, planned, hitBefore, signal);
      await sleep(planned.plusMs);
      kills.push(await killNow(planned));
      const last = kills.at(-1);
      for (const { actionId } of last?.inFlight ?? []) hitBefore.add(actionId);
      options.progress(
        `${kills.length}/${options.kills} ${planned.victim} at ${planned.prey}: ${last?.inFlight.length ?? 0} on their way`,
      );
    }
    const killSeconds = (performance.now() - began) / 1000;
    options.progress('no more kills; what is open is settled');
    agent.tell({ kind: 'drain' });
    await Promise.race([agent.heard('drained'), sleep(drainLimitMs(options.speed), undefined, { ref: false, signal })]);
    const drainSeconds = (performance.now() - began) / 1000 - killSeconds;
    // One more look at every job after the last change.
    await sleep(2_500);
    const evidence = await readFlinkEvidence({ cluster, settings, store, kills, samples: user.samples });
    return { evidence, killSeconds, drainSeconds, userRestarts: user.restarts };
  } finally {
    ended.abort();
    agent.signal('SIGKILL');
    await agent.ended;
    await lookingAfter;
  }

  async function hire(): Promise<Agent> {
    const hired: Agent = startChild(agentScript, join(options.folder, 'compiled'));
    await hired.heard('warm');
    hired.tell({ kind: 'go', settings });
    return hired;
  }

  async function killNow(planned: PlannedFlinkKill): Promise<FlinkKill> {
    const { victim, prey } = planned;
    const complaint = agent.complaint();
    if (!agent.alive) throw new Error(`The agent ended by itself: ${complaint}`);
    const at = Date.now();
    if (victim !== 'jobmanager') agent.signal('SIGKILL');
    await Promise.all([
      victim === 'jobmanager' ? undefined : agent.ended,
      victim === 'agent' ? undefined : cluster.killJobManager(),
    ]);
    const rows = await store.ledger.actions({ states: ['sent', 'running'] });
    const inFlight = rows.map((row) => ({ actionId: row.id, state: row.state }));
    await Promise.all([
      victim === 'jobmanager'
        ? undefined
        : sleep(planned.agentAwayMs)
            .then(hire)
            .then((hired) => {
              agent = hired;
            }),
      victim === 'agent' ? undefined : sleep(planned.jobManagerAwayMs).then(() => cluster.restartJobManager()),
    ]);
    return { victim, prey, at, inFlight };
  }
}

/** Waits until an action of the wanted kind is on its way that no kill has hit yet; after a while any will do. */
async function untilPrey(
  store: Store,
  { prey }: PlannedFlinkKill,
  hitBefore: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const began = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const rows = await store.ledger.actions({ states: ['sent', 'running'] });
    const fresh = rows.filter((row) => !hitBefore.has(row.id));
    if (fresh.some((row) => row.kind === prey)) return;
    const waited = performance.now() - began;
    if ((waited > patience.forPreyMs && fresh.length > 0) || waited > patience.forAnyMs) return;
    await sleep(lookEveryMs);
  }
}
