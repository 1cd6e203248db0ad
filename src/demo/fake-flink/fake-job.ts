import { createHash } from 'node:crypto';
import type { JobId, JobState, VertexBounds } from '../../domain/flink.ts';
import { jobStates } from '../../domain/flink.ts';
import type { JobShape } from '../jobs.ts';
import type { Snapshot } from './storage.ts';
import type { TriggerEntry } from './triggers.ts';

/** A job of the fake: the shape of the demo's jobs and what only a model needs. */
export interface FakeJobShape extends JobShape {
  readonly maxParallelism: number;
  /** Length of the chain: the source, `enrich`, any number of steps, and `totals`. At least 3. */
  readonly vertexCount: number;
  /** Records that one subtask of `enrich` manages per second while nothing is wrong. */
  readonly capacityPerSecond: number;
  readonly tolerableFailedCheckpoints: number;
  /** `totals` is a window of event time, and the source gives it watermarks; the demo's jobs have neither. */
  readonly windowed: boolean;
}

export interface FakeVertex {
  readonly id: string;
  readonly name: string;
  /** Names of its operators as metrics spell them. */
  readonly operators: readonly string[];
}

/**
 * created: about to run. waiting: no slots. running: tasks run. restarting: between two attempts.
 * cancelling: tasks are being stopped. ended: never changes again.
 */
export type Phase = 'created' | 'waiting' | 'running' | 'restarting' | 'cancelling' | 'ended';

export interface CheckpointRecord {
  readonly id: number;
  status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly type: 'CHECKPOINT' | 'SAVEPOINT' | 'SYNC_SAVEPOINT';
  readonly triggeredAt: number;
  readonly subtasks: number;
  /** Records counted when it was triggered: what a restore brings back. */
  readonly position: number;
  endedAt: number;
  failure: string | undefined;
  path: string | undefined;
  discarded: boolean;
}

/** A checkpoint or savepoint under way. */
export interface Pending {
  readonly record: CheckpointRecord;
  readonly doneAt: number;
  /** Why it will fail; undefined = it will complete. */
  readonly failure: string | undefined;
  /** Where a savepoint goes. */
  readonly location: string | undefined;
  readonly trigger: TriggerEntry | undefined;
}

export interface Restored {
  readonly id: number;
  readonly isSavepoint: boolean;
  readonly at: number;
  readonly path: string;
}

export interface CheckpointsState {
  nextId: number;
  /** When the next periodic one is due. */
  nextAt: number;
  pending: Pending[];
  /** Newest first, ended ones only. */
  history: CheckpointRecord[];
  completed: number;
  failed: number;
  restoredCount: number;
  failedInARow: number;
  latestCompleted: CheckpointRecord | undefined;
  latestSavepoint: CheckpointRecord | undefined;
  latestFailed: CheckpointRecord | undefined;
  restored: Restored | undefined;
}

export interface FakeException {
  readonly name: string;
  readonly stacktrace: string;
  readonly timestamp: number;
  readonly attempt: number;
  /** Undefined for a failure of the whole job. */
  readonly vertex: number | undefined;
  readonly taskManager: string | undefined;
  readonly concurrent: readonly FakeException[];
}

/** Records and times since the tasks of this attempt began. */
export interface FlowState {
  at: number;
  position: number;
  positionAtStart: number;
  restoredCount: number;
  /** Accumulated ms per vertex, summed over its subtasks. */
  busy: number[];
  idle: number[];
  backpressured: number[];
}

export interface FakeJob {
  readonly id: JobId;
  readonly shape: FakeJobShape;
  readonly vertices: readonly FakeVertex[];
  state: JobState;
  phase: Phase;
  readonly startTime: number;
  endTime: number;
  modifiedAt: number;
  readonly times: Record<JobState, number>;
  /** Actual parallelism and declared bounds per vertex. */
  parallelism: number[];
  bounds: VertexBounds[];
  attempt: number;
  /** When the tasks of this attempt began; -1 before the first. */
  tasksSince: number;
  tasksUntil: number;
  /** When the present phase ends by itself, and when the next failure comes. */
  wakeAt: number;
  failAt: number;
  restarts: number;
  rescales: number;
  /** Restarts that count towards the restart strategy's limit. */
  failures: number;
  failedVertex: number | undefined;
  readonly checkpoints: CheckpointsState;
  exceptions: FakeException[];
  /** What 1.20 shows as `root-exception`. */
  rootException: { readonly stacktrace: string; readonly timestamp: number } | undefined;
  /** What it was started from. */
  readonly initial: Snapshot | undefined;
  readonly flow: FlowState;
  /** Ended under an earlier JobManager: only the name is left, and not for long. */
  forgottenAt: number;
}

/** How long a JobManager takes to bring a submitted job up. */
const startMs = 400;

export function newJob(input: {
  readonly id: JobId;
  readonly shape: FakeJobShape;
  readonly startTime: number;
  readonly initial: Snapshot | undefined;
  readonly bounds?: readonly VertexBounds[];
  readonly parallelism?: number;
}): FakeJob {
  const { shape, startTime, initial } = input;
  const vertices = chain(shape.vertexCount);
  const parallelism = input.parallelism ?? shape.parallelism;
  const times = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>;
  times.INITIALIZING = startTime;
  const zeros = (): number[] => vertices.map(() => 0);
  return {
    id: input.id,
    shape,
    vertices,
    state: 'CREATED',
    phase: 'created',
    startTime,
    endTime: -1,
    modifiedAt: startTime,
    times,
    parallelism: vertices.map(() => parallelism),
    bounds: [...(input.bounds ?? vertices.map(() => ({ lowerBound: 1, upperBound: parallelism })))],
    attempt: 0,
    tasksSince: -1,
    tasksUntil: -1,
    wakeAt: startTime + startMs,
    failAt: Infinity,
    restarts: 0,
    rescales: 0,
    failures: 0,
    failedVertex: undefined,
    checkpoints: {
      nextId: (initial?.id ?? 0) + 1,
      nextAt: Infinity,
      pending: [],
      history: [],
      completed: 0,
      failed: 0,
      restoredCount: 0,
      failedInARow: 0,
      latestCompleted: undefined,
      latestSavepoint: undefined,
      latestFailed: undefined,
      restored: undefined,
    },
    exceptions: [],
    rootException: undefined,
    initial,
    flow: {
      at: startTime,
      position: 0,
      positionAtStart: 0,
      restoredCount: 0,
      busy: zeros(),
      idle: zeros(),
      backpressured: zeros(),
    },
    forgottenAt: Infinity,
  };
}

/** The vertex whose operator does the work, and whose failures and slowness are modelled. */
export const workVertex = 1;

/** Every job has the same operators, hence the same vertex ids, as Flink derives them from the operators' names. */
function chain(length: number): FakeVertex[] {
  const names = ['Source: event-log', 'parse -> enrich'];
  for (let step = 1; step <= length - 3; step += 1) names.push(`step-${step}`);
  names.push('totals');
  return names.map((name) => ({
    name,
    id: createHash('md5').update(name).digest('hex'),
    operators: name.split(' -> ').map((operator) => operator.replaceAll(/[: ]/g, '_')),
  }));
}

/** Slots that the job's tasks hold; slot sharing puts one subtask of every vertex into a slot. */
export function usedSlots(job: FakeJob): number {
  return job.phase === 'waiting' || job.phase === 'ended' || job.phase === 'created' ? 0 : Math.max(...job.parallelism);
}
