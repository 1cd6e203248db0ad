import type { ActionRow } from '../src/domain/action.ts';
import type { FlinkEvidence, JobManagerLine } from './crash-flink-evidence.ts';

/** What Flink did for one action. */
export interface FlinkEffect {
  /** How often Flink began it; one is right. */
  readonly count: number;
  /** It is complete: the snapshot is there, the job has ended, the run was taken in. */
  readonly done: boolean;
  readonly seen: readonly string[];
  /** Complete savepoints in the action's own folder. */
  readonly paths: readonly string[];
  /** The snapshot that the new run began with. */
  readonly startedFrom: string | undefined;
}

type LineKind = JobManagerLine['kind'];

const begins: Readonly<Record<string, LineKind>> = {
  'trigger-savepoint': 'savepoint',
  'stop-with-savepoint': 'stop',
  'trigger-checkpoint': 'manual-checkpoint',
  'start-job': 'submitted',
};
/** Flink's log tells ms by its own reading of the same clock; ours are rounded. */
const slackMs = 50;

/** By action id, for those that were ever armed. */
export function flinkEffects(evidence: FlinkEvidence): Map<string, FlinkEffect> {
  const sent = evidence.actions.filter((row) => evidence.armedAt.has(row.id));
  return new Map(sent.map((row) => [row.id, effectOf(evidence, sent, row)]));
}

function effectOf(evidence: FlinkEvidence, sent: readonly ActionRow[], row: ActionRow): FlinkEffect {
  const lines = ownLines(evidence, sent, row);
  const folders = evidence.folders.filter((folder) => folder.key === row.key);
  const complete = folders.filter((folder) => folder.complete);
  const seen = [
    ...lines.map((line) => `${line.kind} at ${new Date(line.at).toISOString()}`),
    ...folders.map((folder) => `${folder.path}${folder.complete ? '' : ' (incomplete)'}`),
  ];
  const startedFrom = evidence.log.find((line) => line.kind === 'started-from' && line.job === row.key);
  return {
    // A folder without a line, or a line without a folder: the larger number is what Flink began.
    count: Math.max(lines.length, folders.length),
    done: isDone(evidence, row, lines, complete.length),
    seen,
    paths: complete.map((folder) => folder.path),
    startedFrom: startedFrom?.kind === 'started-from' ? startedFrom.path : undefined,
  };
}

/** A line belongs to the newest action of its kind and job that was armed before it. */
function ownLines({ log, armedAt }: FlinkEvidence, sent: readonly ActionRow[], row: ActionRow): JobManagerLine[] {
  const kind = begins[row.kind];
  if (row.kind === 'start-job') return takenIn(log, row.key);
  const job = jobOf(row);
  const began = armedAt.get(row.id) ?? 0;
  const next = sent
    .filter((other) => other.kind === row.kind && jobOf(other) === job)
    .map((other) => armedAt.get(other.id) ?? 0)
    .filter((at) => at > began);
  const until = Math.min(Number.POSITIVE_INFINITY, ...next);
  return log.filter(
    (line) => line.kind === kind && line.job === job && line.at >= began - slackMs && line.at < until - slackMs,
  );
}

/**
 * With HA Flink submits what it recovers to itself as well, and most often refuses that (seen live on 1.20.4): only what somebody has asked
 * for since the last one counts.
 */
function takenIn(log: readonly JobManagerLine[], job: string): JobManagerLine[] {
  let isAsked = false;
  return log.filter((line) => {
    if (line.job !== job) return false;
    if (line.kind === 'run-asked') isAsked = true;
    if (line.kind !== 'submitted' || !isAsked) return false;
    isAsked = false;
    return true;
  });
}

function isDone(
  evidence: FlinkEvidence,
  row: ActionRow,
  lines: readonly JobManagerLine[],
  completeFolders: number,
): boolean {
  const { log } = evidence;
  const job = jobOf(row);
  switch (row.kind) {
    case 'trigger-savepoint':
      return completeFolders > 0;
    case 'stop-with-savepoint':
      return completeFolders > 0 && log.some((line) => line.kind === 'ended' && line.job === job);
    case 'start-job':
      return lines.length > 0;
    case 'trigger-checkpoint': {
      const { sinceCheckpoint = 0 } = JSON.parse(row.args) as { readonly sinceCheckpoint?: number };
      const newer = log.filter(
        (line) => line.kind === 'completed' && line.job === job && line.checkpoint > sinceCheckpoint,
      );
      // A success may rest on any newer checkpoint; a failure is wrong only about the one that was asked for.
      if (row.state === 'succeeded') return newer.length > 0;
      return lines.some((line) => newer.some((one) => one.at >= line.at && one.at - line.at < 1_000));
    }
    case 'cancel-job':
    case 'rescale-in-place':
    default:
      return false;
  }
}

/** The run that is acted on. */
function jobOf(row: ActionRow): string {
  return (JSON.parse(row.args) as { readonly job?: string }).job ?? '';
}
