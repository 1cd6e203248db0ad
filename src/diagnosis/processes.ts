import { z } from 'zod';
import { FlinkUnreadable } from '../domain/errors.ts';
import type { JobId } from '../domain/flink.ts';
import type { FlinkProcess, Subtask, TaskManagers } from '../ports/flink-diagnose.ts';
import { byBusy } from '../domain/loads.ts';
import { culpritsOf } from './backpressure-tool.ts';
import type { Investigation } from './investigation.ts';
import { quoted } from './plain-text.ts';

const maxProcesses = 3;

export type TaskManager = FlinkProcess & { readonly kind: 'taskmanager' };

/** Only a number that an answer has shown; may be left out. */
export const TaskManagerNumber = z.int().min(0).max(999).optional().describe('its #; 0: chosen');

/** The TaskManagers, read at most once per investigation, and those of them that matter for this job. */
export interface Processes {
  all(signal: AbortSignal): Promise<TaskManagers>;
  /** `#2 10.1.0.7:6122-9a8b`: what the model may call it from now on, and what people do. */
  nameOf(id: string): string;
  /**
   * The one of that number. Without a number: where the newest exceptions were thrown comes first, or, if no such process is
   * there, the one of the busiest subtask; of the others, as many as there is room for.
   */
  chosen(
    number: number | undefined,
    signal: AbortSignal,
  ): Promise<
    { readonly kind: 'ok'; readonly places: readonly TaskManager[] } | { readonly kind: 'none'; readonly why: string }
  >;
}

export function makeProcesses({ flink, evidence }: Pick<Investigation, 'flink' | 'evidence'>): Processes {
  let read: Promise<TaskManagers> | undefined;
  let busiest: Promise<string | undefined> | undefined;
  /** In order of being shown: number 1 is the first. */
  const shown: string[] = [];

  function all(signal: AbortSignal): Promise<TaskManagers> {
    read ??= flink.taskManagers(signal);
    return read;
  }

  /** Undefined also when Flink does not say: the answer names its process, so nothing is taken for another. */
  async function readBusiest(signal: AbortSignal): Promise<string | undefined> {
    const [vertex] = culpritsOf(evidence.loads).toSorted(byBusy).concat(evidence.loads.toSorted(byBusy));
    if (vertex === undefined || evidence.jobId === null) return undefined;
    try {
      const subtasks = await flink.subtasks(evidence.jobId as JobId, vertex.id, signal);
      return subtasks?.list.toSorted(byWork)[0]?.taskManagerId;
    } catch (error) {
      if (error instanceof FlinkUnreadable) return undefined;
      throw error;
    }
  }

  return {
    all,
    nameOf(id) {
      if (!shown.includes(id)) shown.push(id);
      return `#${shown.indexOf(id) + 1} ${quoted(id, 60)}`;
    },
    async chosen(number, signal) {
      const { ids } = await all(signal);
      if (number !== undefined && number !== 0) {
        const id = shown[number - 1];
        if (id === undefined) return { kind: 'none', why: `no answer has shown a TaskManager #${number}` };
        if (!ids.includes(id)) return { kind: 'none', why: `TaskManager #${number} is not registered any more` };
        return { kind: 'ok', places: [{ kind: 'taskmanager', id }] };
      }
      const first = evidence.exceptions.flatMap((entry) => entry.taskManagerId ?? []).filter((id) => ids.includes(id));
      if (first.length === 0) {
        busiest ??= readBusiest(signal);
        first.push(...[(await busiest) ?? ''].filter((id) => ids.includes(id)));
      }
      const places = [...new Set([...first, ...ids])].slice(0, maxProcesses);
      return { kind: 'ok', places: places.map((id) => ({ kind: 'taskmanager', id })) };
    },
  };
}

function byWork(a: Subtask, b: Subtask): number {
  return byBusy(a, b) || (b.readRecords ?? 0) - (a.readRecords ?? 0);
}
