import type { CheckpointStats } from '../domain/flink.ts';
import { samePath } from '../domain/snapshot-path.ts';

/** `unseen`: the statistics do not show the savepoint, so nobody can tell what came after it. */
export type Newer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'newer'; readonly what: string }
  | { readonly kind: 'unseen' };

/** What the run has that is newer than its savepoint: whoever starts from the savepoint then sets the job back. */
export function newerThan(path: string, stats: CheckpointStats | undefined): Newer {
  // Without checkpoints there is nothing that a run could come back from and go on.
  if (stats === undefined) return { kind: 'nothing' };
  const { latestSavepoint, latestCompleted, latestRestored } = stats;
  const isShown = latestSavepoint?.externalPath !== undefined && samePath(latestSavepoint.externalPath, path);
  if (!isShown) return { kind: 'unseen' };
  if (latestCompleted !== undefined && latestCompleted.id > latestSavepoint.id) {
    return { kind: 'newer', what: `checkpoint ${latestCompleted.id}` };
  }
  if (latestRestored !== undefined && latestRestored.restoredAt > latestSavepoint.completedAt) {
    return { kind: 'newer', what: `a restart from ${latestRestored.externalPath ?? `snapshot ${latestRestored.id}`}` };
  }
  return { kind: 'nothing' };
}
