import { mkdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { actionKinds } from './actions/index.ts';
import { makeFlink } from './adapters/flink/make-flink.ts';
import { makeJarReader } from './adapters/flink/jar-reader.ts';
import { makeLocalSnapshotStorage } from './adapters/flink/local-snapshot-storage.ts';
import { makeOpenAiLlm } from './adapters/openai/openai-llm.ts';
import { openStore, type Store } from './adapters/store/open-store.ts';
import { acquireServeLock } from './adapters/store/serve-lock.ts';
import { startHealthServer } from './adapters/web/health-server.ts';
import { databaseFile } from './cli/data-folder.ts';
import { readFirstScreen } from './cli/first-screen.ts';
import { firstScreenText } from './cli/first-screen-text.ts';
import { exitCodes, type Output } from './cli/output.ts';
import { accessOf } from './cli/outside.ts';
import { makeSopReport } from './cli/report-sops.ts';
import { openSopFolders, retrieveFrom, type SopFolders } from './cli/sop-folders.ts';
import { type ClusterConfig, type Config, resolveJobRecord } from './config.ts';
import { advanceMemory } from './detectors/memory.ts';
import { withCallBudget } from './diagnosis/llm-budget.ts';
import { summarise } from './diagnosis/llm-summary.ts';
import { diagnoseByRules } from './diagnosis/rules.ts';
import type { Evidence } from './domain/evidence.ts';
import type { Diagnosis } from './domain/incident.ts';
import { messageOf } from './domain/errors.ts';
import { makeLedger } from './ledger/ledger.ts';
import { applyAnswers } from './pipeline/apply-answers.ts';
import type { StageDeps } from './pipeline/deps.ts';
import { timingLimits } from './pipeline/limits.ts';
import { type ClusterPoller, makeClusterPoller } from './pipeline/poll-cluster.ts';
import { makeRecheck } from './pipeline/recheck.ts';
import { makeIncidentRunner } from './pipeline/run-incidents.ts';
import { makeWatcher } from './pipeline/watch.ts';
import type { Clock } from './ports/clock.ts';
import type { Flink } from './ports/flink.ts';
import type { Log } from './ports/log.ts';

export interface ServeOptions {
  readonly config: Config;
  readonly output: Output;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted by SIGTERM: nothing new is begun, what was sent is waited for, the rest goes on at the next start. */
  readonly signal: AbortSignal;
}

/** Between two looks at incidents and answers. */
const passEveryMs = 1_000;

/**
 * The agent: watches every configured cluster until the signal ends it. The only process that moves states.
 * @returns the exit code.
 * @throws {AlreadyServing, StoreUnusable} the data folder is taken or unusable.
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { config, clock, log } = options;
  mkdirSync(config.data, { recursive: true });
  const lock = acquireServeLock(config.data, clock);
  try {
    const store = await openStore({
      file: databaseFile(config.data),
      busyTimeoutMs: 2_000,
      role: 'serve',
      clock,
      onCorrupt: (error) => log.error({ err: error.message }, 'a row cannot be read and is left out'),
    });
    const sops = await openSopFolders(config.sops.map((path) => ({ name: path, path })));
    try {
      return await run(options, store, sops);
    } finally {
      sops.close();
      await store.close();
    }
  } finally {
    lock.release();
  }
}

async function run(options: ServeOptions, store: Store, sops: SopFolders): Promise<number> {
  const { config, output, clock, log, signal } = options;
  const { deps, pollers } = await compose(options, store, sops);
  const runner = makeIncidentRunner({ ...deps, polls: (name) => pollers.get(name)?.polls() ?? 0 });
  const recovered = await deps.ledger.recover();
  if (recovered > 0) log.warn({ actions: recovered }, 'actions of an earlier process are in doubt and get settled');

  const health = config.health;
  const server =
    health === undefined
      ? undefined
      : await startHealthServer({ ...health, status: () => healthOf(pollers, config, clock) });
  const screen = await readFirstScreen({ config, store, serving: true, clock });
  output.result({ pid: process.pid, ...screen }, () => firstScreenText(screen, clock.now()));
  log.info({ clusters: config.clusters.map((one) => one.name), health: server?.url }, 'serving');

  const { incidents, answers, ledger } = deps;
  const reportSops = makeSopReport(sops, log);
  const forget = async (cluster: string, job: string) => await pollers.get(cluster)?.watcher.forget(job);
  await Promise.all([
    ...[...pollers.values()].map((poller) => pollForEver(poller, config.poll.everyMs, options)),
    (async () => {
      while (!signal.aborted) {
        try {
          reportSops();
          await applyAnswers({ answers, incidents, ledger, clock, log, forget });
          await runner.pass(signal);
        } catch (error) {
          log.error({ err: messageOf(error) }, 'a pass over the incidents failed');
        }
        await clock.sleep(passEveryMs, signal);
      }
    })(),
  ]);
  await runner.idle();
  await server?.close();
  log.info(
    { restCalls: Object.fromEntries(config.clusters.map(({ name }) => [name, deps.flinkOf(name).calls()])) },
    'ended',
  );
  return exitCodes.ok;
}

async function pollForEver(poller: ClusterPoller, everyMs: number, options: ServeOptions): Promise<void> {
  const { clock, log, signal } = options;
  while (!signal.aborted) {
    const began = clock.now();
    try {
      const poll = await poller.pollOnce(signal);
      if (poll.kind === 'unreadable' && !signal.aborted) {
        log.warn({ cluster: poller.cluster, reason: poll.error.reason, err: poll.error.message }, 'cluster unreadable');
      }
    } catch (error) {
      if (!signal.aborted) log.error({ cluster: poller.cluster, err: messageOf(error) }, 'a poll failed');
    }
    await clock.sleep(Math.max(100, everyMs - (clock.now() - began)), signal);
  }
}

/** Every part put together: the one place that knows all of them. */
async function compose(
  { config, clock, log }: ServeOptions,
  store: Store,
  sopFolders: SopFolders,
): Promise<{ deps: StageDeps; pollers: ReadonlyMap<string, ClusterPoller> }> {
  const timing = timingLimits(config.detection);
  const flinks = new Map<string, Flink>(config.clusters.map((one) => [one.name, makeFlink(accessOf(one))]));
  const flinkOf = (name: string): Flink => {
    const flink = flinks.get(name);
    if (flink === undefined)
      throw new Error(`No cluster ${name} is configured any more; put it back to settle its actions`);
    return flink;
  };
  const storages = new Map(config.clusters.map((one) => [one.name, storageOf(one)]));
  const jars = makeJarReader();
  const pollers = new Map<string, ClusterPoller>();
  const newId = (): string => randomUUID().slice(0, 8);
  const epoch = await store.ledger.nextEpoch();
  const limits = { ...config.limits, patienceMs: timing.patienceMs, planWithinMs: timing.planWithinMs };
  const world: StageDeps['world'] = {
    window: (cluster, job) => pollers.get(cluster)?.watcher.window(job),
    latest: (cluster) => pollers.get(cluster)?.watcher.latest(),
    detection: (cluster, job) => pollers.get(cluster)?.detection(job),
  };
  const parts = {
    incidents: store.incidents,
    actions: store.ledger,
    answers: store.answers,
    kinds: actionKinds,
    epoch,
    clusters: config.clusters,
    flinkOf,
    recordOf: (cluster: string, job: string) => resolveJobRecord(config, cluster, job),
    jars,
    world,
    limits,
    clock,
    log,
    newId,
  };
  const ledger = makeLedger({
    store: store.ledger,
    kinds: actionKinds,
    flinkOf,
    storageOf: (cluster) => storages.get(cluster),
    jars,
    recheck: makeRecheck(parts),
    clock,
    log,
    epoch,
  });
  for (const { name } of config.clusters) {
    const watcher = makeWatcher({
      cluster: name,
      flink: flinkOf(name),
      store: store.watch,
      clock,
      log: log.child({ cluster: name }),
      detector: timing.detector,
      limits: timing.watch,
      advanceMemory,
    });
    const { detector, absorb } = timing;
    pollers.set(name, makeClusterPoller({ ...parts, cluster: name, watcher, detector, absorb }));
  }
  const find = (id: string) =>
    sopFolders.libraries.flatMap((library) => library.refresh().sops).find((sop) => sop.id === id);
  const sops = {
    find,
    retrieve: (query: Parameters<StageDeps['sops']['retrieve']>[0]) => retrieveFrom(sopFolders.libraries, query),
  };
  return { deps: { ...parts, ledger, sops, diagnose: makeDiagnose(config, clock, sopFolders) }, pollers };
}

function storageOf(cluster: ClusterConfig) {
  return cluster.snapshotRoots.length === 0 ? undefined : makeLocalSnapshotStorage(cluster.snapshotRoots);
}

/** Rules first; a model's words over them when one is configured. */
function makeDiagnose(config: Config, clock: Clock, sops: SopFolders): StageDeps['diagnose'] {
  const { llm: settings } = config;
  if (settings === undefined)
    return async (evidence: Evidence): Promise<Diagnosis> => diagnoseByRules(evidence, clock.now());
  const { baseUrl, model, apiKey, timeoutMs } = settings;
  const llm = withCallBudget(
    makeOpenAiLlm({ baseUrl, model, apiKey: apiKey?.reveal(), timeoutMs }),
    settings.maxCallsPerHour,
    clock,
  );
  return (evidence, signal) => {
    const catalogue = sops.libraries
      .flatMap((library) => library.refresh().sops)
      .map(({ id, title }) => ({ id, title }));
    const rules = diagnoseByRules(evidence, clock.now());
    return summarise({ llm, evidence, rules, catalogue, clock, signal, timeLimitMs: timeoutMs });
  };
}

/** Healthy means watching: the process polls. That a cluster does not answer is an incident, not a reason to be restarted. */
function healthOf(
  pollers: ReadonlyMap<string, ClusterPoller>,
  config: Config,
  clock: Clock,
): { ok: boolean; detail: object } {
  const staleMs = Math.max(60_000, config.poll.everyMs * 5);
  const clusters = [...pollers.values()].map((poller) => {
    const last = poller.last();
    return {
      cluster: poller.cluster,
      lastPollAgeMs: last === undefined ? null : clock.now() - last.at,
      error: last?.error ?? null,
    };
  });
  return {
    ok: clusters.every(({ lastPollAgeMs }) => lastPollAgeMs === null || lastPollAgeMs < staleMs),
    detail: { clusters },
  };
}
