import { mkdirSync } from 'node:fs';
import { openConfiguredStore } from '../../../src/cli/configured-store.ts';
import { openConfiguredSops } from '../../../src/cli/sop-folders.ts';
import { loadConfig } from '../../../src/config.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { makeLedger } from '../../../src/ledger/ledger.ts';
import { applyAnswers } from '../../../src/pipeline/apply-answers.ts';
import { makeClusterPoller } from '../../../src/pipeline/poll-cluster.ts';
import { makeRecheck } from '../../../src/pipeline/recheck.ts';
import { makeIncidentRunner } from '../../../src/pipeline/run-incidents.ts';
import { makeWatcher } from '../../../src/pipeline/watch.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { openKnowledge } from '../../../src/serving/open-knowledge.ts';
import { makeSharedParts } from '../../../src/serving/shared-parts.ts';
import type { AllLog } from '../../support/all-log.ts';
import type { SteppedClock } from './stepped-clock.ts';

export type SteppedAgent = Awaited<ReturnType<typeof startSteppedAgent>>;

const cluster = 'main';
const calm = new AbortController().signal;

/** The parts of `serve` for one cluster, put together as it does, but moved step by step: no test waits for a clock. */
export async function startSteppedAgent(options: {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly clock: SteppedClock;
  readonly log: AllLog;
  /** Undefined: this one tells nobody. */
  readonly messenger: Messenger | undefined;
}) {
  const { file, env, clock, log, messenger } = options;
  const config = loadConfig({ file, env });
  mkdirSync(config.data, { recursive: true });
  const store = await openConfiguredStore(config, {
    busyTimeoutMs: 2_000,
    role: 'serve',
    clock,
    onCorrupt: (error) => {
      throw error;
    },
  });
  const libraries = openConfiguredSops(config.sops);
  const { knowledge, close } = await openKnowledge({ config, libraries, role: 'serve', clock, log });
  const shared = await makeSharedParts({ config, store, libraries, knowledge, clock, log, messenger });
  const { timing } = shared;
  const epoch = await store.ledger.nextEpoch();
  const parts = { ...shared, epoch };
  const ledger = makeLedger({ ...parts, store: shared.actions, recheck: makeRecheck(parts) });
  const watcher = makeWatcher({
    cluster,
    flink: shared.flinkOf(cluster),
    store: store.watch,
    clock,
    log,
    detector: timing.detector,
    limits: timing.watch,
  });
  const poller = makeClusterPoller({ ...parts, cluster, watcher, detector: timing.detector, absorb: timing.absorb });
  shared.pollers.set(cluster, poller);
  const runner = makeIncidentRunner({ ...parts, ledger, cluster, polls: () => poller.polls() });
  await ledger.recover(cluster);

  return {
    config,
    store,
    sop: (id: string) => shared.sops.find(id),
    /** Polls once, applies what people said, moves every incident as far as it goes, and tells people. */
    async step(): Promise<void> {
      await poller.pollOnce(calm);
      await applyAnswers({ ...parts, ledger, cluster, forget: (job) => poller.forget(job) });
      await runner.pass(calm);
      await runner.idle();
      if (shared.people === undefined) return;
      const stop = new AbortController();
      // The notifier, and what forgets old rows: each sleeps when its pass is over.
      const told = clock.sleeps(2);
      const ended = shared.people.tell(cluster, epoch, stop.signal);
      await told;
      stop.abort();
      await ended;
    },
    async incident(job: string): Promise<Incident | undefined> {
      return (await store.incidents.list({ cluster })).find((one) => one.job === job);
    },
    async close(): Promise<void> {
      close();
      await store.close();
    },
  };
}
