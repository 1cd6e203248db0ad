import type { ActionFacts, ActionToCheck } from './action-facts.ts';
import type { ActionArgs } from './action.ts';
import { configured, type Hold, holdCovers } from './approval.ts';
import { terminalStates } from './flink.ts';
import {
  ageMs,
  ask,
  ended,
  type Judged,
  judged,
  minutes,
  objectionsOf,
  refuse,
  running,
  slots,
  unknownJob,
  vertexObjections,
  wait,
} from './objections.ts';
import type { Objection } from './policy.ts';
import { recordedJar, startChecks } from './start-preconditions.ts';

/**
 * What people and other controllers say: it may keep a plan from beginning, never strand one that has begun.
 * A plan that leaves Flink alone is not in the way of who else acts on it: what people say binds it all the same.
 */
export function permissionChecks(facts: ActionFacts, steps: readonly ActionToCheck[] = []): Judged[] {
  const leavesFlinkAlone = steps.length > 0 && steps.every((step) => step.kind === 'own');
  const record = judged('job record', 'there', recordObjections(facts));
  const holds = judged('holds, pauses, maintenance windows', 'none', holdObjections(facts));
  if (leavesFlinkAlone) return [record, holds];
  const isKnown = facts.identity.operatorManaged !== undefined;
  const controllers = judged('other controllers', 'none', ownerObjections(facts), isKnown);
  return [record, controllers, holds, ...jobChecks(facts), ...steps.flatMap((step) => launchChecks(step, facts))];
}

export function permissionObjections(facts: ActionFacts, steps: readonly ActionToCheck[] = []): Objection[] {
  return objectionsOf(permissionChecks(facts, steps));
}

function recordObjections({ record, jobName }: ActionFacts): Objection[] {
  if (record.recorded) return [];
  return [refuse('the job has no record', 'jobs', 'none', `add - { name: ${jobName}, desired: running, mode: ask }`)];
}

/** People may have recorded another way to start the job since the plan was made: the one that is not theirs any more does not begin. */
function launchChecks(step: ActionToCheck, { record: { launch } }: ActionFacts): Judged[] {
  // That there is none any more is for whoever looks at the jar.
  if (step.kind !== 'start-job' || launch === undefined) return [];
  const { jar, entryClass, programArgs } = step.args;
  const planned = [jar.file, jar.sha256, entryClass, ...programArgs];
  const recorded = [launch.jar, launch.sha256, launch.entryClass, ...launch.args];
  if (planned.length === recorded.length && planned.every((one, index) => one === recorded[index])) return [];
  const other = refuse('how the job is started was recorded anew', 'launch', 'another one', 'it is planned again');
  return [judged('way to start it', 'another one', [other])];
}

function ownerObjections({ record, identity, otherNames }: ActionFacts): Objection[] {
  const found: Objection[] = [];
  if (otherNames.length > 0) {
    // Keys and lanes bear the name of the cluster: nothing would keep the second of two equal actions away.
    const todo = 'keep one of them: two names for one cluster would act twice';
    found.push(refuse('the same Flink is configured under another name, too', 'clusters', otherNames.join(', '), todo));
  }
  if (identity.operatorManaged === true) {
    found.push(
      refuse('a FlinkDeployment owns the cluster', 'owner.reference', 'FlinkDeployment', 'act through the operator'),
    );
  } else if (record.controller !== 'none') {
    found.push(
      refuse('another controller may be at work', 'controller', record.controller, 'set controller: none if none is'),
    );
  } else if (identity.webCancel === false) {
    const todo = 'act through it, or set web.cancel.enable: true if no operator is at work';
    found.push(refuse('the cluster looks managed by the Flink Kubernetes operator', 'web-cancel', false, todo));
  }
  if (identity.operatorManaged === undefined) {
    const todo = 'let this program read /jobmanager/config';
    found.push(ask('whether a FlinkDeployment owns the cluster cannot be read', 'owner.reference', 'unknown', todo));
  }
  return found;
}

function holdObjections(facts: ActionFacts): Objection[] {
  const found: Objection[] = [];
  for (const hold of facts.holds.filter((one) => covers(one, facts))) {
    const until = hold.until === null ? 'until lifted' : `${minutes(hold.until - facts.now)} more`;
    const todo =
      hold.by === configured ? 'wait, or change maintenance of the cluster' : 'lift it with resume or hold --lift';
    found.push(wait(`held by ${hold.by}: ${hold.reason}`, 'hold', until, todo));
  }
  return found;
}

function jobChecks({ overview, jobName, job }: ActionFacts): Judged[] {
  const { length } = overview.jobs.filter((line) => line.name === jobName && !terminalStates.includes(line.state));
  const several = refuse('several jobs have this name', 'living jobs', length, 'stop the wrong one by hand');
  const found = [judged('living jobs of this name', length, length > 1 ? [several] : [])];
  if (job?.type === 'BATCH') {
    found.push(
      judged('job type', job.type, [refuse('it is a batch job', 'job-type', 'BATCH', 'run it again yourself')]),
    );
  }
  return found;
}

