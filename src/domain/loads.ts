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
 * difference of the accumulated times ÷ (elapsed time × parallelism), within 0–1. Undefined where a counter is missing,
 * not a number or went back (a new attempt), where the parallelism changed, and where nothing moved.
 * Flink refreshes the counters every `metrics.fetcher.update-interval` (10 s), not when asked: where busy, idle and
 * backpressured time together do not fit the elapsed time, their sum is the time that really passed.
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
    if (base === undefined || !comparable(base.vertices, vertices)) {
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
  const whole = complete && (sum < 0.5 * elapsed || sum > 1.2 * elapsed) ? sum : elapsed;
  return { busy: share(busy, whole), backpressured: share(backpressured, whole), idle: share(idle, whole) };
}

function difference(older: number | undefined, newer: number | undefined): number | undefined {
  if (older === undefined || newer === undefined) return undefined;
  const delta = newer - older;
  return delta >= 0 && Number.isFinite(delta) ? delta : undefined;
}

function share(part: number | undefined, whole: number): number | undefined {
  return part === undefined ? undefined : Math.min(1, part / whole);
}

function wentBack(older: Vertex, newer: Vertex): boolean {
  return (['busyMs', 'backpressuredMs', 'idleMs'] as const).some((key) => {
    const [before, now] = [older[key], newer[key]];
    return before !== undefined && now !== undefined && now < before;
  });
}

function comparable(older: readonly Vertex[], newer: readonly Vertex[]): boolean {
  const before = new Map(older.map((vertex) => [vertex.id, vertex]));
  return newer.every((vertex) => {
    const other = before.get(vertex.id);
    return other !== undefined && other.parallelism === vertex.parallelism && !wentBack(other, vertex);
  });
}
