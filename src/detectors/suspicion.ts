import { type JobLine, terminalStates } from '../domain/flink.ts';
import { loadSeries } from '../domain/loads.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { JobSnapshot, JobWindow } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { readBetween, standstillsOf, timedVertices } from './event-time.ts';
import { committers } from './commits-failed.ts';
import { checkpointConfig, runsFully, skewOf, workingSince } from './job-view.ts';
import {
  agesFrom,
  checkpointsPeriodically,
  failedCheckpointsMovedAt,
  restartsMovedAt,
  staleAfterMs,
} from './recovery-point.ts';

/** Deeper reads of one job; `lag`, `watermarks` and `commits` bring `vertices` with them. */
export type ReadName =
  | 'metrics'
  | 'exceptions'
  | 'checkpoints'
  | 'checkpointConfig'
  | 'vertices'
  | 'lag'
  | 'watermarks'
  | 'commits';

/** Only with some of the reads of the vertices. */
const rareReads = ['watermarks', 'commits'] as const;
type UsualRead = Exclude<ReadName, (typeof rareReads)[number]>;

/** Of a job that is not well. That its event time stands still would say nothing of why. */
const everyRead: readonly UsualRead[] = ['metrics', 'exceptions', 'checkpoints', 'checkpointConfig', 'vertices', 'lag'];
const afterEnd: readonly ReadName[] = ['exceptions', 'checkpoints', 'checkpointConfig'];
/** What Flink answers about a job that just ended may be this old (`web.refresh-interval`, 3 s). */
const cacheMs = 5_000;
/** Reads of the vertices that surely hold two with different counters, whatever Flink answered from its cache. */
export const latestReads = 6;

/**
 * What a signal that is up needs in every poll to be judged. Those judged from the overview alone need nothing.
 */
const readsOf: Record<SignalKind, readonly ReadName[]> = {
  'job-failed': [],
  'restart-loop': ['metrics', 'exceptions'],
  'new-exception': ['metrics', 'exceptions'],
  'checkpoint-failing': ['metrics', 'checkpoints', 'checkpointConfig'],
  'recovery-point-stale': ['metrics', 'checkpoints', 'checkpointConfig'],
  'backpressure-high': ['metrics', 'vertices', 'lag'],
  'lag-rising': ['vertices', 'lag'],
  'catching-up': ['vertices', 'lag'],
  'taskmanager-lost': ['metrics'],
  'no-slots': ['exceptions'],
  'job-stuck': ['metrics'],
  'watermark-stalled': ['vertices', 'watermarks'],
  // What failed stays so, and what fails later is soon enough told in its turn.
  'commits-failed': [],
  // Read of the cluster, and not less often while it is well.
  'gc-pressure': [],
  'job-unreadable': [],
  'job-vanished': [],
  'duplicate-job': [],
  'cluster-unreachable': [],
  'jobmanager-restarted': [],
};

/**
 * The reads that this poll needs of one job: little and spread over time for a job that is well, everything for one
 * that is not or that is seen for the first time, and once what it left behind for one that ended.
 * @param window its last snapshot is the bare one of this poll, with this `line`.
 */
export function readsFor(window: JobWindow, line: JobLine, limits: DetectorLimits): readonly ReadName[] {
  const now = window.snapshots.at(-1)?.at;
  const run = window.snapshots.filter((one) => one.line.id === line.id && one.line.startTime === line.startTime);
  if (terminalStates.includes(line.state)) return readsOfEnded(window, line, run);
  const earlier = run.slice(0, -1);
  if (now === undefined || !earlier.some(wasRead) || isSuspicious(run, line, now, limits)) {
    return applicable(everyRead, line);
  }
  const wanted = new Set([
    ...window.active.flatMap((kind) => readsOf[kind]),
    ...periodicReads(window.job, run, now, limits),
    ...staleReads(run, now, limits),
    ...loadReads(run, limits),
  ]);
  if (wanted.has('vertices') && watermarksAreWanted(window.job, run, now, limits)) wanted.add('watermarks');
  if (wanted.has('vertices') && commitsAreWanted(window.job, run, now, limits)) wanted.add('commits');
  return applicable(
    [...everyRead, ...rareReads].filter((name) => wanted.has(name)),
    line,
  );
}

/** Batch jobs take no checkpoints, and none of them waits for event time that comes as it likes. */
function applicable(reads: readonly ReadName[], line: JobLine): readonly ReadName[] {
  if (line.type !== 'BATCH') return reads;
  return reads.filter((name) => name !== 'checkpoints' && name !== 'checkpointConfig' && name !== 'watermarks');
}

/** Once when the end is first seen, and again until Flink's cache cannot hold the time before the end. */
function readsOfEnded(window: JobWindow, line: JobLine, run: readonly JobSnapshot[]): readonly ReadName[] {
  const ended = run.slice(0, -1).filter((one) => terminalStates.includes(one.line.state));
  const held = ended.filter((one) => afterEnd.some((name) => holds(one, name)));
  const [first, last] = [ended[0], held.at(-1)];
  if (first !== undefined && last !== undefined) return last.at - first.at < cacheMs ? applicable(afterEnd, line) : [];
  const known = window.memory.jobId === line.id && window.memory.lastState === line.state;
  return known ? [] : applicable(afterEnd, line);
}

