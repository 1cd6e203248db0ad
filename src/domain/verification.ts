import type { ActionRow } from './action.ts';
import { type CheckpointLine, type CheckpointStats, type JobDetail, terminalStates } from './flink.ts';
import type { Check, Verdict } from './incident.ts';
import { samePath } from './snapshot-path.ts';
import type { SignalKind } from './signal.ts';

/** What was read after the plan had ended. Undefined = could not be read; null = Flink answered and has none. */
export interface RecoveryFacts {
  readonly now: number;
  /** The plan's actions, all succeeded. */
  readonly actions: readonly ActionRow[];
  /** When the last of them had succeeded, our clock. */
  readonly endedAt: number;
  /** From when on somebody has looked without a break, our clock. */
  readonly watchedFrom: number;
  readonly job: JobDetail | null | undefined;
  readonly checkpoints: CheckpointStats | null | undefined;
  /** Restarts less rescales, of each poll since `endedAt` that read them, oldest first. */
  readonly restarts: readonly number[];
  /** Loud kinds of the incident. */
  readonly trouble: readonly SignalKind[];
  /** Kinds that the last complete poll after `endedAt` found absent; undefined: no such poll yet. */
  readonly clear: readonly SignalKind[] | undefined;
  /** New exceptions were seen since `endedAt`. */
  readonly newExceptions: boolean;
  /** The job takes a checkpoint every so often; undefined: not known, or never by the clock. */
  readonly checkpointEveryMs: number | undefined;
  /** Records waiting at the first and last poll since `endedAt` that read them. */
  readonly lag: { readonly first: number; readonly last: number } | undefined;
}

export interface RecoveryRule {
  /** Completed checkpoints newer than the action. */
  readonly checkpoints: number;
  readonly withinMs: number;
}

/** The verdict on a plan, or `undecided` while time is left in which it may still show. */
export function judgeRecovery(
  facts: RecoveryFacts,
  rule: RecoveryRule,
): Verdict | { readonly kind: 'undecided'; readonly checks: readonly Check[] } {
  const restored = restoredRight(facts);
  const judged = endsJob(facts)
    ? [hasEnded(facts)]
    : [
        runs(facts),
        restartsQuiet(facts),
        checkpointsComplete(facts, rule),
        restored,
        noNewExceptions(facts),
        troubleGone(facts),
      ];
  const checks = [...judged.map((one) => one.check), lagShrinks(facts)];
  const required = judged.map((one) => one.check.result).filter((result) => result !== 'not-applicable');
  const isLost = restored.check.result === 'no';
  const told = { checks, ...(isLost && { lostState: true as const }), at: facts.now };
  if (required.every((result) => result === 'yes')) return { kind: 'cleared', ...told };
  if (judged.some((one) => one.final && one.check.result === 'no')) return { kind: 'not-cleared', ...told };
  // In the time in which nobody looked nothing could show.
  const from = Math.max(facts.endedAt, facts.watchedFrom);
  if (facts.now - from < limitMs(judged, facts, rule)) return { kind: 'undecided', checks };
  return { kind: required.includes('no') ? 'not-cleared' : 'cannot-tell', ...told };
}

/**
 * Where nothing is wrong but for checkpoints that are not due yet, they are waited for: the rule knows nothing of the job's interval.
 * What cannot be told for a moment, such as after a read that failed or a start of this program, does not end a wait of hours.
 */
function limitMs(judged: readonly Judged[], { checkpointEveryMs }: RecoveryFacts, rule: RecoveryRule): number {
  const isDue = judged.some(({ check, byCheckpoints }) => byCheckpoints === true && check.result !== 'yes');
  const isWrong = judged.some(({ check, byCheckpoints }) => byCheckpoints !== true && check.result === 'no');
  const dueMs = (rule.checkpoints + 1) * (checkpointEveryMs ?? 0);
  return isDue && !isWrong ? Math.max(rule.withinMs, dueMs) : rule.withinMs;
}

