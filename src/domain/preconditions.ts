import type { ActionArgs, FlinkKindName } from './action.ts';
import type { Hold } from './approval.ts';
import {
  type CheckpointConfig,
  type CheckpointStats,
  type ClusterIdentity,
  type ClusterOverview,
  type JobDetail,
  type ResourceRequirements,
  terminalStates,
  type Vertex,
} from './flink.ts';
import type { ResolvedJobRecord } from './job-record.ts';
import type { Objection } from './policy.ts';
import { samePath } from './snapshot-path.ts';

/** What was read, just now, of everything that a precondition may look at. Undefined = Flink answered and has none. */
export interface ActionFacts {
  readonly now: number;
  readonly cluster: string;
  readonly jobName: string;
  readonly identity: ClusterIdentity;
  readonly overview: ClusterOverview;
  /** The run that the action is about. */
  readonly job: JobDetail | undefined;
  readonly checkpoints: CheckpointStats | undefined;
  readonly checkpointConfig: CheckpointConfig | undefined;
  /** Undefined: the scheduler cannot rescale in place. */
  readonly requirements: ResourceRequirements | undefined;
  /** Of the recorded jar's file on this machine; undefined: no file, or no record of one. */
  readonly jarSha256: string | undefined;
  /** Highest share of time that a vertex was backpressured lately, 0–1. Undefined: not measured. */
  readonly backpressured: number | undefined;
  /** Other clusters of the platform in which a job of this name lives. */
  readonly twins: readonly string[];
  /** Other clusters of the platform that could not be read: a twin may be there. */
  readonly unreadTwins: readonly string[];
  readonly record: ResolvedJobRecord;
  readonly holds: readonly Hold[];
  readonly maxCheckpointAgeMs: number;
  /** Savepoint that an earlier step of the same plan stopped the job with: the last state there is of that run. */
  readonly ownSavepoint: string | undefined;
}

/** An action of which references to earlier steps may not be filled in yet. */
export type ActionToCheck = {
  [K in FlinkKindName]: { readonly kind: K; readonly args: ActionArgs[K] };
}[FlinkKindName];

/** Flink's clock may be this far ahead of ours without making ages meaningless. */
const clockSkewMs = 60_000;

const refuse = (reason: string, field: string, value: unknown, todo: string): Objection => ({
  weight: 'refuse',
  reason,
  field,
  value: String(value),
  todo,
});
const ask = (...about: Parameters<typeof refuse>): Objection => ({ ...refuse(...about), weight: 'ask' });
const wait = (...about: Parameters<typeof refuse>): Objection => ({ ...refuse(...about), weight: 'wait' });

/** What people and other controllers say: it may keep a plan from beginning, never strand one that has begun. */
export function permissionObjections(facts: ActionFacts): Objection[] {
  const { record, identity, overview, jobName } = facts;
  const found: Objection[] = [];
  if (!record.recorded) {
    found.push(
      refuse('the job has no record', 'jobs', 'none', `add - { name: ${jobName}, desired: running, mode: ask }`),
    );
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
  if (identity.operatorManaged === undefined && record.controller === 'none') {
    const todo = 'let this program read /jobmanager/config';
    found.push(ask('whether a FlinkDeployment owns the cluster cannot be read', 'owner.reference', 'unknown', todo));
  }
  for (const hold of facts.holds.filter((one) => covers(one, facts))) {
    const until = hold.until === null ? 'until lifted' : `${minutes(hold.until - facts.now)} more`;
    found.push(wait(`held by ${hold.by}: ${hold.reason}`, 'hold', until, 'lift it with resume or hold --lift'));
  }
  const living = overview.jobs.filter((line) => line.name === jobName && !terminalStates.includes(line.state));
  if (living.length > 1) {
    found.push(refuse('several jobs have this name', 'living jobs', living.length, 'stop the wrong one by hand'));
  }
  if (facts.job?.type === 'BATCH')
    found.push(refuse('it is a batch job', 'job-type', 'BATCH', 'run it again yourself'));
  return found;
}

function covers(hold: Hold, facts: ActionFacts): boolean {
  if (hold.until !== null && hold.until <= facts.now) return false;
  return (hold.cluster ?? facts.cluster) === facts.cluster && (hold.job ?? facts.jobName) === facts.jobName;
}

/** Age of what Flink's clock dated; NaN, which no limit allows, when the two clocks disagree. */
function ageMs(then: number, now: number): number {
  return then - now > clockSkewMs ? Number.NaN : now - then;
}

function minutes(ms: number): string {
  return Number.isFinite(ms) ? `${Math.ceil(ms / 60_000)} min` : 'unknown';
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
  }
}

function running(facts: ActionFacts): Objection[] {
  const { job } = facts;
  if (job === undefined) return [unknownJob];
  if (terminalStates.includes(job.state)) return [ended(job.state)];
  const all = job.vertices.length > 0 && job.vertices.every((vertex) => vertex.state === 'RUNNING');
  if (job.state === 'RUNNING' && all) return [];
  return [wait('the job does not run fully', 'state', job.state, 'wait until every task runs')];
}

