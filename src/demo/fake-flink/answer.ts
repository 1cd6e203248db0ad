import type { JobId } from '../../domain/flink.ts';
import { jobById } from './advance.ts';
import type { FakeCluster } from './cluster.ts';
import { causedBy, type Failure, failure } from './failure.ts';
import type { FakeJob } from './fake-job.ts';
import { jobNotFound } from './operation-failures.ts';

/** A request that matched a route. */
export interface FakeRequest {
  readonly cluster: FakeCluster;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly now: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

/** Flink wraps every failure in a list of texts. */
export function refused(status: number, ...errors: string[]): Answer {
  return { status, body: { errors } };
}

/** What a handler rejects on purpose: the text is a stack trace. */
export function rejected(status: number, message: string, cause?: Failure): Answer {
  const frame = 'org.apache.flink.runtime.rest.handler.AbstractHandler.respondAsLeader(AbstractHandler.java:188)';
  const outer = failure('org.apache.flink.runtime.rest.handler.RestHandlerException', message, [frame]);
  return refused(status, cause === undefined ? outer.stacktrace : causedBy(outer, cause.stacktrace).stacktrace);
}

/** What a handler did not expect. */
export function serverError(cause: Failure): Answer {
  return refused(500, 'Internal server error.', `<Exception on server side:\n${cause.stacktrace}`);
}

const id = /^[0-9a-f]{32}$/;

export function isFlinkId(text: string): text is JobId {
  return id.test(text);
}

export function malformedJobId(text: string): Answer {
  return rejected(
    400,
    `Bad request, could not parse parameters: Cannot resolve path parameter (jobid) from value "${text}".`,
  );
}

/** Answers for the job that the path names, as it is now, or with Flink's words for one that it does not know. */
export function forJob(request: FakeRequest, answer: (job: FakeJob) => Answer): Answer {
  const jobId = request.params['job'] ?? '';
  if (!isFlinkId(jobId)) return malformedJobId(jobId);
  const job = jobById(request.cluster, jobId, request.now);
  if (job !== undefined) return answer(job);
  const outer = failure('org.apache.flink.runtime.rest.NotFoundException', `Job ${jobId} not found`, [
    'org.apache.flink.runtime.rest.handler.job.AbstractExecutionGraphHandler.lambda$handleRequest$1(AbstractExecutionGraphHandler.java:99)',
  ]);
  return refused(404, causedBy(outer, jobNotFound(jobId).stacktrace).stacktrace);
}

/** The body as an object, or undefined where it is none. An empty body is an empty object. */
export function jsonBody(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

export function unreadableBody(type: string): Answer {
  return rejected(400, `Request did not match expected format ${type}.`);
}
