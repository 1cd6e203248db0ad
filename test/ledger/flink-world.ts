import {
  type CheckpointStats,
  type ClusterIdentity,
  type JobDetail,
  type JobId,
  type JobState,
  terminalStates,
  type Vertex,
} from '../../src/domain/flink.ts';
import { FlinkUnreadable, UserMistake } from '../../src/domain/errors.ts';
import type { Flink, SendOutcome, TriggerStatus } from '../../src/ports/flink.ts';
import type { SnapshotStorage } from '../../src/ports/snapshot-storage.ts';

/**
 * A small Flink that behaves: it remembers trigger ids and job ids as long as its process lives, and counts every effect.
 * What a test turns: the way in (`lose`), the way back, the process (`failOver`).
 */
export interface FlinkWorld {
  readonly flink: Flink;
  readonly storage: SnapshotStorage;
  /** Every effect that happened, in order: `savepoint <dir>`, `start <job id>` … */
  readonly effects: readonly string[];
  /** Every request that arrived, with the key it carried. */
  readonly arrived: readonly { readonly call: string; readonly key: string }[];
  /** Jars that were uploaded to the end, in order. One that the process has already is not uploaded again. */
  readonly uploads: readonly string[];
  /** The next write: `request` never arrives, `reply` arrives and its answer is lost, `refuse` is answered with 503. */
  lose(what: 'request' | 'reply' | 'refuse' | undefined): void;
  /** Called when a write has arrived and before it is answered. */
  onArrival(hook: (() => Promise<void> | void) | undefined): void;
  /** Called while a jar is being uploaded. */
  onUpload(hook: (() => Promise<void> | void) | undefined): void;
  failOver(): void;
  setJob(job: string, state: JobState): void;
  /** Somebody submits it again under its id, to the same JobManager: a run with statistics of its own. */
  submitAgain(job: string): void;
  jobState(job: string): JobState | undefined;
  readable: boolean;
  /** Of the file that is to be uploaded; undefined: as recorded. */
  jarSha256: string | undefined;
}

interface Job {
  state: JobState;
  startTime: number;
  endTime: number | undefined;
  parallelism: number;
  restored: string | undefined;
  checkpointId: number;
  savepointPath: string | undefined;
}

const ok = (status: number): SendOutcome => ({ kind: 'executed', status, detail: 'accepted' });

