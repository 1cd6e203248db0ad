import { type ActionArgs, TriggerCheckpointArgs } from '../domain/action.ts';
import type { JobId } from '../domain/flink.ts';
import type { TriggerStatus } from '../ports/flink.ts';
import type { ActionContext, ActionKind, Finding, Progress, SentAction } from '../ports/action-kind.ts';
import { parserOf } from './parse-args.ts';

type Args = ActionArgs['trigger-checkpoint'];

/** Asks for one checkpoint now. What is wanted is a completed checkpoint newer than `sinceCheckpoint`, whoever took it. */
export const triggerCheckpoint: ActionKind<Args> = {
  kind: 'trigger-checkpoint',
  risk: 'safe',
  onDoubt: 'queryFirst',
  keyWindowMs: 'trigger-memory',
  finalityMs: 30_000,
  sendLimitMs: 15_000,
  runLimitMs: 3_600_000,
  afterExecuted: 'running',
  resultNames: [],

  parse: parserOf(TriggerCheckpointArgs),
  identity: (args) => ({ ...args }),
  incarnationJob: (args) => args.job as JobId,

  send: (context, args, key, signal) => context.flink.write.triggerCheckpoint(args.job as JobId, key, signal),

  async poll(context, { args, key }, signal): Promise<Progress> {
    const status = await context.flink.inspect.checkpoint(args.job as JobId, key, signal);
    switch (status.kind) {
      case 'in-progress':
        return { kind: 'in-progress', note: 'the checkpoint is being taken' };
      case 'completed':
        return { kind: 'done', result: resultOf(status), note: 'the checkpoint is complete' };
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
  const status = await context.flink.inspect.checkpoint(args.job as JobId, key, signal);
  if (status.kind === 'in-progress') return { kind: 'in-progress', note: 'Flink knows the trigger id and is at work' };
  if (status.kind === 'completed') {
    return { kind: 'executed', result: resultOf(status), note: 'the checkpoint is complete' };
  }
  if (status.kind === 'failed') return { kind: 'failed', reason: status.reason };

  const stats = await context.flink.watch.checkpoints(args.job as JobId, signal);
  // After a failover the completed ones are forgotten, but the job began again with the newest of them.
  const newest = Math.max(stats?.latestCompleted?.id ?? 0, stats?.latestRestored?.id ?? 0);
  if (newest > Math.max(args.sinceCheckpoint, sent.row.checkpointBefore ?? 0)) {
    return {
      kind: 'executed',
      result: { checkpoint: String(newest) },
      note: `checkpoint ${newest} was completed since`,
    };
  }
  if (stats === undefined && !sent.keyAlive) {
    return { kind: 'unknown', why: 'this JobManager knows neither the checkpoints of the job nor the trigger id' };
  }
  const proof = `no checkpoint newer than ${args.sinceCheckpoint}, and the trigger id is not known`;
  return { kind: 'not-executed', proof, repeat: sent.keyAlive ? 'same-key' : 'never' };
}

function resultOf(status: Extract<TriggerStatus, { kind: 'completed' }>): Readonly<Record<string, string>> {
  return status.checkpointId === undefined ? {} : { checkpoint: String(status.checkpointId) };
}
