import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Settings that a running job reads again every 200 ms; an empty object is a job that does its work. */
export interface JobSettings {
  /** Milliseconds spent on each record by each subtask of `enrich`. */
  readonly serviceMillis?: number;
  /** `host:port` that `enrich` must be able to connect to. */
  readonly lookup?: string;
  /** `seasonal` uses a price list whose class is not in the jar. */
  readonly pricing?: 'seasonal';
  /** Offset in partition 0 of one record whose amount the parser cannot read. */
  readonly groupedAmountAt?: number;
}

export interface JobShape {
  /** Name shown by Flink; it should not tell what will go wrong. */
  readonly name: string;
  readonly parallelism: number;
  /** Records that the log gets per second, from `originMs` on, whether anybody reads it or not. */
  readonly recordsPerSecond: number;
  /** The most that the job reads per second, over all partitions. */
  readonly readLimitPerSecond: number;
  /** When the log was empty, epoch ms. A moment in the past gives the job a backlog. */
  readonly originMs: number;
  readonly checkpointIntervalMs: number;
  readonly checkpointTimeoutMs: number;
  /** What is left of the checkpoints of a job that was cancelled or failed. */
  readonly checkpointsKept: 'always' | 'when-failed' | 'never';
  /** Undefined restarts for ever, after `restartDelayMs`. */
  readonly restartAttempts?: number;
  readonly restartDelayMs: number;
  /** Further Flink options of this job. */
  readonly flinkOptions?: Readonly<Record<string, string>>;
}

/** How a job can be made to misbehave, and what cures it. */
export const misbehaviours = [
  'missing-class',
  'unreadable-record',
  'out-of-restarts',
  'expiring-checkpoints',
  'slow-operator',
] as const;
export type Misbehaviour = (typeof misbehaviours)[number];

/** Of every job's log: the most that its source can be split into. */
export const partitions = 4;
/**
 * With `slowServiceMillis` one subtask of `enrich` manages about 245 records/s, fewer than arrive, and two manage 490,
 * more than the job may read: after doubling, the backlog shrinks without backpressure and checkpoints are quick.
 * About 900 records fit between source and `enrich`, so one subtask delays a checkpoint by nearly 4 s.
 */
const slowServiceMillis = 4;
const busyJob = { recordsPerSecond: 300, readLimitPerSecond: 440 };

/** A job that does its work: 100 records/s, checkpoints every 2 s, endless restarts. */
export function jobShape(name: string, nowMs: number, change: Partial<JobShape> = {}): JobShape {
  return {
    name,
    parallelism: 1,
    recordsPerSecond: 100,
    readLimitPerSecond: 400,
    originMs: nowMs,
    checkpointIntervalMs: 2_000,
    checkpointTimeoutMs: 60_000,
    checkpointsKept: 'always',
    restartDelayMs: 1_000,
    ...change,
  };
}

/** The shape in which a misbehaviour shows as it should: it runs well until `settingsFor` is written. */
export function shapeFor(misbehaviour: Misbehaviour, name: string, nowMs: number): JobShape {
  switch (misbehaviour) {
    case 'missing-class':
    case 'unreadable-record':
      return jobShape(name, nowMs);
    case 'out-of-restarts':
      return jobShape(name, nowMs, { restartAttempts: 2 });
    case 'expiring-checkpoints':
      return jobShape(name, nowMs, { ...busyJob, checkpointTimeoutMs: 2_500 });
    case 'slow-operator':
      return jobShape(name, nowMs, { ...busyJob, checkpointTimeoutMs: 600_000 });
  }
}

/**
 * The settings that switch a misbehaviour on.
 * @param closedPort a port of 127.0.0.1 where nothing listens; only `out-of-restarts` uses it.
 */
export function settingsFor(
  misbehaviour: Misbehaviour,
  shape: JobShape,
  nowMs: number,
  closedPort: number,
): JobSettings {
  switch (misbehaviour) {
    case 'missing-class':
      return { pricing: 'seasonal' };
    case 'unreadable-record':
      return { groupedAmountAt: offsetAt(shape, nowMs + 2_000) };
    case 'out-of-restarts':
      return { lookup: `127.0.0.1:${closedPort}` };
    case 'expiring-checkpoints':
    case 'slow-operator':
      return { serviceMillis: slowServiceMillis };
  }
}

/** Returns the offset that partition 0 of the job's log gets at that time. */
export function offsetAt(shape: JobShape, atMs: number): number {
  return Math.max(0, Math.floor((((atMs - shape.originMs) / 1000) * shape.recordsPerSecond) / partitions));
}

/** Program arguments of the job; see OrderPipeline.java. */
export function programArguments(shape: JobShape, controlFile: string): string[] {
  const options: Record<string, string> = {
    'execution.checkpointing.interval': `${shape.checkpointIntervalMs} ms`,
    'execution.checkpointing.timeout': `${shape.checkpointTimeoutMs} ms`,
    'execution.checkpointing.tolerable-failed-checkpoints': '1000000',
    'execution.checkpointing.externalized-checkpoint-retention': retention[shape.checkpointsKept],
    'restart-strategy.type': 'fixed-delay',
    'restart-strategy.fixed-delay.attempts': String(shape.restartAttempts ?? 2_147_483_647),
    'restart-strategy.fixed-delay.delay': `${shape.restartDelayMs} ms`,
    'pipeline.max-parallelism': '16',
    ...shape.flinkOptions,
  };
  const own: Record<string, string> = {
    '--name': shape.name,
    '--control': controlFile,
    '--origin': String(shape.originMs),
    '--rate': String(shape.recordsPerSecond),
    '--read-rate': String(shape.readLimitPerSecond),
    '--partitions': String(partitions),
  };
  const flink = Object.entries(options).map(([key, value]) => ['--conf', `${key}=${value}`]);
  return [...Object.entries(own), ...flink].flat();
}

const retention = {
  always: 'RETAIN_ON_CANCELLATION',
  'when-failed': 'DELETE_ON_CANCELLATION',
  never: 'NO_EXTERNALIZED_CHECKPOINTS',
};

/** Where a job of this cluster reads its settings. */
export function controlFileOf(clusterDirectory: string, jobName: string): string {
  return join(clusterDirectory, 'control', `${jobName}.properties`);
}

/** Replaces all settings of a running job at once; it sees them within 200 ms and its next record. */
export async function writeSettingsOf(controlFile: string, settings: JobSettings): Promise<void> {
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  await mkdir(dirname(controlFile), { recursive: true });
  await writeFile(`${controlFile}.new`, lines.join(''));
  await rename(`${controlFile}.new`, controlFile);
}
