import type { FlinkClusterHandle } from './flink-cluster.ts';

/** What Flink itself says about a job of the demo; read past the agent, to check it. */
export interface JobView {
  readonly id: string;
  readonly state: string;
  readonly parallelism: number;
  readonly completedCheckpoints: number;
  readonly latestCompleted: { readonly id: number; readonly path: string } | undefined;
  readonly restoredFrom: { readonly id: number; readonly path: string | undefined } | undefined;
  /** -1 while Flink shows no value. */
  readonly restoredCount: number;
  readonly currentCount: number;
}

interface Line {
  readonly jid: string;
  readonly name: string;
  readonly state: string;
  readonly 'start-time': number;
}

/** Every run of that name, newest first. */
export async function runsOf(cluster: FlinkClusterHandle, name: string): Promise<Line[]> {
  const { jobs } = (await cluster.get('/jobs/overview')) as { jobs: Line[] };
  return jobs.filter((line) => line.name === name).toSorted((a, b) => b['start-time'] - a['start-time']);
}

/** The newest run of that name; undefined when there is none. */
export async function viewJob(cluster: FlinkClusterHandle, name: string): Promise<JobView | undefined> {
  const line = (await runsOf(cluster, name))[0];
  if (line === undefined) return undefined;
  const [job, checkpoints] = (await Promise.all([
    cluster.get(`/jobs/${line.jid}`),
    cluster.get(`/jobs/${line.jid}/checkpoints`),
  ])) as [Detail, Checkpoints];
  const totals = job.vertices.find((vertex) => vertex.name.startsWith('totals'));
  const counts = totals === undefined ? [] : await gauges(cluster, line.jid, totals.id);
  const valueOf = (name: string): number => counts.find((one) => one.id === `totals.${name}`)?.sum ?? -1;
  const { completed, restored } = checkpoints.latest;
  return {
    id: line.jid,
    state: line.state,
    parallelism: totals?.parallelism ?? 0,
    completedCheckpoints: checkpoints.counts.completed,
    latestCompleted: completed == null ? undefined : { id: completed.id, path: completed.external_path },
    restoredFrom: restored == null ? undefined : { id: restored.id, path: restored.external_path },
    restoredCount: valueOf('restoredCount'),
    currentCount: valueOf('currentCount'),
  };
}

interface Detail {
  readonly vertices: readonly { readonly id: string; readonly name: string; readonly parallelism: number }[];
}

interface Checkpoints {
  readonly counts: { readonly completed: number };
  readonly latest: {
    readonly completed: { readonly id: number; readonly external_path: string } | null;
    readonly restored: { readonly id: number; readonly external_path?: string } | null;
  };
}

async function gauges(
  cluster: FlinkClusterHandle,
  job: string,
  vertex: string,
): Promise<{ id: string; sum: number }[]> {
  const path = `/jobs/${job}/vertices/${vertex}/subtasks/metrics?agg=sum&get=totals.restoredCount,totals.currentCount`;
  return (await cluster.get(path)) as { id: string; sum: number }[];
}
