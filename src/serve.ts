import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Store } from './adapters/store/open-store.ts';
import { acquireServeLock } from './adapters/store/serve-lock.ts';
import { startHealthServer } from './adapters/web/health-server.ts';
import { openConfiguredStore } from './cli/configured-store.ts';
import { makeDataFolder } from './cli/data-folder.ts';
import { firstScreenText } from './cli/first-screen-text.ts';
import { readFirstScreen } from './cli/first-screen.ts';
import { exitCodes, type Output } from './cli/output.ts';
import { makeSopReport } from './cli/report-sops.ts';
import { openConfiguredSops } from './cli/sop-folders.ts';
import type { Config } from './config.ts';
import { messageOf } from './domain/errors.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { SopLibrary } from './knowledge/load-sops.ts';
import { steadyMs } from './ledger/send-limit.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Messenger } from './ports/messenger.ts';
import { allClusters } from './ports/notifications.ts';
import { checkWebhook } from './serving/check-webhook.ts';
import { healthOf } from './serving/health-of.ts';
import { heldNowhere, leftBehind, resolveLeft } from './serving/left-behind.ts';
import { openKnowledge } from './serving/open-knowledge.ts';
import { type OwnKinds, requireOwnKinds } from './serving/own-kinds.ts';
import { makeSharedParts, type SharedParts } from './serving/shared-parts.ts';
import { shareClusters, shareLimits } from './serving/share-clusters.ts';
import { startChat } from './serving/start-chat.ts';
import { workFor } from './serving/tenure.ts';

export interface ServeOptions {
  readonly config: Config;
  readonly output: Output;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted by SIGTERM: nothing new is begun, what was sent is waited for, the rest goes on at the next start. */
  readonly signal: AbortSignal;
}

const followFilesEveryMs = 2_000;

/**
 * The agent. With the embedded store it is the only `serve` of its data folder and works for every configured cluster;
 * on PostgreSQL it is one of several replicas that share the clusters out. It alone moves states.
 * @returns the exit code.
 * @throws {UserMistake} a configured action cannot be used.
 * @throws {AlreadyServing, StoreUnusable} the data folder is taken or unusable.
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { config, clock, log } = options;
  const own = await requireOwnKinds(config);
  const embedded = config.database === undefined;
  if (embedded) await makeDataFolder(config.data, config.file);
  const lock = embedded ? acquireServeLock(config.data, clock) : undefined;
  try {
    const told = new Set<string>();
    const store = await openConfiguredStore(config, {
      busyTimeoutMs: 2_000,
      role: 'serve',
      clock,
      // Read at every poll, and told once.
      onCorrupt: ({ message }) => {
        if (told.has(message)) return;
        told.add(message);
        log.error({ err: message }, 'a row cannot be read and is left out');
      },
    });
    const libraries = openConfiguredSops(config.sops, own.actions);
    const { knowledge, close } = await openKnowledge({ config, libraries, role: 'serve', clock, log });
    const stop = new AbortController();
    let chat: Awaited<ReturnType<typeof startChat>>;
    try {
      chat = await startChat({ config, store, clock, log, signal: AbortSignal.any([options.signal, stop.signal]) });
      return await run(options, store, libraries, knowledge, own, chat?.messenger);
    } finally {
      stop.abort();
      // What people had pressed is stored before the store is closed.
      await chat?.ended;
      close();
      await store.close();
    }
  } finally {
    lock?.release();
  }
}

async function run(
  options: ServeOptions,
  store: Store,
  libraries: readonly SopLibrary[],
  knowledge: Knowledge,
  own: OwnKinds,
  messenger: Messenger | undefined,
): Promise<number> {
  const { config, output, clock, log, signal } = options;
  const shared = await makeSharedParts({ config, store, libraries, knowledge, clock, log, messenger, own: own.kinds });
  const { health } = config;
  const status = () => healthOf([...shared.pollers.values()], shared.everyMs, steadyMs(clock));
  const server = health === undefined ? undefined : await startHealthServer({ ...health, status });
  try {
    const screen = await readFirstScreen({ config, store, serving: true, clock });
    output.result({ pid: process.pid, ...screen }, (columns) => firstScreenText(screen, clock.now(), columns));
  } catch (error) {
    // A row that cannot be read is in the way of nothing but what it is about.
    log.error({ err: messageOf(error) }, 'the first screen cannot be shown');
  }
  const clusters = config.clusters.map((one) => one.name);
  log.info({ clusters, health: server?.url }, 'serving');

  const ended = new AbortController();
  const stopped = AbortSignal.any([signal, ended.signal]);
  // Before there is work: an incident that asks for a SOP reads all that is not read yet, and everything waits for it.
  await knowledge.readAhead(stopped);
  const files = followFiles(libraries, knowledge, clock, log, stopped);
  const webhook = checkWebhook(config, log, stopped);
  try {
    await workForClusters(options, shared, clusters);
  } finally {
    ended.abort();
    await Promise.all([files, webhook]);
    await server?.close();
  }
  const restCalls = Object.fromEntries(clusters.map((name) => [name, shared.flinkOf(name).calls()]));
  log.info({ restCalls }, 'ended');
  return exitCodes.ok;
}

async function workForClusters(
  { config, clock, log, signal }: ServeOptions,
  shared: SharedParts,
  clusters: readonly string[],
): Promise<void> {
  const { store } = shared;
  const left = leftBehind(clusters, await store.incidents.list({ open: true }));
  for (const { cluster, job, by } of heldNowhere(clusters, await store.answers.holds())) {
    log.warn({ cluster, job, by }, 'a hold holds nothing: its cluster is not in the configuration');
  }
  if (config.database === undefined) {
    // The lock of the data folder is the lease: whoever had it before is gone.
    const epoch = await store.ledger.nextEpoch();
    const stop = new AbortController();
    const until = AbortSignal.any([signal, stop.signal]);
    const works = [
      ...clusters.map((cluster) => workFor(shared, cluster, epoch, until)),
      ...left.map((cluster) => resolveLeft(shared, cluster, epoch, until)),
      ...(shared.people === undefined ? [] : [shared.people.tell(allClusters, epoch, until)]),
    ];
    try {
      await Promise.all(works);
    } finally {
      // One that breaks off ends the others, before the store is closed under them.
      stop.abort();
      await Promise.allSettled(works);
    }
    return;
  }
  await shareClusters(
    {
      leases: store.leases,
      // The digest belongs to no single cluster, and is told by one replica, too.
      clusters: [...clusters, ...left, ...(config.notifications.digest === undefined ? [] : [allClusters])],
      holder: `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`,
      limits: shareLimits(config.database.leaseMs),
      work: async (cluster, epoch, stop) => {
        if (cluster === allClusters) return shared.people?.tell(cluster, epoch, stop);
        return left.includes(cluster)
          ? resolveLeft(shared, cluster, epoch, stop)
          : workFor(shared, cluster, epoch, stop);
      },
      clock,
      monotonic: () => performance.now(),
      log,
    },
    signal,
  );
}

/** Mistakes are told, and the index follows, while nothing has to wait for it. */
async function followFiles(
  libraries: readonly SopLibrary[],
  knowledge: Knowledge,
  clock: Clock,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const report = makeSopReport(libraries, log);
  while (!signal.aborted) {
    try {
      await knowledge.readAhead(signal);
      report();
      await knowledge.refresh(signal);
    } catch (error) {
      if (!signal.aborted)
        log.error({ err: messageOf(error) }, 'the index did not follow the files; it is tried again');
    }
    await clock.sleep(followFilesEveryMs, signal);
  }
}