export function makeFlinkWorld(clock: { now(): number }, firstJob: string): FlinkWorld {
  const effects: string[] = [];
  const arrived: { call: string; key: string }[] = [];
  const jobs = new Map<string, Job>();
  let triggers = new Map<string, TriggerStatus>();
  let declared = new Map<string, number>();
  const complete: string[] = [];
  const uploads: string[] = [];
  let jars: { readonly file: string; readonly id: string }[] = [];
  let process = 1;
  let losing: 'request' | 'reply' | 'refuse' | undefined;
  let arrival: (() => Promise<void> | void) | undefined;
  let upload: (() => Promise<void> | void) | undefined;
  const world = { readable: true, jarSha256: undefined as string | undefined };
  jobs.set(firstJob, newJob(undefined));

  function newJob(restored: string | undefined): Job {
    return {
      state: 'RUNNING',
      startTime: clock.now(),
      endTime: undefined,
      parallelism: 2,
      restored,
      checkpointId: 7,
      savepointPath: undefined,
    };
  }
  function enter(job: Job, state: JobState): void {
    job.state = state;
    job.endTime = terminalStates.includes(state) ? clock.now() : undefined;
  }
  async function write(call: string, key: string, effect: () => SendOutcome): Promise<SendOutcome> {
    const way = losing;
    losing = undefined;
    if (way === 'request') return { kind: 'maybe', status: undefined, detail: 'connection reset' };
    if (way === 'refuse') return { kind: 'refused', status: 503, detail: 'leader election' };
    arrived.push({ call, key });
    const outcome = effect();
    await arrival?.();
    return way === 'reply' ? { kind: 'maybe', status: undefined, detail: 'connection reset' } : outcome;
  }
  function takeSavepoint(job: string, key: string, directory: string, ends: boolean): SendOutcome {
    if (triggers.has(key)) return ok(202);
    const found = jobs.get(job);
    if (found === undefined || found.state !== 'RUNNING') {
      triggers.set(key, { kind: 'failed', reason: 'FlinkJobNotFoundException' });
      return ok(202);
    }
    const location = `file:${directory}/savepoint-${complete.length}`;
    found.checkpointId += 1;
    found.savepointPath = location;
    if (ends) enter(found, 'FINISHED');
    complete.push(location);
    effects.push(`${ends ? 'stop' : 'savepoint'} ${directory}`);
    triggers.set(key, { kind: 'completed', location, checkpointId: found.checkpointId });
    return ok(202);
  }
  async function read<T>(value: () => T): Promise<T> {
    if (!world.readable) throw new FlinkUnreadable('no-connection', 'connection refused');
    return value();
  }
  const detailOf = (id: JobId): JobDetail | undefined => {
    const job = jobs.get(id);
    if (job === undefined) return undefined;
    return {
      id,
      name: 'orders',
      state: job.state,
      startTime: job.startTime,
      endTime: job.endTime,
      now: clock.now(),
      type: 'STREAMING',
      maxParallelism: 128,
      vertices: [vertexOf(job)],
      initializedAt: job.startTime,
    };
  };

  const flink: Flink = {
    watch: {
      identity: () =>
        read(
          () =>
            ({ incarnation: `jm-${process}`, triggerMemoryMs: 300_000, highAvailability: false }) as ClusterIdentity,
        ),
      checkpoints: (job) => read(() => statsOf(jobs.get(job))),
      overview: () => never('overview'),
      metrics: () => never('metrics'),
      exceptions: () => never('exceptions'),
      checkpointConfig: () => never('checkpointConfig'),
      collecting: () => never('collecting'),
    },
    inspect: {
      job: (job) => read(() => detailOf(job)),
      savepoint: (_job, key) => read(() => triggers.get(key) ?? { kind: 'unknown-trigger' }),
      checkpoint: (_job, key) => read(() => triggers.get(key) ?? { kind: 'unknown-trigger' }),
      resourceRequirements: (job) =>
        read(() => ({ v1: { lowerBound: 1, upperBound: declared.get(job) ?? jobs.get(job)?.parallelism ?? 1 } })),
      sourceLag: () => never('sourceLag'),
      failedCommits: () => never('failedCommits'),
      jars: () => never('jars'),
    },
    diagnose: {
      subtasks: () => never('subtasks'),
      taskManagers: () => read(() => ({ ids: [], list: [] })),
      watermarks: () => never('watermarks'),
    },
    write: {
      triggerCheckpoint: (job, key) =>
        write('triggerCheckpoint', key, () => {
          const found = jobs.get(job);
          if (triggers.has(key) || found === undefined) return ok(202);
          found.checkpointId += 1;
          effects.push(`checkpoint ${job}`);
          triggers.set(key, { kind: 'completed', location: undefined, checkpointId: found.checkpointId });
          return ok(202);
        }),
      triggerSavepoint: ({ job, triggerId, directory }) =>
        write('triggerSavepoint', triggerId, () => takeSavepoint(job, triggerId, directory, false)),
      stopWithSavepoint: ({ job, triggerId, directory }) =>
        write('stopWithSavepoint', triggerId, () => takeSavepoint(job, triggerId, directory, true)),
      runJar: ({ jarId, jobId, snapshot }) =>
        write('runJar', jobId, () => {
          if (!jars.some((one) => one.id === jarId)) {
            return { kind: 'refused', status: 500, detail: `Jar file ${jarId} does not exist` };
          }
          if (jobs.has(jobId)) return { kind: 'already', status: 400, detail: 'DuplicateJobSubmissionException' };
          jobs.set(jobId, newJob(snapshot));
          effects.push(`start ${jobId}`);
          return ok(200);
        }),
      cancel: (job) =>
        write('cancel', '', () => {
          const found = jobs.get(job);
          if (found === undefined) return { kind: 'maybe', status: 404, detail: 'Job could not be found.' };
          if (found.state === 'RUNNING') effects.push(`cancel ${job}`);
          enter(found, 'CANCELED');
          return ok(202);
        }),
      putResourceRequirements: (job, requirements) =>
        write('putResourceRequirements', '', () => {
          const found = jobs.get(job);
          const wanted = requirements['v1']?.upperBound ?? 1;
          if (found === undefined) return { kind: 'maybe', status: 404, detail: 'no job' };
          if (found.parallelism !== wanted) effects.push(`rescale ${job} to ${wanted}`);
          found.parallelism = wanted;
          declared.set(job, wanted);
          return ok(200);
        }),
    },
    async provideJar({ file, sha256 }) {
      if (sha256 !== (world.jarSha256 ?? sha256)) {
        throw new UserMistake(`The jar ${file} has SHA-256 ${world.jarSha256}, recorded is ${sha256}`);
      }
      const there = await read(() => jars.find((one) => one.file === file));
      if (there !== undefined) return there.id;
      const receiver = process;
      await upload?.();
      return read(() => {
        const id = `jar-${uploads.push(file)}`;
        if (receiver === process) jars.push({ file, id });
        return id;
      });
    },
    calls: () => ({}),
  };

  return Object.assign(world, {
    flink,
    storage: {
      completeBelow: async (directory: string) => ({
        kind: 'found' as const,
        paths: complete.filter((path) => path.startsWith(`file:${directory}/`)),
      }),
    },
    effects,
    arrived,
    uploads,
    lose: (what: typeof losing) => {
      losing = what;
    },
    onArrival: (hook: typeof arrival) => {
      arrival = hook;
    },
    onUpload: (hook: typeof upload) => {
      upload = hook;
    },
    failOver() {
      process += 1;
      triggers = new Map();
      declared = new Map();
      jars = [];
      for (const job of jobs.values()) job.startTime += 1;
    },
    setJob(id: string, state: JobState) {
      const job = jobs.get(id);
      if (job !== undefined) enter(job, state);
    },
    submitAgain: (id: string) => void jobs.set(id, newJob(undefined)),
    jobState: (id: string) => jobs.get(id)?.state,
  });
}