const unknownJob = wait('Flink does not know the job', 'job', 'unknown', 'look where it went');

function ended(state: string): Objection {
  return refuse('the job has ended', 'state', state, 'only a job that runs can be asked for this');
}

function stopObjections(facts: ActionFacts): Objection[] {
  const found = running(facts);
  const other = facts.checkpoints?.history.find((line) => line.isSavepoint && line.status === 'IN_PROGRESS');
  if (other !== undefined) {
    found.push(wait('a savepoint is in progress; two crash the job', 'history', other.id, 'wait until it has ended'));
  }
  if (facts.job !== undefined && facts.checkpoints === undefined) {
    const todo = 'look whether one is being taken: two crash the job';
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

function jarObjections({ record, jarSha256, identity }: ActionFacts): Objection[] {
  if (identity.webSubmit === false) {
    return [
      refuse('the cluster takes no jars', 'web-submit', false, 'set web.submit.enable: true, or restart it yourself'),
    ];
  }
  const { launch } = record;
  if (launch === undefined) {
    return [refuse('how the job is started is not recorded', 'launch', 'none', 'add launch to its record')];
  }
  if (jarSha256 === undefined) {
    return [refuse('the recorded jar is not there', 'launch.jar', launch.jar, 'put the file back')];
  }
  if (jarSha256 === launch.sha256) {
    if (identity.webSubmit === true) return [];
    return [ask('whether the cluster takes jars cannot be told', 'web-submit', 'unknown', 'make /config readable')];
  }
  return [
    refuse(
      'the jar is not the recorded one',
      'launch.sha256',
      jarSha256,
      'put the recorded file back, or record the new hash',
    ),
  ];
}

function startObjections(args: ActionArgs['start-job'], facts: ActionFacts): Objection[] {
  const { record, now } = facts;
  const found = jarObjections(facts);
  if (record.desired !== 'running') {
    found.push(refuse('only jobs that should run are started', 'desired', record.desired, 'set desired: running'));
  }
  const living = facts.overview.jobs.find(
    (line) => line.name === facts.jobName && !terminalStates.includes(line.state),
  );
  // A plan that stops the job first finds it ended when its start is due.
  if (living !== undefined && typeof args.snapshot === 'string') {
    found.push(refuse('a job of this name lives', 'state', `${living.id} ${living.state}`, 'end it first'));
  }
  if (facts.twins.length > 0) {
    found.push(
      refuse('a job of this name lives in another cluster', 'clusters', facts.twins.join(', '), 'end one of them'),
    );
  }
  if (facts.unreadTwins.length > 0) {
    found.push(
      wait(
        'another cluster of the platform cannot be read',
        'clusters',
        facts.unreadTwins.join(', '),
        'make it readable: a twin may live there',
      ),
    );
  }
  if (record.sink.guarantee === 'unknown') {
    found.push(ask('the sink may be exactly-once', 'sink.guarantee', 'unknown', 'record the sink'));
  }
  found.push(...widthObjections(args.parallelism, facts));
  if (typeof args.snapshot !== 'string') return found;
  found.push(...snapshotObjections(args.snapshot, args.previousJob, facts));
  found.push(...sinkObjections(snapshotTime(args.snapshot, facts.checkpoints), record, now));
  return found;
}

/** A start that is wider than the run before must fit its state, its source and the cluster, or the job stays down. */
function widthObjections(wanted: number, { job, record, overview }: ActionFacts): Objection[] {
  const vertices = job?.vertices ?? [];
  const widest = Math.max(0, ...vertices.map((vertex) => vertex.parallelism));
  if (job === undefined || widest === 0 || wanted <= widest) return [];
  const found = vertices
    .filter((vertex) => vertex.parallelism === widest)
    .flatMap((vertex) => vertexObjections(vertex, wanted, record.maxSourceParallelism));
  // The slots of a job that has ended are free already, and it needs them anyhow.
  if (!terminalStates.includes(job.state)) found.push(...slotObjections(wanted - widest, overview.slotsAvailable));
  return found;
}

function vertexObjections(vertex: Vertex, wanted: number, most: number | undefined): Objection[] {
  const found: Objection[] = [];
  const max = vertex.maxParallelism;
  if (!(max > 0)) {
    found.push(ask('the maximum parallelism cannot be told', 'maxParallelism', 'unknown', 'look it up in the job'));
  } else if (!(wanted <= max)) {
    const todo = 'rescale by hand with state redistribution';
    found.push(refuse('more than the maximum parallelism', 'maxParallelism', max, todo));
  }
  if (vertex.inputs.length === 0 && most !== undefined && !(wanted <= most)) {
    found.push(refuse('the source cannot be split further', 'maxSourceParallelism', most, 'add partitions first'));
  }
  return found;
}

/** With slot sharing a job needs as many slots as its widest vertex. */
function slotObjections(more: number, available: number): Objection[] {
  const missing = more - available;
  if (missing <= 0) return [];
  return [wait(`${missing} more slots are needed`, 'slots-available', available, 'add TaskManagers')];
}

/** Only the snapshot just taken by our own stop, or the newest one that Flink shows of the run. */
function snapshotObjections(snapshot: string, previousJob: string, facts: ActionFacts): Objection[] {
  const { job, checkpoints, checkpointConfig, overview, jobName, ownSavepoint } = facts;
  const found: Objection[] = [];
  const line = overview.jobs.find((one) => one.id === previousJob);
  const later = overview.jobs.find(
    (one) =>
      one.name === jobName &&
      one.id !== previousJob &&
      // Flink forgets the oldest first: what it still shows was started after a run that it has forgotten.
      (line === undefined || !(one.startTime <= line.startTime)),
  );
  if (later !== undefined) {
    found.push(refuse('somebody started the job again since', 'job', later.id, 'look again: the job has moved on'));
  }
  if (job?.state === 'CANCELED') {
    found.push(refuse('somebody cancelled it', 'state', 'CANCELED', 'start it yourself if that was a mistake'));
  }
  const savepoint = checkpoints?.latestSavepoint;
  const completed = checkpoints?.latestCompleted;
  const isSavepoint = savepoint?.externalPath !== undefined && samePath(savepoint.externalPath, snapshot);
  if (isSavepoint) found.push(...savepointObjections(facts));
  if (isSavepoint || (ownSavepoint !== undefined && samePath(ownSavepoint, snapshot))) return found;

  if (job === undefined) {
    const todo = 'start it yourself from the snapshot you trust';
    found.push(refuse('Flink has forgotten the job, so its newest snapshot cannot be told', 'job', 'unknown', todo));
  } else if (completed?.externalPath === undefined || !samePath(completed.externalPath, snapshot)) {
    const value = completed?.externalPath ?? 'none';
    found.push(
      refuse(
        'the snapshot is not the newest one of the job',
        'latest.completed',
        value,
        'look again: the job has moved on',
      ),
    );
  } else {
    if (savepoint !== undefined && !(savepoint.id <= completed.id)) {
      found.push(
        refuse('a newer savepoint exists', 'latest.savepoint.id', savepoint.id, 'start it yourself from that one'),
      );
    }
    if (checkpointConfig?.retained !== true) {
      const value = checkpointConfig === undefined ? 'unknown' : false;
      const todo =
        'start it yourself; then set execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION';
      found.push(refuse('its checkpoints are deleted when it fails', 'externalization.enabled', value, todo));
    }
    if (completed.discarded) {
      found.push(refuse('the checkpoint was discarded', 'latest.completed.discarded', true, 'start it yourself'));
    }
  }
  return found;
}

function savepointObjections({ checkpoints }: ActionFacts): Objection[] {
  const savepoint = checkpoints?.latestSavepoint;
  const completed = checkpoints?.latestCompleted;
  if (savepoint === undefined) return [];
  const found: Objection[] = [];
  // Checkpoints and savepoints count from one counter.
  if (completed !== undefined && !(completed.id <= savepoint.id)) {
    found.push(refuse('a newer checkpoint exists', 'latest.completed.id', completed.id, 'start from that one'));
  }
  const restoredAt = checkpoints?.latestRestored?.restoredAt;
  if (restoredAt !== undefined && !(restoredAt < savepoint.completedAt)) {
    found.push(
      refuse(
        'the savepoint is older than the last restore',
        'latest.restored.restore_timestamp',
        restoredAt,
        'start from the newest checkpoint',
      ),
    );
  }
  return found;
}

function snapshotTime(path: string, stats: CheckpointStats | undefined): number | undefined {
  const all = [stats?.latestSavepoint, stats?.latestCompleted];
  return all.find((one) => one?.externalPath !== undefined && samePath(one.externalPath, path))?.completedAt;
}

/** Exactly-once sinks lose what was in transactions that timed out before the restart. */
function sinkObjections(takenAt: number | undefined, { sink }: ResolvedJobRecord, now: number): Objection[] {
  if (sink.guarantee !== 'exactly-once') return [];
  if (sink.transactionTimeoutMs === undefined) {
    return [ask('its transactions may have timed out', 'sink.transactionTimeout', 'unknown', 'record it')];
  }
  const age = takenAt === undefined ? Number.NaN : ageMs(takenAt, now);
  if (age < sink.transactionTimeoutMs) return [];
  const value = Number.isNaN(age) ? 'unknown' : `${Math.round(age / 1000)} s`;
  return [
    ask(
      'the snapshot is older than the sink keeps transactions',
      'snapshot age',
      value,
      'ask the owner whether the loss is acceptable',
    ),
  ];
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
