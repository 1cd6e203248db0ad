import type { Evidence } from '../domain/evidence.ts';
import type { CheckpointLine, CheckpointStats } from '../domain/flink.ts';
import type { RuleCause } from './causes.ts';
import { readChain } from './read-chain.ts';
import type { Finding } from './finding.ts';
import { isoTime, quoted } from './plain-text.ts';

interface FailedCheckpoint {
  readonly id: number;
  readonly at: number;
  readonly message: string;
}

/** Which of several reasons a series of failed checkpoints is put down to: refusals are what any restart leaves behind. */
const byWeight: readonly RuleCause[] = ['checkpoint-storage-failing', 'checkpoint-expired', 'checkpoint-declined'];

/** What the statistics of the checkpoints tell: those that failed since the last one completed, and why. */
export function checkpointFindings(evidence: Evidence): Finding[] {
  const signalled = evidence.signals.some((one) => one.kind === 'checkpoint-failing');
  const failed = evidence.checkpoints === undefined ? [] : failedLately(evidence.checkpoints, signalled);
  if (failed.length === 0) return signalled ? fromSignal(evidence) : [];

  const reasons = new Map<RuleCause, FailedCheckpoint[]>();
  for (const one of failed) {
    const cause = causeOf(one.message);
    if (cause !== undefined) reasons.set(cause, [...(reasons.get(cause) ?? []), one]);
  }
  const telling = byWeight.filter((cause) => reasons.has(cause) && cause !== 'checkpoint-declined');
  const cause = telling.toSorted((a, b) => (reasons.get(b)?.length ?? 0) - (reasons.get(a)?.length ?? 0))[0];
  const chosen = cause ?? (reasons.has('checkpoint-declined') ? 'checkpoint-declined' : undefined);
  const because = chosen === undefined ? undefined : reasons.get(chosen);
  const oldest = because?.at(-1);
  if (chosen === undefined || because === undefined || oldest === undefined) return [];
  // One alone may be the echo of a restart or of a passing moment.
  if (because.length < 2 && !signalled && !evidence.signals.some((one) => one.kind === 'backpressure-high')) return [];
  return [
    {
      cause: chosen,
      rank: chosen === 'checkpoint-declined' ? 2 : 4,
      at: oldest.at,
      confidence: because.length >= 2 ? 'high' : 'medium',
      facts: [
        `checkpoints: ${because.length} of the last ${failed.length} that failed say ${quoted(because[0]?.message ?? '', 100)}, from ${isoTime(oldest.at)} on`,
      ],
      failure: undefined,
      says: says[chosen]?.(because.length),
    },
  ];
}

/** One has completed, and none has failed since. */
export function checkpointsHealthy(stats: CheckpointStats | undefined): boolean {
  return stats?.latestCompleted !== undefined && failedLately(stats, false).length === 0;
}

/** Newest first. After the last completed one; when that leaves none and failing was signalled, all that the history holds. */
function failedLately(stats: CheckpointStats, signalled: boolean): FailedCheckpoint[] {
  const failed = stats.history
    .filter((line) => line.status === 'FAILED' && !line.isSavepoint)
    .map((line) => ({ id: line.id, at: failedAt(line), message: line.failureMessage ?? '' }));
  const latest = stats.latestFailed;
  if (latest !== undefined && !latest.isSavepoint && !failed.some((one) => one.id === latest.id)) {
    failed.push({ id: latest.id, at: latest.failedAt, message: latest.message ?? '' });
  }
  const completed = stats.history.filter((line) => line.status === 'COMPLETED' && !line.isSavepoint);
  const lastCompleted = Math.max(stats.latestCompleted?.id ?? -1, ...completed.map((line) => line.id));
  const sorted = failed.toSorted((a, b) => b.id - a.id);
  const since = sorted.filter((one) => one.id > lastCompleted);
  return since.length === 0 && signalled ? sorted : since;
}

function failedAt(line: CheckpointLine): number {
  return line.triggeredAt + Math.max(0, line.durationMs);
}

/** Flink keeps the message of its CheckpointException without the class. */
function causeOf(message: string): RuleCause | undefined {
  const read = readChain([{ class: 'org.apache.flink.runtime.checkpoint.CheckpointException', message }]);
  return read?.hit.kind === 'cause' && byWeight.includes(read.hit.cause) ? read.hit.cause : undefined;
}

/** The checkpoints could not be read, or no longer show why: the signal's own words. */
function fromSignal(evidence: Evidence): Finding[] {
  for (const signal of evidence.signals) {
    if (signal.kind !== 'checkpoint-failing') continue;
    const texts = Object.values(signal.evidence).filter((value) => typeof value === 'string');
    for (const text of [...texts, signal.summary]) {
      const cause = causeOf(text);
      if (cause === undefined) continue;
      const rank = cause === 'checkpoint-declined' ? 2 : 4;
      return [{ cause, rank, at: signal.since, confidence: 'low', facts: [], failure: undefined, says: undefined }];
    }
  }
  return [];
}

const says: Partial<Record<RuleCause, (count: number) => string>> = {
  'checkpoint-expired': (count) => `${countOf(count)} did not finish within the time limit`,
  'checkpoint-storage-failing': (count) => `${countOf(count)} could not be written to the storage`,
  'checkpoint-declined': (count) => `${countOf(count)} ${count === 1 ? 'was' : 'were'} declined`,
};

function countOf(count: number): string {
  return count === 1 ? 'its latest checkpoint' : `the last ${count} checkpoints`;
}
