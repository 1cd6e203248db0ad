import type { ActionRow } from '../src/domain/action.ts';
import type { FlinkEvidence, FlinkFault } from './crash-flink-evidence.ts';

/** Metrics are older than the look at them by so much at most, ms. */
const metricsAgeMs = 3_000;

/**
 * The records that the new run has in its state, against those that the old one was seen to have counted before its stop
 * was asked for. Undefined: nothing can be compared, because Flink showed no count, or a JobManager died in between.
 */
export function countFault(
  evidence: FlinkEvidence,
  row: ActionRow,
): { readonly fault: FlinkFault | undefined } | undefined {
  if (row.kind !== 'start-job') return undefined;
  const { previousJob } = JSON.parse(row.args) as { readonly previousJob?: string };
  const stop = evidence.log.findLast((line) => line.kind === 'stop' && line.job === previousJob);
  const restored = evidence.samples.filter((one) => one.run === row.key && one.restoredCount >= 0);
  if (stop === undefined || restored.length === 0) return undefined;

  const before = evidence.samples.findLast(
    (one) => one.run === previousJob && one.at < stop.at && one.currentCount > 0,
  );
  const end = evidence.log.find((line) => line.kind === 'ended' && line.job === previousJob)?.at ?? stop.at;
  if (before === undefined || evidence.kills.some((kill) => hitsBetween(kill, before.at, end))) return undefined;
  const least = Math.min(...restored.map((one) => one.restoredCount));
  if (least >= before.currentCount) return { fault: undefined };
  const why = `start-job: ${least} records restored, ${before.currentCount} were counted before the stop`;
  return { fault: { rule: 'state-lost', actionId: row.id, why } };
}

/** A JobManager that dies takes the job back to its newest checkpoint. */
function hitsBetween(kill: FlinkEvidence['kills'][number], from: number, to: number): boolean {
  return kill.victim !== 'agent' && kill.at >= from - metricsAgeMs && kill.at <= to;
}
