import { jobById } from '../advance.ts';
import {
  type Answer,
  type FakeRequest,
  isFlinkId,
  jsonBody,
  malformedJobId,
  ok,
  rejected,
  serverError,
  unreadableBody,
} from '../answer.ts';
import type { VertexBounds } from '../../../domain/flink.ts';
import { failure } from '../failure.ts';
import type { FakeJob } from '../fake-job.ts';
import { restartToRescale } from '../lifecycle.ts';
import { jobNotFound } from '../operation-failures.ts';

export function getRequirements(request: FakeRequest): Answer {
  return forScalable(request, 'requestJobResourceRequirements', (job) =>
    ok(Object.fromEntries(job.vertices.map((vertex, index) => [vertex.id, { parallelism: job.bounds[index] }]))),
  );
}

/** Replaces all bounds. A job without a completed checkpoint restarts EMPTY, and Flink says 200 to that. */
export function putRequirements(request: FakeRequest): Answer {
  return forScalable(request, 'updateJobResourceRequirements', (job) => {
    const body = jsonBody(request.body);
    if (body === undefined) return unreadableBody('JobResourceRequirementsBody');
    const bounds = job.vertices.map((vertex) => boundsOf(body[vertex.id], job.shape.maxParallelism));
    const wrong = problemsOf(job, bounds, body);
    if (wrong.length > 0) return rejected(400, wrong.join('\n'));
    const before = JSON.stringify(job.bounds);
    job.bounds = bounds.flatMap((one) => (one === undefined ? [] : [one]));
    if (JSON.stringify(job.bounds) === before) return ok({});
    const { cluster, now } = request;
    cluster.effects.push({ kind: 'rescale', job: job.shape.name, jobId: job.id, key: undefined, at: now });
    const moves = job.bounds.some((one, index) => one.upperBound !== job.parallelism[index]);
    if (job.phase === 'running' && moves) restartToRescale(cluster, job, now);
    return ok({});
  });
}

function forScalable(request: FakeRequest, method: string, answer: (job: FakeJob) => Answer): Answer {
  const { cluster, now, params } = request;
  const jobId = params['job'] ?? '';
  if (!isFlinkId(jobId)) return malformedJobId(jobId);
  const job = jobById(cluster, jobId, now);
  if (job === undefined || job.phase === 'ended') return serverError(jobNotFound(jobId));
  if (cluster.scheduler === 'adaptive') return answer(job);
  const message =
    'The DefaultScheduler does not support changing the parallelism without a job restart. This feature is currently only expected to work with the AdaptiveScheduler.';
  const frames = [`org.apache.flink.runtime.scheduler.SchedulerNG.${method}(SchedulerNG.java:225)`];
  return serverError(failure('java.lang.UnsupportedOperationException', message, frames));
}

/** -1 stands for the default: 1, or the maximal parallelism. */
function boundsOf(value: unknown, maxParallelism: number): VertexBounds | undefined {
  const bounds = (value as { parallelism?: Partial<VertexBounds> } | undefined)?.parallelism;
  const { lowerBound, upperBound } = bounds ?? {};
  if (!Number.isInteger(lowerBound) || !Number.isInteger(upperBound)) return undefined;
  return {
    lowerBound: lowerBound === -1 ? 1 : (lowerBound ?? 1),
    upperBound: upperBound === -1 ? maxParallelism : (upperBound ?? 1),
  };
}

function problemsOf(
  job: FakeJob,
  bounds: readonly (VertexBounds | undefined)[],
  body: Readonly<Record<string, unknown>>,
): string[] {
  const { maxParallelism } = job.shape;
  const foreign = Object.keys(body).filter((id) => !job.vertices.some((vertex) => vertex.id === id));
  const wrong = foreign.map((id) => `Job vertex ${id} was not found in the JobGraph.`);
  for (const [index, one] of bounds.entries()) {
    const vertex = job.vertices[index]?.id;
    if (one === undefined) wrong.push(`The request is incomplete, missing job vertex ${vertex} resource requirements.`);
    else if (one.lowerBound < 1 || one.upperBound < one.lowerBound) {
      wrong.push(`The requested bounds of job vertex ${vertex} are invalid.`);
    } else if (one.upperBound > maxParallelism) {
      wrong.push(
        `The newly requested parallelism ${one.upperBound} for the job vertex ${vertex} exceeds its maximum parallelism ${maxParallelism}.`,
      );
    }
  }
  return wrong;
}
