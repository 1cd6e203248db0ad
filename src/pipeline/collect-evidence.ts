import { culpritsOf, waitingOf, works } from '../diagnosis/backpressure-tool.ts';
import { atLimit } from '../diagnosis/findings.ts';
import { recentLag } from '../diagnosis/lag-tool.ts';
import type { Evidence, Heap, Spread, VertexLoad } from '../domain/evidence.ts';
import {
  type CheckpointStats,
  type ExceptionHistory,
  type FlinkException,
  type JobId,
  terminalStates,
} from '../domain/flink.ts';
import type { Incident } from '../domain/incident.ts';
import { byBusy, loadSeries } from '../domain/loads.ts';
import { narrowedIn } from '../domain/narrowed.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { ClusterSnapshot, JobWindow } from '../domain/snapshot.ts';
import { bothEnds } from '../domain/whole-words.ts';
import type { Flink } from '../ports/flink.ts';
import type { Subtask, Subtasks } from '../ports/flink-diagnose.ts';
import { attempt } from './attempt.ts';

const maxExceptions = 20;
/** What failed with a cluster is read of so many of its jobs, and so many of the newest entries of each. */
const maxJobs = 8;
const maxPerJob = 5;
const maxEndChars = 4_096;
const maxSuspects = 3;
/** Subtasks whose processes are read before others. */
const maxFirst = 8;
/** What a process shows that does little but collect garbage. */
const slowSignals: readonly SignalKind[] = [
  'gc-pressure',
  'backpressure-high',
  'checkpoint-failing',
  'recovery-point-stale',
];

/**
 * Reads what the diagnosis needs beyond what the watcher saw. A read that fails is named in `unread`
 * and never taken for "there is none".
 */
export async function collectEvidence(
  sources: {
    readonly flink: Flink;
    readonly window: JobWindow | undefined;
    readonly latest: ClusterSnapshot | undefined;
    /** By job, Flink's clock: what it failed of until then, it got over. */
    readonly over?: ReadonlyMap<string, number>;
    readonly now: number;
  },
  incident: Incident,
  signal: AbortSignal,
): Promise<Evidence> {
  const { flink, window, latest } = sources;
  const last = window?.snapshots.at(-1);
  // The state, checkpoints, counters and settings of one of its jobs say nothing of a cluster.
  const jobId =
    incident.job === null
      ? undefined
      : (last?.line.id ?? (incident.signals.find((one) => one.jobId !== null)?.jobId as JobId | undefined));
  const unread: string[] = [];
  const read = <T>(name: string, call: () => Promise<T | undefined>): Promise<T | undefined> =>
    jobId === undefined ? Promise.resolve(undefined) : attempt(name, unread, call);

  const [exceptions, checkpoints, checkpointConfig, detail, metrics] = await Promise.all([
    incident.job === null
      ? exceptionsOfJobs(sources, incident, unread, signal)
      : read('exceptions', () => flink.watch.exceptions(jobId as JobId, signal)),
    read('checkpoints', () => flink.watch.checkpoints(jobId as JobId, signal)),
    read('checkpointConfig', () => flink.watch.checkpointConfig(jobId as JobId, signal)),
    read('job', () => flink.inspect.job(jobId as JobId, signal)),
    read('metrics', () => flink.watch.metrics(jobId as JobId, signal)),
  ]);
  const loads = window === undefined ? [] : latestLoads(window);
  const isHeldUp = incident.signals.some(({ kind }) => kind === 'backpressure-high');
  const suspects = isHeldUp ? suspectsOf(loads) : [];
  const { spread, looked } = await widestSpread(suspects, ({ id }) =>
    read('subtasks', () => flink.diagnose.subtasks(jobId as JobId, id, signal)),
  );
  const isSlow = incident.signals.some(({ kind }) => slowSignals.includes(kind));
  // A large cluster is not read whole: first what a signal names, then where the busiest of them run.
  const named = incident.signals.flatMap((one) =>
    one.kind === 'gc-pressure' ? [String(one.evidence['taskManager'])] : [],
  );
  const busiest = looked.toSorted(byBusy).flatMap((one) => one.taskManagerId ?? []);
  const first = [...named, ...busiest].slice(0, maxFirst);
  const heap = isSlow ? await read('taskManagers', () => heapOf(flink, jobId as JobId, first, signal)) : undefined;
  // A killed JobManager forgets the history; what the watcher read before still stands.
  const history = exceptions?.entries.length ? exceptions : newest(window, (one) => one.exceptions);
  const entries = history?.entries ?? [];
  const overAt = incident.job === null ? undefined : sources.over?.get(incident.job);
  return {
    cluster: incident.cluster,
    job: incident.job,
    jobId: jobId ?? null,
    at: sources.now,
    signals: incident.signals,
    // Details come from a cache and may be older than the poll that saw the job end.
    state:
      last !== undefined && terminalStates.includes(last.line.state)
        ? last.line.state
        : isGone(incident)
          ? undefined
          : (detail?.state ?? last?.line.state),
    exceptions: firstOf(overAt === undefined ? entries : after(entries, overAt)).map((entry) => ({
      ...entry,
      stacktrace: bothEnds(entry.stacktrace, maxEndChars, maxEndChars, '\n\t... cut'),
    })),
    metrics,
    checkpoints: withCompleted(checkpoints ?? newest(window, (one) => one.checkpoints), window, jobId),
    checkpointConfig: checkpointConfig ?? newest(window, (one) => one.checkpointConfig),
    vertices: detail?.vertices ?? [],
    loads,
    narrowed: narrowedIn(window?.snapshots ?? []),
    spread,
    heap,
    lag: lagOf(window),
    taskManagers: latest?.taskManagers ?? 0,
    slotsTotal: latest?.slotsTotal ?? 0,
    slotsAvailable: latest?.slotsAvailable ?? 0,
    unread: [...new Set(unread)],
  };
}

