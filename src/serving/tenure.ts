import { messageOf } from '../domain/errors.ts';
import { steadyMs } from '../ledger/send-limit.ts';
import { makeLedger } from '../ledger/ledger.ts';
import { applyAnswers } from '../pipeline/apply-answers.ts';
import type { StageDeps } from '../pipeline/deps.ts';
import { makeClusterPoller } from '../pipeline/poll-cluster.ts';
import { makeRecheck } from '../pipeline/recheck.ts';
import { makeIncidentRunner } from '../pipeline/run-incidents.ts';
import { warnedSeldom } from '../pipeline/warned-seldom.ts';
import { makeWatcher } from '../pipeline/watch.ts';
import type { WatchStore } from '../ports/store.ts';
import type { SharedParts } from './shared-parts.ts';
import { makeUnreadableLog } from './unreadable-log.ts';

/** Between two looks at incidents and answers. */
const passEveryMs = 1_000;

/** What one holding of a cluster works with: every write carries its epoch, so that a process that lost it without noticing changes nothing. */
export function holdingOf(shared: SharedParts, cluster: string, epoch: number) {
  const incidents: StageDeps['incidents'] = {
    ...shared.store.incidents,
    save: (change) => shared.store.incidents.save({ ...change, epoch }),
  };
  const { watch: all } = shared.store;
  const watch: WatchStore = {
    ...all,
    saveJobMemories: (of, memories) => all.saveJobMemories(of, memories, epoch),
    forgetJobs: (of, jobs) => all.forgetJobs(of, jobs, epoch),
    saveCluster: (of, memory) => all.saveCluster(of, memory, epoch),
  };
  const answers: StageDeps['answers'] = {
    ...shared.answers,
    markApplied: (seq, outcome) => shared.answers.markApplied(seq, outcome, { cluster, epoch }),
  };
  const parts = { ...shared, incidents, watch, answers, epoch, log: shared.log.child({ cluster }) };
  return { ...parts, ledger: makeLedger({ ...parts, store: shared.actions, recheck: makeRecheck(parts) }) };
}

/**
 * Works for one cluster as long as this process holds it: polls, moves its incidents, applies what people said of them.
 * Resolves when the signal was aborted and what was sent has been waited for.
 */
export async function workFor(shared: SharedParts, cluster: string, epoch: number, signal: AbortSignal): Promise<void> {
  const { clock, pollers, timing } = shared;
  const { ledger, ...parts } = holdingOf(shared, cluster, epoch);
  const { incidents, watch, answers, log } = parts;
  const watcher = makeWatcher({
    cluster,
    flink: shared.flinkOf(cluster),
    store: watch,
    clock,
    log,
    detector: timing.detector,
    limits: timing.watch,
  });
  const { detector, absorb } = timing;
  const poller = makeClusterPoller({ ...parts, cluster, watcher, detector, absorb });
  pollers.set(cluster, poller);
  const sayUnreadable = makeUnreadableLog({ clock, log });
  const seldom = warnedSeldom(log, clock);
  const runner = makeIncidentRunner({ ...parts, ledger, cluster, polls: () => poller.polls() });
  const answerDeps = {
    answers,
    incidents,
    actions: shared.actions,
    approvers: shared.approvers,
    ledger,
    clock,
    log,
    cluster,
    forget: (job: string) => poller.forget(job),
  };

  // Clusters take turns: polled all at once, each would wait for the others, and a thousand first reads fill the memory.
  const turn = shared.clusters.findIndex(({ name }) => name === cluster) / shared.clusters.length;
  try {
    const recovered = await ledger.recover(cluster);
    if (recovered > 0) log.warn({ actions: recovered }, 'actions of an earlier process are in doubt and get settled');
    await Promise.all([
      forEver(shared.everyMs, turn, async () => {
        const poll = await poller.pollOnce(signal);
        if (!signal.aborted) sayUnreadable(poll);
      }),
      shared.people?.tell(cluster, epoch, signal),
      forEver(passEveryMs, turn, async () => {
        await applyAnswers(answerDeps);
        await runner.pass(signal);
      }),
    ]);
    await runner.idle();
  } finally {
    if (pollers.get(cluster) === poller) pollers.delete(cluster);
  }

  async function forEver(everyMs: number, turn: number, work: () => Promise<void>): Promise<void> {
    await clock.sleep(everyMs * turn, signal);
    while (!signal.aborted) {
      const began = steadyMs(clock);
      try {
        await work();
      } catch (error) {
        if (!signal.aborted) seldom.error({ err: messageOf(error) }, 'a pass failed; it is made again');
      }
      // By the steady clock: one that is put back by an hour meanwhile would let this sleep for an hour.
      await clock.sleep(Math.max(100, everyMs - (steadyMs(clock) - began)), signal);
    }
  }
}
