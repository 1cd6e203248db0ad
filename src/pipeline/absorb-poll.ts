import { quoted } from '../diagnosis/plain-text.ts';
import { StaleWrite } from '../domain/errors.ts';
import { currentRuns, terminalStates } from '../domain/flink.ts';
import type { Incident } from '../domain/incident.ts';
import { narrowedIn, narrowedText } from '../domain/narrowed.ts';
import type { Detection, SignalKind } from '../domain/signal.ts';
import type { Poll } from './watch.ts';
import {
  type Absorbed,
  type AbsorbLimits,
  adoptIncident,
  explains,
  joinIncident,
  loud,
  openIncident,
  recoverIncident,
  reopenIncident,
} from './absorb.ts';
import type { StageDeps } from './deps.ts';

type Deps = Pick<StageDeps, 'incidents' | 'clock' | 'log' | 'newId'>;

/** So many jobs of a cluster are named that are slower than before. */
const mostNarrowed = 5;

/** Stores what a poll saw: incidents are opened, joined, adopted and closed. Each of them is one transaction. */
export async function absorbPoll(
  deps: Deps,
  poll: Poll,
  detections: readonly Detection[],
  limits: AbsorbLimits,
): Promise<void> {
  const cluster = detections[0]?.cluster;
  if (cluster === undefined) return;
  let outcome: Outcome = 'stored';
  for (let tries = 0; tries < 10; tries += 1) {
    outcome = await absorbOnce(deps, cluster, poll, detections, limits);
    if (outcome === 'stored') return;
  }
  // An open incident that cannot be read is in no list and yet holds its job's place. The other jobs go on without it.
  if (outcome === 'held') {
    deps.log.error({ cluster }, 'an incident is not stored: one that cannot be read holds its place');
    return;
  }
  throw new StaleWrite(`Incidents of ${cluster} changed ten times while a poll was being stored; it is read again`);
}

/**
 * moved: a stage saved an incident first; what is stored then has to be looked at again, or this sight is lost.
 * held: only new ones were refused, though none of their jobs was seen to have one that is open.
 */
type Outcome = 'stored' | 'moved' | 'held';

async function absorbOnce(
  deps: Deps,
  cluster: string,
  poll: Poll,
  detections: readonly Detection[],
  limits: AbsorbLimits,
): Promise<Outcome> {
  const open = new Map((await deps.incidents.list({ open: true, cluster })).map((one) => [one.job, one]));
  let outcome: Outcome = 'stored';
  const put = async (absorbed: Absorbed | undefined, isNew = false): Promise<void> => {
    const saved = await store(deps, absorbed);
    if (saved === 'stale') outcome = isNew && outcome !== 'moved' ? 'held' : 'moved';
    else if (saved !== undefined) setOpen(open, saved);
  };
  const attributed = attribute(detections, poll, open);
  const clearOf = new Map(detections.map((one) => [one.job, new Set(one.clear)]));
  const ofCluster = clearOf.get(null);
  const ended = endedJobs(poll);
  // What nobody watches any more, a person or the watcher itself has let go.
  const isDone = (job: string, kind: SignalKind): boolean =>
    poll.kind === 'complete' && (!clearOf.has(job) || (kind !== 'job-failed' && ended.has(job)));
  const isClear = (job: string | null, kind: SignalKind): boolean =>
    (clearOf.get(job)?.has(kind) ?? false) || (ofCluster?.has(kind) ?? false);

  for (const detection of attributed) {
    const now = deps.clock.now();
    const known = open.get(detection.job);
    const parent = open.get(null);
    const firstSeenAt = firstLookAt(poll, detection.job);
    if (known === undefined) {
      if (detection.job !== null && parent !== undefined && explains(parent, detection.signals)) {
        // The cluster's trouble explains it.
        await put(joinIncident(parent, detection, now, limits));
        continue;
      }
      await put(await openOrReopen(deps, detection, { now, firstSeenAt }, limits), true);
      continue;
    }
    if (known.job !== null && parent !== undefined && isAdoptable(parent, known, detection)) {
      // Joined before it is closed: what is lost in between is told twice rather than not at all.
      await put(joinIncident(parent, { ...detection, signals: known.signals }, now, limits));
      await put(adoptIncident(known, parent, now));
      continue;
    }
    // What a person ended is not read any more, so that its detectors say nothing; what we stopped ourselves stays open.
    const untouched = known.planId === null && known.failedPlans === 0;
    const isOver = (job: string | null, kind: SignalKind): boolean =>
      isClear(job, kind) || (untouched && job !== null && isDone(job, kind));
    const joined = joinIncident(known, detection, now, limits, firstSeenAt);
    await put(joined ?? recoverIncident(known, isOver, now, limits, narrowedOf(known, poll)));
  }
  return outcome;
}

