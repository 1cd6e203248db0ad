import { expect, test } from 'vitest';
import { defaultDetectorLimits, quickDetectorLimits } from '../../src/detectors/detector-limits.ts';
import { timingLimits } from '../../src/pipeline/limits.ts';

test('the standard pace keeps the limits of the detectors', () => {
  const limits = timingLimits({ preset: 'standard' });

  expect(limits.detector).toEqual(defaultDetectorLimits);
  expect(limits).toMatchObject({
    patienceMs: 600_000,
    planWithinMs: 900_000,
    settleBeforeStartMs: 60_000,
    absorb: { recoverAfterMs: 180_000, reopenWithinMs: 3_600_000 },
  });
});

test('the quick pace is quicker everywhere', () => {
  const [standard, quick] = [timingLimits({ preset: 'standard' }), timingLimits({ preset: 'quick' })];

  expect(quick.detector).toEqual(quickDetectorLimits);
  expect(quick.patienceMs).toBeLessThan(standard.patienceMs);
  expect(quick.planWithinMs).toBeLessThan(standard.planWithinMs);
  expect(quick.absorb.recoverAfterMs).toBeLessThan(standard.absorb.recoverAfterMs);
  expect(quick.watch.settleMs).toBeLessThan(standard.watch.settleMs);
});

test('what is said stands over the pace, and only that', () => {
  const { detector, watch, absorb } = timingLimits({
    preset: 'quick',
    backpressureForMs: 1,
    lagRisingForMs: 2,
    watermarkStalledForMs: 9,
    checkpointStaleAfterMs: 3,
    restartWindowMs: 4,
    unreachableForMs: 5,
    settleMs: 6,
    recoverAfterMs: 7,
    reopenWithinMs: 8,
  });

  expect(detector).toEqual({
    ...quickDetectorLimits,
    loadMinMs: 1,
    lagMinMs: 2,
    watermarkStalledMs: 9,
    staleMinMs: 3,
    staleMaxMs: 3,
    restartLoopWithinMs: 4,
    unreachableMinMs: 5,
  });
  expect(watch.settleMs).toBe(6);
  expect(absorb).toMatchObject({ recoverAfterMs: 7, reopenWithinMs: 8, touchEveryMs: 5_000 });
});

test.each(['standard', 'quick'] as const)('the %s window is longer than anything that looks back in it', (preset) => {
  const { detector, watch } = timingLimits({ preset, restartWindowMs: 7_200_000, watermarkStalledForMs: 9_000_000 });

  expect(watch.windowMs).toBeGreaterThan(detector.restartLoopWithinMs);
  expect(watch.windowMs).toBeGreaterThan(detector.lagWithinMs);
  expect(watch.windowMs).toBeGreaterThan(detector.loadMinMs);
  expect(watch.windowMs).toBeGreaterThan(detector.watermarkStalledMs + detector.reads.watermarksEveryMs);
});
