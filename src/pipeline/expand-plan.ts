import { newestSnapshotId } from '../actions/newest-snapshot.ts';
import type { SopActionKind } from '../domain/action.ts';
import { terminalStates } from '../domain/flink.ts';
import { refuse } from '../domain/objections.ts';
import type { PlanStep } from '../domain/plan.ts';
import type { Objection } from '../domain/policy.ts';
import type { ActionFacts } from '../domain/action-facts.ts';
import type { FlinkSopStep, SopStep } from '../domain/sop.ts';
import type { SignalKind } from '../domain/signal.ts';

interface Impossible {
  readonly kind: 'impossible';
  readonly objections: readonly Objection[];
}

export type Expanded =
  | { readonly kind: 'steps'; readonly action: SopActionKind; readonly steps: readonly PlanStep[] }
  | Impossible;

/** The first proposal of the SOP all of whose signals are there and whose action it permits. */
export function chooseStep(
  sop: { readonly actions: readonly SopActionKind[]; readonly plan: readonly SopStep[] },
  signals: readonly SignalKind[],
): SopStep | undefined {
  return sop.plan.find(
    (step) => sop.actions.includes(step.action) && step.when.every((kind) => signals.includes(kind)),
  );
}

/**
 * What a SOP wants, as requests with exact arguments: factors become whole numbers, a restart becomes stop and start.
 * @param savepointDirectory where savepoints go, as Flink sees it; undefined: none is configured.
 */
export function expandPlan(step: FlinkSopStep, facts: ActionFacts, savepointDirectory: string | undefined): Expanded {
  const { job } = facts;
  if (job === undefined) return unknownJob();
  switch (step.action) {
    case 'trigger-checkpoint': {
      const args = { job: job.id, sinceCheckpoint: newestSnapshotId(facts.checkpoints) };
      return plan(step.action, [{ name: 'checkpoint', kind: 'trigger-checkpoint', risk: 'safe', args }]);
    }
    case 'trigger-savepoint': {
      if (savepointDirectory === undefined) return noDirectory();
      const args = {
        job: job.id,
        directory: savepointDirectory,
        sinceCheckpoint: newestSnapshotId(facts.checkpoints),
      };
      return plan(step.action, [{ name: 'savepoint', kind: 'trigger-savepoint', risk: 'safe', args }]);
    }
    case 'stop-with-savepoint':
      return savepointDirectory === undefined
        ? noDirectory()
        : plan(step.action, [stopStep(facts, savepointDirectory)]);
    case 'cancel-job':
      return plan(step.action, [{ name: 'cancel', kind: 'cancel-job', risk: 'destructive', args: { job: job.id } }]);
    case 'start-job':
      return startEnded(step.action, facts);
    case 'restart-job':
      if (terminalStates.includes(job.state)) return startEnded(step.action, facts);
      return stopAndStart(step.action, facts, savepointDirectory, undefined);
    case 'rescale-job': {
      if (terminalStates.includes(job.state)) {
        return impossible('only a job that runs is rescaled', 'state', job.state, 'start it first');
      }
      // Flink shows requirements there, and takes none (seen live: 2.3.0).
      if (facts.identity.scheduler === 'reactive') {
        return impossible('in reactive mode Flink alone scales the job', 'scheduler-mode', 'reactive', 'add slots');
      }
      const target = targetOf(step, facts);
      if (target.from === target.to) {
        return impossible(
          'the job has the wanted parallelism already',
          'parallelism',
          target.from,
          'look for another cause',
        );
      }
      if (facts.requirements !== undefined) {
        return lessThanAskedFor(facts, target) ?? rescaleInPlace(facts, target);
      }
      if (!isWidest(target, facts)) {
        const todo = 'give that operator more parallelism in the job itself';
        return impossible('a new start cannot widen one operator alone', 'culprit', facts.culprit?.name, todo);
      }
      return stopAndStart(step.action, facts, savepointDirectory, target.to);
    }
  }
}

function plan(action: SopActionKind, steps: readonly PlanStep[]): Expanded {
  return { kind: 'steps', action, steps };
}

export function unknownJob(): Impossible {
  return impossible('Flink does not know the job', 'job', 'unknown', 'start it yourself from the snapshot you trust');
}

export function impossible(...about: Parameters<typeof refuse>): Impossible {
  return { kind: 'impossible', objections: [refuse(...about)] };
}

function noDirectory(): Impossible {
  const todo = 'add savepointDirectory to the cluster, e.g. s3://bucket/savepoints';
  return impossible('it is not configured where savepoints go', 'savepointDirectory', 'none', todo);
}

function stopStep({ job }: ActionFacts, directory: string): PlanStep {
  return { name: 'stop', kind: 'stop-with-savepoint', risk: 'disruptive', args: { job: job?.id, directory } };
}