function isSuspicious(run: readonly JobSnapshot[], line: JobLine, now: number, limits: DetectorLimits): boolean {
  if (line.state !== 'RUNNING' || !runsFully(run, run.at(-1))) return true;
  const notRunning = run.findLast((one) => one.line.state !== 'RUNNING')?.at;
  const moved = [notRunning, restartsMovedAt(run), failedCheckpointsMovedAt(run), modifiedAt(run)];
  return moved.some((at) => at !== undefined && now - at <= limits.reads.suspiciousForMs);
}

/** The read at which the overview's last change of any task was first seen to have moved: a restart between two polls. */
function modifiedAt(run: readonly JobSnapshot[]): number | undefined {
  if (run.at(-1)?.line.type === 'BATCH') return undefined;
  const at = run.findLastIndex((one, index) => one.line.lastModification !== run[index - 1]?.line.lastModification);
  return at < 1 ? undefined : run[at]?.at;
}

function periodicReads(job: string, run: readonly JobSnapshot[], now: number, limits: DetectorLimits): ReadName[] {
  const { reads } = limits;
  const cadence: Record<UsualRead, number> = {
    metrics: reads.metricsEveryMs,
    vertices: reads.verticesEveryMs,
    checkpoints: reads.checkpointsEveryMs,
    exceptions: reads.exceptionsEveryMs,
    checkpointConfig: reads.checkpointConfigEveryMs,
    lag: isYoung(run, now, limits) ? reads.lagEveryMs : Number.POSITIVE_INFINITY,
  };
  return everyRead.filter((name) => isDue(job, name, run, now, cadence[name]));
}

/** It was started or restored lately. */
function isYoung(run: readonly JobSnapshot[], now: number, { reads }: DetectorLimits): boolean {
  const since = workingSince(run);
  return since !== undefined && now + skewOf(run) - since <= reads.restoredLatelyMs;
}

/**
 * Each job has moments of its own for each read, `everyMs` apart; due when one lies between the last read and now.
 * A read that Flink had no answer for waits for its next moment too.
 */
function isDue(job: string, name: ReadName, run: readonly JobSnapshot[], now: number, everyMs: number): boolean {
  if (!Number.isFinite(everyMs)) return false;
  const earlier = run.slice(0, -1);
  const read = earlier.findLast((one) => holds(one, name));
  // Those that come with others have no first moment of their own: they wait for the next read of these.
  if (read === undefined && rareReads.some((rare) => rare === name)) return true;
  const last = read ?? earlier.at(-1);
  const phase = hash32(`${job} ${name}`) % Math.max(1, everyMs);
  const slot = (at: number): number => Math.floor((at + phase) / Math.max(1, everyMs));
  return last === undefined || slot(now) > slot(last.at);
}

function staleReads(run: readonly JobSnapshot[], now: number, limits: DetectorLimits): readonly ReadName[] {
  const config = checkpointConfig(run);
  const from = agesFrom(run);
  if (config === undefined || from === undefined || checkpointsPeriodically(config) !== true) return [];
  return now + skewOf(run) - from > staleAfterMs(config, limits) ? readsOf['recovery-point-stale'] : [];
}

/** A vertex that is held up by what comes behind it: from here on the lag says whether that matters. */
function loadReads(run: readonly JobSnapshot[], limits: DetectorLimits): readonly ReadName[] {
  const latest = run.filter((one) => one.vertices !== undefined).slice(-latestReads);
  const loads = loadSeries(latest).at(-1)?.loads ?? [];
  const heldUp = loads.some(({ backpressured }) => (backpressured ?? 0) >= limits.backpressureExit);
  return heldUp ? readsOf['backpressure-high'] : [];
}

/**
 * Only where the vertices are read anyway, and of a job with a vertex that waits for event time: now and then, and with every read
 * of the vertices as soon as a value has come twice while records came in.
 */
function watermarksAreWanted(
  job: string,
  run: readonly JobSnapshot[],
  now: number,
  { reads }: DetectorLimits,
): boolean {
  const earlier = run.slice(0, -1);
  const timed = timedVertices(earlier.findLast((one) => one.vertices !== undefined)?.vertices ?? []);
  if (timed.length === 0) return false;
  const stands = standstillsOf(earlier).some(
    ({ counts }) => (readBetween(counts[0]?.vertex, counts.at(-1)?.vertex) ?? 0) > 0,
  );
  if (stands) return true;
  return isDue(job, 'watermarks', run, now, reads.watermarksEveryMs * Math.max(1, timed.length / 2));
}

/** Only where the vertices are read anyway: now and then, and soon after a restore, for what a snapshot held is committed first of all. */
function commitsAreWanted(job: string, run: readonly JobSnapshot[], now: number, limits: DetectorLimits): boolean {
  const vertices = run.slice(0, -1).findLast((one) => one.vertices !== undefined)?.vertices;
  if (committers(vertices ?? []).length === 0) return false;
  const everyMs = isYoung(run, now, limits) ? limits.reads.lagEveryMs : limits.reads.commitsEveryMs;
  return isDue(job, 'commits', run, now, everyMs);
}

function wasRead(snapshot: JobSnapshot): boolean {
  return everyRead.some((name) => holds(snapshot, name));
}

function holds(snapshot: JobSnapshot, name: ReadName): boolean {
  if (name === 'lag') return snapshot.pendingRecords !== undefined;
  return snapshot[name === 'commits' ? 'failedCommits' : name] !== undefined;
}

/** FNV-1a over UTF-16 units. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
