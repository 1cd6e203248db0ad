import { advanceFlow } from '../advance.ts';
import { type Answer, type FakeRequest, forJob, ok, rejected } from '../answer.ts';
import { backlogOf, type FakeCluster, troubleOf } from '../cluster.ts';
import type { FakeJob } from '../fake-job.ts';
import { loadNow, pendingRecords, watermarkOf } from '../records.ts';

/** A value of the whole vertex: shared out over the subtasks, or the same in each of them. */
interface Metric {
  readonly value: number;
  readonly shared: boolean;
}

/**
 * `…/subtasks/metrics`: without `get` the names; with it statistics over the subtasks. One name without a value empties
 * the whole answer, as in Flink.
 */
export function subtaskMetrics(request: FakeRequest): Answer {
  return forVertex(request, (job, index) => {
    const metrics = metricsOf(request.cluster, job, index);
    const wanted = request.query.get('get');
    if (wanted === null) return ok([...metrics.keys()].map((id) => ({ id })));
    const ids = wanted.split(',');
    if (!ids.every((id) => metrics.has(id))) return ok([]);
    const kinds = (request.query.get('agg') ?? 'min,max,avg,sum').split(',');
    return ok(ids.map((id) => ({ id, ...statistics(metrics.get(id), job.parallelism[index] ?? 1, kinds) })));
  });
}

/** `…/metrics`: the same under the number of each subtask, not aggregated. */
export function vertexMetrics(request: FakeRequest): Answer {
  return forVertex(request, (job, index) => {
    const parallelism = job.parallelism[index] ?? 1;
    const values = new Map<string, number>();
    for (const [name, metric] of metricsOf(request.cluster, job, index)) {
      for (let subtask = 0; subtask < parallelism; subtask += 1)
        values.set(`${subtask}.${name}`, perSubtask(metric, parallelism));
    }
    const wanted = request.query.get('get');
    if (wanted === null) return ok([...values.keys()].map((id) => ({ id })));
    return ok(wanted.split(',').flatMap((id) => (values.has(id) ? [{ id, value: String(values.get(id)) }] : [])));
  });
}

export function backpressure(request: FakeRequest): Answer {
  return forVertex(request, (job, index) => {
    const { cluster, now } = request;
    if (job.phase !== 'running') return ok({ status: 'deprecated', subtasks: [] });
    const load = loadNow(job, troubleOf(cluster, job), backlogOf(cluster, job));
    const [ratio, busyRatio] = [load.backpressured[index] ?? 0, load.busy[index] ?? 0];
    const level = ratio > 0.5 ? 'high' : ratio > 0.1 ? 'low' : 'ok';
    const subtasks = Array.from({ length: job.parallelism[index] ?? 1 }, (_, subtask) => ({
      subtask,
      backpressureLevel: level,
      ratio,
      idleRatio: rounded(1 - ratio - busyRatio),
      busyRatio: rounded(busyRatio),
      'backpressure-level': level,
    }));
    return ok({
      status: 'ok',
      backpressureLevel: level,
      'end-timestamp': now,
      subtasks,
      'backpressure-level': level,
    });
  });
}

/** What a subtask shows that has had no watermark yet: the smallest long. */
const noWatermark = '-9223372036854775808';

/** Of what comes in: a source has none, nor has a task that does not run. */
export function watermarks(request: FakeRequest): Answer {
  return forVertex(request, (job, index) => {
    if (index === 0 || job.phase !== 'running') return ok([]);
    const value = String(watermarkOf(job, troubleOf(request.cluster, job)) ?? noWatermark);
    const subtasks = Array.from({ length: job.parallelism[index] ?? 1 }, (_, subtask) => subtask);
    return ok(subtasks.map((subtask) => ({ id: `${subtask}.currentInputWatermark`, value })));
  });
}

function forVertex(request: FakeRequest, answer: (job: FakeJob, index: number) => Answer): Answer {
  return forJob(request, (job) => {
    advanceFlow(request.cluster, job, request.now);
    const index = job.vertices.findIndex((vertex) => vertex.id === request.params['vertex']);
    if (index === -1) return rejected(404, `Job vertex ${request.params['vertex']} not found`);
    return answer(job, index);
  });
}

/** Tasks that do not run have no metrics. */
function metricsOf(cluster: FakeCluster, job: FakeJob, index: number): Map<string, Metric> {
  const metrics = new Map<string, Metric>();
  if (job.phase !== 'running') return metrics;
  const backlog = backlogOf(cluster, job);
  const load = loadNow(job, troubleOf(cluster, job), backlog);
  const [busy, waits] = [load.busy[index] ?? 0, load.backpressured[index] ?? 0];
  const [isSource, isLast] = [index === 0, index === job.vertices.length - 1];
  const read = Math.floor(job.flow.position - job.flow.positionAtStart);
  const same = (name: string, value: number): unknown => metrics.set(name, { value, shared: false });
  const shared = (name: string, value: number): unknown => metrics.set(name, { value, shared: true });

  same('busyTimeMsPerSecond', Math.round(busy * 1000));
  same('backPressuredTimeMsPerSecond', Math.round(waits * 1000));
  same('softBackPressuredTimeMsPerSecond', Math.round(waits * 1000));
  same('hardBackPressuredTimeMsPerSecond', 0);
  same('idleTimeMsPerSecond', Math.round((1 - busy - waits) * 1000));
  shared('numRecordsIn', isSource ? 0 : read);
  shared('numRecordsInPerSecond', isSource ? 0 : load.recordsPerSecond);
  shared('numRecordsOut', isLast ? 0 : read);
  shared('numRecordsOutPerSecond', isLast ? 0 : load.recordsPerSecond);
  same('mailboxQueueSize', 0);
  for (const operator of job.vertices[index]?.operators ?? []) {
    shared(`${operator}.numRecordsIn`, read);
    shared(`${operator}.numRecordsInPerSecond`, load.recordsPerSecond);
  }
  const first = job.vertices[index]?.operators[0];
  if (isSource) shared(`${first}.pendingRecords`, Math.floor(pendingRecords(job, backlog)));
  if (isLast) {
    shared(`${first}.restoredCount`, Math.round(job.flow.restoredCount));
    shared(`${first}.currentCount`, Math.floor(job.flow.position));
  }
  return metrics;
}

function perSubtask(metric: Metric, parallelism: number): number {
  return metric.shared ? metric.value / parallelism : metric.value;
}

function statistics(metric: Metric | undefined, parallelism: number, kinds: readonly string[]): object {
  const one = metric === undefined ? 0 : perSubtask(metric, parallelism);
  const all: Readonly<Record<string, number>> = { min: one, max: one, avg: one, sum: one * parallelism, skew: 0 };
  return Object.fromEntries(kinds.map((kind) => [kind, all[kind]]));
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
