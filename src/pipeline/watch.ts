import { advanceMemory } from '../detectors/memory.ts';
import type { DetectorLimits } from '../detectors/detector-limits.ts';
import { readsFor } from '../detectors/suspicion.ts';
import { FlinkUnreadable, isCorruptRow } from '../domain/errors.ts';
import { currentRuns, type JobLine, terminalStates } from '../domain/flink.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { ClusterSnapshot, ClusterWindow, JobMemory, JobSnapshot, JobWindow } from '../domain/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Flink } from '../ports/flink.ts';
import type { Log } from '../ports/log.ts';
import type { ClusterMemory, WatchStore } from '../ports/store.ts';
import { attempt } from './attempt.ts';
import { noJobManager, runsAsBefore, withIdentity } from './known-job-manager.ts';
import { readJobs } from './read-jobs.ts';
import {
  hasExceptions,
  isOver,
  lastIdOf,
  lastStateOf,
  movedBack,
  noMemory,
  type SeenJob,
  setBackBy,
  unseenJob,
  withKnownType,
  withoutExceptions,
  withSnapshot,
} from './seen-job.ts';
import { warnedSeldom } from './warned-seldom.ts';

export interface WatchLimits {
  /** Snapshots older than this leave the window. */
  readonly windowMs: number;
  /** How long after start or failover metrics may still be start-up values. */
  readonly settleMs: number;
  /** The identity is read again this often, and at once after a poll that failed or when a run has gone or is started anew. */
  readonly identityEveryMs: number;
  /** Reads in flight at the same time. */
  readonly concurrency: number;
}

export type Poll =
  /** One cluster signal at most comes from it; no job signal, verdict or action. */
  | { readonly kind: 'unreadable'; readonly error: FlinkUnreadable; readonly since: number }
  | {
      readonly kind: 'complete';
      readonly snapshot: ClusterSnapshot;
      readonly clusterWindow: ClusterWindow;
      readonly windows: readonly JobWindow[];
      /** When this store first saw the cluster: trouble from before is a baseline. */
      readonly firstSeenAt: number;
      /** The same by job, of each whose memory could not be read: a person may have said that it is meant to be down. */
      readonly seenAnewAt: ReadonlyMap<string | null, number>;
    };

export interface LastSeen {
  readonly name: string;
  readonly state: string | undefined;
  readonly type: JobLine['type'];
}

export interface Watcher {
  /** @param onLook is told of each job that was looked at, read or not: with many of them a poll takes long. */
  poll(active: (job: string | null) => readonly SignalKind[], signal: AbortSignal, onLook?: () => void): Promise<Poll>;
  /** Keeps what was seen over a restart of this program. Called after the incidents of the poll are stored. */
  remember(poll: Poll): Promise<void>;
  /** A person said that the job is meant to be gone. One that the last overview shows to live is kept: it is back. */
  forget(job: string): Promise<void>;
  window(job: string): JobWindow | undefined;
  latest(): ClusterSnapshot | undefined;
  /** Every job that is known, as it was seen last, be it before this program was restarted. */
  lastSeen(): readonly LastSeen[];
  /** The JobManager has come in the place of another only just, be it while this program was down. */
  isNew(): boolean;
}

/**
 * Reads one cluster, poll by poll, in as few calls as the state of its jobs allows: asks only what the detectors wait for (readsFor),
 * keeps the latest of it in memory, and in the store what has to outlive this process.
 */
