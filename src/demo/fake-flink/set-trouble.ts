import { advanceAll, advanceFlow } from './advance.ts';
import { currentRun, type FakeCluster } from './cluster.ts';
import { workVertex } from './fake-job.ts';
import { loseTaskManager, replaceTaskManager } from './failover.ts';
import { backlogRecords, failsAfterMs, type TroubleKind } from './troubles.ts';

/** Begins or ends the trouble of a job's name. What has happened by then stays: a FAILED job stays FAILED. */
export function setTrouble(cluster: FakeCluster, name: string, kind: TroubleKind | undefined, now: number): void {
  const shape = cluster.shapes.get(name);
  if (shape === undefined) throw new Error(`There was never a job named ${name} here.`);
  advanceAll(cluster, now);
  const job = currentRun(cluster, name);
  if (job !== undefined) advanceFlow(cluster, job, now);
  if (kind !== 'lost-taskmanager') replaceTaskManager(cluster, name, now);
  if (kind === undefined) {
    cluster.troubles.delete(name);
    if (job !== undefined) job.failAt = Infinity;
    return;
  }
  const trouble = { kind, baseline: job?.parallelism[workVertex] ?? shape.parallelism, since: now };
  cluster.troubles.set(name, trouble);
  if (kind === 'backlog') cluster.backlogs.set(name, (cluster.backlogs.get(name) ?? 0) + backlogRecords(shape));
  if (kind === 'lost-taskmanager' && !cluster.lostTaskManagers.has(name)) loseTaskManager(cluster, name, now);
  const failsAfter = failsAfterMs(trouble);
  if (job?.phase === 'running') job.failAt = failsAfter === undefined ? Infinity : now + failsAfter;
}
