import { type ReadName, readsFor } from '../detectors/suspicion.ts';
import type { DetectorLimits } from '../detectors/detector-limits.ts';
import { FlinkUnreadable, type UnreadableReason } from '../domain/errors.ts';
import { type ClusterIdentity, currentRuns, type JobLine, terminalStates } from '../domain/flink.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { ClusterSnapshot, ClusterWindow, JobMemory, JobSnapshot, JobWindow } from '../domain/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Flink } from '../ports/flink.ts';
import type { Log } from '../ports/log.ts';
import type { WatchStore } from '../ports/store.ts';
import { type JobRead, readJob } from './read-job.ts';

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
  /** A person said that the job is meant to be gone. */
  forget(job: string): Promise<void>;
  window(job: string): JobWindow | undefined;
  latest(): ClusterSnapshot | undefined;
  /** Every job that is known, as it was seen last, be it before this program was restarted. */
  lastSeen(): readonly LastSeen[];
  /** The JobManager has come in the place of another only just, be it while this program was down. */
  isNew(): boolean;
}

/** For so long it is tried to read what an ended job left behind. */
const endReadWithinMs = 20_000;

/** Reads one cluster, poll by poll, in as few calls as the state of its jobs allows. */
export function makeWatcher(deps: {
  readonly cluster: string;
  readonly flink: Flink;
  readonly store: WatchStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly detector: DetectorLimits;
  readonly limits: WatchLimits;
  /** Moves the memory's exception cursor past what a window has shown. */
  readonly advanceMemory: (window: JobWindow) => JobMemory;
}): Watcher {
  const { cluster, flink, store, clock, limits } = deps;
  const jobs = new Map<string, JobSnapshot[]>();
  const memories = new Map<string, JobMemory>();
  const windows = new Map<string, JobWindow>();
  let history: ClusterSnapshot[] = [];
  let peak = { taskManagers: 0, slotsTotal: 0 };
  let identity: ClusterIdentity | undefined;
  let identityAt = Number.NEGATIVE_INFINITY;
  let settledFrom = Number.NEGATIVE_INFINITY;
  let incarnationMoved = false;
  /** As it is known from before this process. */
  let storedIncarnation: string | undefined;
  let newSince: number | undefined;
  let unreadableSince: number | undefined;
  let polledAt = Number.NEGATIVE_INFINITY;
  let firstSeenAt: number | undefined;
  let memoriesLoaded = false;

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
      identityAt = Number.NEGATIVE_INFINITY;
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
    const moved = ({ unread, ...one }: JobSnapshot): JobSnapshot => ({
      ...one,
      at: one.at - ms,
      ...(unread !== undefined && { unread: { ...unread, since: unread.since - ms } }),
    });
    for (const [name, snapshots] of jobs) jobs.set(name, snapshots.map(moved));
    history = history.map((one) => ({ ...one, at: one.at - ms, jobs: one.jobs.map(moved) }));
    identityAt -= ms;
    settledFrom -= ms;
    if (unreadableSince !== undefined) unreadableSince -= ms;
    if (firstSeenAt !== undefined) firstSeenAt -= ms;
  }

  async function pollOnce(
    at: number,
    active: (job: string | null) => readonly SignalKind[],
    signal: AbortSignal,
    onLook: () => void,
  ): Promise<Poll> {
    await loadMemories(at);
    if (at - identityAt >= limits.identityEveryMs) await readIdentity(at, signal);
    if (identity === undefined) throw new Error('unreachable: identity was read');
    const shown = await flink.watch.overview(signal);
    const overview = { ...shown, jobs: shown.jobs.map(withKnownType) };
    const goesOn = runsAsBefore(overview.jobs);
    // A failover between two polls: seen later, the runs of after it would be taken for those of before.
    if (goesOn === false && identityAt !== at) await readIdentity(at, signal);
    if (incarnationMoved && goesOn !== true) startOver(at);
    incarnationMoved = false;

    const current = currentRuns(overview.jobs);
    const wanted: { line: JobLine; reads: readonly ReadName[] }[] = [];
    for (const line of current.values()) {
      const soFar = windowOf(line.name, [...(jobs.get(line.name) ?? []), { line, at }], active(line.name), at);
      wanted.push({ line, reads: readsFor(soFar, line, deps.detector) });
    }
    const read = await inParallel(wanted, limits.concurrency, async ({ line, reads }) => {
      const one = await readJob(deps, line, at, reads, signal);
      onLook();
      return one;
    });
    requireAnswer(wanted, read);
    const unread: JobSnapshot[] = [];
    const snapshots = wanted.flatMap(({ line }, index): JobSnapshot[] => {
      const one = read[index];
      if (one?.kind === 'read') return [one.snapshot];
      if (hasLongEnded(line, at)) return [{ line, at }];
      if (one !== undefined) unread.push({ line, at, unread: unreadOf(line, at, one.error) });
      return [];
    });

    const snapshot: ClusterSnapshot = {
      cluster,
      at,
      identity,
      taskManagers: overview.taskManagers,
      slotsTotal: overview.slotsTotal,
      slotsAvailable: overview.slotsAvailable,
      jobs: overview.jobs.map(
        (line) => [...snapshots, ...unread].find((one) => one.line.id === line.id) ?? { line, at },
      ),
    };
    const earlier = history.filter((one) => at - one.at < limits.windowMs);
    history = [...earlier.slice(0, -1), ...earlier.slice(-1).map(withoutTraces), snapshot].slice(-60);
    peak = {
      taskManagers: Math.max(peak.taskManagers, overview.taskManagers),
      slotsTotal: Math.max(peak.slotsTotal, overview.slotsTotal),
    };
    for (const one of snapshots) append(one);
    for (const name of namesKnown()) if (!current.has(name) && active(name).length === 0) dropIfEnded(name, at);
    windows.clear();
    // One that could not be read yet is in the overview all the same.
    for (const name of new Set([...namesKnown(), ...current.keys()]))
      windows.set(name, windowOf(name, jobs.get(name) ?? [], active(name), at));
    return {
      kind: 'complete',
      snapshot,
      clusterWindow: { cluster, snapshots: history, peak },
      windows: [...windows.values()],
      firstSeenAt: firstSeenAt ?? at,
    };
  }

  /** What an ended job left behind may be answered with an error for ever: that it has ended is known all the same, and remembered. */
  function hasLongEnded({ id, state }: JobLine, at: number): boolean {
    if (!terminalStates.includes(state)) return false;
    const first = history.find((poll) => poll.jobs.some(({ line }) => line.id === id && line.state === state));
    return first !== undefined && at - first.at >= endReadWithinMs;
  }

  function unreadOf(
    line: JobLine,
    at: number,
    { reason, message }: FlinkUnreadable,
  ): NonNullable<JobSnapshot['unread']> {
    const before = history.at(-1)?.jobs.find((one) => one.line.id === line.id)?.unread;
    return { since: before?.since ?? at, reason, message };
  }

  function namesKnown(): ReadonlySet<string> {
    return new Set([...memories.keys(), ...jobs.keys()]);
  }

  /** A job may have another name for each of its runs: one that ended and that Flink lists no more is let go, and comes back as a new one. */
  function dropIfEnded(name: string, at: number): void {
    const last = jobs.get(name)?.at(-1);
    const state = last?.line.state ?? memories.get(name)?.lastState;
    if (state !== 'CANCELED' && state !== 'FINISHED') return;
    if (last !== undefined && at - last.at <= limits.windowMs) return;
    for (const known of [jobs, memories, windows]) known.delete(name);
  }

  async function readIdentity(at: number, signal: AbortSignal): Promise<void> {
    const now = await flink.watch.identity(signal);
    if (identity === undefined) {
      settledFrom = at + limits.settleMs;
      // Of several JobManagers another one may answer: that is not told as a restart, and costs a while of caution.
      if (storedIncarnation !== undefined && now.incarnation !== storedIncarnation) newSince = at;
    } else incarnationMoved ||= identity.incarnation !== now.incarnation;
    identity = now;
    identityAt = at;
  }

  /**
   * Standby JobManagers answer in turn, each under its own name: as long as every run goes on, the leader is the same.
   * Undefined: no run is known that could go on.
   */
  function runsAsBefore(lines: readonly JobLine[]): boolean | undefined {
    // Of the poll before: a job that vanished long ago ends nothing a second time.
    const known = (history.at(-1)?.jobs ?? []).map((one) => one.line);
    const alive = known.filter((line) => !terminalStates.includes(line.state));
    if (alive.length === 0) return undefined;
    return alive.every((line) => lines.some((one) => one.id === line.id && one.startTime === line.startTime));
  }

  /** Counters, histories and what "all TaskManagers" means start over with a new JobManager. */
  function startOver(at: number): void {
    settledFrom = at + limits.settleMs;
    newSince = at;
    peak = { taskManagers: 0, slotsTotal: 0 };
    for (const snapshots of jobs.values()) snapshots.splice(0, Math.max(0, snapshots.length - 1));
  }

  /** Before Flink 2.3 only the details of a job tell its type, and they are not read in every poll. */
  function withKnownType(line: JobLine): JobLine {
    if (line.type !== undefined) return line;
    const known = jobs.get(line.name)?.findLast((one) => one.line.id === line.id)?.line.type;
    return known === undefined ? line : { ...line, type: known };
  }

  /** Snapshots that read nothing but the line of an unchanged job are not kept twice: 1,000 quiet jobs cost little. */
  function append(snapshot: JobSnapshot): void {
    const snapshots = jobs.get(snapshot.line.name) ?? [];
    const [previous, before] = [snapshots.at(-1), snapshots.at(-2)];
    const bare = (one: JobSnapshot | undefined): boolean =>
      one !== undefined &&
      Object.keys(one).length === 2 &&
      one.line.state === snapshot.line.state &&
      one.line.id === snapshot.line.id;
    if (bare(previous) && bare(before) && bare(snapshot)) snapshots.pop();
    // Each read brings the whole history again, megabytes of it at a high parallelism: the newest that holds any is enough.
    const told = snapshot.exceptions?.entries.length ? snapshots.findLastIndex(hasTraces) : -1;
    const last = snapshots[told];
    if (last !== undefined) snapshots[told] = withoutExceptions(last);
    snapshots.push(snapshot);
    while (snapshots.length > 1 && snapshot.at - (snapshots[0]?.at ?? 0) > limits.windowMs) snapshots.shift();
    jobs.set(snapshot.line.name, snapshots);
  }

  function windowOf(
    job: string,
    snapshots: readonly JobSnapshot[],
    active: readonly SignalKind[],
    at: number,
  ): JobWindow {
    return { cluster, job, snapshots, memory: memories.get(job) ?? noMemory, active, settled: at >= settledFrom };
  }

  async function loadMemories(at: number): Promise<void> {
    if (memoriesLoaded) return;
    for (const job of await store.rememberedJobs(cluster)) {
      const memory = await store.jobMemory(cluster, job);
      if (memory !== undefined) memories.set(job, memory);
    }
    const memory = await store.cluster(cluster);
    ({ firstSeenAt, newSince, incarnation: storedIncarnation } = memory ?? noClusterMemory);
    // It was put back since the process before this one, or another replica's is ahead.
    if (memory !== undefined && at < memory.lastPollAt) setBack(memory.lastPollAt - at);
    memoriesLoaded = true;
  }

  async function remember(poll: Poll): Promise<void> {
    const at = clock.now();
    firstSeenAt ??= poll.kind === 'complete' ? poll.snapshot.at : undefined;
    await store.saveCluster(cluster, {
      incarnation: identity === undefined ? storedIncarnation : identity.incarnation,
      newSince,
      firstSeenAt,
      lastPollAt: at,
      unreadable: poll.kind === 'unreadable' ? poll.error.message : undefined,
    });
    if (poll.kind === 'unreadable') return;
    for (const window of poll.windows) {
      const before = memories.get(window.job);
      if (before === undefined && window.snapshots.length === 0) continue;
      const after = deps.advanceMemory(window);
      memories.set(window.job, after);
      if (before === undefined || worthStoring(before, after)) await store.saveJobMemory(cluster, window.job, after);
    }
  }

  async function forget(job: string): Promise<void> {
    const line = jobs.get(job)?.at(-1)?.line;
    if (line !== undefined && terminalStates.includes(line.state)) {
      const memory = { ...(memories.get(job) ?? noMemory), resolvedJobId: line.id };
      memories.set(job, memory);
      await store.saveJobMemory(cluster, job, memory);
      return;
    }
    for (const known of [jobs, memories, windows]) known.delete(job);
    await store.saveJobMemory(cluster, job, noMemory);
  }

  /** A clock that was put back makes it no older. */
  function isNew(): boolean {
    return newSince !== undefined && clock.now() - newSince < deps.detector.jobManagerRestartedForMs;
  }

  function lastSeen(): readonly LastSeen[] {
    return [...namesKnown()].map((name) => {
      const line = jobs.get(name)?.at(-1)?.line;
      return { name, state: line?.state ?? memories.get(name)?.lastState, type: line?.type };
    });
  }

  return {
    poll,
    remember,
    forget,
    window: (job) => windows.get(job),
    latest: () => history.at(-1),
    lastSeen,
    isNew,
  };
}