/** The trouble is over, and yet a job that it was about is slower than before: whoever reads that it is closed should know. */
function narrowedOf(incident: Incident, poll: Poll): string[] {
  if (poll.kind !== 'complete') return [];
  const jobs = new Set([incident.job, ...incident.signals.map((signal) => signal.job)]);
  const texts = poll.windows.flatMap(({ job, snapshots }) => {
    const narrowed = jobs.has(job) ? narrowedIn(snapshots) : undefined;
    if (narrowed === undefined) return [];
    const text = narrowedText({ ...narrowed, name: quoted(narrowed.name, 60) });
    return [`${incident.job === null ? quoted(job, 60) : 'it'} ${text}`];
  });
  return texts.slice(0, mostNarrowed);
}

/** Jobs of which no run is left that could be in trouble. One that was seen to end stays so when Flink forgets it. */
function endedJobs(poll: Poll): ReadonlySet<string> {
  if (poll.kind !== 'complete') return new Set();
  const runs = currentRuns(poll.snapshot.jobs.map((one) => one.line));
  const forgotten = poll.windows.filter((one) => !runs.has(one.job));
  const states = [
    ...[...runs].map(([name, line]) => [name, line.state] as const),
    ...forgotten.map((one) => [one.job, one.snapshots.at(-1)?.line.state ?? one.memory.lastState] as const),
  ];
  return new Set(states.filter(([, state]) => terminalStates.some((one) => one === state)).map(([name]) => name));
}

/** What the very first look shows was there before it, whatever the clock of the cluster says. */
function firstLookAt(poll: Poll, job: string | null): number {
  if (poll.kind !== 'complete') return Number.NEGATIVE_INFINITY;
  const seenAt = poll.seenAnewAt.get(job) ?? poll.firstSeenAt;
  return poll.snapshot.at <= seenAt ? Number.POSITIVE_INFINITY : seenAt;
}

function setOpen(open: Map<string | null, Incident>, saved: Incident): void {
  if (saved.state === 'closed') open.delete(saved.job);
  else open.set(saved.job, saved);
}

/**
 * Trouble of the cluster that hurts a single job belongs to that job: one incident, where people look for it.
 * The cluster detection comes first in the answer, so that it is open when its jobs are looked at.
 */
function attribute(
  detections: readonly Detection[],
  poll: Poll,
  open: ReadonlyMap<string | null, Incident>,
): readonly Detection[] {
  const own = detections.find((one) => one.job === null);
  const jobs = detections.filter((one) => one.job !== null);
  if (own === undefined) return jobs;
  const movable = own.signals.filter((one) => one.kind === 'taskmanager-lost');
  const hurt = hurtJobs(jobs, poll, open);
  const [only] = hurt;
  if (movable.length === 0 || open.has(null) || only === undefined || hurt.length > 1) return [own, ...jobs];
  const moved = movable.map((one) => ({ ...one, job: only.job, jobId: only.signals[0]?.jobId ?? null }));
  return [
    { ...own, signals: own.signals.filter((one) => !movable.includes(one)) },
    ...jobs.map((one) => (one === only ? { ...one, signals: [...moved, ...one.signals] } : one)),
  ];
}

function hurtJobs(jobs: readonly Detection[], poll: Poll, open: ReadonlyMap<string | null, Incident>): Detection[] {
  const lines = poll.kind === 'complete' ? poll.snapshot.jobs.map((one) => one.line) : [];
  return jobs.filter((one) => {
    const line = lines.find((each) => each.name === one.job && !terminalStates.includes(each.state));
    const stumbles = line !== undefined && (line.state !== 'RUNNING' || line.tasks.running < line.tasks.total);
    return stumbles || loud(one.signals).length > 0 || open.has(one.job);
  });
}

/** Nothing is on its way for it yet, and all it has may come from the cluster. */
function isAdoptable(parent: Incident, incident: Incident, detection: Detection): boolean {
  const idle = incident.state === 'open' || incident.state === 'diagnosed' || incident.state === 'escalated';
  if (!idle || incident.verdict?.lostState === true || loud(incident.signals).length === 0) return false;
  return explains(parent, incident.signals) && explains(parent, detection.signals);
}

async function openOrReopen(
  deps: Deps,
  detection: Detection,
  context: { readonly now: number; readonly firstSeenAt: number },
  limits: AbsorbLimits,
): Promise<Absorbed | undefined> {
  const { now } = context;
  if (loud(detection.signals).length === 0) return undefined;
  const closed = (
    await deps.incidents.list({ open: false, cluster: detection.cluster, since: now - limits.reopenWithinMs })
  )
    .filter((one) => one.job === detection.job)
    .toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0));
  const [again] = closed.flatMap((one) => reopenIncident(one, detection, context, limits) ?? []);
  return again ?? openIncident(detection, { id: `inc-${deps.newId()}`, ...context });
}

async function store(deps: Deps, absorbed: Absorbed | undefined): Promise<Incident | 'stale' | undefined> {
  if (absorbed === undefined) return undefined;
  try {
    const saved = await deps.incidents.save(absorbed);
    const { id: incidentId, job, state, severity } = saved;
    const last = absorbed.events.at(-1);
    if (last !== undefined)
      deps.log.info({ incidentId, job, state, severity, text: last.text }, `incident ${last.kind}`);
    return saved;
  } catch (error) {
    if (error instanceof StaleWrite) return 'stale';
    throw error;
  }
}
