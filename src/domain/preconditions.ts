import type { ActionFacts, ActionToCheck } from './action-facts.ts';
import type { ActionArgs } from './action.ts';
import { configured, type Hold, holdCovers } from './approval.ts';
import { terminalStates } from './flink.ts';
import {
  ageMs,
  ask,
  ended,
  minutes,
  refuse,
  running,
  slotObjections,
  unknownJob,
  vertexObjections,
  wait,
} from './objections.ts';
import type { Objection } from './policy.ts';
import { jarObjections, startObjections } from './start-preconditions.ts';

/**
 * What people and other controllers say: it may keep a plan from beginning, never strand one that has begun.
 * A plan that leaves Flink alone is not in the way of who else acts on it: what people say binds it all the same.
 */
export function permissionObjections(facts: ActionFacts, steps: readonly ActionToCheck[] = []): Objection[] {
  const leavesFlinkAlone = steps.length > 0 && steps.every((step) => step.kind === 'own');
  return leavesFlinkAlone
    ? [...recordObjections(facts), ...holdObjections(facts)]
    : [...recordObjections(facts), ...ownerObjections(facts), ...holdObjections(facts), ...jobObjections(facts)];
}

function recordObjections({ record, jobName }: ActionFacts): Objection[] {
  if (record.recorded) return [];
  return [refuse('the job has no record', 'jobs', 'none', `add - { name: ${jobName}, desired: running, mode: ask }`)];
}

function ownerObjections({ record, identity }: ActionFacts): Objection[] {
  const found: Objection[] = [];
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
  if (identity.operatorManaged === undefined && record.controller === 'none') {
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

function jobObjections({ overview, jobName, job }: ActionFacts): Objection[] {
  const found: Objection[] = [];
  const living = overview.jobs.filter((line) => line.name === jobName && !terminalStates.includes(line.state));
  if (living.length > 1) {
    found.push(refuse('several jobs have this name', 'living jobs', living.length, 'stop the wrong one by hand'));
  }
  if (job?.type === 'BATCH') found.push(refuse('it is a batch job', 'job-type', 'BATCH', 'run it again yourself'));
  return found;
}

function covers(hold: Hold, facts: ActionFacts): boolean {
  if (hold.until !== null && hold.until <= facts.now) return false;
  return holdCovers(hold, facts.cluster, facts.jobName);
}

/** What protects the job's state: checked for every step, at planning and right before it is sent. */
export function stateObjections(action: ActionToCheck, facts: ActionFacts): Objection[] {
  switch (action.kind) {
    case 'trigger-checkpoint':
    case 'trigger-savepoint':
      return running(facts);
    case 'stop-with-savepoint':
      return stopObjections(facts);
    case 'start-job':
      return startObjections(action.args, facts);
    case 'cancel-job':
      return cancelObjections(facts);
    case 'rescale-in-place':
      return rescaleObjections(action.args, facts);
    case 'own':
      return [];
  }
}

function stopObjections(facts: ActionFacts): Objection[] {
  const found = running(facts);
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
  const { backpressured } = facts;
  // Written as !(<=) so that "not measured" and NaN ask.
  if (!((backpressured ?? Number.NaN) <= 0.5)) {
    const share = Number.isFinite(backpressured) ? `${Math.round((backpressured ?? 0) * 100)} %` : 'not measured';
    found.push(ask('savepoints are slow under backpressure', 'backpressured', share, 'relieve the job first'));
  }
  if (facts.record.launch !== undefined) found.push(...jarObjections(facts));
  return found;
}

function cancelObjections(facts: ActionFacts): Objection[] {
  const { checkpoints, job, now, maxCheckpointAgeMs } = facts;
  if (job === undefined) return [unknownJob];
  if (terminalStates.includes(job.state)) return [ended(job.state)];
  const savepoint = checkpoints?.latestSavepoint;
  const isOwn = savepoint !== undefined && savepoint.completedAt > job.startTime;
  if (isOwn && ageMs(savepoint.completedAt, now) <= maxCheckpointAgeMs) return [];
  const [field, value] = whyNotKept(facts) ?? [];
  if (field === undefined) return [];
  return [refuse('cancelling would lose its state', field, value, 'take a savepoint first')];
}

/** Undefined: a young checkpoint outlives the cancelling. */
function whyNotKept(facts: ActionFacts): readonly [field: string, value: unknown] | undefined {
  const { checkpoints, checkpointConfig, now } = facts;
  const completed = checkpoints?.latestCompleted;
  if (checkpointConfig === undefined) return ['delete_on_cancellation', 'unknown'];
  if (!checkpointConfig.retained) return ['externalization.enabled', false];
  if (checkpointConfig.deletedOnCancel) return ['delete_on_cancellation', true];
  if (completed?.externalPath === undefined) return ['latest.completed', 'none'];
  if (completed.discarded) return ['latest.completed.discarded', true];
  const age = ageMs(completed.completedAt, now);
  return age <= facts.maxCheckpointAgeMs ? undefined : ['latest.completed age', minutes(age)];
}

function rescaleObjections(args: ActionArgs['rescale-in-place'], facts: ActionFacts): Objection[] {
  const { job, requirements, checkpoints, record, overview, now } = facts;
  const found = running(facts);
  if (requirements === undefined) {
    found.push(
      refuse(
        'the scheduler cannot rescale in place',
        'resource-requirements',
        'unsupported',
        'use the adaptive scheduler, or record launch',
      ),
    );
    return found;
  }
  const completed = checkpoints?.latestCompleted;
  if (completed === undefined) {
    const todo = 'wait for a completed checkpoint: without one Flink restarts the job empty';
    const restored = checkpoints?.latestRestored;
    found.push(
      restored === undefined
        ? refuse('no checkpoint has completed', 'latest.completed', 'none', todo)
        : ask('no checkpoint has completed since the JobManager came anew', 'latest.completed', 'none', todo),
    );
  } else if (!(ageMs(completed.completedAt, now) <= facts.maxCheckpointAgeMs)) {
    found.push(
      ask(
        'a rescale rewinds the job to an old checkpoint',
        'latest.completed age',
        minutes(ageMs(completed.completedAt, now)),
        'accept the replay, or relieve the job first',
      ),
    );
  }
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
  found.push(...slotObjections(slotsThen - slotsNow, overview.slotsAvailable));
  return found;
}
