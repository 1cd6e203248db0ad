import type { CheckpointStats } from '../domain/flink.ts';
import { samePath } from '../domain/snapshot-path.ts';

/** `unseen`: the statistics do not show the savepoint, so nobody can tell what came after it. */
export type Newer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'newer'; readonly what: string }
  | { readonly kind: 'unseen' };

/** What the run has that is newer than its savepoint: whoever starts from the savepoint then sets the job back. */
export function newerThan(path: string, stats: CheckpointStats | undefined): Newer {
  // A run without periodic checkpoints has statistics as well: it is another JobManager that has none.
  const latestSavepoint = stats?.latestSavepoint;
  const isShown = latestSavepoint?.externalPath !== undefined && samePath(latestSavepoint.externalPath, path);
  if (stats === undefined || !isShown) return { kind: 'unseen' };
  const { latestCompleted, latestRestored } = stats;
  if (latestCompleted !== undefined && latestCompleted.id > latestSavepoint.id) {
    return { kind: 'newer', what: `checkpoint ${latestCompleted.id}` };
  }
  if (latestRestored !== undefined && latestRestored.restoredAt > latestSavepoint.completedAt) {
    return { kind: 'newer', what: `a restart from ${latestRestored.externalPath ?? `snapshot ${latestRestored.id}`}` };
  }
  return { kind: 'nothing' };
}
