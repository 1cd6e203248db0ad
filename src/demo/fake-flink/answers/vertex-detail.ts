import { advanceFlow } from '../advance.ts';
import { type Answer, type FakeRequest, forJob, ok, rejected } from '../answer.ts';
import { taskManagersOf } from '../cluster.ts';
import { ioMetrics } from './job-detail.ts';
import { vertexState } from './tasks.ts';

/** `/jobs/:job/vertices/:vertex` with its subtasks and where they run. */
export function vertexDetail(request: FakeRequest): Answer {
  const { cluster, now } = request;
  return forJob(request, (job) => {
    advanceFlow(cluster, job, now);
    const index = job.vertices.findIndex((vertex) => vertex.id === request.params['vertex']);
    if (index === -1) return rejected(404, `Job vertex ${request.params['vertex']} not found`);
    const parallelism = job.parallelism[index] ?? 1;
    const places = taskManagersOf(cluster, job);
    const subtasks = Array.from({ length: parallelism }, (_, subtask) => {
      const place = places[subtask % Math.max(1, places.length)];
      const endpoint = place === undefined ? '(unassigned)' : `localhost:${place.dataPort}`;
      return {
        subtask,
        status: vertexState(cluster, job, index),
        attempt: job.attempt,
        ...(cluster.version === '1.20.4' && { host: endpoint.split(':')[0] }),
        endpoint,
        'start-time': job.tasksSince,
        'end-time': job.tasksUntil,
        duration: (job.tasksUntil === -1 ? now : job.tasksUntil) - job.tasksSince,
        metrics: ioMetrics(job, index, 1 / parallelism),
        'taskmanager-id': place?.id ?? '(unassigned)',
        'status-duration': {},
        start_time: job.tasksSince,
      };
    });
    return ok({
      id: job.vertices[index]?.id,
      name: job.vertices[index]?.name,
      parallelism,
      maxParallelism: job.shape.maxParallelism,
      now,
      subtasks,
      aggregated: { metrics: aggregated(ioMetrics(job, index, 1 / parallelism), parallelism), 'status-duration': {} },
    });
  });
}

/** Every subtask does the same, so all statistics but the sum are one value. */
function aggregated(one: Readonly<Record<string, number | boolean>>, parallelism: number): object {
  const numbers = Object.entries(one).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return Object.fromEntries(
    numbers.map(([name, value]) => {
      const all = { min: value, max: value, avg: value, sum: value * parallelism, median: value };
      return [name, { ...all, p25: value, p75: value, p95: value }];
    }),
  );
}
