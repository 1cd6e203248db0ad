import type { JobSnapshot } from './snapshot.ts';

/** A vertex that runs with less parallelism than it did before, as after a TaskManager was lost. */
export interface Narrowed {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The vertex of the current run that lost the largest share of its parallelism within the window. Undefined: none did. */
export function narrowedIn(snapshots: readonly JobSnapshot[]): Narrowed | undefined {
  const last = snapshots.at(-1);
  const run = snapshots.filter(({ line }) => line.id === last?.line.id && line.startTime === last.line.startTime);
  // What a job is to have while it waits for slots says nothing of what it gets.
  const read = run.flatMap(({ line, vertices }) => (line.state === 'RUNNING' && vertices ? [vertices] : []));
  const most = new Map<string, number>();
  for (const { id, parallelism } of read.flat()) most.set(id, Math.max(parallelism, most.get(id) ?? 0));
  const found = (read.at(-1) ?? []).map(({ id, name, parallelism }) => {
    return { name, from: most.get(id) ?? parallelism, to: parallelism };
  });
  const [worst] = found.toSorted((a, b) => a.to / a.from - b.to / b.from);
  return worst !== undefined && worst.to < worst.from ? worst : undefined;
}

/** Completes "It …". */
export function narrowedText({ name, from, to }: Narrowed): string {
  return `runs with less parallelism than before: ${name} has ${to}, it had ${from}`;
}
