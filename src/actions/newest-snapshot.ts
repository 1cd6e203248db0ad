import type { CheckpointStats } from '../domain/flink.ts';

/**
 * Id of the newest snapshot the job's JobMaster knows: checkpoints and savepoints count from one counter. 0 = none.
 * After a JobManager failover only the restored one is known.
 */
export function newestSnapshotId(stats: CheckpointStats | undefined): number {
  return Math.max(0, stats?.latestCompleted?.id ?? 0, stats?.latestSavepoint?.id ?? 0, stats?.latestRestored?.id ?? 0);
}
