import { diagnoseByRules } from '../../src/diagnosis/rules.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { CheckpointLine, CheckpointStats, FlinkException } from '../../src/domain/flink.ts';
import type { Diagnosis } from '../../src/domain/incident.ts';
import type { Signal, SignalKind } from '../../src/domain/signal.ts';

/** 2026-11-27 10:00:00 UTC. */
export const t0 = 1_795_773_600_000;

/** A healthy running job; a test changes what it is about. */
export function evidenceOf(change: Partial<Evidence> = {}): Evidence {
  return {
    cluster: 'main',
    job: 'orders-by-region',
    jobId: '0123456789abcdef0123456789abcdef',
    at: t0,
    signals: [],
    state: 'RUNNING',
    exceptions: [],
    metrics: undefined,
    checkpoints: undefined,
    checkpointConfig: undefined,
    vertices: [],
    loads: [],
    spread: undefined,
    heap: undefined,
    lag: undefined,
    taskManagers: 2,
    slotsTotal: 4,
    slotsAvailable: 1,
    unread: [],
    ...change,
  };
}

export function signal(kind: SignalKind, change: Partial<Signal> = {}): Signal {
  return {
    kind,
    cluster: 'main',
    job: 'orders-by-region',
    jobId: '0123456789abcdef0123456789abcdef',
    fingerprint: kind,
    severity: 'high',
    since: t0 - 60_000,
    at: t0,
    summary: `${kind} was seen`,
    evidence: {},
    ...change,
  };
}

/** One entry of the history; the trace as Java prints it. */
export function thrown(stacktrace: string, secondsAgo = 30, change: Partial<FlinkException> = {}): FlinkException {
  return {
    name: stacktrace.split(':', 1)[0] ?? '',
    stacktrace,
    timestamp: t0 - secondsAgo * 1000,
    taskName: 'parse -> enrich (2/4) - execution #3',
    taskManagerId: '10.42.0.17:6122-9a8b7c',
    ...change,
  };
}

/** Newest first, as Flink gives them: the same trace three times. */
export function looped(stacktrace: string): FlinkException[] {
  return [5, 15, 25].map((secondsAgo) => thrown(stacktrace, secondsAgo));
}

/** One line per checkpoint, newest first: undefined completed, a text failed with it. They are 10 s apart. */
export function checkpoints(...newestFirst: readonly (string | undefined)[]): CheckpointStats {
  const history: CheckpointLine[] = newestFirst.map((failureMessage, index) => ({
    id: 500 - index,
    status: failureMessage === undefined ? 'COMPLETED' : 'FAILED',
    isSavepoint: false,
    triggeredAt: t0 - 10_000 * (index + 1),
    durationMs: 1_000,
    failureMessage,
  }));
  const completed = history.find((line) => line.status === 'COMPLETED');
  return {
    completedCount: history.filter((line) => line.status === 'COMPLETED').length,
    failedCount: history.filter((line) => line.status === 'FAILED').length,
    inProgressCount: 0,
    latestCompleted:
      completed === undefined
        ? undefined
        : {
            id: completed.id,
            isSavepoint: false,
            completedAt: completed.triggeredAt + 1_000,
            triggeredAt: completed.triggeredAt,
            durationMs: 1_000,
            sizeBytes: 9_134,
            discarded: false,
            externalPath: 'file:/tmp/chk-1',
          },
    latestSavepoint: undefined,
    latestFailed: undefined,
    latestRestored: undefined,
    history,
  };
}

export function causeOf(change: Partial<Evidence>): string {
  return diagnose(change).cause;
}

export function diagnose(change: Partial<Evidence>): Diagnosis {
  return diagnoseByRules(evidenceOf(change), t0);
}
