import { type ActionArgs, StopWithSavepointArgs } from '../domain/action.ts';
import { type CheckpointStats, type JobDetail, type JobId, type JobState, terminalStates } from '../domain/flink.ts';
import type { ActionContext, ActionKind, Finding, Progress, SentAction } from '../ports/action-kind.ts';
import { newerThan } from './newer-than.ts';
import { completedNowhere, findOwnSavepoint, type OwnSavepoint } from './own-savepoint.ts';
import { parserOf } from './parse-args.ts';
import { progressOf } from './progress-of.ts';
import { isBelow, ownDirectory, withoutEndSlash } from '../domain/snapshot-path.ts';

type Args = ActionArgs['stop-with-savepoint'];

/** Checkpoint statistics may be a few seconds older than the job's state; a savepoint that they do not show is missed only after this. */
const shownAfterMs = 15_000;

/**
 * Takes a savepoint and ends the job. A second one at once, under another key, crashes the job, and any other savepoint in progress fails
 * (both seen live on 1.20.4 and 2.3.0), so nothing is sent while one is.
 */
export const stopWithSavepoint: ActionKind<Args> = {
  kind: 'stop-with-savepoint',
  risk: 'disruptive',
  onDoubt: 'queryFirst',
  keyWindowMs: 'trigger-memory',
  finalityMs: 30_000,
  sendLimitMs: 15_000,
  runLimitMs: 3_600_000,
  afterExecuted: 'running',
  run: 'ends',
  resultNames: ['savepoint'],

  parse: parserOf(StopWithSavepointArgs),
  identity: (args) => ({ ...args, directory: withoutEndSlash(args.directory) }),
  incarnationJob: (args) => args.job as JobId,

  async blockedBy(context, args, signal) {
    const stats = await context.flink.watch.checkpoints(args.job as JobId, signal);
    const other = stats?.history.find((line) => line.isSavepoint && line.status === 'IN_PROGRESS');
    return other === undefined
      ? undefined
      : `savepoint ${other.id} of the job is in progress; a stop now fails it, or crashes the job if it is a stop's`;
  },

  send: (context, args, key, signal) =>
    context.flink.write.stopWithSavepoint(
      { job: args.job as JobId, triggerId: key, directory: ownDirectory(args.directory, key) },
      signal,
    ),

  async poll(context, sent, signal): Promise<Progress> {
    return progressOf(await query(context, sent, signal), 'lost');
  },

  query,
};

async function query(context: ActionContext, sent: SentAction<Args>, signal: AbortSignal): Promise<Finding> {
  const { args, key } = sent;
  const job = args.job as JobId;
  const directory = ownDirectory(args.directory, key);
  const own = await findOwnSavepoint(context, { job, key, directory }, signal);
  if (own.trigger.kind === 'in-progress')
    return { kind: 'in-progress', note: 'Flink knows the trigger id and is at work' };
  const detail = await context.flink.inspect.job(job, signal);
  const finding = judge(own, detail?.state, sent, directory);
  if (finding.kind !== 'executed' || detail === undefined) return finding;
  return isItsLast(finding, detail, await context.flink.watch.checkpoints(job, signal));
}

/**
 * A job id may have run again since, and Flink answers a second stop under a key that it knows with the savepoint of the first; and a stop
 * that failed in its last moment may have brought the job back. So the run that has ended must show the savepoint as its last.
 */
function isItsLast(
  executed: Extract<Finding, { kind: 'executed' }>,
  { endTime, now }: JobDetail,
  stats: CheckpointStats | undefined,
): Finding {
  const newer = newerThan(executed.result['savepoint'] ?? '', stats);
  switch (newer.kind) {
    case 'nothing':
      return executed;
    case 'newer':
      return {
        kind: 'failed',
        reason: `${executed.note}; but it had gone on after it: ${newer.what}`,
        result: executed.result,
      };
    case 'unseen':
      if (endTime !== undefined && now - endTime < shownAfterMs)
        return { kind: 'in-progress', note: `${executed.note}; Flink does not yet show it as the last of the job` };
      return { kind: 'unknown', why: `${executed.note}; but it is not shown as the last of this run of the job` };
  }
}

