import type { Diagnosis } from '../../src/domain/incident.ts';
import type { ClusterSnapshot, JobSnapshot } from '../../src/domain/snapshot.ts';
import { type Detection, type Signal, type SignalKind, signalKinds } from '../../src/domain/signal.ts';
import type { Poll } from '../../src/pipeline/watch.ts';
import { line } from './action-facts.ts';
import { plainIdentity } from './read-only-flink.ts';

/** A signal of the job `orders` of the cluster `main`, equal at every poll but for `at`. */
export function signalOf(kind: SignalKind, at: number, change: Partial<Signal> = {}): Signal {
  return {
    kind,
    cluster: 'main',
    job: 'orders',
    jobId: line.id,
    fingerprint: `${kind} of orders`,
    severity: 'high',
    since: at,
    at,
    summary: `${kind} is up`,
    evidence: {},
    ...change,
  };
}

/** What the rules say; `unknown`: they do not know it. */
export function diagnosisOf(cause: string, at = 0): Diagnosis {
  return {
    cause,
    confidence: 'high',
    summary: 'It is so.',
    evidence: [],
    by: 'rules',
    exceptions: [],
    tokens: null,
    at,
  };
}

/** What one poll says about a job: these are up, everything else was looked for and is not there. */
export function detectionOf(signals: readonly Signal[], change: Partial<Detection> = {}): Detection {
  const up = signals.map((one) => one.kind);
  return {
    cluster: 'main',
    job: 'orders',
    signals,
    clear: signalKinds.filter((kind) => !up.includes(kind)),
    unknown: [],
    ...change,
  };
}

/** A complete poll of the cluster `main`, first seen long before unless said otherwise. */
export function pollAt(at: number, jobs: readonly JobSnapshot[] = [{ line, at }], firstSeenAt = 0): Poll {
  const snapshot: ClusterSnapshot = {
    cluster: 'main',
    at,
    identity: plainIdentity,
    taskManagers: 2,
    slotsTotal: 8,
    slotsAvailable: 4,
    jobs,
  };
  const clusterWindow = { cluster: 'main', snapshots: [snapshot], peak: { taskManagers: 2, slotsTotal: 8 } };
  return { kind: 'complete', snapshot, clusterWindow, windows: [], firstSeenAt, seenAnewAt: new Map() };
}