function never(what: string): Promise<never> {
  return Promise.reject(new Error(`Nothing here reads ${what}.`));
}

function vertexOf(job: Job): Vertex {
  return {
    id: 'v1',
    name: 'Source',
    parallelism: job.parallelism,
    maxParallelism: 128,
    state: job.state,
    tasks: { [job.state]: job.parallelism },
    busyMs: undefined,
    idleMs: undefined,
    backpressuredMs: undefined,
    readRecords: undefined,
    writeRecords: undefined,
    inputs: [],
  };
}

function statsOf(job: Job | undefined): CheckpointStats | undefined {
  if (job === undefined) return undefined;
  const one = { triggeredAt: 0, completedAt: 0, durationMs: 1, sizeBytes: 1, discarded: false };
  return {
    completedCount: 1,
    failedCount: 0,
    inProgressCount: 0,
    latestCompleted: { ...one, id: job.checkpointId, isSavepoint: false, externalPath: undefined },
    latestSavepoint:
      job.savepointPath === undefined
        ? undefined
        : { ...one, id: job.checkpointId, isSavepoint: true, externalPath: job.savepointPath },
    latestFailed: undefined,
    latestRestored:
      job.restored === undefined
        ? undefined
        : { id: 7, isSavepoint: true, restoredAt: job.startTime, externalPath: job.restored },
    history: [],
  };
}
