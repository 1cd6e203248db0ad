import { z } from 'zod';
import type { ClusterOverview, JobLine } from '../../domain/flink.ts';
import type { Reader } from './reader.ts';
import { JobIdOfFlink, JobNameOfFlink, JobStateOfFlink, JobTypeOfFlink } from './shapes.ts';

const Overview = z.object({
  'flink-version': z.string().min(1),
  taskmanagers: z.number(),
  'slots-total': z.number(),
  'slots-available': z.number(),
});

const JobsOverview = z.object({
  jobs: z.array(
    z.object({
      jid: JobIdOfFlink,
      name: JobNameOfFlink,
      state: JobStateOfFlink,
      'start-time': z.number(),
      'end-time': z.number(),
      'last-modification': z.number(),
      // 2.3 writes the first in overviews and the second in details.
      jobType: JobTypeOfFlink,
      'job-type': JobTypeOfFlink,
      tasks: z.object({
        total: z.number(),
        running: z.number(),
        deploying: z.number().default(0),
        initializing: z.number().default(0),
      }),
    }),
  ),
});

export async function readOverview(reader: Reader, signal: AbortSignal): Promise<ClusterOverview> {
  const cluster = await reader.need({ route: 'overview', params: {} }, Overview, signal);
  const { jobs } = await reader.need({ route: 'jobsOverview', params: {} }, JobsOverview, signal);
  return {
    version: cluster['flink-version'],
    taskManagers: cluster.taskmanagers,
    slotsTotal: cluster['slots-total'],
    slotsAvailable: cluster['slots-available'],
    jobs: jobs.map((job) => ({
      id: job.jid,
      name: job.name,
      state: job.state,
      startTime: job['start-time'],
      endTime: job['end-time'] < 0 ? undefined : job['end-time'],
      lastModification: job['last-modification'],
      type: job.jobType ?? job['job-type'],
      tasks: tasksOf(job.tasks),
    })),
  };
}

function tasksOf(tasks: z.infer<typeof JobsOverview>['jobs'][number]['tasks']): JobLine['tasks'] {
  const { total, running } = tasks;
  const starting = tasks.deploying + tasks.initializing;
  return starting > 0 ? { total, running, starting } : { total, running };
}
