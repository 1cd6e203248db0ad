import type { JobLine } from '../domain/flink.ts';
import type { JobMemory, JobSnapshot } from '../domain/snapshot.ts';

/** What is known of one job name. */
export interface SeenJob {
  /** What the latest polls read of it, oldest first. */
  readonly snapshots: readonly JobSnapshot[];
  /** What the store remembers of it; undefined: nothing yet. */
  readonly memory: JobMemory | undefined;
}

export const unseenJob: SeenJob = { snapshots: [], memory: undefined };

export const noMemory: JobMemory = {
  exceptionCursor: undefined,
  jobId: undefined,
  lastState: undefined,
  lastCompletedCheckpointId: undefined,
};

/** Snapshots that read nothing but the line of an unchanged job are not kept twice: 1,000 quiet jobs cost little. */
export function withSnapshot(job: SeenJob, snapshot: JobSnapshot, windowMs: number): SeenJob {
  const snapshots = [...job.snapshots];
  const [previous, before] = [snapshots.at(-1), snapshots.at(-2)];
  const bare = (one: JobSnapshot | undefined): boolean =>
    one !== undefined &&
    Object.keys(one).length === 2 &&
    one.line.state === snapshot.line.state &&
    one.line.id === snapshot.line.id;
  if (bare(previous) && bare(before) && bare(snapshot)) snapshots.pop();
  // Each read brings the whole history again, megabytes of it at a high parallelism: the newest that holds any is enough.
  const told = hasExceptions(snapshot) ? snapshots.findLastIndex(hasExceptions) : -1;
  const last = snapshots[told];
  if (last !== undefined) snapshots[told] = withoutExceptions(last);
  snapshots.push(snapshot);
  while (snapshots.length > 1 && snapshot.at - (snapshots[0]?.at ?? 0) > windowMs) snapshots.shift();
  return { ...job, snapshots };
}

/** As a clock that was put back by that dates what is known of it. */
export function setBackBy({ snapshots, memory }: SeenJob, ms: number): SeenJob {
  const missingSince = memory?.missingSince;
  return {
    snapshots: snapshots.map((one) => movedBack(one, ms)),
    memory: memory && missingSince !== undefined ? { ...memory, missingSince: missingSince - ms } : memory,
  };
}

/** As a clock that was put back by that dates it. */
export function movedBack({ unread, ...snapshot }: JobSnapshot, ms: number): JobSnapshot {
  return {
    ...snapshot,
    at: snapshot.at - ms,
    ...(unread !== undefined && { unread: { ...unread, since: unread.since - ms } }),
  };
}

export function lastStateOf({ snapshots, memory }: SeenJob): string | undefined {
  return snapshots.at(-1)?.line.state ?? memory?.lastState;
}

export function lastIdOf({ snapshots, memory }: SeenJob): string | undefined {
  return snapshots.at(-1)?.line.id ?? memory?.jobId;
}

/** A job may have another name for each of its runs: one that ended and that Flink lists no more is let go, and comes back as a new one. */
export function isOver(job: SeenJob, at: number, windowMs: number): boolean {
  const state = lastStateOf(job);
  const last = job.snapshots.at(-1);
  const isEnded = state === 'CANCELED' || state === 'FINISHED' || (state === 'FAILED' && isResolved(job));
  // An older program kept the name of one that had vanished, and nothing else.
  return (isEnded || state === undefined) && (last === undefined || at - last.at > windowMs);
}

function isResolved(job: SeenJob): boolean {
  return lastIdOf(job) === job.memory?.resolvedJobId;
}

/** Before Flink 2.3 only the details of a job tell its type, and they are not read in every poll. */
export function withKnownType(line: JobLine, { snapshots }: SeenJob): JobLine {
  if (line.type !== undefined) return line;
  const type = snapshots.findLast((one) => one.line.id === line.id)?.line.type;
  return type === undefined ? line : { ...line, type };
}

export function hasExceptions(snapshot: JobSnapshot): boolean {
  return (snapshot.exceptions?.entries.length ?? 0) > 0;
}

export function withoutExceptions(snapshot: JobSnapshot): JobSnapshot {
  const rest: { -readonly [K in keyof JobSnapshot]: JobSnapshot[K] } = { ...snapshot };
  delete rest.exceptions;
  return rest;
}
