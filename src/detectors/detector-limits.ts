/**
 * When something looks wrong enough to be a signal, and how often the deeper reads are made.
 * All durations are minimal times between snapshots' timestamps, so that they hold at any poll interval;
 * counts named `…Samples` are minimal numbers of reads besides. A pair enter/exit is hysteresis: a signal that is up
 * stays up until the exit value is passed.
 */
export interface DetectorLimits {
  /** Restarts (rescales not counted) within `restartLoopWithinMs` that make a loop. */
  readonly restartLoopCount: number;
  readonly restartLoopWithinMs: number;
  /** A loop is over when nothing restarted for this long; longer than Flink's longest back-off (1 min by default). */
  readonly restartQuietMs: number;

  /** Checkpoints that failed one after the other. */
  readonly checkpointFailures: number;
  /** Checkpoints that must complete one after the other until it counts as cured. */
  readonly checkpointCompletions: number;
  /** A failure older than this, or than two intervals and timeouts if that is longer, is history. */
  readonly checkpointFreshMs: number;
  /** The recovery point is stale after max(intervals × interval, timeout × (min(tolerable, cap) + 2)) … */
  readonly staleIntervals: number;
  readonly staleTolerableCap: number;
  /** … but not earlier than this, and not later than `staleMaxMs` or `staleIntervals` intervals or interval + timeout. */
  readonly staleMinMs: number;
  readonly staleMaxMs: number;

  /** Shares of time, 0–1. */
  readonly backpressureEnter: number;
  readonly backpressureExit: number;
  readonly culpritBusyEnter: number;
  readonly culpritBusyExit: number;
  /** Enough for the first vertex behind a backpressured one: only it can hold up what is before it. */
  readonly firstBehindBusy: number;
  readonly loadSamples: number;
  readonly loadMinMs: number;
  /** A sample that ended longer ago says nothing about now. */
  readonly loadFreshMs: number;

  /** A trend needs this many values of the lag over this time, not older than `lagWithinMs`. */
  readonly lagSamples: number;
  readonly lagMinMs: number;
  readonly lagWithinMs: number;
  /** Records by which the lag must change between the halves of the window. */
  readonly lagMinRecords: number;
  /** A lag that would take longer than this to be worked off stands still, as far as anybody is concerned. */
  readonly catchUpMaxMs: number;
  /**
   * After a start or restore: how long a job may be busy with old input before backpressure with unknown lag counts, and how long
   * one that was submitted waits for slots before that counts.
   */
  readonly startGraceMs: number;

  /** Event time stands still after so long, so many reads, and so many records that came in, half of them in each half of that time. */
  readonly watermarkStalledMs: number;
  readonly watermarkSamples: number;
  readonly watermarkRecords: number;

  /** Shares of its time, 0–1, that a TaskManager spends collecting garbage … */
  readonly gcEnter: number;
  readonly gcExit: number;
  /** … while so much of its heap stays full, … */
  readonly gcHeapUsed: number;
  /** … for this long, in each of so many reads. */
  readonly gcMinMs: number;
  readonly gcSamples: number;
  /** Of this share on it is severe. */
  readonly gcSevere: number;

  /** An exception that was there before the first look is a signal only if it is younger than this. */
  readonly firstLookExceptionMs: number;

  /** Complete overviews in a row that must miss the job (or show two of it). */
  readonly overviewSamples: number;
  readonly vanishedMinMs: number;
  /** After a JobManager came anew, jobs need time to be recovered. */
  readonly vanishedAfterFailoverMs: number;
  readonly taskManagerLostMinMs: number;
  /** A job that was hurt this long before a TaskManager left the overview was hurt by it: Flink notices the tasks first. */
  readonly taskManagerHurtBeforeMs: number;
  /** The loss is over when no job was hurt for this long. */
  readonly taskManagerCalmMs: number;
  /**
   * A lower number that hurts nobody for this long is the new normal. Flink notices the tasks of a TaskManager together with it, after
   * `heartbeat.timeout` (50 s) at the latest; idle ones it lets go all the time, and what fails later fails of something else.
   */
  readonly taskManagerNewNormalMs: number;
  /** A job that waits for slots in a full cluster. */
  readonly noSlotsMinMs: number;
  /** A batch job that has no task running since it was submitted: until then it waits for its turn. */
  readonly batchTurnMs: number;
  /** A job that is to end and does not; longer than Flink lets a task go on that does not heed its cancelling (180 s). */
  readonly stuckEndingMs: number;
  /** A job that is to begin, or to begin again, and does not; longer than most strategies wait between two restarts. */
  readonly stuckStartingMs: number;
  /** No usable answer about one job of a cluster that answers; what is about all of them is told sooner. */
  readonly jobUnreadableMinMs: number;
  /** No usable answer of a cluster for this long. */
  readonly unreachableMinMs: number;
  /** How long a change of the JobManager process is worth telling. */
  readonly jobManagerRestartedForMs: number;

  readonly reads: ReadCadence;
}

/**
 * How often a healthy RUNNING job is read, ms. With the defaults: metrics 2, vertices 1, checkpoints 0.2,
 * exceptions 0.2 and configuration 0.1 calls per minute = 3.5, at any poll interval up to 30 s; watermarks 0.2 for one vertex that
 * waits for event time, 0.4 for more = 3.9; with a sink that commits 0.2 more for each vertex of its committers. The cluster is
 * asked 2 more, whatever it runs: which TaskManagers collect garbage all the time.
 */
