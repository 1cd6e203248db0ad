import type { VertexLoad } from '../domain/evidence.ts';
import { byBusy } from '../domain/loads.ts';
import { share } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';
import { makeTool, type Tool } from './tool.ts';

const waits = 0.5;
export const works = 0.6;
const maxHops = 20;

/** From the waiting vertices down to the one that holds them up. */
export function backpressureTool({ evidence }: Investigation): Tool {
  return makeTool({
    name: 'backpressure',
    description: 'Path of backpressure and the vertex that causes it',
    args: {},
    run: () => {
      const { loads, vertices } = evidence;
      if (loads.every((load) => load.backpressured === undefined)) {
        return { kind: 'no_data', why: 'no loads are known: two reads of the running job are needed' };
      }
      const number = (load: VertexLoad): number => vertices.findIndex(({ id }) => id === load.id) + 1;
      const name = (load: VertexLoad): string =>
        `#${number(load)} ${quoted(load.name, 50)} (busy ${share(load.busy)}, backpressured ${share(load.backpressured)})`;
      const waiting = waitingOf(loads);
      if (waiting.length === 0) {
        const [busiest] = loads.toSorted(byBusy);
        return {
          kind: 'ok',
          text: `none waits half of its time; busiest: ${busiest === undefined ? '?' : name(busiest)}`,
        };
      }
      const lines = waiting
        .filter((load) => !load.inputs.some((id) => waiting.some((other) => other.id === id)))
        .map((head) => pathFrom(head, loads).map(name).join(' -> '));
      return { kind: 'ok', text: [...lines, verdictOf(loads, name)].join('\n') };
    },
  });
}

export function waitingOf(loads: readonly VertexLoad[]): VertexLoad[] {
  return loads.filter((load) => (load.backpressured ?? 0) >= waits);
}

/** The first that do not wait, below those that do. */
export function culpritsOf(loads: readonly VertexLoad[]): VertexLoad[] {
  const ids = new Set(waitingOf(loads).map(({ id }) => id));
  return loads.filter((load) => !ids.has(load.id) && load.inputs.some((id) => ids.has(id)));
}

function pathFrom(head: VertexLoad, loads: readonly VertexLoad[]): VertexLoad[] {
  const path = [head];
  for (let current = head; path.length < maxHops; ) {
    const next = loads
      .filter((load) => load.inputs.includes(current.id) && !path.includes(load))
      .toSorted((a, b) => weight(b) - weight(a))[0];
    if (next === undefined) break;
    path.push(next);
    if ((next.backpressured ?? 0) < waits) break;
    current = next;
  }
  return path;
}

function verdictOf(loads: readonly VertexLoad[], name: (load: VertexLoad) => string): string {
  const busy = culpritsOf(loads).filter((load) => (load.busy ?? 0) >= works);
  if (busy.length > 0) return `held up by ${busy.map(name).join(' and ')}`;
  return 'the first vertex that does not wait is not busy: it may be blocked outside of Flink, or only some of its subtasks are busy';
}

function weight(load: VertexLoad): number {
  return (load.backpressured ?? 0) * 2 + (load.busy ?? 0);
}
