import type { ClusterIdentity, JobDetail } from '../domain/flink.ts';
import type { ActionContext, ActionKind } from '../ports/action-kind.ts';

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

/** @throws {FlinkUnreadable}, or what a kind with a target of its own throws: nobody answers. */
export async function readIncarnation(
  context: Pick<ActionContext, 'flink'>,
  kind: Pick<ActionKind, 'incarnationJob' | 'incarnation'>,
  args: unknown,
  signal: AbortSignal,
): Promise<Incarnation> {
  if (kind.incarnation !== undefined) return { name: await kind.incarnation(args, signal), triggerMemoryMs: 0 };
  const { flink } = context;
  const identity = await flink.watch.identity(signal);
  const job = kind.incarnationJob(args);
  const detail = job === undefined ? undefined : await flink.inspect.job(job, signal);
  return { name: incarnationOf(identity, detail), triggerMemoryMs: identity.triggerMemoryMs };
}
