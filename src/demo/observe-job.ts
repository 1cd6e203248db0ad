/** Reads Flink's REST past the agent; a cluster and a stage both can. */
export interface FlinkReader {
  get(path: string): Promise<unknown>;
}

/** A completed checkpoint that Flink remembers. Times are Flink's, epoch ms. */
export interface CompletedCheckpoint {
  readonly id: number;
  readonly path: string;
  readonly triggeredAt: number;
  readonly completedAt: number;
}

/** What Flink itself says about one run of a job; read to check the agent. */
export interface RunView {
  readonly id: string;
  readonly state: string;
  readonly startTime: number;
  /** Of every vertex, in Flink's order. */
  readonly parallelism: readonly number[];
  /** Somebody asked Flink to end this run, with or without a savepoint: these jobs have no end of their own. */
  readonly cancelled: boolean;
  /** Savepoints of this run, completed or not. */
  readonly savepoints: number;
  readonly completedCheckpoints: number;
  /** Those that Flink remembers, oldest first. */
  readonly checkpoints: readonly CompletedCheckpoint[];
  /** The snapshot that the latest attempt began with. */
  readonly restored: { readonly id: number; readonly path: string; readonly at: number } | undefined;
  /** Records counted in the state when this attempt began, and now; -1 while Flink shows no value. */
  readonly restoredCount: number;
  readonly currentCount: number;
}

interface Line {
  readonly jid: string;
  readonly name: string;
  readonly state: string;
  readonly 'start-time': number;
}

/** Every run of that name that Flink still lists, newest first. */
export async function viewRuns(flink: FlinkReader, name: string): Promise<RunView[]> {
  const { jobs } = (await flink.get('/jobs/overview')) as { jobs: Line[] };
  const lines = jobs
    .filter((line) => line.name === name)
    .toSorted((a, b) => b['start-time'] - a['start-time'] || a.state.localeCompare(b.state));
  return await Promise.all(lines.map(async (line) => await viewRun(flink, line)));
}

/** The newest run of that name; undefined when there is none. */
export async function viewJob(flink: FlinkReader, name: string): Promise<RunView | undefined> {
  return (await viewRuns(flink, name))[0];
}

async function viewRun(flink: FlinkReader, line: Line): Promise<RunView> {
  const [job, checkpoints] = (await Promise.all([
    flink.get(`/jobs/${line.jid}`),
    flink.get(`/jobs/${line.jid}/checkpoints`),
  ])) as [Detail, Checkpoints];
  const totals = job.vertices.find((vertex) => vertex.name.startsWith('totals'));
  const counts = totals === undefined ? [] : await gauges(flink, line.jid, totals.id);
  const valueOf = (name: string): number => counts.find((one) => one.id === `totals.${name}`)?.sum ?? -1;
  const { latest, history, counts: count } = checkpoints;
  const known = [...history, ...(latest.completed == null ? [] : [latest.completed])];
  const savepointIds = [...known, ...(latest.savepoint == null ? [] : [{ ...latest.savepoint, is_savepoint: true }])]
    .filter((one) => one.is_savepoint)
    .map((one) => one.id);
  return {
    id: line.jid,
    state: line.state,
    startTime: line['start-time'],
    parallelism: job.vertices.map((vertex) => vertex.parallelism),
    // Not by the time stamps: on the adaptive scheduler every restart goes through CANCELLING.
    cancelled: ['CANCELLING', 'CANCELED', 'FINISHED'].includes(line.state),
    savepoints: new Set(savepointIds).size,
    completedCheckpoints: count.completed,
    checkpoints: completedOf(known),
    restored:
      latest.restored == null
        ? undefined
        : {
            id: latest.restored.id,
            path: latest.restored.external_path ?? '',
            at: latest.restored.restore_timestamp,
          },
    restoredCount: valueOf('restoredCount'),
    currentCount: valueOf('currentCount'),
  };
}

function completedOf(known: readonly Checkpoint[]): CompletedCheckpoint[] {
  const byId = new Map<number, CompletedCheckpoint>();
  for (const one of known) {
    if (one.status !== 'COMPLETED' || one.is_savepoint) continue;
    byId.set(one.id, {
      id: one.id,
      path: one.external_path ?? '',
      triggeredAt: one.trigger_timestamp,
      completedAt: one.latest_ack_timestamp,
    });
  }
  return [...byId.values()].toSorted((a, b) => a.id - b.id);
}

interface Detail {
  readonly vertices: readonly { readonly id: string; readonly name: string; readonly parallelism: number }[];
}

interface Checkpoint {
  readonly id: number;
  readonly status: string;
  readonly is_savepoint: boolean;
  readonly external_path?: string;
  readonly trigger_timestamp: number;
  readonly latest_ack_timestamp: number;
}

interface Checkpoints {
  readonly counts: { readonly completed: number };
  readonly history: readonly Checkpoint[];
  readonly latest: {
    readonly completed: Checkpoint | null;
    readonly savepoint: Checkpoint | null;
    readonly restored: {
      readonly id: number;
      readonly external_path?: string;
      readonly restore_timestamp: number;
    } | null;
  };
}

async function gauges(flink: FlinkReader, job: string, vertex: string): Promise<{ id: string; sum: number }[]> {
  const path = `/jobs/${job}/vertices/${vertex}/subtasks/metrics?agg=sum&get=totals.restoredCount,totals.currentCount`;
  return (await flink.get(path)) as { id: string; sum: number }[];
}