/** A stop is done when its savepoint is complete and the job has ended: one of them alone is not a stop. */
function judge(own: OwnSavepoint, state: JobState | undefined, sent: SentAction<Args>, directory: string): Finding {
  const path = own.paths[0] ?? savepointNamedIn(own, directory);
  if (own.paths.length > 1) {
    return {
      kind: 'unknown',
      why: `${own.paths.length} complete savepoints below ${directory}: a person must say which is the last`,
    };
  }
  if (state !== undefined && !terminalStates.includes(state)) return judgeAlive(own, path, state, sent, directory);

  if (path !== undefined) {
    if (state === undefined)
      return { kind: 'unknown', why: `savepoint ${path} is complete, but this JobManager does not know the job` };
    const note = state === 'FINISHED' ? `stopped, savepoint at ${path}` : `savepoint at ${path}; the job is ${state}`;
    return { kind: 'executed', result: { savepoint: path, jobState: state }, note };
  }
  if (own.trigger.kind === 'failed')
    return { kind: 'failed', reason: `${own.trigger.reason} (job: ${state ?? 'unknown'})` };
  if (own.trigger.kind === 'completed') return { kind: 'unknown', why: completedNowhere };
  if (state === undefined) return { kind: 'unknown', why: 'this JobManager knows neither the job nor the trigger id' };
  if (own.looked) {
    return { kind: 'not-executed', proof: `the job is ${state} and ${directory} holds no savepoint`, repeat: 'never' };
  }
  return {
    kind: 'unknown',
    why: `the job is ${state}; whether its savepoint exists cannot be seen: ${own.whyNotLooked}`,
  };
}

function judgeAlive(
  own: OwnSavepoint,
  path: string | undefined,
  state: JobState,
  sent: SentAction<Args>,
  directory: string,
): Finding {
  // Between two states, or a stale answer: the end is near.
  if (own.trigger.kind === 'completed')
    return { kind: 'in-progress', note: `savepoint at ${path ?? '?'}; the job is still ${state}` };
  if (state !== 'RUNNING') return { kind: 'unknown', why: `the job is ${state}; waiting until it runs or has ended` };

  if (own.trigger.kind === 'failed') {
    // The savepoint may exist although stopping failed. The job runs on and moves past it: nothing may start from it.
    if (path === undefined) return { kind: 'failed', reason: own.trigger.reason };
    const reason = `savepoint at ${path} was taken, but the job runs again: ${own.trigger.reason}`;
    return { kind: 'failed', reason, result: { savepoint: path, jobState: state } };
  }
  if (path !== undefined) {
    const proof = `savepoint at ${path} is complete, but the job runs again`;
    return { kind: 'not-executed', proof, repeat: 'never', result: { savepoint: path, jobState: state } };
  }
  if (sent.keyAlive) {
    return {
      kind: 'not-executed',
      proof: 'the job runs and the JobManager that was asked does not know the trigger id',
      repeat: 'same-key',
    };
  }
  if (own.looked)
    return { kind: 'not-executed', proof: `the job runs and ${directory} holds no savepoint`, repeat: 'never' };
  return {
    kind: 'unknown',
    why: `the job runs; the trigger id is forgotten and ${directory} cannot be read: ${own.whyNotLooked}`,
  };
}

/**
 * Flink's StopWithSavepointStoppingException names the savepoint that was completed before stopping failed, and gives it in
 * no other place when the storage cannot be read. Believed only for a path in our own folder.
 */
function savepointNamedIn(own: OwnSavepoint, directory: string): string | undefined {
  if (own.trigger.kind !== 'failed') return undefined;
  const named = /savepoint has been created at: ([^\s,]+)/.exec(own.trigger.reason)?.[1];
  return named !== undefined && isBelow(named, directory) ? named : undefined;
}
