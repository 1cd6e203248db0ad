import type { FlinkProcess, TaskManagers } from '../ports/flink-diagnose.ts';
import type { Investigation } from './investigation.ts';

const maxProcesses = 3;

/** The TaskManagers, read at most once per investigation, and those of them that matter for this job. */
export interface Processes {
  all(signal: AbortSignal): Promise<TaskManagers>;
  /** Where the newest exceptions were thrown comes first; of the others, as many as there is room for. */
  chosen(signal: AbortSignal): Promise<readonly (FlinkProcess & { readonly kind: 'taskmanager' })[]>;
}

export function makeProcesses({ flink, evidence }: Pick<Investigation, 'flink' | 'evidence'>): Processes {
  let read: Promise<TaskManagers> | undefined;

  function all(signal: AbortSignal): Promise<TaskManagers> {
    read ??= flink.taskManagers(signal);
    return read;
  }

  return {
    all,
    async chosen(signal) {
      const { list } = await all(signal);
      const threw = evidence.exceptions.flatMap((entry) => entry.taskManagerId ?? []);
      const ids = list.map(({ id }) => id);
      const ordered = [...new Set([...threw.filter((id) => ids.includes(id)), ...ids])];
      return ordered.slice(0, maxProcesses).map((id) => ({ kind: 'taskmanager', id }));
    },
  };
}