/** What the plan was for: a job that was stopped or cancelled on purpose is not expected to run. */
function endsJob({ actions }: RecoveryFacts): boolean {
  const last = actions.toSorted((a, b) => a.step - b.step).at(-1);
  return last?.kind === 'stop-with-savepoint' || last?.kind === 'cancel-job';
}

function hasEnded({ job }: RecoveryFacts): Judged {
  const name = 'the job has ended';
  if (job === undefined) return judged(name, 'cannot-tell', 'the job could not be read');
  if (job === null) return judged(name, 'yes', 'Flink does not list it any more');
  return judged(name, terminalStates.includes(job.state) ? 'yes' : 'no', `the job is ${job.state}`);
}

/** `final`: a "no" will not become a "yes" by waiting. */
interface Judged {
  readonly check: Check;
  readonly final: boolean;
  /** Only the next checkpoints can make it a yes. */
  readonly byCheckpoints?: boolean;
}

function judged(name: string, result: Check['result'], detail: string, final = false): Judged {
  return { check: { name, result, detail }, final };
}

function runs({ job }: RecoveryFacts): Judged {
  const name = 'the job runs with all its tasks';
  if (job === undefined) return judged(name, 'cannot-tell', 'the job could not be read');
  // While a JobManager recovers its jobs it knows none of them, so this may yet become a yes.
  if (job === null) return judged(name, 'no', 'Flink does not know the job');
  if (job.state === 'FAILED' || job.state === 'CANCELED') return judged(name, 'no', `the job is ${job.state}`, true);
  const waiting = job.vertices.filter(({ state }) => state !== 'RUNNING' && state !== 'FINISHED');
  if (job.state !== 'RUNNING' || waiting.length > 0 || job.vertices.length === 0) {
    return judged(
      name,
      'no',
      `the job is ${job.state}, ${waiting.length} of ${job.vertices.length} vertices do not run`,
    );
  }
  return judged(name, 'yes', `${job.vertices.length} vertices RUNNING`);
}

function restartsQuiet({ restarts }: RecoveryFacts): Judged {
  const name = 'it has not restarted since';
  const [first, last] = [restarts[0], restarts.at(-1)];
  if (first === undefined || last === undefined || restarts.length < 2) {
    return judged(name, 'cannot-tell', `${restarts.length} readings so far, 2 are needed`);
  }
  let more = 0;
  let before = first;
  for (const count of restarts) {
    more += Math.max(0, count - before);
    before = count;
  }
  if (more > 0) return judged(name, 'no', `${more} ${more === 1 ? 'restart' : 'restarts'}`, true);
  if (last === first) return judged(name, 'yes', 'no restart');
  return judged(name, 'cannot-tell', `the counter went from ${first} to ${last}: another JobManager counts now`);
}

function checkpointsComplete(facts: RecoveryFacts, rule: RecoveryRule): Judged {
  const name = `${rule.checkpoints} checkpoints completed since`;
  const { checkpoints } = facts;
  if (checkpoints === undefined) {
    return { ...judged(name, 'cannot-tell', 'checkpoints could not be read'), byCheckpoints: true };
  }
  if (checkpoints === null) return judged(name, 'no', 'checkpointing is off');
  const base = Math.max(checkpointBefore(facts.actions), checkpoints.latestRestored?.id ?? 0);
  const newer = checkpoints.history.filter(
    (line) => line.status === 'COMPLETED' && !line.isSavepoint && line.id > base,
  );
  const detail = `${newer.length} newer than ${base}`;
  const enough = newer.length >= rule.checkpoints || fillsHistory(checkpoints.history, base, rule);
  return { ...judged(name, enough ? 'yes' : 'no', detail), byCheckpoints: true };
}

/** `web.checkpoints.history`: Flink shows no more, unless it is told to. */
const shownByDefault = 10;

