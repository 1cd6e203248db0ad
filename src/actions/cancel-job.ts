import { type ActionArgs, CancelJobArgs } from '../domain/action.ts';
import { type JobId, terminalStates } from '../domain/flink.ts';
import type { ActionContext, ActionKind, Finding, Progress, SentAction } from '../ports/action-kind.ts';
import { parserOf } from './parse-args.ts';
import { progressOf } from './progress-of.ts';

type Args = ActionArgs['cancel-job'];

/** Ends the job without a savepoint. Flink takes no key for it; the state that is wanted is its own key. */
export const cancelJob: ActionKind<Args> = {
  kind: 'cancel-job',
  risk: 'destructive',
  onDoubt: 'queryFirst',
  keyWindowMs: 'declarative',
  finalityMs: 30_000,
  sendLimitMs: 15_000,
  runLimitMs: 900_000,
  afterExecuted: 'running',
  run: 'ends',
  resultNames: [],

  parse: parserOf(CancelJobArgs),
  identity: (args) => ({ ...args }),
  incarnationJob: (args) => args.job as JobId,

  send: (context, args, _key, signal) => context.flink.write.cancel(args.job as JobId, signal),

  async poll(context, sent, signal): Promise<Progress> {
    // Accepted, not yet visible: Flink's job details may be seconds old.
    return progressOf(await query(context, sent, signal), 'in-progress');
  },

  query,
};

async function query(context: ActionContext, { args }: SentAction<Args>, signal: AbortSignal): Promise<Finding> {
  const state = (await context.flink.inspect.job(args.job as JobId, signal))?.state;
  if (state === undefined) {
    return { kind: 'unknown', why: `Flink does not know job ${args.job}: it may have ended and been forgotten` };
  }
  if (terminalStates.includes(state)) {
    const note = state === 'CANCELED' ? 'the job is CANCELED' : `the job had already ended as ${state}`;
    return { kind: 'executed', result: { jobState: state }, note };
  }
  if (state === 'CANCELLING') return { kind: 'in-progress', note: 'the job is CANCELLING' };
  return { kind: 'not-executed', proof: `the job is ${state}`, repeat: 'same-key' };
}
