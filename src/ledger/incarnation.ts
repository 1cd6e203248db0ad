import type { ClusterIdentity, JobDetail, JobId } from '../domain/flink.ts';
import type { Flink } from '../ports/flink.ts';

/**
 * Name of the process that remembers a key: the JobManager (its `web.tmpdir`) and, where the action is about a running job,
 * the JobMaster (`timestamps.INITIALIZING`, which moves when another JobManager takes over while the same one answers;
 * seen live on 1.20.3 and 2.3.0). Undefined: it cannot be told, so no key may be believed remembered.
 */
export function incarnationOf(identity: ClusterIdentity, job: JobDetail | undefined): string | undefined {
  if (identity.incarnation === undefined) return undefined;
  return job?.initializedAt === undefined ? identity.incarnation : `${identity.incarnation}@${job.initializedAt}`;
}

export interface Incarnation {
  readonly name: string | undefined;
  /** `rest.async.store-duration`, ms. */
  readonly triggerMemoryMs: number;
}

/** @throws {FlinkUnreadable} */
export async function readIncarnation(flink: Flink, job: JobId | undefined, signal: AbortSignal): Promise<Incarnation> {
  const identity = await flink.watch.identity(signal);
  const detail = job === undefined ? undefined : await flink.inspect.job(job, signal);
  return { name: incarnationOf(identity, detail), triggerMemoryMs: identity.triggerMemoryMs };
}