function covers(hold: Hold, facts: ActionFacts): boolean {
  if (hold.until !== null && hold.until <= facts.now) return false;
  return holdCovers(hold, facts.cluster, facts.jobName);
}

/** What protects the job's state: checked for every step, at planning and right before it is sent. */
export function stateChecks(action: ActionToCheck, facts: ActionFacts): Judged[] {
  switch (action.kind) {
    case 'trigger-checkpoint':
      return [running(facts)];
    case 'trigger-savepoint':
      return [running(facts), writtenByTasks(facts, facts.checkpointConfig?.tolerableFailures ?? 0)];
    case 'stop-with-savepoint':
      return stopChecks(facts);
    case 'start-job':
      return startChecks(action.args, facts);
    case 'cancel-job':
      return [cancelCheck(facts)];
    case 'rescale-in-place':
      return rescaleChecks(action.args, facts);
    case 'own':
      return [];
  }
}

export function stateObjections(action: ActionToCheck, facts: ActionFacts): Objection[] {
  return objectionsOf(stateChecks(action, facts));
}

function stopChecks(facts: ActionFacts): Judged[] {
  return [
    running(facts),
    judged('other savepoints in progress', 'none', otherSavepoint(facts), facts.checkpoints !== undefined),
    // However many failures the job tolerates.
    writtenByTasks(facts, 0),
    backpressure(facts),
    ...(facts.record.launch === undefined ? [] : [recordedJar(facts)]),
  ];
}

function backpressure({ backpressured, isMeasuring }: ActionFacts): Judged {
  const isMeasured = Number.isFinite(backpressured);
  const share = isMeasured ? `${Math.round((backpressured ?? 0) * 100)} %` : 'not measured';
  if (isMeasuring) {
    // A process that was started again will know: no yes is void, and nobody is asked, because it does not yet.
    const soon = wait('the backpressure is not measured yet', 'backpressured', share, 'wait for a few polls');
    return judged('backpressure', share, [soon]);
  }
  // Written as !(<=) so that "not measured" and NaN ask.
  const slow = !((backpressured ?? Number.NaN) <= 0.5)
    ? [ask('savepoints are slow under backpressure', 'backpressured', share, 'relieve the job first')]
    : [];
  return judged('backpressure', share, slow, isMeasured);
}

function otherSavepoint(facts: ActionFacts): Objection[] {
  const found: Objection[] = [];
  const other = facts.checkpoints?.history.find((line) => line.isSavepoint && line.status === 'IN_PROGRESS');
  if (other !== undefined) {
    found.push(
      wait(
        'a savepoint is in progress; a stop fails it or crashes the job',
        'history',
        other.id,
        'wait until it has ended',
      ),
    );
  }
  if (facts.job !== undefined && facts.checkpoints === undefined) {
    const todo = 'look whether one is being taken: a stop fails it or crashes the job';
    found.push(ask('whether a savepoint is in progress cannot be seen', 'history', 'unknown', todo));
  }
  return found;
}

/** What Flink says of a checkpoint or savepoint that a task failed to write; not of one that expired, or that a restart ended. */
const failedInTask = [
  'Asynchronous task checkpoint failed.',
  'Checkpoint was declined.',
  'aborted due to exception of other subtasks sharing the ChannelState file',
  'Task local checkpoint failure.',
];

/**
 * A savepoint that a task cannot write counts as a failed checkpoint, and restarts the job when no more are tolerated; one that
 * was to stop the job always does. Flink's CheckpointFailureManager, the same in 1.19 and 2.3.
 */
function writtenByTasks({ checkpoints }: ActionFacts, tolerated: number): Judged {
  const name = 'tasks can write a savepoint';
  if (checkpoints === undefined) return judged(name, 'unknown', [], false);
  const done = checkpoints.history.filter((line) => line.status !== 'IN_PROGRESS');
  const failed = [done[0], done.find((line) => line.isSavepoint)].find(
    (line) => line?.status === 'FAILED' && failedInTask.some((text) => line.failureMessage?.includes(text)),
  );
  const completed = done.findIndex((line) => line.status === 'COMPLETED');
  // The history is cut: where none of it has completed, all that ever failed may have failed in a row.
  const inARow = completed === -1 ? checkpoints.failedCount : completed;
  if (failed === undefined || inARow < tolerated) return judged(name, 'yes', []);
  const reason = `a task failed to write the last ${failed.isSavepoint ? 'savepoint' : 'checkpoint'}: one more restarts the job`;
  const todo = 'mend first what its failure message names';
  return judged(name, 'no', [ask(reason, 'history.status', `${failed.id} FAILED`, todo)]);
}

