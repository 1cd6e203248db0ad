import type { JobDetail } from '../domain/flink.ts';
import { wait } from '../domain/objections.ts';
import type { Objection } from '../domain/policy.ts';
import type { JobWindow } from '../domain/snapshot.ts';

/**
 * Somebody changed the parallelism after the trouble was measured: what was seen is not about the job as it is now, and a
 * factor would be applied twice. While this is asked a later poll may be on its way: its snapshots are there before its signals are.
 * @param measuredAt when the signals that are acted on were seen.
 */
export function rescaledSince(
  window: Pick<JobWindow, 'snapshots'> | undefined,
  job: JobDetail | undefined,
  measuredAt: number,
): Objection[] {
  const seen = window?.snapshots.findLast(
    (one) => one.vertices !== undefined && one.line.id === job?.id && one.at <= measuredAt,
  );
  const before = new Map((seen?.vertices ?? []).map((vertex) => [vertex.id, vertex.parallelism]));
  const moved = job?.vertices.find(({ id, parallelism }) => (before.get(id) ?? parallelism) !== parallelism);
  if (moved === undefined) return [];
  const reason = 'the job has another parallelism than when it was looked at';
  return [wait(reason, 'parallelism', moved.parallelism, 'it is looked at again')];
}
