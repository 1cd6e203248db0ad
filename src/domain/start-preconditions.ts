import type { ActionFacts } from './action-facts.ts';
import type { ActionArgs } from './action.ts';
import { type CheckpointStats, type JobLine, terminalStates } from './flink.ts';
import { ageMs, ask, type Judged, judged, refuse, slots, vertexObjections, wait } from './objections.ts';
import type { Objection } from './policy.ts';
import { samePath } from './snapshot-path.ts';

/** Ms: a JobManager comes back in less, and nobody starts the job and ends it again. */
const believedForMs = 300_000;

/** A job that is ended to be started again must be startable: checked before the stop as well. */
export function recordedJar(facts: ActionFacts): Judged {
  return judged('jar', 'the recorded one', jarObjections(facts), facts.identity.webSubmit !== undefined);
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

/** A start never loses state: right jar, right snapshot, and nobody else of that name. */
export function startChecks(args: ActionArgs['start-job'], facts: ActionFacts): Judged[] {
  const { desired, sink } = facts.record;
  const todo = 'set desired: running';
  const unwanted = refuse('only jobs that should run are started', 'desired', desired, todo);
  const unknownSink = ask('the sink may be exactly-once', 'sink.guarantee', 'unknown', 'record the sink');
  const isSinkKnown = sink.guarantee !== 'unknown';
  const found = [
    recordedJar(facts),
    judged('desired', desired, desired === 'running' ? [] : [unwanted]),
    ...notLiving(args, facts),
    judged('same name in other clusters', 'none', twinObjections(facts)),
    judged('guarantee of the sink', sink.guarantee, isSinkKnown ? [] : [unknownSink], isSinkKnown),
    ...widthChecks(args.parallelism, facts),
  ];
  if (typeof args.snapshot !== 'string') return found;
  found.push(judged('snapshot', 'the newest of the job', snapshotObjections(args.snapshot, args.previousJob, facts)));
  if (sink.guarantee !== 'exactly-once') return found;
  const ageOfSnapshot = ageMs(snapshotTime(args.snapshot, facts.checkpoints) ?? Number.NaN, facts);
  const isTold = sink.transactionTimeoutMs !== undefined && Number.isFinite(ageOfSnapshot);
  return [...found, judged('transactions of the sink', 'kept', sinkObjections(ageOfSnapshot, sink), isTold)];
}

/** A plan that stops the job first finds it ended when its start is due. */
function notLiving({ snapshot }: ActionArgs['start-job'], { overview, jobName }: ActionFacts): Judged[] {
  if (typeof snapshot !== 'string') return [];
  const living = overview.jobs.find((line) => line.name === jobName && !terminalStates.includes(line.state));
  const found =
    living === undefined
      ? []
      : [refuse('a job of this name lives', 'state', `${living.id} ${living.state}`, 'end it first')];
  return [judged('same name in the cluster', 'none', found)];
}

function twinObjections({ twins, laterTwins, unreadTwins }: ActionFacts): Objection[] {
  const found: Objection[] = [];
  if (twins.length > 0) {
    found.push(refuse('a job of this name lives in another cluster', 'clusters', twins.join(', '), 'end one of them'));
  }
  if (laterTwins.length > 0) {
    const todo = 'start it yourself from the newest snapshot that it has there';
    found.push(refuse('it was started in another cluster since', 'clusters', laterTwins.join(', '), todo));
  }
  if (unreadTwins.length > 0) {
    const todo = 'make it readable: a twin may live there';
    found.push(wait('another cluster of the platform cannot be read', 'clusters', unreadTwins.join(', '), todo));
  }
  return found;
}

/** A start that is wider than the run before must fit its state, its source and the cluster, or the job stays down. */
function widthChecks(wanted: number, { job, record, overview }: ActionFacts): Judged[] {
  const vertices = job?.vertices ?? [];
  const widest = Math.max(0, ...vertices.map((vertex) => vertex.parallelism));
  if (job === undefined || widest === 0 || wanted <= widest) return [];
  const found = vertices
    .filter((vertex) => vertex.parallelism === widest)
    .flatMap((vertex) => vertexObjections(vertex, wanted, record.maxSourceParallelism));
  // They ask only where the job does not tell its maximum.
  const isKnown = found.every((one) => one.weight !== 'ask');
  const fits = judged('parallelism', 'within what the job and the source take', found, isKnown);
  // The slots of a job that has ended are free already, and it needs them anyhow.
  return terminalStates.includes(job.state) ? [fits] : [fits, slots(wanted - widest, overview.slotsAvailable)];
}

/** Another run of the job, which somebody has started since. */
export function laterRun(previousJob: string, { overview, jobName }: ActionFacts): JobLine | undefined {
  const line = overview.jobs.find((one) => one.id === previousJob);
  return overview.jobs.find(
    (one) =>
      one.name === jobName &&
      // Flink forgets the oldest first: what it still shows was started after a run that it has forgotten.
      (line === undefined || !(one.startTime <= line.startTime)),
  );
}

/** Only the snapshot just taken by our own stop, or the newest one that Flink shows of the run. */
function snapshotObjections(snapshot: string, previousJob: string, facts: ActionFacts): Objection[] {
  const { job, checkpoints, checkpointConfig } = facts;
  const found: Objection[] = [];
  const later = laterRun(previousJob, facts);
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
  if (isSavepoint || isOwnAndLast(snapshot, facts)) return found;

  if (job === undefined) {
    const todo = 'start it yourself from the snapshot you trust';
    found.push(refuse('Flink has forgotten the job, so its newest snapshot cannot be told', 'job', 'unknown', todo));
  } else if (completed === undefined && savepoint === undefined && isRestored(snapshot, checkpoints)) {
    // It was given a snapshot and shows none of its own since: most likely that one is still the newest there is.
    const todo = 'see that no newer one lies in the storage';
    found.push(ask('no checkpoint has completed since the last restore', 'latest.completed', 'none', todo));
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

/**
 * What people start and end again after our stop Flink shows for an hour: other runs by their name, and one under the same id by its start.
 * Only for part of that time the savepoint is the last, although Flink shows no run.
 */
function isOwnAndLast(snapshot: string, facts: ActionFacts): boolean {
  const { job, ownSavepoint, now } = facts;
  if (ownSavepoint === undefined || !samePath(ownSavepoint.path, snapshot)) return false;
  // By a clock that was put back since, nobody can tell how long ago it was.
  const agoMs = Math.abs(now - ownSavepoint.knownAt);
  // When the run began is told by Flink's clock, so ages are compared.
  return job === undefined ? agoMs <= believedForMs : ageMs(job.startTime, facts) >= agoMs;
}

function isRestored(snapshot: string, stats: CheckpointStats | undefined): boolean {
  const path = stats?.latestRestored?.externalPath;
  return path !== undefined && samePath(path, snapshot);
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
function sinkObjections(ageOfSnapshot: number, sink: ActionFacts['record']['sink']): Objection[] {
  if (sink.transactionTimeoutMs === undefined) {
    return [ask('its transactions may have timed out', 'sink.transactionTimeout', 'unknown', 'record it')];
  }
  if (ageOfSnapshot < sink.transactionTimeoutMs) return [];
  const value = Number.isNaN(ageOfSnapshot) ? 'unknown' : `${Math.round(ageOfSnapshot / 1000)} s`;
  return [
    ask(
      'the snapshot is older than the sink keeps transactions',
      'snapshot age',
      value,
      'ask the owner whether the loss is acceptable',
    ),
  ];
}
