import { FlinkUnreadable } from '../domain/errors.ts';
import type { JobId, Vertex, Watermarks } from '../domain/flink.ts';
import type { JobSnapshot } from '../domain/snapshot.ts';
import { amount, span } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { quoted, verticesUnread } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const maxVertices = 6;

/** Records that wait in the sources, whether they get fewer, when none would be left, and how far event time is. */
export function lagTool(investigation: Investigation): Tool {
  return makeTool({
    name: 'lag',
    description: 'Waiting records with trend and catch-up estimate, watermarks',
    args: {},
    run: async (_args, signal) => {
      const waiting = trend(recentLag(investigation.window?.snapshots ?? []));
      const marks = await watermarkLines(investigation, signal);
      if (marks.kind === 'error' && waiting.length === 0) return marks;
      // What is known of the records is worth telling without them.
      const told = marks.kind === 'error' ? [`watermarks could not be read: ${marks.why}`] : marks.lines;
      const lines = [...waiting, ...told];
      if (lines.length > 0) return { kind: 'ok', text: lines.join('\n') };
      return { kind: 'no_data', why: 'no source tells how many records wait, and no watermark is known' };
    },
  });
}

async function watermarkLines(
  { evidence, flink }: Investigation,
  signal: AbortSignal,
): Promise<
  { readonly kind: 'read'; readonly lines: readonly string[] } | { readonly kind: 'error'; readonly why: string }
> {
  const { jobId, vertices, unread, at } = evidence;
  if (unread.includes('job')) return { kind: 'error', why: verticesUnread };
  const asked = jobId === null ? [] : mostTelling(vertices);
  try {
    const marks = await Promise.all(
      asked.map(async ({ vertex }) => await flink.watermarks(jobId as JobId, vertex.id, signal)),
    );
    const lines = asked.flatMap(({ vertex, number }, index) => {
      const mark = marks[index];
      return mark === undefined ? [] : watermarkLine(number, vertex.name, mark, at);
    });
    return { kind: 'read', lines };
  } catch (error) {
    if (!(error instanceof FlinkUnreadable)) throw error;
    return { kind: 'error', why: quoted(error.message, 300) };
  }
}

interface Numbered {
  readonly vertex: Vertex;
  readonly number: number;
}

/** What waits for event time before the rest, and sources last, for they have no input; in the order of the job. */
function mostTelling(vertices: readonly Vertex[]): Numbered[] {
  const rank = ({ vertex }: Numbered): number => (vertex.waitsForEventTime ? 0 : vertex.inputs.length > 0 ? 1 : 2);
  return vertices
    .map((vertex, index) => ({ vertex, number: index + 1 }))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, maxVertices)
    .toSorted((a, b) => a.number - b.number);
}

interface Point {
  readonly at: number;
  readonly records: number;
}

/** What waited longer ago, or while another run read, is another story: the window is longer than that for other reasons. */
const lagWithinMs = 600_000;

/** The records that waited lately for the run that is seen now, oldest first. */
export function recentLag(snapshots: readonly JobSnapshot[]): Point[] {
  const id = snapshots.at(-1)?.line.id;
  const points = snapshots.flatMap(({ line, at, pendingRecords }) =>
    line.id === id && typeof pendingRecords === 'number' ? [{ at, records: pendingRecords }] : [],
  );
  const newest = points.at(-1)?.at ?? 0;
  return points.filter(({ at }) => at >= newest - lagWithinMs);
}

/** A straight line through all points: one slow read does not turn it. */
function trend(points: readonly Point[]): string[] {
  const [first, last] = [points[0], points.at(-1)];
  if (last === undefined || first === undefined) return [];
  if (points.length < 3 || last.at === first.at)
    return [`waiting records: ${amount(last.records)}; no trend is known yet`];
  const mean = (of: (point: Point) => number): number => points.reduce((sum, one) => sum + of(one), 0) / points.length;
  const [at, records] = [mean((one) => one.at), mean((one) => one.records)];
  const spread = points.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  const slope = points.reduce((sum, one) => sum + (one.at - at) * (one.records - records), 0) / spread;
  const perSecond = slope * 1_000;
  const head = `waiting records: ${amount(first.records)}, then ${amount(last.records)} after ${span(last.at - first.at)}`;
  if (Math.abs(perSecond) < 0.001 * Math.max(1, last.records)) return [`${head}: steady`];
  if (perSecond > 0) return [`${head}: rising by ${amount(perSecond)}/s, it does not catch up`];
  return [
    `${head}: falling by ${amount(-perSecond)}/s, caught up in about ${span((last.records / -perSecond) * 1_000)}`,
  ];
}

function watermarkLine(number: number, name: string, mark: Watermarks, now: number): string[] {
  const { lowest, highest, without, ended } = mark;
  if (lowest === undefined || highest === undefined) {
    return without + ended === 0
      ? []
      : [`#${number} ${quoted(name, 40)}: ${ended > 0 ? 'input ended' : 'no watermark yet'}`];
  }
  const apart = highest - lowest >= 1_000 ? `, subtasks up to ${span(highest - lowest)} apart` : '';
  const missing = without > 0 ? `, ${without} subtasks without one` : '';
  const behind = now - lowest;
  const where = behind >= 0 ? `${span(behind)} behind now` : `${span(-behind)} in the future`;
  return [`#${number} ${quoted(name, 40)}: input watermark ${where}${apart}${missing}`];
}
