import { type ActionArgs, type ActionRow, RescaleInPlaceArgs } from '../domain/action.ts';
import { type JobDetail, type JobId, type ResourceRequirements, terminalStates } from '../domain/flink.ts';
import type { ActionContext, ActionKind, Finding, Progress, SentAction } from '../ports/action-kind.ts';
import { parserOf } from './parse-args.ts';

type Args = ActionArgs['rescale-in-place'];

/** Later somebody may have set the job back on purpose: they are not overruled by a request that is sent once more. */
const repeatWithinMs = 300_000;
/** A TaskManager that goes away meanwhile is one failure, or two. */
const failuresOfALoop = 3;

/**
 * Declares the wanted parallelism to the adaptive scheduler. Flink takes no key for it: the same requirements twice end in the
 * same job, unless somebody has declared others in between. The row's key holds the action's id, so that the same rescale can be done again
 * after somebody scaled back; nothing outside of this ledger ever sees it.
 */
export const rescaleInPlace: ActionKind<Args> = {
  kind: 'rescale-in-place',
  risk: 'disruptive',
  onDoubt: 'queryFirst',
  keyWindowMs: 'declarative',
  repeatWithinMs,
  finalityMs: 30_000,
  sendLimitMs: 15_000,
  runLimitMs: 900_000,
  afterExecuted: 'running',
  resultNames: [],

  parse: parserOf(RescaleInPlaceArgs),
  identity: (args, actionId) => ({ ...args, action: actionId }),
  incarnationJob: (args) => args.job as JobId,

  send: (context, args, _key, signal) =>
    context.flink.write.putResourceRequirements(args.job as JobId, args.requirements, signal),

  async poll(context, { args, row }, signal): Promise<Progress> {
    const job = await context.flink.inspect.job(args.job as JobId, signal);
    if (job === undefined) return { kind: 'lost', why: `Flink does not know job ${args.job}` };
    if (terminalStates.includes(job.state)) return { kind: 'failed', reason: `the job is ${job.state}` };
    if (isScaled(job, args.requirements)) {
      return { kind: 'done', result: {}, note: 'every vertex has the wanted parallelism' };
    }
    const declared = await context.flink.inspect.resourceRequirements(job.id, signal);
    if (declared === undefined) return { kind: 'lost', why: 'Flink does not show the requirements of the job' };
    if (!sameRequirements(declared, args.requirements)) {
      return { kind: 'lost', why: 'the requirements of the job are not the ones that were sent' };
    }
    const note = `job ${job.state}; waiting until every vertex has the wanted parallelism`;
    return { kind: 'in-progress', note, stuck: await whyStuck(context, job, row, signal) };
  },

  query,
};

async function query(context: ActionContext, { args, row }: SentAction<Args>, signal: AbortSignal): Promise<Finding> {
  const job = await context.flink.inspect.job(args.job as JobId, signal);
  if (job === undefined) return { kind: 'unknown', why: `Flink does not know job ${args.job}` };
  if (terminalStates.includes(job.state)) return { kind: 'failed', reason: `the job is ${job.state}` };
  const declared = await context.flink.inspect.resourceRequirements(job.id, signal);
  if (declared === undefined) {
    // Also the answer about a job that went away between the two reads.
    const still = await context.flink.inspect.job(job.id, signal);
    if (still === undefined) return { kind: 'unknown', why: `Flink does not know job ${args.job} any more` };
    return { kind: 'failed', reason: "the job's scheduler cannot rescale in place" };
  }
  if (sameRequirements(declared, args.requirements)) return { kind: 'in-progress', note: 'Flink has the requirements' };
  const agoMs = context.clock.now() - (row.firstSentAt ?? 0);
  // Less than no time: the clock went back, and nobody knows how long ago it was.
  if (agoMs >= 0 && agoMs < repeatWithinMs) {
    return { kind: 'not-executed', proof: 'the requirements of the job are other ones', repeat: 'same-key' };
  }
  const proof = 'the requirements of the job are other ones: they were not taken, or somebody has changed them since';
  return { kind: 'not-executed', proof, repeat: 'never' };
}

/** Flink goes on trying with what it was asked for, whatever comes of it: too few network buffers, say, fail each try. */
async function whyStuck(
  { flink, clock }: ActionContext,
  job: JobDetail,
  { firstSentAt }: ActionRow,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (firstSentAt === null) return undefined;
  const history = await flink.watch.exceptions(job.id, signal);
  // Flink's clock dates exceptions.
  const since = firstSentAt + job.now - clock.now();
  const failures = (history?.entries ?? []).filter((one) => !one.concurrent && one.timestamp > since);
  const [latest] = failures;
  if (latest === undefined || failures.length < failuresOfALoop) return undefined;
  const times = `${failures.length} times since it was asked to run with another parallelism`;
  const todo = 'Flink tries again with that parallelism until a person sets the former one';
  return `the job failed ${times}, last of ${latest.name.slice(0, 200)}; ${todo}`;
}

/** A 200 says that Flink took note. The job is rescaled when each vertex runs at the wanted number. */
function isScaled(job: JobDetail, wanted: ResourceRequirements): boolean {
  if (job.state !== 'RUNNING') return false;
  const byId = new Map(job.vertices.map((vertex) => [vertex.id, vertex]));
  return Object.entries(wanted).every(([id, bounds]) => {
    const vertex = byId.get(id);
    return vertex !== undefined && vertex.parallelism === bounds.upperBound && vertex.state === 'RUNNING';
  });
}

function sameRequirements(a: ResourceRequirements, b: ResourceRequirements): boolean {
  const ids = Object.keys(a);
  return (
    ids.length === Object.keys(b).length &&
    ids.every((id) => a[id]?.lowerBound === b[id]?.lowerBound && a[id]?.upperBound === b[id]?.upperBound)
  );
}