function cancelCheck(facts: ActionFacts): Judged {
  const { checkpoints, job, maxCheckpointAgeMs } = facts;
  if (job === undefined) return judged('job', 'unknown', [unknownJob]);
  if (terminalStates.includes(job.state)) return judged('job', job.state, [ended(job.state)]);
  const name = 'snapshot that outlives the cancelling';
  const old = (kind: string, completedAt: number): string => `${kind} ${minutes(ageMs(completedAt, facts))} old`;
  const savepoint = checkpoints?.latestSavepoint;
  const isOwn = savepoint !== undefined && savepoint.completedAt > job.startTime;
  if (isOwn && ageMs(savepoint.completedAt, facts) <= maxCheckpointAgeMs) {
    return judged(name, old('savepoint', savepoint.completedAt), []);
  }
  const [field, value] = whyNotKept(facts) ?? [];
  if (field === undefined) {
    return judged(name, old('checkpoint', checkpoints?.latestCompleted?.completedAt ?? Number.NaN), []);
  }
  return judged(name, value, [refuse('cancelling would lose its state', field, value, 'take a savepoint first')]);
}

/** Undefined: a young checkpoint outlives the cancelling. */
function whyNotKept(facts: ActionFacts): readonly [field: string, value: unknown] | undefined {
  const { checkpoints, checkpointConfig } = facts;
  const completed = checkpoints?.latestCompleted;
  if (checkpointConfig === undefined) return ['delete_on_cancellation', 'unknown'];
  if (!checkpointConfig.retained) return ['externalization.enabled', false];
  if (checkpointConfig.deletedOnCancel) return ['delete_on_cancellation', true];
  if (completed?.externalPath === undefined) return ['latest.completed', 'none'];
  if (completed.discarded) return ['latest.completed.discarded', true];
  const age = ageMs(completed.completedAt, facts);
  return age <= facts.maxCheckpointAgeMs ? undefined : ['latest.completed age', minutes(age)];
}

function rescaleChecks(args: ActionArgs['rescale-in-place'], facts: ActionFacts): Judged[] {
  const { job, requirements, record, overview } = facts;
  if (requirements === undefined) {
    const unable = refuse(
      'the scheduler cannot rescale in place',
      'resource-requirements',
      'unsupported',
      'use the adaptive scheduler, or record launch',
    );
    return [running(facts), judged('rescale in place', 'possible', [unable])];
  }
  const found: Objection[] = [];
  const vertices = new Map((job?.vertices ?? []).map((vertex) => [vertex.id, vertex]));
  let slotsNow = 0;
  let slotsThen = 0;
  for (const [id, bounds] of Object.entries(args.requirements)) {
    const vertex = vertices.get(id);
    if (vertex === undefined) {
      found.push(refuse('the job has no such vertex', 'vertex', id, 'look again: the job has changed'));
      continue;
    }
    slotsNow = Math.max(slotsNow, vertex.parallelism);
    slotsThen = Math.max(slotsThen, bounds.upperBound);
    if (!(bounds.upperBound <= vertex.parallelism)) {
      found.push(...vertexObjections(vertex, bounds.upperBound, record.maxSourceParallelism));
    }
    const lower = requirements[id]?.lowerBound;
    if (lower !== undefined && bounds.lowerBound > lower) {
      found.push(refuse('it would raise the lower bound', 'lowerBound', bounds.lowerBound, 'keep the present one'));
    }
  }
  // They ask only where the job does not tell its maximum.
  const isKnown = found.every((one) => one.weight !== 'ask');
  return [
    running(facts),
    rewoundTo(facts),
    judged('parallelism', 'within what the job and the source take', found, isKnown),
    slots(slotsThen - slotsNow, overview.slotsAvailable),
  ];
}

/** A rescale restarts the job from its last checkpoint. */
function rewoundTo(facts: ActionFacts): Judged {
  const { checkpoints, maxCheckpointAgeMs } = facts;
  const name = 'last checkpoint';
  const completed = checkpoints?.latestCompleted;
  if (completed === undefined) {
    const todo = 'wait for a completed checkpoint: without one Flink restarts the job empty';
    const found =
      checkpoints?.latestRestored === undefined
        ? refuse('no checkpoint has completed', 'latest.completed', 'none', todo)
        : ask('no checkpoint has completed since the JobManager came anew', 'latest.completed', 'none', todo);
    return judged(name, 'none', [found]);
  }
  const age = ageMs(completed.completedAt, facts);
  const todo = 'accept the replay, or relieve the job first';
  const old = ask('a rescale rewinds the job to an old checkpoint', 'latest.completed age', minutes(age), todo);
  return judged(name, `${minutes(age)} old`, age <= maxCheckpointAgeMs ? [] : [old], Number.isFinite(age));
}
