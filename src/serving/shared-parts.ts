import { randomUUID } from 'node:crypto';
import { actionKinds } from '../actions/index.ts';
import { makeJarReader } from '../adapters/flink/jar-reader.ts';
import { makeLocalSnapshotStorage } from '../adapters/flink/local-snapshot-storage.ts';
import { makeFlink } from '../adapters/flink/make-flink.ts';
import { makeOpenAiLlm } from '../adapters/openai/openai-llm.ts';
import type { Store } from '../adapters/store/open-store.ts';
import { accessOf } from '../cli/outside.ts';
import { retrieveFrom, type SopFolders } from '../cli/sop-folders.ts';
import { type Config, resolveJobRecord } from '../config.ts';
import { withCallBudget } from '../diagnosis/llm-budget.ts';
import { summarise } from '../diagnosis/llm-summary.ts';
import { diagnoseByRules } from '../diagnosis/rules.ts';
import type { StageDeps } from '../pipeline/deps.ts';
import { type TimingLimits, timingLimits } from '../pipeline/limits.ts';
import type { ClusterPoller } from '../pipeline/poll-cluster.ts';
import type { Clock } from '../ports/clock.ts';
import type { Flink } from '../ports/flink.ts';
import type { Log } from '../ports/log.ts';
import type { SnapshotStorage } from '../ports/snapshot-storage.ts';

/** What all clusters of this process share: everything of a stage that does not belong to one holding of one cluster. */
export interface SharedParts extends Omit<StageDeps, 'epoch' | 'ledger'> {
  readonly store: Store;
  readonly everyMs: number;
  readonly timing: TimingLimits;
  readonly storageOf: (cluster: string) => SnapshotStorage | undefined;
  /** The clusters that this process works for now. */
  readonly pollers: Map<string, ClusterPoller>;
}

export function makeSharedParts(options: {
  readonly config: Config;
  readonly store: Store;
  readonly sopFolders: SopFolders;
  readonly clock: Clock;
  readonly log: Log;
}): SharedParts {
  const { config, store, sopFolders, clock, log } = options;
  const timing = timingLimits(config.detection);
  const flinks = new Map<string, Flink>(config.clusters.map((one) => [one.name, makeFlink(accessOf(one))]));
  const storages = new Map(
    config.clusters.map(({ name, snapshotRoots }) => [
      name,
      snapshotRoots.length === 0 ? undefined : makeLocalSnapshotStorage(snapshotRoots),
    ]),
  );
  const pollers = new Map<string, ClusterPoller>();
  const allSops = () => sopFolders.libraries.flatMap((library) => library.refresh().sops);
  return {
    store,
    everyMs: config.poll.everyMs,
    timing,
    pollers,
    incidents: store.incidents,
    actions: store.ledger,
    answers: store.answers,
    kinds: actionKinds,
    clusters: config.clusters,
    flinkOf: (name) => {
      const flink = flinks.get(name);
      if (flink !== undefined) return flink;
      throw new Error(`No cluster ${name} is configured any more; put it back to settle its actions`);
    },
    storageOf: (name) => storages.get(name),
    recordOf: (cluster, job) => resolveJobRecord(config, cluster, job),
    jars: makeJarReader(),
    world: {
      window: (cluster, job) => pollers.get(cluster)?.watcher.window(job),
      latest: (cluster) => pollers.get(cluster)?.watcher.latest(),
      detection: (cluster, job) => pollers.get(cluster)?.detection(job),
    },
    sops: {
      find: (id) => allSops().find((sop) => sop.id === id),
      retrieve: (query) => retrieveFrom(sopFolders.libraries, query),
    },
    diagnose: makeDiagnose(config, clock, () => allSops().map(({ id, title }) => ({ id, title }))),
    limits: { ...config.limits, patienceMs: timing.patienceMs, planWithinMs: timing.planWithinMs },
    clock,
    log,
    newId: () => randomUUID().slice(0, 8),
  };
}

/** Rules first; a model's words over them when one is configured. */
function makeDiagnose(
  { llm: settings }: Config,
  clock: Clock,
  catalogue: () => readonly { readonly id: string; readonly title: string }[],
): StageDeps['diagnose'] {
  if (settings === undefined) return async (evidence) => diagnoseByRules(evidence, clock.now());
  const { baseUrl, model, apiKey, timeoutMs } = settings;
  const openAi = makeOpenAiLlm({ baseUrl, model, apiKey: apiKey?.reveal(), timeoutMs });
  const llm = withCallBudget(openAi, settings.maxCallsPerHour, clock);
  return (evidence, signal) => {
    const rules = diagnoseByRules(evidence, clock.now());
    return summarise({ llm, evidence, rules, catalogue: catalogue(), clock, signal, timeLimitMs: timeoutMs });
  };
}
