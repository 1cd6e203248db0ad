import { type ClusterIdentity, type JobLine, terminalStates } from '../domain/flink.ts';

/** The JobManager that answers for a cluster. Times are ours. */
export interface KnownJobManager {
  /** Undefined: this process has not read it yet. */
  readonly identity: ClusterIdentity | undefined;
  readonly readAt: number;
  /** Of the identity or, before it is read, as the store remembers it. */
  readonly incarnation: string | undefined;
  /** Another one than before has answered: a new JobManager, or a standby of the same leader. */
  readonly hasMoved: boolean;
  /** When it was first seen in the place of another; undefined: it never was. */
  readonly newSince: number | undefined;
  /** Metrics of before may be start-up values. */
  readonly settledFrom: number;
}

export const noJobManager: KnownJobManager = {
  identity: undefined,
  readAt: Number.NEGATIVE_INFINITY,
  incarnation: undefined,
  hasMoved: false,
  newSince: undefined,
  settledFrom: Number.NEGATIVE_INFINITY,
};

export function withIdentity(
  known: KnownJobManager,
  identity: ClusterIdentity,
  at: number,
  settleMs: number,
): KnownJobManager {
  const { incarnation } = identity;
  const differs = known.incarnation !== incarnation;
  const read = { ...known, identity, incarnation, readAt: at };
  if (known.identity !== undefined) return { ...read, hasMoved: known.hasMoved || differs };
  // Of several JobManagers another one may answer: that is not told as a restart, and costs a while of caution.
  const isNew = differs && known.incarnation !== undefined;
  return { ...read, settledFrom: at + settleMs, newSince: isNew ? at : known.newSince };
}

/**
 * Standby JobManagers answer in turn, each under its own name: as long as every run goes on, the leader is the same.
 * Undefined: no run is known that could go on.
 * @param before of the poll before: a job that vanished long ago ends nothing a second time.
 */
export function runsAsBefore(before: readonly JobLine[], lines: readonly JobLine[]): boolean | undefined {
  const alive = before.filter((line) => !terminalStates.includes(line.state));
  if (alive.length === 0) return undefined;
  return alive.every((line) => lines.some((one) => one.id === line.id && one.startTime === line.startTime));
}
