import type { CheckpointConfig } from '../domain/flink.ts';
import type { JobSnapshot } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { isTime } from './finding.ts';
import { workingSince } from './job-view.ts';

/** Flink writes the largest long where periodic checkpoints are off. */
const neverMs = 1e15;

/** Checkpoints are taken by the clock; undefined while the configuration is not known. */
export function checkpointsPeriodically(config: CheckpointConfig | undefined): boolean | undefined {
  if (config === undefined || !Number.isFinite(config.intervalMs)) return undefined;
  return config.intervalMs > 0 && config.intervalMs < neverMs;
}

/** How old the newest completed checkpoint may get before a restart would replay too much. */
export function staleAfterMs(config: CheckpointConfig, limits: DetectorLimits): number {
  const interval = positive(config.intervalMs);
  const timeout = Math.min(positive(config.timeoutMs), neverMs);
  const tolerable = Math.min(positive(config.tolerableFailures), limits.staleTolerableCap);
  const wanted = Math.max(limits.staleIntervals * interval, timeout * (tolerable + 2), limits.staleMinMs);
  return Math.min(wanted, Math.max(limits.staleMaxMs, limits.staleIntervals * interval, interval + timeout));
}

/**
 * When the newest checkpoint that the run is known to have completed was complete, epoch ms. Where Flink gives no time
 * (1.20 and no recent read of the checkpoints) it is the read at which the id was first seen to have moved.
 * Undefined = none is known of.
 */
export function lastCompletedAt(run: readonly JobSnapshot[]): number | undefined {
  let newest: number | undefined;
  let id: number | undefined;
  for (const { at, metrics, checkpoints } of run) {
    const moved = metrics?.lastCompletedCheckpointId;
    const times = [metrics?.lastCheckpointCompletedAt, checkpoints?.latestCompleted?.completedAt];
    if (moved !== undefined && id !== undefined && moved > id) times.push(at);
    id = moved ?? id;
    for (const time of times) {
      if (isTime(time)) newest = Math.max(newest ?? time, time);
    }
  }
  return newest;
}

/**
 * From when the recovery point's age counts: its completion or, if later, the moment the run began to work;
 * nobody can expect a checkpoint before that. Undefined when neither is known.
 */
export function agesFrom(run: readonly JobSnapshot[]): number | undefined {
  const times = [lastCompletedAt(run), workingSince(run)].filter(isTime);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** The newest metrics say that a checkpoint failed since the metrics before them. */
export function failedCheckpointsMovedAt(run: readonly JobSnapshot[]): number | undefined {
  return movedAt(run, (snapshot) => snapshot.metrics?.failedCheckpoints);
}

/** The latest read at which a restart or rescale showed in the counter. */
export function restartsMovedAt(run: readonly JobSnapshot[]): number | undefined {
  return movedAt(run, (snapshot) => snapshot.metrics?.restarts);
}

function movedAt(
  run: readonly JobSnapshot[],
  counter: (snapshot: JobSnapshot) => number | undefined,
): number | undefined {
  let before: number | undefined;
  let moved: number | undefined;
  for (const snapshot of run) {
    const value = counter(snapshot);
    if (value === undefined || !Number.isFinite(value)) continue;
    if (before !== undefined && value !== before) moved = snapshot.at;
    before = value;
  }
  return moved;
}

function positive(value: number): number {
  return value > 0 ? value : 0;
}
