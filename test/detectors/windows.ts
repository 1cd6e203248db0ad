import { randomBytes } from 'node:crypto';
import { defaultDetectorLimits, type DetectorLimits } from '../../src/detectors/detector-limits.ts';
import { detect } from '../../src/detectors/index.ts';
import type {
  CheckpointConfig,
  CheckpointLine,
  CheckpointStats,
  ClusterIdentity,
  FlinkException,
  JobId,
  JobLine,
  JobMetrics,
  Vertex,
} from '../../src/domain/flink.ts';
import type { Signal, SignalKind } from '../../src/domain/signal.ts';
import type { ClusterSnapshot, ClusterWindow, JobMemory, JobSnapshot, JobWindow } from '../../src/domain/snapshot.ts';

/** A rule must never depend on a name: each run of the tests has others. */
export const job = `job-${randomBytes(4).toString('hex')}`;
export const otherJob = `job-${randomBytes(4).toString('hex')}`;
export const cluster = `cluster-${randomBytes(4).toString('hex')}`;
export const limits = defaultDetectorLimits;

/** The first poll of most windows. */
export const t0 = 1_790_000_000_000;
export const second = 1_000;
export const minute = 60_000;

export function jobId(number: number): JobId {
  return number.toString(16).padStart(32, '0') as JobId;
}

/** A streaming job of three tasks that all run, begun an hour ago. */
export function line(change: Partial<JobLine> = {}): JobLine {
  return {
    id: jobId(1),
    name: job,
    state: 'RUNNING',
    startTime: t0 - 60 * minute,
    endTime: undefined,
    lastModification: t0 - 59 * minute,
    type: 'STREAMING',
    tasks: { total: 3, running: 3 },
    ...change,
  };
}

export const noTasks = { total: 3, running: 0 };

export function metrics(change: Partial<JobMetrics> = {}): JobMetrics {
  return {
    restarts: undefined,
    rescales: undefined,
    failedCheckpoints: undefined,
    lastCheckpointCompletedAt: undefined,
    lastCompletedCheckpointId: undefined,
    lastRestoreAt: undefined,
    ...change,
  };
}

export function config(change: Partial<CheckpointConfig> = {}): CheckpointConfig {
  return {
    intervalMs: minute,
    timeoutMs: 10 * minute,
    tolerableFailures: 0,
    retained: true,
    deletedOnCancel: false,
    unaligned: false,
    exactlyOnce: true,
    ...change,
  };
}

/** Checkpoints oldest first, as `C` completed, `F` failed, `P` in progress, `S` failed savepoint; the last one begun at `at`. */
export function checkpoints(letters: string, at: number, everyMs = minute, durationMs = 100): CheckpointStats {
  const statuses = { C: 'COMPLETED', F: 'FAILED', P: 'IN_PROGRESS', S: 'FAILED' } as const;
  const history: CheckpointLine[] = letters.split('').map((letter, index) => ({
    id: index + 1,
    status: statuses[letter as keyof typeof statuses],
    isSavepoint: letter === 'S',
    triggeredAt: at - (letters.length - 1 - index) * everyMs,
    durationMs,
    failureMessage: letter === 'F' ? 'Checkpoint expired before completing.' : undefined,
  }));
  return statsOf(history.toReversed());
}

export function statsOf(history: readonly CheckpointLine[]): CheckpointStats {
  const completed = history.find((one) => one.status === 'COMPLETED');
  const of = (status: string): number => history.filter((one) => one.status === status).length;
  return {
    completedCount: of('COMPLETED'),
    failedCount: of('FAILED'),
    inProgressCount: of('IN_PROGRESS'),
    latestCompleted: completed && {
      id: completed.id,
      isSavepoint: completed.isSavepoint,
      completedAt: completed.triggeredAt + completed.durationMs,
      triggeredAt: completed.triggeredAt,
      durationMs: completed.durationMs,
      sizeBytes: 6_257,
      discarded: false,
      externalPath: undefined,
    },
    latestSavepoint: undefined,
    latestFailed: undefined,
    latestRestored: undefined,
    history,
  };
}

export function restoredAt(stats: CheckpointStats, at: number): CheckpointStats {
  return { ...stats, latestRestored: { id: 1, isSavepoint: false, restoredAt: at, externalPath: undefined } };
}

