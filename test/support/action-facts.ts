import type { ActionRow } from '../../src/domain/action.ts';
import type {
  CheckpointStats,
  CompletedCheckpoint,
  JobDetail,
  JobId,
  JobLine,
  Vertex,
} from '../../src/domain/flink.ts';
import type { ResolvedJobRecord } from '../../src/domain/job-record.ts';
import type { ActionFacts } from '../../src/domain/action-facts.ts';
import { plainIdentity, retainedCheckpoints } from './read-only-flink.ts';

export const now = 100_000_000;
export const minute = 60_000;
export const jobId = 'a'.repeat(32) as JobId;
export const otherId = 'b'.repeat(32) as JobId;

export const record: ResolvedJobRecord = {
  name: 'orders',
  desired: 'running',
  controller: 'none',
  restart: 'auto',
  mode: 'auto',
  sink: { guarantee: 'at-least-once' },
  launch: { jar: '/jars/orders.jar', sha256: 'e'.repeat(64), entryClass: 'Orders', args: [], parallelism: 2 },
  recorded: true,
  environment: 'staging',
};

export const vertex: Vertex = {
  id: 'v1',
  name: 'Source',
  parallelism: 2,
  maxParallelism: 128,
  state: 'RUNNING',
  tasks: { RUNNING: 2 },
  busyMs: undefined,
  idleMs: undefined,
  backpressuredMs: undefined,
  readRecords: undefined,
  writeRecords: undefined,
  inputs: [],
};

export const line: JobLine = {
  id: jobId,
  name: 'orders',
  state: 'RUNNING',
  startTime: now - 60 * minute,
  endTime: undefined,
  lastModification: now,
  type: 'STREAMING',
  tasks: { total: 2, running: 2 },
};

export const job: JobDetail = {
  id: jobId,
  name: 'orders',
  state: 'RUNNING',
  startTime: now - 60 * minute,
  endTime: undefined,
  now,
  type: 'STREAMING',
  maxParallelism: 128,
  vertices: [vertex],
  initializedAt: now - 60 * minute,
};

export function completed(id: number, change: Partial<CompletedCheckpoint> = {}): CompletedCheckpoint {
  return {
    id,
    isSavepoint: false,
    completedAt: now - minute,
    triggeredAt: now - minute - 1_000,
    durationMs: 1_000,
    sizeBytes: 1,
    discarded: false,
    externalPath: `file:/cp/chk-${id}`,
    ...change,
  };
}

export const stats: CheckpointStats = {
  completedCount: 1,
  failedCount: 0,
  inProgressCount: 0,
  latestCompleted: completed(7),
  latestSavepoint: undefined,
  latestFailed: undefined,
  latestRestored: undefined,
  history: [],
};

/** A healthy job about which everything is known and nothing stands in the way. */
export const goodFacts: ActionFacts = {
  now,
  cluster: 'main',
  jobName: 'orders',
  identity: plainIdentity,
  overview: { version: '1.20.3', taskManagers: 2, slotsTotal: 8, slotsAvailable: 4, jobs: [line] },
  job,
  checkpoints: stats,
  checkpointConfig: retainedCheckpoints,
  requirements: { v1: { lowerBound: 1, upperBound: 2 } },
  jarSha256: 'e'.repeat(64),
  culprit: undefined,
  backpressured: 0.1,
  isMeasuring: false,
  twins: [],
  laterTwins: [],
  unreadTwins: [],
  otherNames: [],
  record,
  holds: [],
  maxCheckpointAgeMs: 10 * minute,
  ownSavepoint: undefined,
};

/** The same job after it has failed. */
export const failedFacts: ActionFacts = {
  ...goodFacts,
  job: { ...job, state: 'FAILED', vertices: [{ ...vertex, state: 'FAILED' }] },
  overview: { ...goodFacts.overview, jobs: [{ ...line, state: 'FAILED' }] },
  requirements: undefined,
};

export function rowNamed(id: string, change: Partial<ActionRow> = {}): ActionRow {
  return {
    id,
    planId: `plan-${id}`,
    incidentId: `inc-${id}`,
    step: 0,
    stepName: 'rescale',
    kind: 'rescale-in-place',
    cluster: 'main',
    jobName: 'orders',
    lane: 'main/orders',
    args: '{}',
    argsDigest: '',
    key: '',
    generation: 0,
    state: 'succeeded',
    dropReason: null,
    epoch: 1,
    attempts: 1,
    onDoubt: 'queryFirst',
    incarnation: null,
    checkpointBefore: 7,
    firstSentAt: now - 20 * minute,
    sendDeadlineAt: null,
    takeovers: 0,
    settleAttempts: 0,
    nextSettleAt: null,
    result: {},
    note: '',
    createdAt: now - 21 * minute,
    updatedAt: now - 19 * minute,
    ...change,
  };
}
