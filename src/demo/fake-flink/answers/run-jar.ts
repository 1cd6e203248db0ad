import type { JobId } from '../../../domain/flink.ts';
import { entryClass } from '../../session-rest.ts';
import { jobById } from '../advance.ts';
import {
  type Answer,
  type FakeRequest,
  isFlinkId,
  jsonBody,
  ok,
  refused,
  serverError,
  unreadableBody,
} from '../answer.ts';
import { causedBy, type Failure, failure } from '../failure.ts';
import { parseArguments } from '../parse-arguments.ts';
import { fakeShape, submitJob } from '../submit.ts';
import { uploadDirectory } from './jars.ts';

/** Every jar holds the demo's job program, and nothing else. */
export function runJar(request: FakeRequest): Answer {
  const { cluster, now, params } = request;
  const { jars, webDirectory } = cluster.incarnation;
  const jarId = params['jar'] ?? '';
  if (!jars.some((jar) => jar.id === jarId)) {
    const message = `Jar file ${uploadDirectory(webDirectory)}/${jarId} does not exist`;
    return serverError(completion(failure('org.apache.flink.runtime.rest.handler.RestHandlerException', message, [])));
  }
  const body = jsonBody(request.body);
  if (body === undefined) return unreadableBody('JarRunRequestBody');
  const mainClass = body['entryClass'] ?? entryClass;
  if (mainClass !== entryClass)
    return serverError(completion(unknownClass(JSON.stringify(mainClass).replaceAll('"', ''))));
  const jobId = body['jobId'];
  if (jobId !== undefined && jobId !== null && !(typeof jobId === 'string' && isFlinkId(jobId))) {
    return unreadableBody('JarRunRequestBody');
  }

  const args = Array.isArray(body['programArgsList']) ? body['programArgsList'].map(String) : [];
  const parsed = parseArguments(args);
  if (parsed.kind === 'unknown') return notExecuted(unknownArgument(parsed.argument));
  const id = typeof jobId === 'string' ? (jobId as JobId) : undefined;
  const before = id === undefined ? undefined : jobById(cluster, id, now);
  // A job that ended under an earlier JobManager is no obstacle any more: with high availability it runs again.
  if (before !== undefined && before.forgottenAt === Infinity) {
    return notExecuted(duplicate(cluster.version === '1.20.4', parsed.name));
  }
  const base = cluster.shapes.get(parsed.name) ?? fakeShape(parsed.name, now);
  const parallelism = typeof body['parallelism'] === 'number' ? body['parallelism'] : 1;
  const shape = { ...base, ...parsed.change, parallelism };
  const snapshot = typeof body['savepointPath'] === 'string' ? body['savepointPath'] : undefined;
  const job = submitJob(cluster, { id, shape, snapshot }, now);
  return ok({ jobid: job.id, ...(cluster.version === '2.3.0' && { applicationId: job.id }) });
}

/** Whatever goes wrong inside `main()` or at the end of it. */
function notExecuted(cause: Failure): Answer {
  const text = 'Could not execute application.';
  const runtime = failure('org.apache.flink.util.FlinkRuntimeException', text, []);
  const chain = causedBy(runtime, cause.stacktrace);
  const outer = failure('org.apache.flink.runtime.rest.handler.RestHandlerException', text, [
    'org.apache.flink.runtime.webmonitor.handlers.JarRunHandler.lambda$handleRequest$1(JarRunHandler.java:114)',
  ]);
  return refused(400, causedBy(outer, completion(chain).stacktrace).stacktrace);
}

function duplicate(old: boolean, name: string): Failure {
  const text = `Failed to execute job '${name}'.`;
  const last = old
    ? failure('org.apache.flink.runtime.client.DuplicateJobSubmissionException', 'Job has already been submitted.', [])
    : failure(
        'org.apache.flink.runtime.client.DuplicateApplicationSubmissionException',
        'Application has already been submitted.',
        [],
      );
  return mainFailed(text, causedBy(failure('org.apache.flink.util.FlinkException', text, []), last.stacktrace));
}

function unknownArgument(argument: string): Failure {
  const text = `Unknown argument ${argument}`;
  return mainFailed(
    text,
    failure('java.lang.IllegalArgumentException', text, [`${entryClass}.main(OrderPipeline.java:38)`]),
  );
}

function mainFailed(text: string, cause: Failure): Failure {
  const name = 'org.apache.flink.client.program.ProgramInvocationException';
  return causedBy(failure(name, `The main method caused an error: ${text}`, []), cause.stacktrace);
}

function unknownClass(name: string): Failure {
  const text = `The program's entry point class '${name}' was not found in the jar file.`;
  const cause = failure('java.lang.ClassNotFoundException', name, []);
  return causedBy(failure('org.apache.flink.client.program.ProgramInvocationException', text, []), cause.stacktrace);
}

function completion(cause: Failure): Failure {
  const first = cause.stacktrace.split('\n')[0] ?? '';
  return causedBy(failure('java.util.concurrent.CompletionException', first, []), cause.stacktrace);
}