/**
 * Of the vertex that holds up the others; where none is busy, of the first that has a subtask at its limit.
 * With it all the subtasks that were read for that.
 */
async function widestSpread(
  suspects: readonly VertexLoad[],
  subtasksOf: (vertex: VertexLoad) => Promise<Subtasks | undefined>,
): Promise<{ readonly spread: Spread | undefined; readonly looked: readonly Subtask[] }> {
  let first: Spread | undefined;
  const looked: Subtask[] = [];
  for (const vertex of suspects) {
    const subtasks = await subtasksOf(vertex);
    if (subtasks === undefined) continue;
    looked.push(...subtasks.list);
    const spread = spreadOf(vertex, subtasks);
    if (spread !== undefined && spread.busiest >= atLimit) return { spread, looked };
    first ??= spread;
  }
  return { spread: first, looked };
}

/**
 * Beside one subtask at its limit the others of its vertex wait, too: for its barrier, or because what feeds them all waits for that one.
 * So where nothing behind those that wait is busy, the last of these are looked at as well.
 */
function suspectsOf(loads: readonly VertexLoad[]): VertexLoad[] {
  const culprits = culpritsOf(loads).toSorted(byBusy);
  if ((culprits[0]?.busy ?? 0) >= works) return culprits.slice(0, 1);
  const before = waitingOf(loads).filter(({ id }) => culprits.some(({ inputs }) => inputs.includes(id)));
  // Many idle ones behind must not crowd them out.
  return [...culprits.slice(0, maxSuspects - 1), ...before.toSorted(byBusy)].slice(0, maxSuspects);
}

function spreadOf(vertex: VertexLoad, { list, busy, reads, busiest }: Subtasks): Spread | undefined {
  const count = list.length;
  if (busy === undefined || count < 2) return undefined;
  const others = (one: number, avg: number): number => Math.max(0, avg * count - one) / (count - 1);
  const ofBusiest = busiest === undefined ? reads?.max : busiest.reads;
  const isCounted = reads !== undefined && ofBusiest !== undefined;
  const records = isCounted ? { busiest: ofBusiest, others: others(ofBusiest, reads.avg) } : undefined;
  const taskManager = list.find(({ index }) => index === busiest?.index)?.taskManagerId;
  // Flink's own shares are of the last minute (seen live: 1.20, 2.3), and what began a moment ago is thin there; the counters of the vertex tell how busy it is now.
  const grown = busy.avg > 0 ? Math.max(1, (vertex.busy ?? 0) / busy.avg) : 1;
  return {
    name: vertex.name,
    subtask: busiest?.index,
    taskManager,
    busiest: Math.min(1, busy.max * grown),
    others: Math.min(1, others(busy.max, busy.avg) * grown),
    records,
  };
}

