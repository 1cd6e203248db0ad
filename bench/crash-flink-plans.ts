import type { JobDetail, JobId } from '../src/domain/flink.ts';
import type { Plan, PlanStep } from '../src/domain/plan.ts';
import { newestSnapshotId } from '../src/actions/newest-snapshot.ts';
import { entryClass } from '../src/demo/session-rest.ts';
import { planDigest } from '../src/ledger/propose.ts';
import type { Flink } from '../src/ports/flink.ts';
import type { Random } from '../src/proof/random.ts';
import type { FlinkAgentSettings, FlinkLane } from './crash-flink-messages.ts';

export const flinkCluster = 'real';
/** Long enough for Flink to show what the run has restored and counted. */
const leastAgeMs = 5_000;
const calm = new AbortController().signal;

/** The run of that name that is up and has a checkpoint; undefined: it is no moment for a plan. @throws {FlinkUnreadable} */
export async function readyRun(
  flink: Flink,
  name: string,
): Promise<{ readonly job: JobDetail; readonly newestSnapshot: number } | undefined> {
  const alive = (await flink.watch.overview(calm)).jobs.filter((one) => one.name === name && one.state === 'RUNNING');
  const line = alive[0];
  if (line === undefined || alive.length > 1) return undefined;
  const stats = await flink.watch.checkpoints(line.id, calm);
  const job = await flink.inspect.job(line.id, calm);
  // A checkpoint of this very run: it works, and its state is not empty.
  if (job?.state !== 'RUNNING' || stats?.latestCompleted === undefined) return undefined;
  if (job.now - job.startTime < leastAgeMs) return undefined;
  return { job, newestSnapshot: newestSnapshotId(stats) };
}

/** A restart in more than half of the cases: it holds two actions, and the second needs what the first has made. */
export function planFor(
  of: {
    readonly settings: FlinkAgentSettings;
    readonly lane: FlinkLane;
    readonly job: JobDetail;
    readonly newestSnapshot: number;
    readonly incidentId: string;
  },
  random: Random,
  id: string,
  now: number,
): Plan {
  const { job, lane } = of;
  const dice = random.next();
  const [action, steps]: [Plan['action'], readonly PlanStep[]] =
    dice < 0.3
      ? ['trigger-savepoint', [savepointStep(of)]]
      : dice < 0.42
        ? ['trigger-checkpoint', [checkpointStep(of)]]
        : ['restart-job', restartSteps(of)];
  const run = { cluster: flinkCluster, jobId: job.id as string, jobStartTime: job.startTime, sopDigest: 'crash' };
  return {
    ...run,
    id,
    incidentId: of.incidentId,
    jobName: lane.name,
    action,
    steps,
    digest: planDigest({ steps, ...run }),
    sopId: 'crash',
    createdAt: now,
  };
}

type Of = Parameters<typeof planFor>[0];

function savepointStep({ settings, job, newestSnapshot }: Of): PlanStep {
  const args = { job: job.id, directory: settings.savepoints, sinceCheckpoint: newestSnapshot };
  return { name: 'savepoint', kind: 'trigger-savepoint', risk: 'safe', args };
}

function checkpointStep({ job, newestSnapshot }: Of): PlanStep {
  const args = { job: job.id, sinceCheckpoint: newestSnapshot };
  return { name: 'checkpoint', kind: 'trigger-checkpoint', risk: 'safe', args };
}

function restartSteps({ settings, lane, job }: Of): PlanStep[] {
  const previousJob: JobId = job.id;
  return [
    {
      name: 'stop',
      kind: 'stop-with-savepoint',
      risk: 'disruptive',
      args: { job: previousJob, directory: settings.savepoints },
    },
    {
      name: 'start',
      kind: 'start-job',
      risk: 'disruptive',
      args: {
        previousJob,
        jobName: lane.name,
        jar: settings.jar,
        entryClass,
        programArgs: lane.programArgs,
        parallelism: 1,
        snapshot: { from: 'stop.savepoint' },
        flinkVersion: settings.flinkVersion,
      },
    },
  ];
}
