import type { JobLine } from '../domain/flink.ts';
import type { Detection, Signal, SignalKind } from '../domain/signal.ts';
import type { ClusterWindow, JobWindow } from '../domain/snapshot.ts';
import { backpressureHigh } from './backpressure-high.ts';
import { catchingUp } from './catching-up.ts';
import { checkpointFailing } from './checkpoint-failing.ts';
import { commitsFailed } from './commits-failed.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { duplicateJob } from './duplicate-job.ts';
import { cannotTell, type ClusterDetector, type Finding, type JobDetector } from './finding.ts';
import { gcPressure } from './gc-pressure.ts';
import { jobFailed } from './job-failed.ts';
import { jobStuck } from './job-stuck.ts';
import { jobUnreadable } from './job-unreadable.ts';
import { jobManagerRestarted } from './jobmanager-restarted.ts';
import { jobVanished } from './job-vanished.ts';
import { viewJob } from './job-view.ts';
import { lagRising } from './lag-rising.ts';
import { newException } from './new-exception.ts';
import { noSlots } from './no-slots.ts';
import { recoveryPointStale } from './recovery-point-stale.ts';
import { restartLoop } from './restart-loop.ts';
import { taskManagerLost } from './taskmanager-lost.ts';
import { watermarkStalled } from './watermark-stalled.ts';

export { detectUnreachable } from './cluster-unreachable.ts';

export const jobDetectors: readonly JobDetector[] = [
  jobFailed,
  restartLoop,
  newException,
  checkpointFailing,
  recoveryPointStale,
  backpressureHigh,
  lagRising,
  catchingUp,
  noSlots,
  jobStuck,
  watermarkStalled,
  commitsFailed,
  gcPressure,
  jobUnreadable,
  jobVanished,
  duplicateJob,
];

export const clusterDetectors: readonly ClusterDetector[] = [taskManagerLost, jobManagerRestarted];

/**
 * What a complete poll says: one detection about the cluster, then one about each job. Each kind of the cluster
 * (of jobs) stands in exactly one of a detection's three lists. That the cluster answered clears `cluster-unreachable`.
 */
export function detect(
  poll: { readonly clusterWindow: ClusterWindow; readonly windows: readonly JobWindow[] },
  limits: DetectorLimits,
): Detection[] {
  const { clusterWindow, windows } = poll;
  const answered = clusterWindow.snapshots.length > 0;
  const findings = clusterDetectors.map((detector) => ({
    kind: detector.kind,
    finding: answered ? detector.detect(clusterWindow, limits) : cannotTell,
  }));
  const reached = {
    kind: 'cluster-unreachable' as const,
    finding: answered ? ({ kind: 'clear' } as const) : cannotTell,
  };
  const lines = linesByName(clusterWindow);
  return [
    detection(clusterWindow.cluster, null, [...findings, reached]),
    ...windows.map((window) => {
      const view = viewJob(window, clusterWindow, lines.get(window.job) ?? []);
      const findings = jobDetectors.map((detector) => ({
        kind: detector.kind,
        finding:
          answered && (view.last !== undefined || detector.whenUnread) ? detector.detect(view, limits) : cannotTell,
      }));
      return detection(window.cluster, window.job, findings);
    }),
  ];
}

function linesByName(window: ClusterWindow): Map<string, JobLine[]> {
  const byName = new Map<string, JobLine[]>();
  for (const { line } of window.snapshots.at(-1)?.jobs ?? []) {
    const same = byName.get(line.name);
    if (same === undefined) byName.set(line.name, [line]);
    else same.push(line);
  }
  return byName;
}

function detection(
  cluster: string,
  job: string | null,
  findings: readonly { readonly kind: SignalKind; readonly finding: Finding }[],
): Detection {
  const signals: Signal[] = [];
  const clear: SignalKind[] = [];
  const unknown: SignalKind[] = [];
  for (const { kind, finding } of findings) {
    switch (finding.kind) {
      case 'raised':
        signals.push(...finding.signals);
        break;
      case 'clear':
        clear.push(kind);
        break;
      case 'cannot-tell':
        unknown.push(kind);
        break;
    }
  }
  return { cluster, job, signals, clear, unknown };
}
