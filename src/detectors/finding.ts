import { signalFingerprint } from '../domain/fingerprint.ts';
import type { Severity, Signal, SignalKind } from '../domain/signal.ts';
import type { ClusterWindow } from '../domain/snapshot.ts';
import type { DetectorLimits } from './detector-limits.ts';
import type { JobView } from './job-view.ts';

/**
 * What a detector says. `clear`: it looked and the trouble is not there. `cannot-tell`: data that it needs is missing,
 * so it neither makes nor clears a signal.
 */
export type Finding =
  | { readonly kind: 'raised'; readonly signals: readonly Signal[] }
  | { readonly kind: 'clear' }
  | { readonly kind: 'cannot-tell' };

/** Looks at one job for one kind of trouble. Pure. */
export interface JobDetector {
  readonly kind: SignalKind;
  /** Judges from the overview, so also a job that this poll could not read or that is gone; without it such a job cannot be told. */
  readonly whenUnread?: true;
  detect(view: JobView, limits: DetectorLimits): Finding;
}

/** Looks at one cluster for one kind of trouble. Pure. Never called with an empty window. */
export interface ClusterDetector {
  readonly kind: SignalKind;
  detect(window: ClusterWindow, limits: DetectorLimits): Finding;
}

export const clear: Finding = { kind: 'clear' };
export const cannotTell: Finding = { kind: 'cannot-tell' };

const maxText = 500;

interface Trouble {
  readonly severity: Severity;
  readonly since: number;
  readonly summary: string;
  readonly evidence: Signal['evidence'];
  /** Tells two troubles of one kind of one job apart; never an id. */
  readonly detail?: string;
  readonly fingerprint?: string;
}

export function raised(kind: SignalKind, at: SignalPlace, trouble: Trouble): Finding {
  return { kind: 'raised', signals: [makeSignal(kind, at, trouble)] };
}

interface SignalPlace {
  readonly cluster: string;
  readonly job: string | null;
  readonly jobId: string | null;
  readonly now: number;
}

export function makeSignal(kind: SignalKind, place: SignalPlace, trouble: Trouble): Signal {
  return {
    kind,
    cluster: place.cluster,
    job: place.job,
    jobId: place.jobId,
    fingerprint: trouble.fingerprint ?? signalFingerprint(kind, place.cluster, place.job, trouble.detail ?? ''),
    severity: trouble.severity,
    since: isTime(trouble.since) ? Math.min(trouble.since, place.now) : place.now,
    at: place.now,
    summary: bounded(trouble.summary),
    evidence: Object.fromEntries(Object.entries(trouble.evidence).map(([key, value]) => [key, boundedValue(value)])),
  };
}

function boundedValue(value: Signal['evidence'][string]): Signal['evidence'][string] {
  if (typeof value === 'string') return bounded(value);
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

/** A moment as Flink may rightly give it: a number after 1970 that a calendar knows. */
export function isTime(value: number | undefined): value is number {
  return value !== undefined && value > 0 && value <= 8.64e15;
}

export function bounded(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText - 1)}…` : text;
}

/** `62 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `1 restart`, `3 restarts`. */
export function count(number: number, noun: string): string {
  return `${Number.isFinite(number) ? number : 'an unknown number of'} ${noun}${number === 1 ? '' : 's'}`;
}

/** `73 s`, `12 min`, `3.5 h`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return 'an unknown time';
  if (ms <= 0) return '0 s';
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}
