import { type ClusterOverview, type JobId, terminalStates } from '../domain/flink.ts';
import { FlinkUnreadable } from '../domain/errors.ts';
import type { ActionFacts, SavepointOfStop } from '../domain/action-facts.ts';
import { culpritOf } from '../detectors/culprit.ts';
import { defaultDetectorLimits as limits } from '../detectors/detector-limits.ts';
import { latestReads } from '../detectors/suspicion.ts';
import type { StageDeps } from './deps.ts';
import { latestLoads } from './collect-evidence.ts';

/** A load that is not known by then is not measured, however seldom the cluster is polled. */
const measuredInMs = 300_000;

/**
 * Reads everything that the preconditions of a write to the job look at, now.
 * @throws {FlinkUnreadable} something needed has no answer: nothing may be sent then.
 */
export async function readFacts(
  deps: Pick<
    StageDeps,
    'flinkOf' | 'recordOf' | 'answers' | 'clusters' | 'world' | 'watch' | 'jars' | 'clock' | 'limits'
  >,
  of: {
    readonly cluster: string;
    readonly jobName: string;
    readonly job: JobId;
    readonly ownSavepoint?: SavepointOfStop;
  },
  signal: AbortSignal,
): Promise<ActionFacts> {
  const { cluster, jobName } = of;
  const flink = deps.flinkOf(cluster);
  const record = deps.recordOf(cluster, jobName);
  const ifTold = <T>(read: Promise<T>): Promise<T | undefined> =>
    of.ownSavepoint === undefined ? read : read.catch(errorOfFlink);
  const [identity, overview, job, checkpoints, checkpointConfig, holds, jarSha256, twins] = await Promise.all([
    flink.watch.identity(signal),
    flink.watch.overview(signal),
    flink.inspect.job(of.job, signal),
    ifTold(flink.watch.checkpoints(of.job, signal)),
    ifTold(flink.watch.checkpointConfig(of.job, signal)),
    deps.answers.holds(),
    record.launch === undefined ? undefined : deps.jars.sha256(record.launch.jar),
    // Only what can be started can have a twin.
    record.launch === undefined ? noTwins : findTwins(deps, cluster, jobName, signal),
  ]);
  const alive = job !== undefined && !terminalStates.includes(job.state);
  const otherNames = await namesOf(deps, cluster, identity.incarnation, signal);
  const requirements = alive ? await flink.inspect.resourceRequirements(of.job, signal) : undefined;
  const seen = deps.world.window(cluster, jobName);
  const window = seen?.snapshots.at(-1)?.line.id === of.job ? seen : undefined;
  const loads = window === undefined ? [] : latestLoads(window);
  const now = deps.clock.now();
  const run = (window?.snapshots ?? []).filter((one) => one.line.id === of.job);
  const reads = run.filter((one) => one.vertices !== undefined);
  const shares = loads.flatMap((load) => load.backpressured ?? []);
  const slow = culpritOf(loads, limits.backpressureExit, true, limits);
  return {
    now,
    cluster,
    jobName,
    identity,
    overview,
    job,
    checkpoints,
    checkpointConfig,
    requirements,
    jarSha256,
    backpressured: shares.length === 0 ? undefined : Math.max(...shares),
    isMeasuring: shares.length === 0 && alive && reads.length < latestReads && now - (run[0]?.at ?? now) < measuredInMs,
    culprit: slow?.explains === true ? { id: slow.vertex.id, name: slow.vertex.name } : undefined,
    twins: twins.living,
    laterTwins: twins.ended.filter(({ startTime }) => startTime > endOf(overview, of.job)).map((one) => one.cluster),
    unreadTwins: twins.unread,
    otherNames,
    record,
    holds,
    maxCheckpointAgeMs: deps.limits.maxCheckpointAgeMs,
    ownSavepoint: of.ownSavepoint,
  };
}

/** Of a run that we stopped ourselves our savepoint is known: that Flink has only an error to tell of the others keeps no job down. */
function errorOfFlink(error: unknown): undefined {
  if (!(error instanceof FlinkUnreadable) || !error.isFromFlink) throw error;
}

interface Twins {
  readonly living: readonly string[];
  /** With the start of the latest run. */
  readonly ended: readonly { readonly cluster: string; readonly startTime: number }[];
  readonly unread: readonly string[];
}

const noTwins: Twins = { living: [], ended: [], unread: [] };

async function findTwins(
  deps: Pick<StageDeps, 'flinkOf' | 'clusters'>,
  cluster: string,
  jobName: string,
  signal: AbortSignal,
): Promise<Twins> {
  const platform = deps.clusters.find((one) => one.name === cluster)?.platform;
  const others = deps.clusters.filter((one) => one.platform === platform && one.name !== cluster);
  const found = {
    living: [] as string[],
    ended: [] as { cluster: string; startTime: number }[],
    unread: [] as string[],
  };
  await Promise.all(
    others.map(async ({ name }) => {
      try {
        const { jobs } = await deps.flinkOf(name).watch.overview(signal);
        const runs = jobs.filter((line) => line.name === jobName);
        if (runs.some(({ state }) => !terminalStates.includes(state))) found.living.push(name);
        else if (runs.length > 0)
          found.ended.push({ cluster: name, startTime: Math.max(...runs.map((run) => run.startTime)) });
      } catch (error) {
        if (!(error instanceof FlinkUnreadable)) throw error;
        found.unread.push(name);
      }
    }),
  );
  return found;
}

/** Addresses that look different may lead to one Flink: only its JobManager tells. What the store remembers of another is asked again. */
async function namesOf(
  { clusters, flinkOf, watch }: Pick<StageDeps, 'clusters' | 'flinkOf' | 'watch'>,
  cluster: string,
  incarnation: string | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  if (incarnation === undefined) return found;
  for (const { name } of clusters) {
    if (name === cluster || (await watch.cluster(name))?.incarnation !== incarnation) continue;
    if ((await flinkOf(name).watch.identity(signal)).incarnation === incarnation) found.push(name);
  }
  return found;
}

/** When the run ended; infinity: it has not, or that is not told. */
function endOf({ jobs }: ClusterOverview, job: JobId): number {
  const line = jobs.find((one) => one.id === job);
  if (line === undefined || !terminalStates.includes(line.state)) return Number.POSITIVE_INFINITY;
  return line.endTime ?? line.lastModification;
}
