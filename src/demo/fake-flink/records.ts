import type { FakeJob } from './fake-job.ts';
import { workVertex } from './fake-job.ts';
import { type Limits, limitsOf, type Trouble } from './troubles.ts';

/** What a job does at a moment, records per second and shares of time. */
export interface Load {
  readonly recordsPerSecond: number;
  /** Busy and backpressured share per vertex; the rest is idle. */
  readonly busy: readonly number[];
  readonly backpressured: readonly number[];
}

/** Share of time that a source waits for a saturated successor, as a real one shows it: it idles between its own reads. */
const sourceWaits = 0.72;
const lightWork = 0.02;

/** Records that the log holds at that time, whether anybody read them or not. */
export function logLength(job: FakeJob, at: number, extra: number): number {
  return Math.max(0, ((at - job.shape.originMs) / 1000) * job.shape.recordsPerSecond) + extra;
}

/** Moves records and clocks of a running job on to `to`. The speed is constant while it lags and while it does not. */
export function flow(job: FakeJob, trouble: Trouble | undefined, extra: number, to: number): void {
  const { flow: state } = job;
  const from = state.at;
  if (to <= from) return;
  state.at = to;
  if (job.phase !== 'running') return;
  const limits = limitsOf(job, trouble);
  const speed = Math.min(limits.capacity, limits.read);
  const lag = Math.max(0, logLength(job, from, extra) - state.position);
  const shrinks = (speed - job.shape.recordsPerSecond) / 1000;
  const laggingMs = lag === 0 && shrinks >= 0 ? 0 : shrinks <= 0 ? to - from : Math.min(to - from, lag / shrinks);
  const read = Math.min(logLength(job, to, extra), state.position + (speed * (to - from)) / 1000);
  state.position = Math.max(state.position, read);
  addTimes(job, limits, true, laggingMs);
  addTimes(job, limits, false, to - from - laggingMs);
}

/** The load at the moment up to which records have moved. */
export function loadNow(job: FakeJob, trouble: Trouble | undefined, extra: number): Load {
  if (job.phase !== 'running') return { recordsPerSecond: 0, busy: job.vertices.map(() => 0), backpressured: [] };
  return loadWhen(job, limitsOf(job, trouble), pendingRecords(job, extra) >= 1);
}

export function pendingRecords(job: FakeJob, extra: number): number {
  return Math.max(0, logLength(job, job.flow.at, extra) - job.flow.position);
}

/** Of all vertices behind the source: when the newest record that it read was written. Undefined: it gives none. */
export function watermarkOf(job: FakeJob, trouble: Trouble | undefined): number | undefined {
  if (!job.shape.windowed) return undefined;
  const newest = job.shape.originMs + (job.flow.position / job.shape.recordsPerSecond) * 1000;
  return Math.floor(trouble?.kind === 'idle-partition' ? Math.min(newest, trouble.since) : newest);
}

function loadWhen(job: FakeJob, limits: Limits, lagging: boolean): Load {
  return {
    recordsPerSecond: speedOf(job, limits, lagging),
    busy: job.vertices.map((_, index) => busyShare(job, limits, lagging, index)),
    backpressured: job.vertices.map((_, index) => waitingShare(limits, lagging, index)),
  };
}

function speedOf(job: FakeJob, limits: Limits, lagging: boolean): number {
  return Math.min(limits.capacity, limits.read, lagging ? Infinity : job.shape.recordsPerSecond);
}

function busyShare(job: FakeJob, limits: Limits, lagging: boolean, index: number): number {
  return index === workVertex ? Math.min(0.99, speedOf(job, limits, lagging) / limits.capacity) : lightWork;
}

/** Whatever is before a saturated `enrich` waits for it. */
function waitingShare(limits: Limits, lagging: boolean, index: number): number {
  return lagging && index < workVertex && limits.capacity < limits.read ? sourceWaits : 0;
}

function addTimes(job: FakeJob, limits: Limits, lagging: boolean, ms: number): void {
  if (ms <= 0) return;
  const { busy, idle, backpressured } = job.flow;
  for (const [index, parallelism] of job.parallelism.entries()) {
    const all = ms * parallelism;
    const busyMs = all * busyShare(job, limits, lagging, index);
    const waitingMs = all * waitingShare(limits, lagging, index);
    busy[index] = (busy[index] ?? 0) + busyMs;
    backpressured[index] = (backpressured[index] ?? 0) + waitingMs;
    idle[index] = (idle[index] ?? 0) + all - busyMs - waitingMs;
  }
}
