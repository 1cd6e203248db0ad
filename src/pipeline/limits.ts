import {
  type DetectorLimits,
  defaultDetectorLimits,
  quickDetectorLimits,
  windowFor,
} from '../detectors/detector-limits.ts';
import type { AbsorbLimits } from './absorb.ts';
import type { WatchLimits } from './watch.ts';

/** What people may say about detection: a pace, and single times over it. All in ms. */
export interface DetectionSettings {
  readonly preset: 'standard' | 'quick';
  readonly backpressureForMs?: number;
  readonly lagRisingForMs?: number;
  readonly watermarkStalledForMs?: number;
  readonly checkpointStaleAfterMs?: number;
  readonly restartWindowMs?: number;
  readonly unreachableForMs?: number;
  readonly settleMs?: number;
  readonly recoverAfterMs?: number;
  readonly reopenWithinMs?: number;
}

export interface TimingLimits {
  readonly detector: DetectorLimits;
  readonly watch: WatchLimits;
  readonly absorb: AbsorbLimits;
  readonly patienceMs: number;
  readonly planWithinMs: number;
  readonly settleBeforeStartMs: number;
}

const pace = {
  standard: {
    detector: defaultDetectorLimits,
    settleMs: 30_000,
    recoverAfterMs: 180_000,
    touchEveryMs: 60_000,
    identityEveryMs: 60_000,
    patienceMs: 600_000,
    planWithinMs: 900_000,
    settleBeforeStartMs: 60_000,
  },
  quick: {
    detector: quickDetectorLimits,
    settleMs: 4_000,
    recoverAfterMs: 10_000,
    touchEveryMs: 5_000,
    identityEveryMs: 10_000,
    patienceMs: 120_000,
    planWithinMs: 180_000,
    settleBeforeStartMs: 2_000,
  },
} as const;

/** All times of watching and detecting, from the pace and what was said over it. */
export function timingLimits(settings: DetectionSettings): TimingLimits {
  const base = pace[settings.preset];
  const detector: DetectorLimits = {
    ...base.detector,
    ...(settings.backpressureForMs !== undefined && { loadMinMs: settings.backpressureForMs }),
    ...(settings.lagRisingForMs !== undefined && { lagMinMs: settings.lagRisingForMs }),
    ...(settings.watermarkStalledForMs !== undefined && { watermarkStalledMs: settings.watermarkStalledForMs }),
    ...(settings.checkpointStaleAfterMs !== undefined && {
      staleMinMs: settings.checkpointStaleAfterMs,
      staleMaxMs: settings.checkpointStaleAfterMs,
    }),
    ...(settings.restartWindowMs !== undefined && { restartLoopWithinMs: settings.restartWindowMs }),
    ...(settings.unreachableForMs !== undefined && { unreachableMinMs: settings.unreachableForMs }),
  };
  return {
    detector,
    watch: {
      windowMs: windowFor(detector),
      settleMs: settings.settleMs ?? base.settleMs,
      identityEveryMs: base.identityEveryMs,
      concurrency: 8,
    },
    absorb: {
      recoverAfterMs: settings.recoverAfterMs ?? base.recoverAfterMs,
      reopenWithinMs: settings.reopenWithinMs ?? 3_600_000,
      touchEveryMs: base.touchEveryMs,
    },
    patienceMs: base.patienceMs,
    planWithinMs: base.planWithinMs,
    settleBeforeStartMs: base.settleBeforeStartMs,
  };
}
