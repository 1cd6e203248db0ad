import type { VertexLoad } from './evidence.ts';
import type { Vertex } from './flink.ts';

/** Loads between two reads that both moved Flink's counters. */
export interface LoadSample {
  readonly from: number;
  readonly at: number;
  readonly loads: readonly VertexLoad[];
}

/** Below this share of the elapsed time the counters did not really move: Flink answered from its cache. */
const movedShare = 0.1;

/**
 * Share of time that each vertex was busy, backpressured and idle between two reads of `/jobs/:id`:
 * difference of the accumulated times ÷ the time that passed in its subtasks, within 0–1. Undefined where a counter is missing,
 * not a number or went back (a new attempt), where the parallelism changed, and where nothing moved.
 * Flink refreshes the counters every `metrics.fetcher.update-interval` (10 s), not when asked, and answers may be late:
 * where busy, idle and backpressured time are all there, their sum is the time that really passed between the counters.
 * @param dtMs time between the reads.
 */
export function vertexLoads(older: readonly Vertex[], newer: readonly Vertex[], dtMs: number): VertexLoad[] {
  const before = new Map(older.map((vertex) => [vertex.id, vertex]));
  return newer.map((vertex) => {
    const { id, name, parallelism, inputs } = vertex;
    return { id, name, parallelism, inputs, ...shares(before.get(vertex.id), vertex, dtMs) };
  });
}

/**
 * The loads of a run, oldest first. A read that repeats the counters of the one before (Flink's cache) is passed over;
 * after a restart or rescale the series begins anew. Snapshots must be of one run of the job.
 */
export function loadSeries(
  snapshots: readonly { readonly at: number; readonly vertices?: readonly Vertex[] }[],
): LoadSample[] {
  let series: LoadSample[] = [];
  let base: { at: number; vertices: readonly Vertex[] } | undefined;
  for (const { at, vertices } of snapshots) {
    if (vertices === undefined) continue;
    if (base === undefined || !counts(base.vertices) || !comparable(base.vertices, vertices)) {
      series = [];
      base = { at, vertices };
      continue;
    }
    const loads = vertexLoads(base.vertices, vertices, at - base.at);
    if (!loads.some((load) => load.busy !== undefined || load.backpressured !== undefined)) continue;
    series.push({ from: base.at, at, loads });
    base = { at, vertices };
  }
  return series;
}

/** The busiest first; what does not say how busy it is counts as idle. */
export function byBusy(a: Pick<VertexLoad, 'busy'>, b: Pick<VertexLoad, 'busy'>): number {
  return (b.busy ?? 0) - (a.busy ?? 0);
}

type Shares = Pick<VertexLoad, 'busy' | 'backpressured' | 'idle'>;
const unknown: Shares = { busy: undefined, backpressured: undefined, idle: undefined };

function shares(older: Vertex | undefined, newer: Vertex, dtMs: number): Shares {
  if (older === undefined || older.parallelism !== newer.parallelism) return unknown;
  if (!(newer.parallelism >= 1) || !(dtMs > 0) || !Number.isFinite(dtMs) || wentBack(older, newer)) return unknown;
  const busy = difference(older.busyMs, newer.busyMs);
  const backpressured = difference(older.backpressuredMs, newer.backpressuredMs);
  const idle = difference(older.idleMs, newer.idleMs);
  const elapsed = dtMs * newer.parallelism;
  const sum = (busy ?? 0) + (backpressured ?? 0) + (idle ?? 0);
  const complete = busy !== undefined && backpressured !== undefined && idle !== undefined;
  if (complete ? sum < movedShare * elapsed : sum === 0) return unknown;
  const whole = complete ? sum : elapsed;
  return { busy: share(busy, whole), backpressured: share(backpressured, whole), idle: share(idle, whole) };
}

function difference(older: number | undefined, newer: number | undefined): number | undefined {
  if (older === undefined || newer === undefined) return undefined;
  const delta = newer - older;
  return Number.isFinite(delta) ? Math.max(0, delta) : undefined;
}

function share(part: number | undefined, whole: number): number | undefined {
  return part === undefined ? undefined : Math.min(1, part / whole);
}

/** A job that just began to run shows no counters yet: nothing can be compared with it. */
function counts(vertices: readonly Vertex[]): boolean {
  return vertices.some((one) => one.busyMs !== undefined || one.backpressuredMs !== undefined);
}

/**
 * Counters that began again. Busy time is derived by Flink and goes down a little on a healthy job (seen live on 1.20.4),
 * so only a large fall of it counts; the others only grow.
 */
function wentBack(older: Vertex, newer: Vertex): boolean {
  return (['busyMs', 'backpressuredMs', 'idleMs'] as const).some((key) => {
    const [before, now] = [older[key], newer[key]];
    return before !== undefined && now !== undefined && now < (key === 'busyMs' ? before / 2 : before);
  });
}

function comparable(older: readonly Vertex[], newer: readonly Vertex[]): boolean {
  const before = new Map(older.map((vertex) => [vertex.id, vertex]));
  return newer.every((vertex) => {
    const other = before.get(vertex.id);
    return other !== undefined && other.parallelism === vertex.parallelism && !wentBack(other, vertex);
  });
}