export function makeWatcher(deps: {
  readonly cluster: string;
  readonly flink: Flink;
  readonly store: WatchStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly detector: DetectorLimits;
  readonly limits: WatchLimits;
}): Watcher {
  const { cluster, flink, store, clock, limits } = deps;
  const log = warnedSeldom(deps.log, clock);
  const jobs = new Map<string, SeenJob>();
  const windows = new Map<string, JobWindow>();
  /** What is let go, until the store has let it go, too: names may be new with every run. */
  const toForget = new Set<string>();
  let history: ClusterSnapshot[] = [];
  let peak = { taskManagers: 0, slotsTotal: 0 };
  let jobManager = noJobManager;
  let unreadableSince: number | undefined;
  let polledAt = Number.NEGATIVE_INFINITY;
  let firstSeenAt: number | undefined;
  /** Infinity until a poll is complete. */
  const seenAnewAt = new Map<string | null, number>();
  let loaded: Promise<void> | undefined;
  let collectingReadAt = Number.NEGATIVE_INFINITY;

  async function poll(
    active: (job: string | null) => readonly SignalKind[],
    signal: AbortSignal,
    onLook = () => {},
  ): Promise<Poll> {
    const at = look();
    try {
      const complete = await pollOnce(at, active, signal, onLook);
      unreadableSince = undefined;
      return complete;
    } catch (error) {
      if (!(error instanceof FlinkUnreadable)) throw error;
      // Known from now on: where this program slept meanwhile, nobody has looked for so long.
      unreadableSince ??= look();
      // Whoever answers next may be another process.
      jobManager = { ...jobManager, readAt: Number.NEGATIVE_INFINITY };
      return { kind: 'unreadable', error, since: unreadableSince };
    }
  }

  function look(): number {
    const at = clock.now();
    if (at < polledAt) setBack(polledAt - at);
    polledAt = at;
    return at;
  }

  /** What our clock had said moves along with it: it would lie ahead, and nothing that is seen after it would count until then. */
  function setBack(ms: number): void {
    for (const [name, job] of jobs) jobs.set(name, setBackBy(job, ms));
    history = history.map((one) => ({ ...one, at: one.at - ms, jobs: one.jobs.map((job) => movedBack(job, ms)) }));
    jobManager = { ...jobManager, readAt: jobManager.readAt - ms, settledFrom: jobManager.settledFrom - ms };
    if (unreadableSince !== undefined) unreadableSince -= ms;
    collectingReadAt -= ms;
    if (firstSeenAt !== undefined) firstSeenAt -= ms;
    for (const [job, seenAt] of seenAnewAt) seenAnewAt.set(job, seenAt - ms);
  }

  async function pollOnce(
    at: number,
    active: (job: string | null) => readonly SignalKind[],
    signal: AbortSignal,
    onLook: () => void,
  ): Promise<Poll> {
    await load(at);
    if (at - jobManager.readAt >= limits.identityEveryMs) await readIdentity(at, signal);
    const overview = await flink.watch.overview(signal);
    const lines = overview.jobs.map((line) => withKnownType(line, seen(line.name)));
    const goesOn = runsAsBefore(history.at(-1)?.jobs.map(({ line }) => line) ?? [], lines);
    // A failover between two polls: seen later, the runs of after it would be taken for those of before.
    if (goesOn === false && jobManager.readAt !== at) await readIdentity(at, signal);
    if (jobManager.hasMoved && goesOn !== true) startOver(at);
    jobManager = { ...jobManager, hasMoved: false };
    const { identity } = jobManager;
    if (identity === undefined) throw new Error('unreachable: identity was read');

    const current = currentRuns(lines);
    const wanted = [...current.values()].map((line) => {
      const { snapshots, memory } = seen(line.name);
      const soFar = windowOf(line.name, { snapshots: [...snapshots, { line, at }], memory }, active(line.name), at);
      return { line, reads: readsFor(soFar, line, deps.detector) };
    });
    const { read: ofJobs, unread } = await readJobs(
      { flink, clock, log, onLook },
      { at, wanted, history },
      limits.concurrency,
      signal,
    );
    const read = await withCollecting(ofJobs, at, signal);

    const { taskManagers, slotsTotal, slotsAvailable } = overview;
    const asked = new Map([...read, ...unread].map((one) => [one.line.id, one]));
    const all = lines.map((line) => asked.get(line.id) ?? { line, at });
    const snapshot = { cluster, at, identity, taskManagers, slotsTotal, slotsAvailable, jobs: all };
    const earlier = history.filter((one) => at - one.at < limits.windowMs);
    history = [...earlier.slice(0, -1), ...earlier.slice(-1).map(withoutTraces), snapshot].slice(-60);
    peak = {
      taskManagers: Math.max(peak.taskManagers, taskManagers),
      slotsTotal: Math.max(peak.slotsTotal, slotsTotal),
    };
    for (const one of read) jobs.set(one.line.name, withSnapshot(seen(one.line.name), one, limits.windowMs));
    for (const [name, job] of jobs) {
      // Of one whose memory could not be read nobody knows whether it is missed.
      const isUnknown = seenAnewAt.has(name) && lastStateOf(job) === undefined;
      if (current.has(name) || active(name).length > 0 || isUnknown) continue;
      if (isOver(job, at, limits.windowMs)) letGo(name);
    }
    for (const [name, seenAt] of seenAnewAt) seenAnewAt.set(name, Math.min(seenAt, at));
    windows.clear();
    // One that could not be read yet is in the overview all the same.
    for (const name of new Set([...jobs.keys(), ...current.keys()]))
      windows.set(name, windowOf(name, seen(name), active(name), at));
    return {
      kind: 'complete',
      snapshot,
      clusterWindow: { cluster, snapshots: history, peak },
      windows: [...windows.values()],
      firstSeenAt: firstSeenAt ?? at,
      seenAnewAt,
    };
  }

  async function readIdentity(at: number, signal: AbortSignal): Promise<void> {
    jobManager = withIdentity(jobManager, await flink.watch.identity(signal), at, limits.settleMs);
  }

  /** One read for all of them, now and then. That Flink does not say is an answer, too, and asked for no sooner. */
  async function withCollecting(
    read: readonly JobSnapshot[],
    at: number,
    signal: AbortSignal,
  ): Promise<readonly JobSnapshot[]> {
    const { gcExit, reads } = deps.detector;
    const isDue = at - collectingReadAt >= reads.collectingEveryMs;
    if (!isDue || !read.some(({ line }) => line.state === 'RUNNING')) return read;
    collectingReadAt = at;
    const told = await attempt('collecting', [], () => flink.watch.collecting(gcExit, signal));
    if (told === undefined) return read;
    const worstFirst = told.toSorted((a, b) => b.collecting - a.collecting);
    return read.map((one) => {
      return { ...one, collecting: worstFirst.find(({ jobs }) => jobs.includes(one.line.id)) ?? null };
    });
  }

  /** Counters, histories and what "all TaskManagers" means start over with a new JobManager. */
  function startOver(at: number): void {
    jobManager = { ...jobManager, settledFrom: at + limits.settleMs, newSince: at };
    peak = { taskManagers: 0, slotsTotal: 0 };
    for (const [name, job] of jobs) jobs.set(name, { ...job, snapshots: job.snapshots.slice(-1) });
    // Should this poll fail, those of the last one are still asked for.
    for (const [name, one] of windows) windows.set(name, { ...one, snapshots: one.snapshots.slice(-1) });
  }

  function seen(name: string): SeenJob {
    return jobs.get(name) ?? unseenJob;
  }

  function windowOf(job: string, known: SeenJob, active: readonly SignalKind[], at: number): JobWindow {
    const { snapshots, memory = noMemory } = known;
    return { cluster, job, snapshots, memory, active, settled: at >= jobManager.settledFrom };
  }

  function load(at: number): Promise<void> {
    loaded ??= readMemories(at).catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  }

  async function readMemories(at: number): Promise<void> {
    for (const [job, memory] of await store.jobMemories(cluster)) {
      jobs.set(job, { ...seen(job), memory });
      if (memory === undefined) seenAnewAt.set(job, Number.POSITIVE_INFINITY);
    }
    const memory = await readClusterMemory();
    if (memory !== undefined) {
      firstSeenAt = memory.firstSeenAt;
      jobManager = { ...jobManager, incarnation: memory.incarnation, newSince: memory.newSince };
      // It was put back since the process before this one, or another replica's is ahead.
      if (at < memory.lastPollAt) setBack(memory.lastPollAt - at);
    }
  }

  async function readClusterMemory(): Promise<ClusterMemory | undefined> {
    try {
      return await store.cluster(cluster);
    } catch (error) {
      if (!isCorruptRow(error)) throw error;
      // Else nobody would watch it any more. What is wrong there now is a baseline then: nothing is done about it alone.
      deps.log.error({ err: error.message }, 'a row cannot be read and is left out');
      return undefined;
    }
  }

  function letGo(name: string): void {
    jobs.delete(name);
    windows.delete(name);
    toForget.add(name);
  }

  async function remember(poll: Poll): Promise<void> {
    await store.forgetJobs(cluster, [...toForget]);
    toForget.clear();
    const at = clock.now();
    firstSeenAt ??= poll.kind === 'complete' ? poll.snapshot.at : undefined;
    await store.saveCluster(cluster, {
      incarnation: jobManager.incarnation,
      newSince: jobManager.newSince,
      firstSeenAt,
      lastPollAt: at,
      unreadable: poll.kind === 'unreadable' ? poll.error.message : undefined,
    });
    if (poll.kind === 'unreadable') return;
    const listed = currentRuns(poll.snapshot.jobs.map(({ line }) => line));
    const remembered = new Map<string, JobMemory>();
    const toStore = new Map<string, JobMemory>();
    for (const window of poll.windows) {
      const before = seen(window.job).memory;
      if (before === undefined && window.snapshots.length === 0) continue;
      const missingSince = listed.has(window.job) ? undefined : (before?.missingSince ?? poll.snapshot.at);
      const memory = { ...advanceMemory(window), missingSince };
      remembered.set(window.job, memory);
      if (before === undefined || worthStoring(before, memory)) toStore.set(window.job, memory);
    }
    // All at once: after a failover every job has another id, and nothing else gets on while each of them is written.
    await store.saveJobMemories(cluster, toStore);
    // Not before it is stored: what is known here is not stored again.
    for (const [job, memory] of remembered) jobs.set(job, { ...seen(job), memory });
  }

  async function forget(name: string): Promise<void> {
    // What was said while no process was there is heard before the first look.
    await load(clock.now());
    const job = seen(name);
    const listed = currentRuns(history.at(-1)?.jobs.map(({ line }) => line) ?? []).get(name);
    const { id, state } = listed ?? { id: lastIdOf(job), state: lastStateOf(job) };
    if (id !== undefined && terminalStates.some((one) => one === state)) {
      const memory = { ...(job.memory ?? noMemory), resolvedJobId: id };
      jobs.set(name, { ...job, memory });
      await store.saveJobMemories(cluster, new Map([[name, memory]]));
      return;
    }
    // It is back: without its memory all that it was seen to go through would be told anew.
    if (listed !== undefined) return;
    letGo(name);
    await store.forgetJobs(cluster, [name]);
  }

  /** A clock that was put back makes it no older. */
  function isNew(): boolean {
    const { newSince } = jobManager;
    return newSince !== undefined && clock.now() - newSince < deps.detector.jobManagerRestartedForMs;
  }

  return {
    poll,
    remember,
    forget,
    window: (job) => windows.get(job),
    latest: () => history.at(-1),
    lastSeen: () =>
      [...jobs].map(([name, job]) => ({ name, state: lastStateOf(job), type: job.snapshots.at(-1)?.line.type })),
    isNew,
  };
}

/** No detector of the cluster reads them. */
function withoutTraces(snapshot: ClusterSnapshot): ClusterSnapshot {
  if (!snapshot.jobs.some(hasExceptions)) return snapshot;
  return { ...snapshot, jobs: snapshot.jobs.map((one) => (hasExceptions(one) ? withoutExceptions(one) : one)) };
}

/** The checkpoint id alone moves with every checkpoint of every job and can be read again: not worth a write of its own. */
function worthStoring(before: JobMemory, after: JobMemory): boolean {
  return (
    before.jobId !== after.jobId ||
    before.lastState !== after.lastState ||
    before.missingSince !== after.missingSince ||
    before.failedCommitsAt !== after.failedCommitsAt ||
    JSON.stringify(before.exceptionCursor) !== JSON.stringify(after.exceptionCursor)
  );
}
