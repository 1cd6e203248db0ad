import { type ActionArgs, StartJobArgs } from '../domain/action.ts';
import { type CheckpointStats, type JobDetail, type JobId, terminalStates } from '../domain/flink.ts';
import { FlinkUnreadable, messageOf, UserMistake } from '../domain/errors.ts';
import { z } from 'zod';
import type { ActionContext, ActionKind, Finding, Preparation, Progress, SentAction } from '../ports/action-kind.ts';
import type { SendOutcome } from '../ports/flink.ts';
import { parserOf } from './parse-args.ts';
import { samePath } from '../domain/snapshot-path.ts';

/** No `from` is left when it is sent. */
const ResolvedArgs = StartJobArgs.extend({ snapshot: z.string().min(1) });
type Args = z.infer<typeof ResolvedArgs> & ActionArgs['start-job'];

/** After so many runs that left no job its program is rather taken for one that hangs: a new plan would run it under another id. */
const mostRuns = 3;
/** Enough for three JobManagers behind one address, of which each run finds the one with the jar once in three times. */
const mostJarTries = 12;
/** Checkpoint statistics may be a few seconds old; a start without restored state is believed only after this. */
const restoreVisibleAfterMs = 15_000;

/**
 * Runs a jar from a snapshot under a job id of ours: the key. Flink refuses the id a second time while the JobManager lives
 * (seen live on 1.20.3 and 2.3.0: running, finished, cancelled). With HA in its default a job that ended is forgotten, hence
 * the window below one hour, for which a JobManager keeps ended jobs.
 */
export const startJob: ActionKind<Args, string> = {
  kind: 'start-job',
  risk: 'disruptive',
  onDoubt: 'queryFirst',
  keyWindowMs: 3_000_000,
  // The user's main() runs inside the request and may go on after our time limit.
  finalityMs: 300_000,
  sendLimitMs: 120_000,
  runLimitMs: 1_800_000,
  afterExecuted: 'running',
  run: 'starts',
  resultNames: ['jobId'],

  parse: parserOf<Args>(ResolvedArgs),
  /** The run that is continued and where from: two starts that differ in anything else are still the same one. */
  identity: (args) => ({ previousJob: args.previousJob, snapshot: args.snapshot }),
  incarnationJob: () => undefined,

  prepare,

  async send(context, args, key, signal, jarId) {
    let outcome = await runJar(context, args, key, jarId, signal);
    // Every JobManager has jars of its own: behind an address that leads to several, another one may have been given it.
    for (let tries = 1; tries < mostJarTries && isJarElsewhere(outcome); tries += 1) {
      const again = await prepare(context, args, signal).catch(() => undefined);
      if (again?.kind !== 'prepared') break;
      outcome = await runJar(context, args, key, again.value, signal);
    }
    const isProgramOver = outcome.kind === 'refused' && (outcome.status === 400 || outcome.status === 500);
    return isProgramOver ? afterProgram(context, key as JobId, outcome, signal) : outcome;
  },

  async poll(context, sent, signal): Promise<Progress> {
    const job = await context.flink.inspect.job(sent.key as JobId, signal);
    if (job === undefined) return { kind: 'lost', why: `Flink does not know job ${sent.key}` };
    if (job.state === 'FAILED' || job.state === 'CANCELED') {
      return endedAgain(job, await snapshotsOf(context, job.id, signal));
    }
    if (!isUp(job)) return { kind: 'in-progress', note: `job ${sent.key} is ${job.state}` };
    return judgeRestore(job, await context.flink.watch.checkpoints(job.id, signal), sent);
  },

  async query(context, sent, signal): Promise<Finding> {
    const job = await context.flink.inspect.job(sent.key as JobId, signal);
    if (job !== undefined) return { kind: 'in-progress', note: `job ${sent.key} exists and is ${job.state}` };
    return neverBegan(sent);
  },
};

/** That nobody knows the job counts from whom remembers the jobs of its own life: what ended elsewhere is known to nobody, and would be run again. */
function neverBegan({ key, keyAlive, row }: SentAction<Args>): Finding {
  if (!keyAlive) {
    const why = `job ${key} is not known, but a JobManager may have forgotten one that ended, or had another leader's; look for the job by name`;
    return { kind: 'unknown', why };
  }
  if (row.attempts >= mostRuns) {
    const why = `job ${key} is not known after ${row.attempts} runs; the program may still be about to submit it`;
    return { kind: 'unknown', why };
  }
  const proof = `the JobManager that was asked does not know job ${key}`;
  return { kind: 'not-executed', proof, repeat: 'same-key' };
}

/** @returns the id of the jar on the cluster. One that lies there under our hash is not uploaded again. */
async function prepare(context: ActionContext, args: Args, signal: AbortSignal): Promise<Preparation<string>> {
  try {
    return { kind: 'prepared', value: await context.flink.provideJar(args.jar, signal) };
  } catch (error) {
    if (error instanceof UserMistake) return { kind: 'refuse', why: error.message };
    throw error;
  }
}