/** Where more are wanted than Flink shows, their numbers tell, and none of those that it shows may have failed. */
function fillsHistory(history: readonly CheckpointLine[], base: number, rule: RecoveryRule): boolean {
  const done = history.filter(({ isSavepoint, status }) => !isSavepoint && status === 'COMPLETED');
  const isFull = history.length >= shownByDefault;
  return isFull && done.some(({ id }) => id >= base + rule.checkpoints) && history.every(hasNotFailed);
}

function hasNotFailed({ status }: CheckpointLine): boolean {
  return status !== 'FAILED';
}

/** Newest checkpoint before the first action; ids go on counting over a restart from a snapshot. */
function checkpointBefore(actions: readonly ActionRow[]): number {
  return Math.max(0, ...actions.map((row) => row.checkpointBefore ?? 0));
}

/** Checkpoint statistics may be this much older than the rest of what Flink shows. */
const statsLagMs = 30_000;

function restoredRight({ actions, checkpoints, job, now, endedAt }: RecoveryFacts): Judged {
  const name = 'it was restored from the right snapshot';
  const start = actions.find((row) => row.kind === 'start-job');
  const rescale = actions.find((row) => row.kind === 'rescale-in-place');
  if (start === undefined && rescale === undefined) return judged(name, 'not-applicable', 'nothing was restarted');
  if (checkpoints === undefined) return judged(name, 'cannot-tell', 'checkpoints could not be read');
  // Flink's answer may still be the one from before the rescale.
  const no = now - endedAt >= statsLagMs ? 'no' : 'cannot-tell';
  const restored = checkpoints?.latestRestored;
  if (restored === undefined) {
    // One that is not up yet, or gone, has restored nothing so far.
    return judged(name, job?.state === 'RUNNING' ? no : 'cannot-tell', 'Flink shows no restored state');
  }
  if (start !== undefined) {
    const wanted = (JSON.parse(start.args) as { snapshot: string }).snapshot;
    const path = restored.externalPath;
    if (path === undefined) return judged(name, 'cannot-tell', 'Flink does not say where the restored state lay');
    // A later restart of its own restores a checkpoint of the same run.
    const right = samePath(path, wanted) || (job != null && path.split('/').includes(job.id));
    return judged(name, right ? 'yes' : 'no', `restored ${path}, wanted ${wanted}`, true);
  }
  const before = rescale?.checkpointBefore ?? 0;
  if (!(before > 0)) return judged(name, 'cannot-tell', 'no checkpoint was known before, to compare with');
  const right = restored.id >= before;
  return judged(name, right ? 'yes' : no, `restored checkpoint ${restored.id}, newest before was ${before}`, true);
}

function noNewExceptions({ newExceptions, clear }: RecoveryFacts): Judged {
  const name = 'no new exception';
  if (!newExceptions && clear === undefined) return judged(name, 'cannot-tell', 'no complete poll since');
  return judged(name, newExceptions ? 'no' : 'yes', newExceptions ? 'an exception was seen since' : 'none seen', true);
}

const goneByCheckpoints: readonly SignalKind[] = ['checkpoint-failing', 'recovery-point-stale'];

function troubleGone({ trouble, clear }: RecoveryFacts): Judged {
  const name = 'what was wrong is gone';
  if (clear === undefined) return judged(name, 'cannot-tell', 'no complete poll since');
  const left = trouble.filter((kind) => !clear.includes(kind));
  const detail = left.length === 0 ? trouble.join(', ') : `not clear: ${left.join(', ')}`;
  const byCheckpoints = left.every((kind) => goneByCheckpoints.includes(kind));
  return { ...judged(name, left.length === 0 ? 'yes' : 'no', detail), byCheckpoints };
}

/** Told, not required: many sources do not show their lag. */
function lagShrinks({ lag }: RecoveryFacts): Check {
  const name = 'the lag shrinks';
  if (lag === undefined) return { name, result: 'not-applicable', detail: 'the sources do not show it' };
  const detail = `${lag.first} → ${lag.last} records`;
  return { name, result: lag.last <= lag.first ? 'yes' : 'no', detail };
}
