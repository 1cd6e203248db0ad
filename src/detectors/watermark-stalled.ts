import type { Vertex } from '../domain/flink.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { readBetween, type Standstill, standstillsOf, timedVertices } from './event-time.ts';
import { cannotTell, clear, duration, type Finding, type JobDetector, raised } from './finding.ts';
import { isActive, type JobView, runsFully } from './job-view.ts';

/**
 * Event time stands still at a vertex that waits for it, while records come in and no result comes out: most often an input or a
 * partition without data holds the watermark back. Where no watermark has come at all it is the same, for what is known to wait for
 * one is no processing time. Not where nobody waits for event time, where records stay out (upstream's trouble, or none), and where
 * some subtask goes on. What waits in the timers of a function or in a pattern cannot be told from what is silent by itself.
 */
export const watermarkStalled: JobDetector = { kind: 'watermark-stalled', detect };

/** `stands`: long enough, and results are missing. `moves`: it does not stand, or nobody misses anything. */
type Said = 'stands' | 'moves' | 'unknown';

function detect(view: JobView, limits: DetectorLimits): Finding {
  const { last, run, now } = view;
  if (last === undefined || !view.settled || !runsFully(run, last)) return cannotTell;
  if (last.line.type === 'BATCH') return clear;
  const vertices = run.findLast((one) => one.vertices !== undefined)?.vertices;
  if (vertices === undefined) return cannotTell;
  const timed = timedVertices(vertices);
  const fresh = standstillsOf(run).filter(({ at }) => now - at <= limits.loadFreshMs);
  const active = isActive(view, 'watermark-stalled');
  const judged = fresh.map((one) => ({ one, said: judge(one, vertices, active, limits) }));
  const [first, ...others] = judged.filter(({ said }) => said === 'stands').map(({ one }) => one);
  if (first !== undefined) return stalled(view, first, others.length, vertices);
  return fresh.length === timed.length && judged.every(({ said }) => said === 'moves') ? clear : cannotTell;
}

function judge(one: Standstill, vertices: readonly Vertex[], active: boolean, limits: DetectorLimits): Said {
  const { marks, samples, hasMoved, at, from } = one;
  if (marks.ended > 0) return 'moves';
  const lasted = samples >= limits.watermarkSamples && at - from >= limits.watermarkStalledMs;
  // Also while it is up: between two steps it stands for a while, at each vertex at moments of its own.
  if (hasMoved && !lasted) return 'moves';
  if (samples < 2) return 'unknown';
  const written = isFeeding(one, vertices) ? writtenIn(one) : 0;
  if (written === undefined) return 'unknown';
  if (written > 0) return 'moves';
  const [before, after] = recordsIn(one) ?? [];
  if (before === undefined || after === undefined) return 'unknown';
  if (before + after === 0) return 'moves';
  const enough = active ? 0 : limits.watermarkRecords / 2;
  return lasted && before >= enough && after >= enough ? 'stands' : 'unknown';
}

/** Others read what it gives out; what it writes out by itself no counter of Flink shows. */
function isFeeding({ vertex }: Standstill, vertices: readonly Vertex[]): boolean {
  return vertices.some(({ inputs }) => inputs.includes(vertex.id));
}

/** From the second read on: the first may be from before the results that its watermark let go were counted. */
function writtenIn({ counts }: Standstill): number | undefined {
  const [first, last] = [counts[1]?.vertex.writeRecords, counts.at(-1)?.vertex.writeRecords];
  return first === undefined || last === undefined ? undefined : last - first;
}

/** In the first half of the time and in the second. */
function recordsIn({ counts, from, at }: Standstill): readonly [number, number] | undefined {
  const middle = counts.findLast((one) => one.at <= (from + at) / 2)?.vertex;
  const before = readBetween(counts[0]?.vertex, middle);
  const after = readBetween(middle, counts.at(-1)?.vertex);
  return before === undefined || after === undefined || !Number.isFinite(before + after) ? undefined : [before, after];
}

function stalled(view: JobView, one: Standstill, others: number, vertices: readonly Vertex[]): Finding {
  const { vertex, marks, samples, from, at } = one;
  const { lowest } = marks;
  const lastedMs = at - from;
  const records = (recordsIn(one) ?? [0, 0]).reduce((sum, each) => sum + each, 0);
  const behindMs = lowest === undefined ? undefined : view.now - lowest;
  const where =
    behindMs === undefined
      ? `No watermark has reached ${vertex.name} for at least ${duration(lastedMs)}`
      : `Event time has stood still at ${vertex.name} for at least ${duration(lastedMs)}, ${distance(behindMs)} now`;
  const out = isFeeding(one, vertices) ? 'no result came out' : 'wait for it';
  return raised('watermark-stalled', view, {
    severity: 'medium',
    since: from,
    summary: `${where}: ${records} records came in and ${out}`,
    evidence: {
      vertex: vertex.name,
      watermark: lowest ?? null,
      behindMs: behindMs ?? null,
      lastedMs,
      samples,
      recordsIn: records,
      others,
    },
  });
}

function distance(behindMs: number): string {
  return behindMs >= 0 ? `${duration(behindMs)} behind` : `${duration(-behindMs)} ahead of`;
}
