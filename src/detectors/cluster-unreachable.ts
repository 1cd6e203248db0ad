import { type Detection, type Severity, signalKinds } from '../domain/signal.ts';
import type { DetectorLimits } from './detector-limits.ts';
import { duration, makeSignal } from './finding.ts';

/** A cluster that gave no usable answer. */
export interface Unreachable {
  /** Stable word for what went wrong, such as `time-limit`. */
  readonly reason: string;
  readonly message: string;
  /** The answer was an error of Flink's own: it is there. */
  readonly isFromFlink: boolean;
  /** The first poll of the row that got no usable answer, epoch ms. */
  readonly since: number;
  readonly now: number;
  /** As they were seen last; `isBounded`: meant to come to an end by itself. */
  readonly jobs: readonly { readonly name: string; readonly state: string | undefined; readonly isBounded: boolean }[];
}

/** Nobody is there, or whoever stands between says so. */
const reasonsOfNobody = ['no-connection', 'server-error', 'not-flink'];

const maxNames = 3;

/** What a poll without a usable answer says: perhaps that the cluster is out of reach, and of nothing else anything. */
export function detectUnreachable(cluster: string, unreachable: Unreachable, limits: DetectorLimits): Detection {
  const { reason, message, since, now } = unreachable;
  if (!(now - since >= limits.unreachableMinMs)) {
    return { cluster, job: null, signals: [], clear: [], unknown: signalKinds };
  }
  const place = { cluster, job: null, jobId: null, now };
  const { severity, known } = lossOf(unreachable);
  const signal = makeSignal('cluster-unreachable', place, {
    severity,
    since,
    summary: `No usable answer for ${duration(now - since)}: ${reason}${known}`,
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

/**
 * How bad that is by what was seen last. A cluster of one application ends with it, so one whose jobs had all come to a good end, or were
 * to come to one, may have gone as it should. Nothing else tells its end from an outage, so people hear of it all the same.
 */
function lossOf({ jobs, reason, isFromFlink }: Unreachable): { readonly severity: Severity; readonly known: string } {
  const atWork = jobs.filter(({ state }) => state !== 'FINISHED' && state !== 'CANCELED');
  const isGood = jobs.length > 0 && atWork.every(({ state, isBounded }) => isBounded && state !== 'FAILED');
  if (!isGood || isFromFlink || !reasonsOfNobody.includes(reason)) return { severity: 'critical', known: '' };
  if (atWork.length === 0) {
    return { severity: 'medium', known: '; all its jobs had ended, and the cluster of an application ends with it' };
  }
  const names = atWork.slice(0, maxNames).map(({ name, state }) => `${name} was ${state ?? 'seen before'}`);
  const more = atWork.length > maxNames ? ` and ${atWork.length - maxNames} more` : '';
  return {
    severity: 'medium',
    known: `; ${names.join(', ')}${more}: meant to end, so the cluster may have ended with it`,
  };
}