/**
 * The overview is told from a cache: a JobManager that answers for none of its living jobs in time gives no usable answer, nor does
 * one that tells of several of them, and of none as any Flink does. A quiet job is not asked in every poll; once it is due it is
 * asked until it answers.
 * @throws {FlinkUnreadable} that.
 */
function requireAnswer(wanted: readonly { readonly line: JobLine }[], read: readonly JobRead[]): void {
  const living = read.filter((_, index) => !terminalStates.includes(wanted[index]?.line.state ?? 'RUNNING'));
  const errors = living.flatMap((one) => (one.kind === 'unread' ? [one.error] : []));
  const [first] = errors;
  if (first === undefined || errors.length < living.length) return;
  const isAll = (reason: UnreadableReason): boolean => errors.every((error) => error.reason === reason);
  if (isAll('time-limit') || (living.length > 1 && isAll('other-shape'))) throw first;
}

function hasTraces(snapshot: JobSnapshot): boolean {
  return (snapshot.exceptions?.entries.length ?? 0) > 0;
}

function withoutExceptions(snapshot: JobSnapshot): JobSnapshot {
  const rest: { -readonly [K in keyof JobSnapshot]: JobSnapshot[K] } = { ...snapshot };
  delete rest.exceptions;
  return rest;
}

/** No detector of the cluster reads them. */
function withoutTraces(snapshot: ClusterSnapshot): ClusterSnapshot {
  if (!snapshot.jobs.some(hasTraces)) return snapshot;
  return { ...snapshot, jobs: snapshot.jobs.map((one) => (hasTraces(one) ? withoutExceptions(one) : one)) };
}

const noClusterMemory = { firstSeenAt: undefined, newSince: undefined, incarnation: undefined };

const noMemory: JobMemory = {
  exceptionCursor: undefined,
  jobId: undefined,
  lastState: undefined,
  lastCompletedCheckpointId: undefined,
};

/** The checkpoint id alone moves with every checkpoint of every job and can be read again: not worth a write of its own. */
function worthStoring(before: JobMemory, after: JobMemory): boolean {
  return (
    before.jobId !== after.jobId ||
    before.lastState !== after.lastState ||
    JSON.stringify(before.exceptionCursor) !== JSON.stringify(after.exceptionCursor)
  );
}