function runJar(context: ActionContext, args: Args, key: string, jarId: string, signal: AbortSignal) {
  const { entryClass, programArgs, parallelism, snapshot, flinkVersion } = args;
  const request = { jarId, jobId: key, entryClass, programArgs, parallelism, snapshot, flinkVersion };
  return context.flink.write.runJar(request, signal);
}

/** Said by Flink itself, before any program. What a program throws stands behind Flink's words: a jar that it misses itself is no reason to run it again. */
function isJarElsewhere({ kind, detail }: SendOutcome): boolean {
  return kind === 'refused' && /^Jar file \S+ does not exist$/.test(detail);
}

/** A program may throw after it has submitted the job: Flink answers with what it threw, and the job stays. */
async function afterProgram(
  context: ActionContext,
  id: JobId,
  refused: SendOutcome,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { detail } = refused;
  try {
    const job = await context.flink.inspect.job(id, signal);
    if (job === undefined) return refused;
    return { ...refused, kind: 'executed', detail: `job ${id} exists and is ${job.state}, although: ${detail}` };
  } catch (error) {
    return { ...refused, kind: 'maybe', detail: `${detail}; whether job ${id} exists: ${messageOf(error)}` };
  }
}

/** Every task runs, or the job has already run to its end. */
function isUp(job: JobDetail): boolean {
  if (job.state === 'FINISHED') return true;
  const up = (tasks: Readonly<Record<string, number>>) => (tasks['RUNNING'] ?? 0) + (tasks['FINISHED'] ?? 0);
  return (
    job.state === 'RUNNING' && job.vertices.length > 0 && job.vertices.every((one) => up(one.tasks) >= one.parallelism)
  );
}

/** Of a job that has ended Flink may answer with an error as long as its JobManager lives: that it has ended is known all the same. */
async function snapshotsOf(
  { flink }: ActionContext,
  job: JobId,
  signal: AbortSignal,
): Promise<CheckpointStats | 'unreadable' | undefined> {
  try {
    return await flink.watch.checkpoints(job, signal);
  } catch (error) {
    if (error instanceof FlinkUnreadable && error.isFromFlink) return 'unreadable';
    throw error;
  }
}

/** Nobody may have looked while it ran: what it has completed since is newer than what it was started from. */
function endedAgain({ id, state }: JobDetail, stats: CheckpointStats | 'unreadable' | undefined): Progress {
  const reason = `job ${id} is ${state}`;
  if (stats === 'unreadable') {
    const why = `${reason}; whether it has completed a newer snapshot of its own cannot be read: look in the storage`;
    return { kind: 'failed', reason: why, result: { jobId: id } };
  }
  const kept = [stats?.latestCompleted, stats?.latestSavepoint].flatMap((one) =>
    one?.externalPath === undefined || one.discarded ? [] : [{ id: one.id, path: one.externalPath }],
  );
  const newest = kept.toSorted((a, b) => b.id - a.id)[0];
  if (newest === undefined) return { kind: 'failed', reason, result: { jobId: id } };
  const result = { jobId: id, snapshot: newest.path };
  return { kind: 'failed', reason: `${reason}, its own newest snapshot is ${newest.path}`, result };
}

/** A job that runs without the state it was meant to have is the worst success there is: it fails, and says so. */
function judgeRestore(job: JobDetail, stats: CheckpointStats | undefined, sent: SentAction<Args>): Progress {
  const { args, key } = sent;
  const restored = stats?.latestRestored?.externalPath;
  const result = { jobId: key };
  const astray = { ...result, restored: restored ?? 'nothing' };
  if (restored === undefined) {
    if (job.now - job.startTime < restoreVisibleAfterMs && !terminalStates.includes(job.state)) {
      return { kind: 'in-progress', note: `job ${key} runs; Flink does not yet show what it restored` };
    }
    const reason = `job ${key} is ${job.state}, but Flink shows no restored state; it was to start from ${args.snapshot}`;
    return { kind: 'failed', reason, result: astray };
  }
  if (samePath(restored, args.snapshot)) {
    return {
      kind: 'done',
      result: { ...result, restored },
      note: `job ${key} is ${job.state}, restored from ${restored}`,
    };
  }
  // It has restarted since, from a checkpoint of its own: `<root>/<job id>/chk-<n>`.
  if (restored.split('/').includes(key)) {
    const note = `job ${key} is ${job.state}, last restored from its own ${restored}`;
    return { kind: 'done', result: { ...result, restored }, note };
  }
  return { kind: 'failed', reason: `job ${key} restored ${restored} instead of ${args.snapshot}`, result: astray };
}
