import type { FakeJob, FakeJobShape } from './fake-job.ts';
import { workVertex } from './fake-job.ts';

/**
 * What can be wrong with a job of the fake; mirrors the misbehaviours of the real jobs and two troubles of the cluster. `idle-partition`
 * holds back the watermark of a windowed job, and nothing else.
 */
export const troubleKinds = [
  'missing-class',
  'unreadable-record',
  'out-of-restarts',
  'expiring-checkpoints',
  'slow-operator',
  'backlog',
  'lost-taskmanager',
  'idle-partition',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** Belongs to a job's name: a new run of the job meets it again. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** Parallelism at which it is too slow; double of it is enough. */
  readonly baseline: number;
  /** When it began. */
  readonly since: number;
}

/** Restart attempts of a job whose shape has none, while it must run out of them. */
const fallbackAttempts = 2;

export function restartAttempts(shape: FakeJobShape, trouble: Trouble | undefined): number {
  return shape.restartAttempts ?? (trouble?.kind === 'out-of-restarts' ? fallbackAttempts : Infinity);
}

/** How long an attempt runs until the trouble fails it; undefined where it does not. */
export function failsAfterMs(trouble: Trouble | undefined): number | undefined {
  switch (trouble?.kind) {
    case 'missing-class':
      return 30;
    case 'unreadable-record':
      return 220;
    case 'out-of-restarts':
      return 60;
    case 'expiring-checkpoints':
    case 'slow-operator':
    case 'backlog':
    case 'lost-taskmanager':
    case 'idle-partition':
    case undefined:
      return undefined;
  }
}

/** `enrich` is slower than the input at the parallelism it has. */
export function isTooSlow(job: FakeJob, trouble: Trouble | undefined): boolean {
  return hasSlowWork(trouble) && (job.parallelism[workVertex] ?? 1) < 2 * (trouble?.baseline ?? 1);
}

function hasSlowWork(trouble: Trouble | undefined): boolean {
  return trouble?.kind === 'slow-operator' || trouble?.kind === 'expiring-checkpoints';
}

/** Time that a checkpoint needs; Infinity = longer than any timeout. */
export function checkpointMs(job: FakeJob, trouble: Trouble | undefined): number {
  if (!isTooSlow(job, trouble)) return hasSlowWork(trouble) ? 70 : 15;
  return trouble?.kind === 'expiring-checkpoints' ? Infinity : 3_100;
}

/** What limits a job: how much `enrich` manages, and how much the source reads, records per second. */
export interface Limits {
  readonly capacity: number;
  readonly read: number;
}

/**
 * A slow `enrich` manages 82 % of the input at its parallelism, and all of it with ease at double; the source then reads
 * no more than `enrich` manages, so the backlog shrinks without backpressure.
 */
export function limitsOf(job: FakeJob, trouble: Trouble | undefined): Limits {
  const { shape } = job;
  const parallelism = job.parallelism[workVertex] ?? 1;
  if (hasSlowWork(trouble) && trouble !== undefined) {
    const { recordsPerSecond, readLimitPerSecond } = shape;
    return {
      capacity: (0.82 * recordsPerSecond * parallelism) / trouble.baseline,
      read: Math.min(readLimitPerSecond, 1.46 * recordsPerSecond),
    };
  }
  if (trouble?.kind === 'backlog') return { capacity: 5 * shape.recordsPerSecond, read: Infinity };
  return { capacity: shape.capacityPerSecond * parallelism, read: shape.readLimitPerSecond };
}

/** Records that a job with a backlog finds waiting: two minutes of work at the speed at which it catches up. */
export function backlogRecords(shape: FakeJobShape): number {
  return 120 * 4 * shape.recordsPerSecond;
}
