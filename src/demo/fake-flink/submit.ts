import { randomBytes } from 'node:crypto';
import type { JobId } from '../../domain/flink.ts';
import { jobShape } from '../jobs.ts';
import { advance } from './advance.ts';
import { currentRun, type FakeCluster } from './cluster.ts';
import { type FakeJob, type FakeJobShape, newJob } from './fake-job.ts';
import { endJob } from './lifecycle.ts';
import { missingSnapshot } from './operation-failures.ts';

/** A shape with every value; `change` may name only what matters. */
export function fakeShape(name: string, nowMs: number, change: Partial<FakeJobShape> = {}): FakeJobShape {
  return {
    ...jobShape(name, nowMs),
    maxParallelism: 16,
    vertexCount: 3,
    capacityPerSecond: 20_000,
    tolerableFailedCheckpoints: 1_000_000,
    windowed: false,
    ...change,
  };
}

/** Starts a job past REST, as if it had been there: nothing of it is a side effect. */
export function placeJob(cluster: FakeCluster, shape: FakeJobShape, startTime: number, now: number): FakeJob {
  const living = currentRun(cluster, shape.name);
  if (living !== undefined && living.phase !== 'ended') throw new Error(`Job ${shape.name} runs already.`);
  cluster.shapes.set(shape.name, shape);
  const job = newJob({ id: randomJobId(), shape, startTime, initial: undefined });
  cluster.jobs.set(job.id, job);
  advance(cluster, job, now);
  return job;
}

/** Starts what a request asked for. A snapshot that is not there ends the job at once, after a friendly answer. */
export function submitJob(
  cluster: FakeCluster,
  submission: { readonly id: JobId | undefined; readonly shape: FakeJobShape; readonly snapshot: string | undefined },
  now: number,
): FakeJob {
  const { shape, snapshot: path } = submission;
  const found = path === undefined ? undefined : cluster.storage.find(path);
  const id = submission.id ?? randomJobId();
  // Flink calls whatever a job is started from a savepoint.
  const initial = found === undefined ? undefined : { ...found, isSavepoint: true };
  const job = newJob({ id, shape, startTime: now, initial });
  cluster.shapes.set(shape.name, shape);
  cluster.jobs.set(id, job);
  cluster.effects.push({ kind: 'start', job: shape.name, jobId: id, key: submission.id, at: now });
  if (path !== undefined && found === undefined) {
    job.rootException = { ...missingSnapshot(path), timestamp: now };
    endJob(cluster, job, now, 'FAILED');
    return job;
  }
  advance(cluster, job, now);
  return job;
}

function randomJobId(): JobId {
  return randomBytes(16).toString('hex') as JobId;
}
