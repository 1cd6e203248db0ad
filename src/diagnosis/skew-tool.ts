import { z } from 'zod';
import type { JobId } from '../domain/flink.ts';
import type { Subtask } from '../ports/flink-diagnose.ts';
import { amount, share } from './figures.ts';
import type { Investigation } from './investigation.ts';
import { quoted, verticesUnread } from './plain-text.ts';
import type { Processes } from './processes.ts';
import { makeTool, type Tool } from './tool.ts';

const maxShown = 5;

/** How evenly the subtasks of one vertex are loaded. */
export function skewTool({ evidence, flink }: Investigation, processes: Processes): Tool {
  return makeTool({
    name: 'skew',
    description: 'Subtasks of one vertex: records, load, where they run',
    args: { vertex: z.int().min(1).max(99).describe('# of `job`') },
    run: async ({ vertex: number }, signal) => {
      if (evidence.unread.includes('job')) return { kind: 'error', why: verticesUnread };
      const vertex = evidence.vertices[number - 1];
      if (vertex === undefined || evidence.jobId === null) {
        return { kind: 'no_data', why: `there is no vertex ${number}; this job has ${evidence.vertices.length}` };
      }
      const subtasks = await flink.subtasks(evidence.jobId as JobId, vertex.id, signal);
      if (subtasks === undefined || subtasks.list.length === 0) {
        return { kind: 'no_data', why: 'Flink does not know this vertex now' };
      }
      const { list, busy } = subtasks;
      const isSource = vertex.inputs.length === 0;
      const records = (one: Subtask): number | undefined => (isSource ? one.writeRecords : one.readRecords);
      const known = list.flatMap((one) => records(one) ?? []);
      const mean = known.length === 0 ? 0 : known.reduce((a, b) => a + b, 0) / known.length;
      const most = known.reduce((a, b) => Math.max(a, b), 0);
      const shown = list.toSorted((a, b) => (records(b) ?? 0) - (records(a) ?? 0)).slice(0, maxShown);
      return {
        kind: 'ok',
        text: [
          `#${number} ${quoted(vertex.name, 50)}, ${list.length} subtasks`,
          ...(busy === undefined ? [] : [`busy now: most ${share(busy.max)}, on average ${share(busy.avg)}`]),
          ...(mean === 0
            ? ['no records are counted']
            : [
                `records ${isSource ? 'out' : 'in'}: most ${amount(most)}, on average ${amount(mean)}, ratio ${(most / mean).toFixed(1)}`,
              ]),
          ...evenOr(shown, most, mean, records, processes),
        ].join('\n'),
      };
    },
  });
}

/** Lines are worth their room only where subtasks differ. */
function evenOr(
  shown: readonly Subtask[],
  most: number,
  mean: number,
  records: (one: Subtask) => number | undefined,
  processes: Processes,
): string[] {
  const states = new Set(shown.map(({ state }) => state));
  const loads = shown.map(({ busy }) => busy ?? 0);
  const alike = Math.max(...loads) - Math.min(...loads) < 0.2;
  if (states.size === 1 && alike && most <= 1.25 * mean) return [`even: all ${[...states].join()}`];
  return shown.map(
    (one) =>
      `subtask ${one.index} ${one.state}: records ${amount(records(one))}, busy ${share(one.busy)}, backpressured ${share(one.backpressured)} since its start${one.taskManagerId === undefined ? '' : `, on ${processes.nameOf(one.taskManagerId)}`}`,
  );
}
