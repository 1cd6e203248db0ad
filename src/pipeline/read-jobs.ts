import type { ReadName } from '../detectors/suspicion.ts';
import type { UnreadableReason } from '../domain/errors.ts';
import { type JobLine, terminalStates } from '../domain/flink.ts';
import { inParallel } from '../domain/in-parallel.ts';
import type { ClusterSnapshot, JobSnapshot } from '../domain/snapshot.ts';
import { type JobRead, type JobReadDeps, readJob } from './read-job.ts';

/** One poll before its jobs are read. */
interface Look {
  readonly at: number;
  /** What it wants to know of which jobs. */
  readonly wanted: readonly { readonly line: JobLine; readonly reads: readonly ReadName[] }[];
  /** The polls before it, oldest first. */
  readonly history: readonly ClusterSnapshot[];
}

/** For so long it is tried to read what an ended job left behind. */
const endReadWithinMs = 20_000;

/**
 * Reads the jobs of one poll, so many at the same time. `unread`: those that could not be read now.
 * @throws {FlinkUnreadable} where that says more than that of the cluster.
 */
export async function readJobs(
  deps: JobReadDeps & { readonly onLook: () => void },
  { at, wanted, history }: Look,
  concurrency: number,
  signal: AbortSignal,
): Promise<{ readonly read: readonly JobSnapshot[]; readonly unread: readonly JobSnapshot[] }> {
  const answers = await inParallel(wanted, concurrency, async ({ line, reads }) => {
    const answer = await readJob(deps, line, at, reads, signal);
    deps.onLook();
    return { line, ...answer };
  });
  requireAnswer(answers);
  const read: JobSnapshot[] = [];
  const unread: JobSnapshot[] = [];
  for (const one of answers) {
    const { line } = one;
    if (one.kind === 'read') read.push(one.snapshot);
    else if (hasLongEnded(line, history, at)) read.push({ line, at });
    else {
      const before = history.at(-1)?.jobs.find((each) => each.line.id === line.id)?.unread;
      const { reason, message } = one.error;
      unread.push({ line, at, unread: { since: before?.since ?? at, reason, message } });
    }
  }
  return { read, unread };
}

/**
 * The overview is told from a cache: a JobManager that answers for none of its living jobs in time gives no usable answer, nor does
 * one that tells of several of them, and of none as any Flink does. A quiet job is not asked in every poll; once it is due it is
 * asked until it answers.
 */
function requireAnswer(answers: readonly (JobRead & { readonly line: JobLine })[]): void {
  const living = answers.filter(({ line }) => !terminalStates.includes(line.state));
  const errors = living.flatMap((one) => (one.kind === 'unread' ? [one.error] : []));
  const [first] = errors;
  if (first === undefined || errors.length < living.length) return;
  const isAll = (reason: UnreadableReason): boolean => errors.every((error) => error.reason === reason);
  if (isAll('time-limit') || (living.length > 1 && isAll('other-shape'))) throw first;
}

/** What an ended job left behind may be answered with an error for ever: that it has ended is known all the same, and remembered. */
function hasLongEnded({ id, state }: JobLine, history: readonly ClusterSnapshot[], at: number): boolean {
  if (!terminalStates.includes(state)) return false;
  const first = history.find((poll) => poll.jobs.some(({ line }) => line.id === id && line.state === state));
  return first !== undefined && at - first.at >= endReadWithinMs;
}
