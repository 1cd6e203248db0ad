import { advanceAll } from '../advance.ts';
import { type Answer, type FakeRequest, ok } from '../answer.ts';
import { type FakeCluster, freeSlots, totalSlots } from '../cluster.ts';
import type { FakeJob } from '../fake-job.ts';
import { noTasks, totalTasks } from './tasks.ts';

const commits = { '1.20.4': 'f6265b2', '2.3.0': 'c0f8d1a' };
const builtAt = { '1.20.4': '2026-04-16T22:34:59+02:00', '2.3.0': '2026-06-14T16:29:03+02:00' };

export function overview({ cluster, now }: FakeRequest): Answer {
  advanceAll(cluster, now);
  const jobs = [...cluster.jobs.values()];
  const ended = (state: string): number => jobs.filter((job) => job.state === state).length;
  const [finished, cancelled, failed] = [ended('FINISHED'), ended('CANCELED'), ended('FAILED')];
  return ok({
    taskmanagers: cluster.taskManagers.length,
    'slots-total': totalSlots(cluster),
    'slots-available': freeSlots(cluster),
    'jobs-running': jobs.length - finished - cancelled - failed,
    'jobs-finished': finished,
    'jobs-cancelled': cancelled,
    'jobs-failed': failed,
    'flink-version': cluster.version,
    'flink-commit': commits[cluster.version],
  });
}

export function clusterConfig({ cluster }: FakeRequest): Answer {
  return ok({
    'refresh-interval': 1000,
    'timezone-name': 'Coordinated Universal Time',
    'timezone-offset': 0,
    'flink-version': cluster.version,
    'flink-revision': `${commits[cluster.version]} @ ${builtAt[cluster.version]}`,
    features: { 'web-submit': true, 'web-cancel': true, 'web-rescale': true, 'web-history': false },
  });
}

export function jobIds({ cluster, now }: FakeRequest): Answer {
  advanceAll(cluster, now);
  return ok({ jobs: [...cluster.jobs.values()].map((job) => ({ id: job.id, status: job.state })) });
}

export function jobsOverview({ cluster, now }: FakeRequest): Answer {
  advanceAll(cluster, now);
  return ok({ jobs: [...cluster.jobs.values()].reverse().map((job) => lineOf(cluster, job, now)) });
}

function lineOf(cluster: FakeCluster, job: FakeJob, now: number): object {
  const newer = cluster.version === '2.3.0';
  // Of a job that an earlier JobManager saw end, the tasks are not known any more.
  const tasks = job.forgottenAt === Infinity ? totalTasks(cluster, job) : noTasks();
  return {
    jid: job.id,
    name: job.shape.name,
    ...(newer && { jobType: 'STREAMING', schedulerType: schedulerType(cluster) }),
    'start-time': job.startTime,
    'end-time': job.endTime,
    duration: (job.endTime === -1 ? now : job.endTime) - job.startTime,
    state: job.state,
    'last-modification': job.modifiedAt,
    tasks: {
      running: tasks.RUNNING,
      canceling: tasks.CANCELING,
      canceled: tasks.CANCELED,
      total: Object.values(tasks).reduce((sum, one) => sum + one, 0),
      created: tasks.CREATED,
      scheduled: tasks.SCHEDULED,
      deploying: tasks.DEPLOYING,
      reconciling: tasks.RECONCILING,
      finished: tasks.FINISHED,
      initializing: tasks.INITIALIZING,
      failed: tasks.FAILED,
    },
    ...(newer && { 'pending-operators': 0 }),
  };
}

export function schedulerType(cluster: FakeCluster): string {
  return cluster.scheduler === 'adaptive' ? 'Adaptive' : 'Default';
}
