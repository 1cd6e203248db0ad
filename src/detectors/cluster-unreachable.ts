import { type Detection, signalKinds } from '../domain/signal.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { duration, makeSignal } from './finding.ts';

/** A cluster that gave no usable answer. */
export interface Unreachable {
  /** Stable word for what went wrong, such as `time-limit`. */
  readonly reason: string;
  readonly message: string;
  /** The first poll of the row that got no usable answer, epoch ms. */
  readonly since: number;
  readonly now: number;
}

/** What a poll without a usable answer says: perhaps that the cluster is out of reach, and of nothing else anything. */
export function detectUnreachable(cluster: string, unreachable: Unreachable, limits: DetectorLimits): Detection {
  const { reason, message, since, now } = unreachable;
  if (!(now - since >= limits.unreachableMinMs)) {
    return { cluster, job: null, signals: [], clear: [], unknown: signalKinds };
  }
  const place = { cluster, job: null, jobId: null, now };
  const signal = makeSignal('cluster-unreachable', place, {
    severity: 'critical',
    since,
    summary: `No usable answer for ${duration(now - since)}: ${reason}`,
    evidence: { reason, message, unreachableMs: now - since },
  });
  return {
    cluster,
    job: null,
    signals: [signal],
    clear: [],
    unknown: signalKinds.filter((kind) => kind !== 'cluster-unreachable'),
  };
}
