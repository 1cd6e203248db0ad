import { type JobId, terminalStates } from '../domain/flink.ts';
import { FlinkUnreadable } from '../domain/errors.ts';
import type { ActionFacts } from '../domain/action-facts.ts';
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
  deps: Pick<StageDeps, 'flinkOf' | 'recordOf' | 'answers' | 'clusters' | 'world' | 'jars' | 'clock' | 'limits'>,
  of: { readonly cluster: string; readonly jobName: string; readonly job: JobId; readonly ownSavepoint?: string },
  signal: AbortSignal,
): Promise<ActionFacts> {
  const { cluster, jobName } = of;
  const flink = deps.flinkOf(cluster);
  const record = deps.recordOf(cluster, jobName);
  const [identity, overview, job, checkpoints, checkpointConfig, holds, jarSha256, twins] = await Promise.all([
    flink.watch.identity(signal),
    flink.watch.overview(signal),
    flink.inspect.job(of.job, signal),
    flink.watch.checkpoints(of.job, signal),
    flink.watch.checkpointConfig(of.job, signal),
    deps.answers.holds(),
    record.launch === undefined ? undefined : deps.jars.sha256(record.launch.jar),
    // Only what can be started can have a twin.
    record.launch === undefined ? { twins: [], unreadTwins: [] } : findTwins(deps, cluster, jobName, signal),
  ]);
  const alive = job !== undefined && !terminalStates.includes(job.state);
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
    ...twins,
    record,
    holds,
    maxCheckpointAgeMs: deps.limits.maxCheckpointAgeMs,
    ownSavepoint: of.ownSavepoint,
  };
}

async function findTwins(
  deps: Pick<StageDeps, 'flinkOf' | 'clusters'>,
  cluster: string,
  jobName: string,
  signal: AbortSignal,
): Promise<Pick<ActionFacts, 'twins' | 'unreadTwins'>> {
  const platform = deps.clusters.find((one) => one.name === cluster)?.platform;
  const others = deps.clusters.filter((one) => one.platform === platform && one.name !== cluster);
  const twins: string[] = [];
  const unreadTwins: string[] = [];
  await Promise.all(
    others.map(async ({ name }) => {
      try {
        const { jobs } = await deps.flinkOf(name).watch.overview(signal);
        if (jobs.some((line) => line.name === jobName && !terminalStates.includes(line.state))) twins.push(name);
      } catch (error) {
        if (!(error instanceof FlinkUnreadable)) throw error;
        unreadTwins.push(name);
      }
    }),
  );
  return { twins, unreadTwins };
}
