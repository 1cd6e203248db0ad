import type { Vertex, VertexWatermarks } from '../domain/flink.ts';
import type { JobSnapshot } from '../domain/snapshot.ts';

const mostVertices = 4;

/** The vertices whose watermarks are read: the first that still wait for event time, in the order in which Flink lists them. */
export function timedVertices(vertices: readonly Vertex[]): Vertex[] {
  const waits = ({ waitsForEventTime, inputs, tasks, parallelism }: Vertex): boolean =>
    waitsForEventTime === true && inputs.length > 0 && (tasks['FINISHED'] ?? 0) < parallelism;
  return vertices.filter(waits).slice(0, mostVertices);
}

/** What the latest reads say of a vertex that waits for event time, as far back as they show one and the same watermark. */
export interface Standstill {
  readonly vertex: Vertex;
  readonly marks: VertexWatermarks;
  /** Reads that showed it, and when the first and the last of them were made. */
  readonly samples: number;
  readonly from: number;
  readonly at: number;
  /** A read before them showed another one: time has moved since. */
  readonly hasMoved: boolean;
  /** The vertex in every read of the vertices from the first of them to the last, oldest first. */
  readonly counts: readonly { readonly at: number; readonly vertex: Vertex }[];
}

/**
 * One for each vertex whose watermarks were read since the job last ran without a break. What is no watermark yet is a value like any
 * other. Counters that began again, a lower watermark and another parallelism are those of another attempt, in which time begins anew.
 */
export function standstillsOf(run: readonly JobSnapshot[]): Standstill[] {
  const stopped = run.findLastIndex((one) => one.line.state !== 'RUNNING');
  const reads = run.slice(stopped + 1).filter((one) => one.vertices !== undefined);
  const timed = timedVertices(reads.at(-1)?.vertices ?? []);
  return timed.flatMap((vertex) => standstillOf(vertex, reads) ?? []);
}

function standstillOf({ id }: Vertex, reads: readonly JobSnapshot[]): Standstill | undefined {
  const points = reads.flatMap(({ at, vertices, watermarks }) => {
    const vertex = vertices?.find((one) => one.id === id);
    return vertex === undefined ? [] : [{ at, vertex, marks: watermarks?.find((one) => one.vertex === id) }];
  });
  const began = points.findLastIndex(({ vertex }, index) => isAnew(points[index - 1]?.vertex, vertex));
  const attempt = points.slice(Math.max(0, began));
  const marked = attempt.flatMap(({ at, vertex, marks }) => (marks === undefined ? [] : [{ at, vertex, marks }]));
  const last = marked.at(-1);
  if (last === undefined) return undefined;
  const changed = marked.findLastIndex(({ marks }) => !isSame(marks, last.marks));
  const streak = marked.slice(changed + 1);
  const from = streak[0]?.at ?? last.at;
  return {
    vertex: last.vertex,
    marks: last.marks,
    samples: streak.length,
    from,
    at: last.at,
    hasMoved: changed >= 0 && isLater(last.marks, marked[changed]?.marks),
    counts: attempt.filter(({ at }) => at >= from && at <= last.at),
  };
}

function isAnew(before: Vertex | undefined, vertex: Vertex): boolean {
  if (before === undefined) return false;
  const wentBack = (key: 'readRecords' | 'writeRecords'): boolean => (vertex[key] ?? 0) < (before[key] ?? 0);
  return before.parallelism !== vertex.parallelism || wentBack('readRecords') || wentBack('writeRecords');
}

/** Every subtask of it stands: where one goes on, some results come. */
function isSame(a: VertexWatermarks, b: VertexWatermarks): boolean {
  return a.lowest === b.lowest && a.highest === b.highest && a.without === b.without && a.ended === b.ended;
}

function isLater(marks: VertexWatermarks, before: VertexWatermarks | undefined): boolean {
  const [none, lowest] = [Number.NEGATIVE_INFINITY, before?.lowest];
  return (marks.lowest ?? none) >= (lowest ?? none) && (marks.highest ?? none) >= (before?.highest ?? none);
}

/** Records that a vertex read between two reads of it; undefined: Flink did not say. */
export function readBetween(older: Vertex | undefined, newer: Vertex | undefined): number | undefined {
  const [before, after] = [older?.readRecords, newer?.readRecords];
  return before === undefined || after === undefined ? undefined : after - before;
}
