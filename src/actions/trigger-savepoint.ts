import { type ActionArgs, TriggerSavepointArgs } from '../domain/action.ts';
import type { JobId } from '../domain/flink.ts';
import type { ActionContext, ActionKind, Finding, Progress, SentAction } from '../ports/action-kind.ts';
import { completedNowhere, findOwnSavepoint } from './own-savepoint.ts';
import { parserOf } from './parse-args.ts';
import { ownDirectory, withoutEndSlash } from '../domain/snapshot-path.ts';

type Args = ActionArgs['trigger-savepoint'];

/**
 * Takes a savepoint into a folder of its own; the job runs on. Not kept back by others (`blockedBy`): beside a savepoint or a stop that
 * is in progress both are completed (seen live on 1.20.4 and 2.3.0).
 */
export const triggerSavepoint: ActionKind<Args> = {
  kind: 'trigger-savepoint',
  risk: 'safe',
  onDoubt: 'queryFirst',
  keyWindowMs: 'trigger-memory',
  finalityMs: 30_000,
  sendLimitMs: 15_000,
  runLimitMs: 3_600_000,
  afterExecuted: 'running',
  resultNames: ['savepoint'],

  parse: parserOf(TriggerSavepointArgs),
  identity: (args) => ({ ...args, directory: withoutEndSlash(args.directory) }),
  incarnationJob: (args) => args.job as JobId,

  send: (context, args, key, signal) =>
    context.flink.write.triggerSavepoint(
      { job: args.job as JobId, triggerId: key, directory: ownDirectory(args.directory, key) },
      signal,
    ),

  async poll(context, { args, key }, signal): Promise<Progress> {
    const status = await context.flink.inspect.savepoint(args.job as JobId, key, signal);
    switch (status.kind) {
      case 'in-progress':
        return { kind: 'in-progress', note: 'the savepoint is being taken' };
      case 'completed':
        if (status.location === undefined) return { kind: 'lost', why: completedNowhere };
        return { kind: 'done', result: { savepoint: status.location }, note: `savepoint at ${status.location}` };
      case 'failed':
        return { kind: 'failed', reason: status.reason };
      case 'unknown-trigger':
        return { kind: 'lost', why: 'Flink does not know the trigger id any more' };
    }
  },

  query,
};

async function query(context: ActionContext, sent: SentAction<Args>, signal: AbortSignal): Promise<Finding> {
  const { args, key } = sent;
  const directory = ownDirectory(args.directory, key);
  const own = await findOwnSavepoint(context, { job: args.job as JobId, key, directory }, signal);
  if (own.trigger.kind === 'in-progress')
    return { kind: 'in-progress', note: 'Flink knows the trigger id and is at work' };
  const path = own.paths[0];
  if (path !== undefined) return { kind: 'executed', result: { savepoint: path }, note: `savepoint at ${path}` };
  if (own.trigger.kind === 'failed') return { kind: 'failed', reason: own.trigger.reason };
  if (own.trigger.kind === 'completed') return { kind: 'unknown', why: completedNowhere };
  if (sent.keyAlive) {
    return {
      kind: 'not-executed',
      proof: 'the JobManager that was asked does not know the trigger id',
      repeat: 'same-key',
    };
  }
  if (own.looked) {
    return { kind: 'not-executed', proof: `no complete savepoint below ${directory}`, repeat: 'never' };
  }
  return {
    kind: 'unknown',
    why: `the trigger id is forgotten and ${directory} cannot be read: ${own.whyNotLooked}`,
  };
}
