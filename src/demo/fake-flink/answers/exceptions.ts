import { type Answer, type FakeRequest, forJob, ok } from '../answer.ts';
import type { FakeCluster } from '../cluster.ts';
import type { FakeException, FakeJob } from '../fake-job.ts';

const defaultMost = 20;

export function exceptions(request: FakeRequest): Answer {
  const { cluster, query } = request;
  return forJob(request, (job) => {
    const most = Number(query.get('maxExceptions') ?? defaultMost);
    const entries = job.exceptions.slice(0, most).map((one) => entryOf(cluster, job, one));
    const exceptionHistory = { entries, truncated: entries.length < job.exceptions.length };
    return ok(cluster.version === '1.20.4' ? { ...oldFields(cluster, job), exceptionHistory } : { exceptionHistory });
  });
}

function entryOf(cluster: FakeCluster, job: FakeJob, exception: FakeException): object {
  return {
    ...bareEntry(cluster, job, exception),
    concurrentExceptions: exception.concurrent.map((one) => bareEntry(cluster, job, one)),
  };
}

function bareEntry(cluster: FakeCluster, job: FakeJob, exception: FakeException): object {
  return {
    exceptionName: exception.name,
    stacktrace: exception.stacktrace,
    timestamp: exception.timestamp,
    failureLabels: {},
    ...placeOf(cluster, job, exception),
  };
}

/** The adaptive scheduler does not say which task it was. */
function placeOf(cluster: FakeCluster, job: FakeJob, { vertex, attempt, taskManager }: FakeException): object {
  if (cluster.scheduler === 'adaptive' || vertex === undefined) return {};
  return {
    taskName: `${taskName(job, vertex)} - execution #${attempt}`,
    ...endpointOf(cluster, taskManager),
    taskManagerId: taskManager,
  };
}

function taskName(job: FakeJob, vertex: number): string {
  return `${job.vertices[vertex]?.name} (1/${job.parallelism[vertex]})`;
}

function endpointOf(cluster: FakeCluster, taskManager: string | undefined): object {
  const port = taskManager?.split(':')[1]?.split('-')[0] ?? '0';
  const endpoint = `localhost:${port}`;
  return cluster.version === '1.20.4' ? { location: endpoint, endpoint } : { endpoint };
}

/** What 2.0 removed. */
function oldFields(cluster: FakeCluster, job: FakeJob): object {
  const root = job.rootException;
  const newest = job.exceptions[0]?.concurrent[0] ?? job.exceptions[0];
  const failedTask = newest?.vertex === undefined || root === undefined ? undefined : newest;
  return {
    'root-exception': root?.stacktrace ?? null,
    timestamp: root?.timestamp ?? null,
    'all-exceptions':
      failedTask === undefined
        ? []
        : [
            {
              exception: failedTask.stacktrace,
              task: taskName(job, failedTask.vertex ?? 0),
              ...endpointOf(cluster, failedTask.taskManager),
              timestamp: failedTask.timestamp,
              taskManagerId: failedTask.taskManager,
            },
          ],
    truncated: false,
  };
}