export interface ReadCadence {
  readonly metricsEveryMs: number;
  readonly verticesEveryMs: number;
  readonly checkpointsEveryMs: number;
  readonly exceptionsEveryMs: number;
  readonly checkpointConfigEveryMs: number;
  /** Of one or two vertices; those of more are read as much more rarely. */
  readonly watermarksEveryMs: number;
  /** What committers gave up; more often while a job was started or restored lately. */
  readonly commitsEveryMs: number;
  /** Which TaskManagers collect garbage all the time; Flink's own share is of the last minute. */
  readonly collectingEveryMs: number;
  /** While a job was started or restored within `restoredLatelyMs`. */
  readonly lagEveryMs: number;
  readonly restoredLatelyMs: number;
  /** Something moved (a restart, a failed checkpoint): everything is read for this long. */
  readonly suspiciousForMs: number;
}

/** For how long snapshots are kept: as far as any detector looks back, and some more. */
export function windowFor(limits: DetectorLimits): number {
  const { restartLoopWithinMs, stuckStartingMs, lagWithinMs, loadMinMs, watermarkStalledMs, reads } = limits;
  const standstillMs = watermarkStalledMs + reads.watermarksEveryMs;
  return Math.max(restartLoopWithinMs, stuckStartingMs, lagWithinMs, loadMinMs * 3, standstillMs) + 60_000;
}

export const defaultDetectorLimits: DetectorLimits = {
  restartLoopCount: 3,
  restartLoopWithinMs: 600_000,
  restartQuietMs: 180_000,
  checkpointFailures: 2,
  checkpointCompletions: 2,
  checkpointFreshMs: 300_000,
  staleIntervals: 3,
  staleTolerableCap: 3,
  staleMinMs: 60_000,
  staleMaxMs: 1_800_000,
  backpressureEnter: 0.5,
  backpressureExit: 0.3,
  culpritBusyEnter: 0.8,
  culpritBusyExit: 0.6,
  firstBehindBusy: 0.5,
  loadSamples: 3,
  loadMinMs: 120_000,
  loadFreshMs: 150_000,
  lagSamples: 6,
  lagMinMs: 60_000,
  lagWithinMs: 300_000,
  lagMinRecords: 100,
  catchUpMaxMs: 86_400_000,
  startGraceMs: 180_000,
  watermarkStalledMs: 600_000,
  watermarkSamples: 4,
  watermarkRecords: 100,
  gcEnter: 0.3,
  gcExit: 0.2,
  gcHeapUsed: 0.7,
  gcMinMs: 120_000,
  gcSamples: 4,
  gcSevere: 0.5,
  firstLookExceptionMs: 600_000,
  overviewSamples: 2,
  vanishedMinMs: 30_000,
  vanishedAfterFailoverMs: 180_000,
  taskManagerLostMinMs: 10_000,
  taskManagerHurtBeforeMs: 60_000,
  taskManagerCalmMs: 45_000,
  taskManagerNewNormalMs: 120_000,
  noSlotsMinMs: 30_000,
  batchTurnMs: 1_800_000,
  stuckEndingMs: 300_000,
  stuckStartingMs: 600_000,
  jobUnreadableMinMs: 300_000,
  unreachableMinMs: 60_000,
  jobManagerRestartedForMs: 300_000,
  reads: {
    metricsEveryMs: 30_000,
    verticesEveryMs: 60_000,
    checkpointsEveryMs: 300_000,
    exceptionsEveryMs: 300_000,
    checkpointConfigEveryMs: 600_000,
    watermarksEveryMs: 300_000,
    commitsEveryMs: 300_000,
    collectingEveryMs: 30_000,
    lagEveryMs: 30_000,
    restoredLatelyMs: 180_000,
    suspiciousForMs: 60_000,
  },
};

/** For a cluster polled every 2 s with checkpoints every few seconds: trouble shows within half a minute. */
export const quickDetectorLimits: DetectorLimits = {
  ...defaultDetectorLimits,
  restartQuietMs: 15_000,
  checkpointFreshMs: 20_000,
  staleMinMs: 10_000,
  loadMinMs: 6_000,
  loadFreshMs: 15_000,
  lagMinMs: 8_000,
  lagWithinMs: 30_000,
  startGraceMs: 15_000,
  watermarkStalledMs: 20_000,
  gcMinMs: 20_000,
  vanishedMinMs: 6_000,
  vanishedAfterFailoverMs: 20_000,
  taskManagerLostMinMs: 2_000,
  taskManagerHurtBeforeMs: 20_000,
  taskManagerCalmMs: 6_000,
  taskManagerNewNormalMs: 60_000,
  noSlotsMinMs: 12_000,
  batchTurnMs: 300_000,
  stuckEndingMs: 60_000,
  stuckStartingMs: 120_000,
  jobUnreadableMinMs: 30_000,
  unreachableMinMs: 15_000,
  jobManagerRestartedForMs: 60_000,
  reads: {
    metricsEveryMs: 4_000,
    verticesEveryMs: 4_000,
    checkpointsEveryMs: 10_000,
    exceptionsEveryMs: 10_000,
    checkpointConfigEveryMs: 60_000,
    watermarksEveryMs: 8_000,
    commitsEveryMs: 8_000,
    collectingEveryMs: 4_000,
    lagEveryMs: 2_000,
    restoredLatelyMs: 60_000,
    suspiciousForMs: 10_000,
  },
};
