import type { TaskManagerHealth } from '../ports/flink-diagnose.ts';
import { bytes, share, span } from './figures.ts';
import type { Investigation } from './investigation.ts';
import type { Processes } from './processes.ts';
import { makeTool, type Tool } from './tool.ts';

/** A beat is sent every 10 s by default, and missed for 50 s counts as lost. */
const silentMs = 25_000;

/** Heap, metaspace, direct memory, garbage collection and network buffers of the TaskManagers. */
export function memoryTool({ evidence }: Investigation, processes: Processes): Tool {
  return makeTool({
    name: 'memory',
    description: 'TaskManager memory, GC, CPU, network buffers',
    args: {},
    run: async (_args, signal) => {
      const { ids, list } = await processes.all(signal);
      if (list.length === 0) return { kind: 'no_data', why: 'no TaskManager is registered' };
      const lines = list.map((one) => lineOf(one, evidence.at));
      const alike = new Map<string, string[]>();
      for (const [index, line] of lines.entries()) {
        alike.set(line, [...(alike.get(line) ?? []), processes.nameOf(list[index]?.id ?? '')]);
      }
      const more = ids.length > list.length ? [`${list.length} of ${ids.length} TaskManagers were read`] : [];
      return {
        kind: 'ok',
        text: [...[...alike].map(([line, names]) => `${names.join(', ')}: ${line}`), ...more].join('\n'),
      };
    },
  });
}

function lineOf(one: TaskManagerHealth, now: number): string {
  const parts = [
    part('heap', one.heapUsed, one.heapMax),
    part('metaspace', one.metaspaceUsed, one.metaspaceMax),
    // The JVM reports the direct buffers it has as their maximum: only the amount tells something.
    one.directUsed === undefined ? undefined : `direct ${bytes(one.directUsed)}`,
    one.gcMsPerSecond === undefined
      ? one.gcMs === undefined
        ? undefined
        : `GC ${span(one.gcMs)} since start`
      : `GC ${Math.round(one.gcMsPerSecond)}ms/s`,
    one.cpuLoad === undefined ? undefined : `CPU ${share(one.cpuLoad)}`,
    one.networkSegments === undefined || one.networkSegments === 0
      ? undefined
      : `network buffers free ${share((one.networkSegmentsFree ?? 0) / one.networkSegments)}`,
    one.freeSlots === 0 ? undefined : `slots free ${one.freeSlots} of ${one.slots}`,
    one.lastHeartbeatAt !== undefined && now - one.lastHeartbeatAt > silentMs
      ? `last heartbeat ${span(now - one.lastHeartbeatAt)} ago`
      : undefined,
  ];
  return parts.filter((text) => text !== undefined).join(', ');
}

function part(name: string, used: number | undefined, max: number | undefined): string | undefined {
  if (used === undefined) return undefined;
  return max === undefined || max === 0 ? `${name} ${bytes(used)}` : `${name} ${share(used / max)} of ${bytes(max)}`;
}