export function exception(timestamp: number, change: Partial<FlinkException> = {}): FlinkException {
  return {
    name: 'java.lang.NumberFormatException',
    stacktrace:
      'java.lang.NumberFormatException: For input string: "1.234,50"\n\tat com.acme.shop.Amounts.parse(Amounts.java:21)',
    timestamp,
    taskName: 'parse -> enrich (1/3)',
    taskManagerId: '127.0.0.1:41234-a1b2c3',
    ...change,
  };
}

/** Three vertices in a row whose counters stand at these milliseconds of each state. */
export function vertices(ms: {
  readonly source?: { readonly busy: number; readonly held: number; readonly idle: number };
  readonly middle?: { readonly busy: number; readonly held: number; readonly idle: number };
  readonly sink?: { readonly busy: number; readonly held: number; readonly idle: number };
  readonly tasks?: Readonly<Record<string, number>>;
}): Vertex[] {
  const names = ['source', 'middle', 'sink'] as const;
  return names.map((name, index) => ({
    id: `vertex-${index}`,
    name,
    parallelism: 1,
    maxParallelism: 128,
    state: 'RUNNING',
    tasks: ms.tasks ?? { RUNNING: 1 },
    busyMs: ms[name]?.busy ?? 0,
    backpressuredMs: ms[name]?.held ?? 0,
    idleMs: ms[name]?.idle ?? 0,
    readRecords: 0,
    writeRecords: 0,
    inputs: index === 0 ? [] : [`vertex-${index - 1}`],
  }));
}

export const noMemory: JobMemory = {
  exceptionCursor: undefined,
  jobId: undefined,
  lastState: undefined,
  lastCompletedCheckpointId: undefined,
};

export function windowOf(snapshots: readonly JobSnapshot[], change: Partial<JobWindow> = {}): JobWindow {
  return { cluster, job, snapshots, memory: noMemory, active: [], settled: true, ...change };
}

export function identity(change: Partial<ClusterIdentity> = {}): ClusterIdentity {
  return {
    version: '2.3.0',
    incarnation: 'first',
    operatorManaged: false,
    webCancel: true,
    webSubmit: true,
    highAvailability: true,
    triggerMemoryMs: 300_000,
    scheduler: undefined,
    savepointDirectory: undefined,
    ...change,
  };
}

export function poll(
  at: number,
  jobs: readonly JobSnapshot[],
  change: Partial<Omit<ClusterSnapshot, 'at' | 'jobs'>> = {},
): ClusterSnapshot {
  return {
    cluster,
    at,
    identity: identity(),
    taskManagers: 2,
    slotsTotal: 4,
    slotsAvailable: 1,
    jobs,
    ...change,
  };
}

export function clusterOf(snapshots: readonly ClusterSnapshot[], peak?: ClusterWindow['peak']): ClusterWindow {
  const taskManagers = Math.max(0, ...snapshots.map((one) => one.taskManagers));
  const slotsTotal = Math.max(0, ...snapshots.map((one) => one.slotsTotal));
  return { cluster, snapshots, peak: peak ?? { taskManagers, slotsTotal } };
}

export interface Said {
  readonly kind: 'raised' | 'clear' | 'cannot-tell';
  readonly signals: readonly Signal[];
}

/** What one kind of detector says of a job; the overview is made of the window's snapshots unless it is given. */
export function ask(
  kind: SignalKind,
  window: JobWindow,
  options: { readonly overview?: ClusterWindow; readonly limits?: DetectorLimits } = {},
): Said {
  const overview = options.overview ?? clusterOf(window.snapshots.map((one) => poll(one.at, [one])));
  const detections = detect({ clusterWindow: overview, windows: [window] }, options.limits ?? limits);
  return saidOf(kind, detections[1]);
}

export function askCluster(kind: SignalKind, overview: ClusterWindow, with_: DetectorLimits = limits): Said {
  return saidOf(kind, detect({ clusterWindow: overview, windows: [] }, with_)[0]);
}

function saidOf(kind: SignalKind, detection: ReturnType<typeof detect>[number] | undefined): Said {
  if (detection === undefined) throw new Error('no detection');
  const signals = detection.signals.filter((one) => one.kind === kind);
  if (signals.length > 0) return { kind: 'raised', signals };
  return { kind: detection.clear.includes(kind) ? 'clear' : 'cannot-tell', signals };
}

/** A window of one read after another, `everyMs` apart; the last one is this poll. */
export function series<T>(
  values: readonly T[],
  everyMs: number,
  snapshot: (value: T, at: number) => JobSnapshot,
): JobSnapshot[] {
  return values.map((value, index) => snapshot(value, t0 + index * everyMs));
}