function stopAndStart(
  action: SopActionKind,
  facts: ActionFacts,
  directory: string | undefined,
  parallelism: number | undefined,
): Expanded {
  if (directory === undefined) return noDirectory();
  const start = startStep(facts, { from: 'stop.savepoint' }, parallelism);
  return 'objections' in start ? start : plan(action, [stopStep(facts, directory), start]);
}

function startEnded(action: SopActionKind, facts: ActionFacts): Expanded {
  const state = facts.job?.state;
  if (state !== 'FAILED') {
    return impossible('only a job that failed is started', 'state', state, 'start it yourself if that was a mistake');
  }
  const completed = facts.checkpoints?.latestCompleted;
  // A run that completed none of its own holds exactly the state that it was started from.
  const path = completed === undefined ? facts.checkpoints?.latestRestored?.externalPath : completed.externalPath;
  if (path === undefined) {
    const todo = 'start it yourself from the snapshot you trust';
    if (completed === undefined) {
      return impossible('there is no completed checkpoint to start from', 'latest.completed', 'none', todo);
    }
    // Flink kept it in the JobManager's memory.
    const reason = 'the newest checkpoint lies in no storage';
    return impossible(reason, 'latest.completed.external_path', 'none', `set execution.checkpointing.dir; ${todo}`);
  }
  const start = startStep(facts, path, undefined);
  return 'objections' in start ? start : plan(action, [start]);
}

function startStep(
  facts: ActionFacts,
  snapshot: string | { readonly from: 'stop.savepoint' },
  parallelism: number | undefined,
): PlanStep | Impossible {
  const { launch } = facts.record;
  if (launch === undefined || facts.job === undefined) {
    return impossible('how the job is started is not recorded', 'launch', 'none', 'add launch to its record');
  }
  const args = {
    previousJob: facts.job.id,
    jobName: facts.jobName,
    jar: { file: launch.jar, sha256: launch.sha256 },
    entryClass: launch.entryClass,
    programArgs: launch.args,
    parallelism: parallelism ?? launch.parallelism,
    snapshot,
    flinkVersion: facts.identity.version,
  };
  return { name: 'start', kind: 'start-job', risk: 'disruptive', args };
}

interface Target {
  readonly from: number;
  readonly to: number;
  /** Vertices that get it, by id. */
  readonly vertices: readonly string[];
}

/**
 * Who gets more room: the vertex that holds the others up, and those that are exactly as wide where it is one of the widest,
 * for a job is mostly of one width. Vertices that are narrower on purpose (a single sink) keep their number.
 */
function targetOf(step: Extract<FlinkSopStep, { action: 'rescale-job' }>, { job, culprit }: ActionFacts): Target {
  const all = job?.vertices ?? [];
  const widest = Math.max(1, ...all.map((vertex) => vertex.parallelism));
  const slow = all.find((vertex) => vertex.id === culprit?.id);
  const from = slow?.parallelism ?? widest;
  const to = 'factor' in step.with ? upwards(from * step.with.factor) : step.with.parallelism;
  const alike = all.filter((vertex) => vertex.parallelism === from);
  return { from, to, vertices: (from === widest || slow === undefined ? alike : [slow]).map((vertex) => vertex.id) };
}

/** A start sets one parallelism for all: it helps only where the slow vertex is among the widest. */
function isWidest(target: Target, { job }: ActionFacts): boolean {
  return (job?.vertices ?? []).every((vertex) => vertex.parallelism <= target.from);
}

/** To the next whole number; 100 × 1.1 is 110 and not, as floating point has it, a little more. */
function upwards(value: number): number {
  return Math.ceil(Number(value.toFixed(6)));
}

/** Where slots went away the job runs with what is left, and widens by itself once they are back: to ask again changes nothing, or takes from it. */
function lessThanAskedFor({ requirements, overview }: ActionFacts, target: Target): Impossible | undefined {
  const asked = Math.min(...target.vertices.map((id) => requirements?.[id]?.upperBound ?? 0));
  if (target.to <= target.from || asked < target.to) return undefined;
  const { slotsAvailable, slotsTotal, taskManagers } = overview;
  const reason = 'the job asks for as much already, and widens by itself once there are slots for it';
  const todo = `add TaskManagers; now ${slotsAvailable} of ${slotsTotal} slots on ${taskManagers} are free`;
  return impossible(reason, 'parallelism', `${target.from} of ${asked}`, todo);
}

function rescaleInPlace(facts: ActionFacts, target: Target): Expanded {
  const requirements: Record<string, { lowerBound: number; upperBound: number }> = {};
  for (const vertex of facts.job?.vertices ?? []) {
    const upperBound = target.vertices.includes(vertex.id) ? target.to : vertex.parallelism;
    const lower = facts.requirements?.[vertex.id]?.lowerBound ?? 1;
    requirements[vertex.id] = { lowerBound: Math.max(1, Math.min(lower, upperBound)), upperBound };
  }
  const args = { job: facts.job?.id, requirements };
  return plan('rescale-job', [{ name: 'rescale', kind: 'rescale-in-place', risk: 'disruptive', args }]);
}
