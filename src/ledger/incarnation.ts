import type { ClusterIdentity, JobDetail } from '../domain/flink.ts';
import type { ActionContext, ActionKind } from '../ports/action-kind.ts';

/**
 * Name of the process that answers, and mostly remembers a key: the JobManager (its `web.tmpdir`) and, where the action is about a running job,
 * the JobMaster (`timestamps.INITIALIZING`, which moves when another JobManager takes over while the same one answers;
 * seen live on 1.20.3 and 2.3.0). Undefined: it cannot be told.
 */
export function incarnationOf(identity: ClusterIdentity, job: JobDetail | undefined): string | undefined {
  if (identity.incarnation === undefined) return undefined;
  return job?.initializedAt === undefined ? identity.incarnation : `${identity.incarnation}@${job.initializedAt}`;
}

export interface Incarnation {
  /** Who answers. */
  readonly name: string | undefined;
  /** Who remembers a key that leaves now; undefined: it cannot be told, so no key may be believed remembered. */
  readonly remembers: string | undefined;
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
  if (kind.incarnation !== undefined) {
    const name = await kind.incarnation(args, signal);
    return { name, remembers: name, triggerMemoryMs: 0 };
  }
  const { flink } = context;
  const identity = await flink.watch.identity(signal);
  const job = kind.incarnationJob(args);
  const detail = job === undefined ? undefined : await flink.inspect.job(job, signal);
  const name = incarnationOf(identity, detail);
  // With HA jobs may have had another leader meanwhile, while the same process answers. Where no JobMaster shows it, nobody can tell.
  const isTold = detail?.initializedAt !== undefined || identity.highAvailability === false;
  return { name, remembers: isTold ? name : undefined, triggerMemoryMs: identity.triggerMemoryMs };
}
