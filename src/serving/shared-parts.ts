import { randomUUID } from 'node:crypto';
import { actionKinds, registerKinds } from '../actions/index.ts';
import { makeJarReader } from '../adapters/flink/jar-reader.ts';
import { makeLocalSnapshotStorage } from '../adapters/flink/local-snapshot-storage.ts';
import { makeFlink } from '../adapters/flink/make-flink.ts';
import type { Store } from '../adapters/store/open-store.ts';
import { type Config, resolveJobRecord } from '../config.ts';
import { approvalPolicy } from '../config/approvals-section.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { SopLibrary } from '../knowledge/load-sops.ts';
import type { StageDeps } from '../pipeline/deps.ts';
import { type TimingLimits, timingLimits } from '../pipeline/limits.ts';
import { withoutMessages } from '../pipeline/message-ledger.ts';
import type { ClusterPoller } from '../pipeline/poll-cluster.ts';
import type { ActionKind } from '../ports/action-kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { SnapshotStorage } from '../ports/snapshot-storage.ts';
import { heldByConfiguration } from './held-by-configuration.ts';
import { makeDiagnose } from './make-diagnose.ts';
import { makePeople, type People } from './people.ts';
import { skillsOf } from './skills-of.ts';

/** What all clusters of this process share: everything of a stage that does not belong to one holding of one cluster. */
export interface SharedParts extends Omit<StageDeps, 'epoch' | 'ledger'> {
  readonly store: Store;
  readonly everyMs: number;
  readonly timing: TimingLimits;
  readonly storageOf: (cluster: string) => SnapshotStorage | undefined;
  /** Undefined: nothing is configured by which people could be told. */
  readonly people: People | undefined;
  /** The clusters that this process works for now. */
  readonly pollers: Map<string, ClusterPoller>;
}

export async function makeSharedParts(options: {
  readonly config: Config;
  readonly store: Store;
  readonly libraries: readonly SopLibrary[];
  readonly knowledge: Knowledge;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: no chat is configured. */
  readonly messenger?: Messenger | undefined;
  /** Kinds that the configuration adds. */
  readonly own?: readonly ActionKind[];
}): Promise<SharedParts> {
  const { config, store, libraries, knowledge, clock, log, own = [] } = options;
  const timing = timingLimits(config.detection);
  const flinks = new Map(config.clusters.map(({ name, url, access }) => [name, makeFlink({ url, ...access })]));
  const flinkOf = (name: string) => {
    const flink = flinks.get(name);
    if (flink !== undefined) return flink;
    throw new Error(`No cluster ${name} is configured any more; put it back to settle its actions`);
  };
  const storages = new Map(
    config.clusters.map(({ name, snapshotRoots }) => [
      name,
      snapshotRoots.length === 0 ? undefined : makeLocalSnapshotStorage(snapshotRoots),
    ]),
  );
  const pollers = new Map<string, ClusterPoller>();
  const allSops = () => libraries.flatMap((library) => library.refresh().sops);
  const world: StageDeps['world'] = {
    window: (cluster, job) => pollers.get(cluster)?.watcher.window(job),
    latest: (cluster) => pollers.get(cluster)?.watcher.latest(),
    detection: (cluster, job) => pollers.get(cluster)?.detection(job),
    isNew: (cluster) => pollers.get(cluster)?.watcher.isNew() ?? false,
    watchedFrom: (cluster) => pollers.get(cluster)?.watchedFrom(),
  };
  return {
    store,
    everyMs: config.poll.everyMs,
    timing,
    pollers,
    incidents: store.incidents,
    actions: withoutMessages(store.ledger),
    people: makePeople({ config, store, messenger: options.messenger, clock, log }),
    reviews: store.sopReviews,
    answers: heldByConfiguration(store.answers, config.clusters, clock),
    approvers: approvalPolicy(config),
    kinds: registerKinds([...actionKinds.values(), ...own]),
    clusters: config.clusters,
    flinkOf,
    storageOf: (name) => storages.get(name),
    recordOf: (cluster, job) => resolveJobRecord(config, cluster, job),
    jars: makeJarReader(),
    world,
    watch: store.watch,
    sops: {
      find: (id) => allSops().find((sop) => sop.id === id),
      retrieve: async (query, signal) => (await knowledge.retrieve(query, signal)).match,
    },
    diagnose: await makeDiagnose({
      config,
      store,
      world,
      readsOf: (cluster) => flinkOf(cluster).diagnose,
      catalogue: () => allSops().map(({ id, title }) => ({ id, title })),
      ...skillsOf(config, clock),
      findSkills: (query, signal) => knowledge.skills(query, signal),
      clock,
      log,
    }),
    limits: {
      ...config.limits,
      patienceMs: timing.patienceMs,
      planWithinMs: timing.planWithinMs,
      settleBeforeStartMs: timing.settleBeforeStartMs,
    },
    clock,
    log,
    newId: () => randomUUID().slice(0, 8),
  };
}
