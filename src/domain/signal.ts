import { z } from 'zod';

/** Every kind of thing that can look wrong. SOPs name these in `match.signals` and `plan[].when`. */
export const signalKinds = [
  'job-failed',
  'restart-loop',
  'new-exception',
  'checkpoint-failing',
  'recovery-point-stale',
  'backpressure-high',
  'lag-rising',
  'catching-up',
  'taskmanager-lost',
  'no-slots',
  'job-stuck',
  'watermark-stalled',
  'commits-failed',
  'gc-pressure',
  'job-unreadable',
  'job-vanished',
  'duplicate-job',
  'cluster-unreachable',
  'jobmanager-restarted',
] as const;
export const SignalKind = z.enum(signalKinds);
export type SignalKind = z.infer<typeof SignalKind>;

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

export function isWorse(severity: Severity, than: Severity): boolean {
  return severities.indexOf(severity) > severities.indexOf(than);
}

/** For sorting. */
export function worstFirst(a: Severity, b: Severity): number {
  return severities.indexOf(b) - severities.indexOf(a);
}

/**
 * One thing that looks wrong in a window of snapshots.
 * `job` is the job name; null for a signal of the whole cluster.
 * `fingerprint` is equal for equal trouble, over polls, restarts and job ids.
 */
export const Signal = z.strictObject({
  kind: SignalKind,
  cluster: z.string(),
  job: z.string().nullable(),
  jobId: z.string().nullable(),
  fingerprint: z.string(),
  severity: Severity,
  /** When the trouble began, as far as the window shows, epoch ms. */
  since: z.number(),
  /** Last seen, epoch ms. */
  at: z.number(),
  /** One plain sentence with the numbers that make it a signal. */
  summary: z.string(),
  /** The numbers and texts themselves, for the record and for replay. Bounded. */
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Signal = z.infer<typeof Signal>;

/** Signals that inform but never open an incident by themselves. */
export const quietSignals: readonly SignalKind[] = ['catching-up', 'lag-rising'];

/**
 * What one poll says about one job (job null: about the cluster itself). A kind is in exactly one of the three:
 * raised, looked for and not there, or not to be judged from what this poll and its window hold.
 */
export interface Detection {
  readonly cluster: string;
  readonly job: string | null;
  readonly signals: readonly Signal[];
  readonly clear: readonly SignalKind[];
  readonly unknown: readonly SignalKind[];
}
