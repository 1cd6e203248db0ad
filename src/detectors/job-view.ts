import {
  type CheckpointConfig,
  type CheckpointStats,
  currentRuns,
  type JobLine,
  type JobMetrics,
  terminalStates,
} from '../domain/flink.ts';
import { loadSeries, type LoadSample } from '../domain/loads.ts';
import type { SignalKind } from '../domain/signal.ts';
import type { ClusterWindow, JobSnapshot, JobWindow } from '../domain/snapshot.ts';
import { isTime } from './finding.ts';

/** A job's window as its detectors look at it. */
export interface JobView {
  readonly cluster: string;
  readonly job: string;
  readonly jobId: string | null;
  /** When the poll began that is judged, our clock. */
  readonly now: number;
  readonly window: JobWindow;
  readonly overview: ClusterWindow;
  /** The runs of this name in the poll's overview; none when the job is gone. */
  readonly lines: readonly JobLine[];
  /** What this poll read of the job; undefined when it is gone or could not be read. */
  readonly last: JobSnapshot | undefined;
  /** Snapshots of the current run (same job id, same start of its JobMaster), oldest first. */
  readonly run: readonly JobSnapshot[];
  readonly settled: boolean;
}

/** @param lines the runs of the job's name in the overview's last snapshot. */
export function viewJob(window: JobWindow, overview: ClusterWindow, lines: readonly JobLine[]): JobView {
  const poll = overview.snapshots.at(-1);
  const newest = window.snapshots.at(-1);
  const now = poll?.at ?? newest?.at ?? 0;
  const last = lines.length > 0 && newest?.at === now ? newest : undefined;
  return {
    cluster: window.cluster,
    job: window.job,
    jobId: newest?.line.id ?? window.memory.jobId ?? null,
    now,
    window,
    overview,
    lines,
    last,
    run: currentRun(window.snapshots),
    settled: window.settled,
  };
}

/** The run that counts, also where this poll could not read it. */
export function currentLine({ last, lines, job }: JobView): JobLine | undefined {
  return last?.line ?? currentRuns(lines).get(job);
}

export function currentRun(snapshots: readonly JobSnapshot[]): JobSnapshot[] {
  const line = snapshots.at(-1)?.line;
  return snapshots.filter((one) => one.line.id === line?.id && one.line.startTime === line.startTime);
}

export function isActive(view: JobView, kind: SignalKind): boolean {
  return view.window.active.includes(kind);
}

export function isTerminal(snapshot: JobSnapshot): boolean {
  return terminalStates.includes(snapshot.line.state);
}

/** The newest metrics of the run and when they were read. */
export function newestMetrics(run: readonly JobSnapshot[]): { at: number; metrics: JobMetrics } | undefined {
  const found = run.findLast((one) => one.metrics !== undefined);
  return found?.metrics === undefined ? undefined : { at: found.at, metrics: found.metrics };
}

export function newestCheckpoints(run: readonly JobSnapshot[]): { at: number; stats: CheckpointStats } | undefined {
  const found = run.findLast((one) => one.checkpoints !== undefined);
  return found?.checkpoints === undefined ? undefined : { at: found.at, stats: found.checkpoints };
}

export function checkpointConfig(run: readonly JobSnapshot[]): CheckpointConfig | undefined {
  return run.findLast((one) => one.checkpointConfig !== undefined)?.checkpointConfig;
}

/** Loads of the run while it was RUNNING without a break. */
export function runningLoads(run: readonly JobSnapshot[]): LoadSample[] {
  const stopped = run.findLastIndex((one) => one.line.state !== 'RUNNING');
  return loadSeries(run.slice(stopped + 1));
}

/** Less than this is the time that answers take. */
const skewMinMs = 30_000;

/** By how much Flink's clock is ahead of ours. What nobody has read yet is taken for none. */
export function skewOf(run: readonly JobSnapshot[]): number {
  const skewMs = run.findLast((one) => one.skewMs !== undefined)?.skewMs ?? 0;
  return Math.abs(skewMs) >= skewMinMs && Number.isFinite(skewMs) ? skewMs : 0;
}

/** When the run last began to work: its start, or its latest restore if Flink says so. Flink's clock. */
export function workingSince(run: readonly JobSnapshot[]): number | undefined {
  const times = [
    run.at(-1)?.line.startTime,
    newestMetrics(run)?.metrics.lastRestoreAt,
    newestCheckpoints(run)?.stats.latestRestored?.restoredAt,
  ].filter(isTime);
  return times.length === 0 ? undefined : Math.max(...times);
}

/**
 * Every task of the job runs, or is through with its input. Finished tasks are counted by the vertices alone, so the
 * newest read of them within the run is asked.
 */
export function runsFully(run: readonly JobSnapshot[], snapshot: JobSnapshot | undefined): boolean {
  if (snapshot?.line.state !== 'RUNNING') return false;
  const { total, running } = snapshot.line.tasks;
  if (total > 0 && running >= total) return true;
  const vertices = run.findLast((one) => one.vertices !== undefined && one.at <= snapshot.at)?.vertices ?? [];
  let finished = 0;
  for (const { tasks } of vertices) finished += tasks['FINISHED'] ?? 0;
  return total > 0 && finished > 0 && running + finished >= total;
}

/**
 * Waits for slots: the adaptive scheduler says CREATED until it has them, the default scheduler RUNNING from its first
 * request on, without one task that runs. RESTARTING is a pause before that. Tasks that restore their state have their slots,
 * and in a cluster of one job that leaves none free.
 */
export function waitsForSlots(snapshot: JobSnapshot): boolean {
  const { state, tasks } = snapshot.line;
  if ((tasks.starting ?? 0) > 0) return false;
  return state === 'CREATED' || (state === 'RUNNING' && tasks.total > 0 && tasks.running === 0);
}
