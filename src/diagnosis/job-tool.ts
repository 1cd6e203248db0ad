import type { VertexLoad } from '../domain/evidence.ts';
import type { Vertex } from '../domain/flink.ts';
import { amount, share, span } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { quoted, verticesUnread } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const maxVertices = 24;

/** State, restarts, room, and one line per vertex. */
export function jobTool({ evidence, window }: Investigation): Tool {
  return makeTool({
    name: 'job',
    description: 'State, restarts, slots, vertices with load and records',
    args: {},
    run: () => {
      const { vertices, metrics, loads } = evidence;
      const started = window?.snapshots.at(-1)?.line.startTime;
      const lines = [
        [
          `state ${evidence.state ?? 'not known'}`,
          ...(started === undefined ? [] : [`this run began ${span(evidence.at - started)} ago`]),
          ...(metrics?.restarts === undefined ? [] : [`restarts ${metrics.restarts}`]),
          ...(metrics?.rescales === undefined || metrics.rescales === 0 ? [] : [`rescales ${metrics.rescales}`]),
          `TaskManagers ${evidence.taskManagers}`,
          `slots free ${evidence.slotsAvailable} of ${evidence.slotsTotal}`,
        ].join(', '),
        ...(evidence.unread.includes('job') ? [verticesUnread] : tableOf(vertices, loads)),
      ];
      return { kind: 'ok', text: lines.join('\n') };
    },
  });
}

function tableOf(vertices: readonly Vertex[], loads: readonly VertexLoad[]): string[] {
  if (vertices.length === 0) return ['no vertices are known'];
  const byId = new Map(loads.map((load) => [load.id, load]));
  const numbers = new Map(vertices.map((vertex, index) => [vertex.id, index + 1]));
  const states = new Set(vertices.map(({ state }) => state));
  const one = states.size === 1 ? [...states].join() : undefined;
  const widths = new Set(vertices.map(widthOf));
  const width = widths.size === 1 && vertices.length > 1 ? [...widths].join() : undefined;
  const measured = loads.some((load) => load.busy !== undefined || load.backpressured !== undefined);
  const head = [
    '# name',
    ...(width === undefined ? ['parallelism/max'] : []),
    'from',
    ...(one === undefined ? ['state'] : []),
    ...(measured ? ['busy', 'backpressured'] : []),
    'in',
    'out',
  ].join(' | ');
  const lines = vertices.slice(0, maxVertices).map((vertex, index) => {
    const load = byId.get(vertex.id);
    return [
      `${index + 1} ${quoted(vertex.name, 50)}`,
      ...(width === undefined ? [widthOf(vertex)] : []),
      vertex.inputs.map((id) => numbers.get(id) ?? '?').join('+') || '-',
      ...(one === undefined ? [stateOf(vertex)] : []),
      ...(measured ? [share(load?.busy), share(load?.backpressured)] : []),
      amount(vertex.readRecords),
      amount(vertex.writeRecords),
    ].join(' | ');
  });
  return [
    head,
    ...lines,
    ...(one === undefined ? [] : [`all ${one}`]),
    ...(width === undefined ? [] : [`all parallelism/max ${width}`]),
    ...(vertices.length > maxVertices ? [`and ${vertices.length - maxVertices} more`] : []),
  ];
}

function widthOf({ parallelism, maxParallelism }: Vertex): string {
  return `${parallelism}/${maxParallelism}`;
}

function stateOf({ state, tasks }: Vertex): string {
  const counts = Object.entries(tasks).filter(([, count]) => count > 0);
  return counts.length <= 1 ? state : counts.map(([name, count]) => `${count} ${name}`).join(' ');
}