async function heapOf(
  flink: Flink,
  job: JobId,
  first: readonly string[],
  signal: AbortSignal,
): Promise<Heap | undefined> {
  const { list } = await flink.diagnose.taskManagers(signal, first);
  const heaps = list.flatMap(({ id, jobs, gcMsPerSecond, heapUsed, heapMax }): Heap[] =>
    jobs.includes(job) && gcMsPerSecond !== undefined && heapUsed !== undefined && heapMax !== undefined && heapMax > 0
      ? [{ taskManager: id, used: heapUsed / heapMax, collecting: gcMsPerSecond / 1000 }]
      : [],
  );
  return heaps.toSorted((a, b) => b.collecting - a.collecting)[0];
}

/** Of the jobs that a cluster's incident is about, newest first. What failed together stays together. */
async function exceptionsOfJobs(
  { flink, over }: Parameters<typeof collectEvidence>[0],
  { signals }: Incident,
  unread: string[],
  signal: AbortSignal,
): Promise<ExceptionHistory> {
  const jobs = new Map(signals.flatMap(({ jobId, job }) => (jobId === null ? [] : [[jobId, job] as const])));
  const histories = await Promise.all(
    [...jobs].slice(0, maxJobs).map(async ([id, job]) => {
      const history = await attempt('exceptions', unread, () => flink.watch.exceptions(id as JobId, signal));
      return after(history?.entries ?? [], over?.get(job ?? '') ?? Number.NEGATIVE_INFINITY);
    }),
  );
  const failures = histories.flatMap((entries) => {
    const groups: FlinkException[][] = [];
    for (const entry of firstOf(entries).slice(0, maxPerJob)) {
      if (entry.concurrent) groups.at(-1)?.push(entry);
      else groups.push([entry]);
    }
    return groups;
  });
  const entries = failures.toSorted((a, b) => (b[0]?.timestamp ?? 0) - (a[0]?.timestamp ?? 0)).flat();
  return { entries, truncated: false };
}

/** A time that is not one is left to the rules. */
function after(entries: readonly FlinkException[], overAt: number): readonly FlinkException[] {
  return entries.filter((one) => !(one.timestamp <= overAt));
}

/** What the tasks of the latest failure threw together with it must not crowd out the failures before it: one of them came first. */
function firstOf(entries: readonly FlinkException[]): FlinkException[] {
  const [failures, others] = [entries.filter((one) => !one.concurrent), entries.filter((one) => one.concurrent)];
  const kept = new Set([...failures, ...others].slice(0, maxExceptions));
  return entries.filter((one) => kept.has(one));
}

/** While the adaptive scheduler makes a job anew, Flink shows no checkpoint of it: one that was seen before is still there. */
function withCompleted(
  stats: CheckpointStats | undefined,
  window: JobWindow | undefined,
  jobId: JobId | undefined,
): CheckpointStats | undefined {
  if (stats === undefined || stats.latestCompleted !== undefined) return stats;
  const latestCompleted = newest(window, ({ line, checkpoints }) =>
    line.id === jobId ? checkpoints?.latestCompleted : undefined,
  );
  return { ...stats, latestCompleted };
}

function newest<T>(
  window: JobWindow | undefined,
  pick: (one: JobWindow['snapshots'][number]) => T | undefined,
): T | undefined {
  for (const snapshot of (window?.snapshots ?? []).toReversed()) {
    const value = pick(snapshot);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Loads of the current run between the last two reads that moved Flink's counters. */
export function latestLoads(window: JobWindow): Evidence['loads'] {
  const id = window.snapshots.at(-1)?.line.id;
  return loadSeries(window.snapshots.filter((one) => one.line.id === id)).at(-1)?.loads ?? [];
}

function lagOf(window: JobWindow | undefined): Evidence['lag'] {
  const lately = recentLag(window?.snapshots ?? []);
  const [first, last] = [lately[0], lately.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  return { first: first.records, last: last.records, overMs: last.at - first.at };
}

/** What was read of it last says nothing about a job that is not there any more. */
function isGone(incident: Incident): boolean {
  return incident.signals.some((one) => one.kind === 'job-vanished');
}
