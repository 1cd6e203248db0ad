import { randomBytes } from 'node:crypto';
import { jobById } from '../advance.ts';
import {
  type Answer,
  type FakeRequest,
  isFlinkId,
  jsonBody,
  malformedJobId,
  ok,
  rejected,
  unreadableBody,
} from '../answer.ts';
import { cancel } from '../lifecycle.ts';
import { jobNotFound } from '../operation-failures.ts';
import { cacheOf, type Operation, startOperation } from '../operations.ts';
import type { TriggerEntry } from '../triggers.ts';

export function postSavepoint(request: FakeRequest): Answer {
  return post(request, 'savepoint', 'SavepointTriggerRequestBody', 'target-directory');
}

export function postStop(request: FakeRequest): Answer {
  return post(request, 'stop', 'StopWithSavepointRequestBody', 'targetDirectory');
}

export function postCheckpoint(request: FakeRequest): Answer {
  return post(request, 'checkpoint', 'CheckpointTriggerRequestBody', undefined);
}

/** Fields that Flink does not know are dropped without a word, also a misspelt directory or trigger id. */
function post(
  request: FakeRequest,
  kind: Operation['kind'],
  bodyType: string,
  directoryField: string | undefined,
): Answer {
  const job = request.params['job'] ?? '';
  if (!isFlinkId(job)) return malformedJobId(job);
  const body = jsonBody(request.body);
  const key = body?.['triggerId'] ?? randomBytes(16).toString('hex');
  if (body === undefined || typeof key !== 'string' || !isFlinkId(key)) return unreadableBody(bodyType);
  const directory = directoryField === undefined ? undefined : body[directoryField];
  if (directory !== undefined && directory !== null && typeof directory !== 'string') return unreadableBody(bodyType);
  startOperation(request.cluster, { kind, job, key, directory: directory ?? undefined }, request.now);
  return ok({ 'request-id': key }, 202);
}

export function savepointStatus(request: FakeRequest): Answer {
  return status(request, 'savepoint', (entry) =>
    entry.failure === undefined ? { location: entry.location } : { 'failure-cause': cause(entry) },
  );
}

export function checkpointStatus(request: FakeRequest): Answer {
  return status(request, 'checkpoint', (entry) =>
    entry.failure === undefined ? { checkpointId: entry.checkpointId } : { failureCause: cause(entry) },
  );
}

function status(
  request: FakeRequest,
  kind: 'savepoint' | 'checkpoint',
  operation: (entry: TriggerEntry) => object,
): Answer {
  const { cluster, now, params } = request;
  const jobId = params['job'] ?? '';
  if (!isFlinkId(jobId)) return malformedJobId(jobId);
  jobById(cluster, jobId, now);
  const entry = cacheOf(cluster, kind).find(jobId, params['trigger'] ?? '', now);
  if (entry === undefined) {
    return rejected(404, `There is no ${kind} operation with triggerId=${params['trigger']} for job ${jobId}.`);
  }
  if (entry.state === 'IN_PROGRESS') return ok({ status: { id: 'IN_PROGRESS' }, operation: null });
  return ok({ status: { id: 'COMPLETED' }, operation: operation(entry) });
}

function cause(entry: TriggerEntry): object {
  return {
    class: entry.failure?.class,
    'stack-trace': entry.failure?.stacktrace,
    'serialized-throwable': 'rO0ABXNyAClvcmcuYXBhY2hlLmZsaW5rLnV0aWwuU2VyaWFsaXplZFRocm93',
  };
}

export function cancelJob(request: FakeRequest): Answer {
  const { cluster, now, params, query } = request;
  if ((query.get('mode') ?? 'cancel') !== 'cancel') {
    return rejected(308, 'The termination mode "stop" has been removed, please use /jobs/:jobid/stop instead.');
  }
  const jobId = params['job'] ?? '';
  if (!isFlinkId(jobId)) return malformedJobId(jobId);
  const job = jobById(cluster, jobId, now);
  if (job === undefined) return rejected(404, 'Job could not be found.', jobNotFound(jobId));
  if (job.phase === 'ended' && job.state !== 'CANCELED') {
    const end = `Job cancellation failed because the job has already reached another terminal state (${job.state}).`;
    return rejected(409, end);
  }
  if (job.phase !== 'ended' && job.phase !== 'cancelling') {
    cancel(cluster, job, now);
    cluster.effects.push({ kind: 'cancel', job: job.shape.name, jobId, key: undefined, at: now });
  }
  return ok({}, 202);
}
