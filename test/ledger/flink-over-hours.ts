import type { ActionFacts } from '../../src/domain/action-facts.ts';
import type { CheckpointStats, ClusterIdentity, JobDetail, JobId, JobState } from '../../src/domain/flink.ts';
import type { Flink, SendOutcome, TriggerStatus } from '../../src/ports/flink.ts';
import type { SnapshotStorage } from '../../src/ports/snapshot-storage.ts';
import type { Random } from '../../src/proof/random.ts';
import { completed, goodFacts, line, stats, vertex } from '../support/action-facts.ts';
import { strict } from '../support/read-only-flink.ts';

/** In application mode every run of the job has it. */
export const jobId = 'a'.repeat(32) as JobId;
const minute = 60_000;

/** `work`: how far the job was. */
interface Snapshot {
  readonly path: string;
  readonly id: number;
  readonly work: number;
  readonly at: number;
}

interface Run {
  readonly id: JobId;
  readonly n: number;
  readonly beganAt: number;
  /** As Flink tells it: it moves when another JobManager recovers the run. */
  startTime: number;
  state: JobState;
  endTime: number | undefined;
  work: number;
  lastId: number;
  completed: Snapshot | undefined;
  savepoint: Snapshot | undefined;
  restored: (Snapshot & { readonly restoredAt: number }) | undefined;
  stopping: { readonly key: string; readonly by: string; readonly directory: string; readonly at: number } | undefined;
  /** Ended, and its JobManager was replaced: its state is known, its statistics are not. */
  isBare: boolean;
}

export interface Effect {
  readonly what: 'stop' | 'start';
  readonly by: string;
  readonly key: string;
  readonly run: number;
  readonly path: string;
  readonly at: number;
}

/**
 * One job over many hours: runs that people begin and end as well, snapshots that are ahead of each other, a JobManager that is replaced and
 * forgets. What an agent must never do to it is a fault.
 */
export function makeFlinkOverHours(clock: { at: number }, random: Random) {
  const highAvailability = random.chance(0.7);
  const runs: Run[] = [];
  /** The latest of each job id, as long as Flink knows it. */
  const known = new Map<JobId, Run>();
  const storage = new Map<string, Snapshot>();
  const effects: Effect[] = [];
  const faults: string[] = [];
  let triggers = new Map<string, TriggerStatus & { readonly doneAt: number }>();
  let process = 1;
  let rough = true;
  const now = (): number => clock.at;

  const living = (): Run | undefined => [...known.values()].find(({ endTime }) => endTime === undefined);
  const newest = (): Snapshot | undefined => [...storage.values()].toSorted((a, b) => b.work - a.work)[0];
  function keep(path: string, run: Run): Snapshot {
    run.lastId += 1;
    const snapshot = { path, id: run.lastId, work: run.work, at: now() };
    storage.set(path, snapshot);
    return snapshot;
  }
  function begin(id: JobId, from: Snapshot | undefined, by: string): Run {
    const run: Run = {
      id,
      n: runs.length + 1,
      beganAt: now(),
      startTime: now(),
      state: 'RUNNING',
      endTime: undefined,
      work: from?.work ?? 0,
      lastId: from?.id ?? 0,
      completed: undefined,
      savepoint: undefined,
      restored: from && { ...from, restoredAt: now() },
      stopping: undefined,
      isBare: false,
    };
    const other = living();
    if (by !== 'people' && other !== undefined) faults.push(`${by} starts run ${run.n} beside run ${other.n}`);
    const most = newest();
    if (by !== 'people' && run.work < (most?.work ?? 0))
      faults.push(`${by} sets the job back with run ${run.n}, from ${from?.path} instead of ${most?.path}`);
    known.set(id, run);
    runs.push(run);
    return run;
  }
  function end(run: Run, state: JobState): void {
    Object.assign(run, { state, endTime: now(), stopping: undefined });
  }
  function endStop(run: Run, { key, by, directory }: NonNullable<Run['stopping']>): void {
    run.work += 1;
    run.savepoint = keep(`file:${directory}/savepoint-${run.n}`, run);
    end(run, 'FINISHED');
    const { path, id } = run.savepoint;
    triggers.set(run.id + key, { kind: 'completed', location: path, checkpointId: id, doneAt: now() });
    effects.push({ what: 'stop', by, key, run: run.n, path, at: now() });
  }

  /** Whoever asks comes to it when others have been at work as well. */
  async function turn<T>(work: () => T): Promise<T> {
    for (let n = random.whole(0, 4); n > 0; n -= 1) await Promise.resolve();
    return work();
  }
  const maybe: SendOutcome = { kind: 'maybe', status: undefined, detail: 'connection reset' };
  const accepted: SendOutcome = { kind: 'executed', status: 202, detail: 'accepted' };
  const write = (effect: () => SendOutcome): Promise<SendOutcome> =>
    turn(() => {
      if (rough && random.chance(0.25)) return maybe;
      const outcome = effect();
      return rough && random.chance(0.3) ? maybe : outcome;
    });
  function askedToStop(by: string, id: JobId, key: string, directory: string): SendOutcome {
    if (triggers.has(id + key)) return accepted;
    const run = known.get(id);
    if (run === undefined || run.endTime !== undefined || run.stopping !== undefined) {
      triggers.set(id + key, { kind: 'failed', reason: 'the job is not there, or stops', doneAt: now() });
      return accepted;
    }
    triggers.set(id + key, { kind: 'in-progress', doneAt: Number.POSITIVE_INFINITY });
    run.stopping = { key, by, directory, at: now() + random.pick([1, 20_000]) };
    return accepted;
  }
  function askedToStart(by: string, id: JobId, path: string): SendOutcome {
    const run = known.get(id);
    // With HA a job that has ended is forgotten, and its id is free again.
    if (run !== undefined && (run.endTime === undefined || !highAvailability))
      return { kind: 'already', status: 400, detail: 'DuplicateJobSubmissionException' };
    const { n } = begin(id, storage.get(path), by);
    effects.push({ what: 'start', by, key: id, run: n, path, at: now() });
    return { ...accepted, status: 200 };
  }

  const identity = (): ClusterIdentity => ({
    ...goodFacts.identity,
    incarnation: `jm-${process}`,
    triggerMemoryMs: 5 * minute,
    highAvailability,
  });
  const detailOf = (run: Run): JobDetail => ({
    id: run.id,
    name: 'orders',
    state: run.state,
    startTime: run.startTime,
    endTime: run.endTime,
    now: now(),
    type: 'STREAMING',
    maxParallelism: 128,
    initializedAt: run.startTime,
    vertices: [{ ...vertex, state: run.state, tasks: { [run.state]: 2 } }],
  });
  const shown = ({ id, path, at }: Snapshot, isSavepoint: boolean) =>
    completed(id, { isSavepoint, completedAt: at, triggeredAt: at, externalPath: path });
  function statsOf(run: Run | undefined): CheckpointStats | undefined {
    if (run === undefined || run.isBare) return undefined;
    const { restored } = run;
    const inProgress = { id: run.lastId + 1, status: 'IN_PROGRESS', isSavepoint: true } as const;
    return {
      ...stats,
      latestCompleted: run.completed && shown(run.completed, false),
      latestSavepoint: run.savepoint && shown(run.savepoint, true),
      latestRestored: restored && { ...restored, isSavepoint: true, externalPath: restored.path },
      history:
        run.stopping === undefined
          ? []
          : [{ ...inProgress, triggeredAt: now(), durationMs: 0, failureMessage: undefined }],
    };
  }
  const storageOfAll: SnapshotStorage = {
    completeBelow: async (folder) => ({
      kind: 'found',
      paths: [...storage.keys()].filter((path) => path.startsWith(`file:${folder}/`)),
    }),
  };

  return {
    runs,
    effects,
    faults,
    living,
    storage: storageOfAll,
    calm() {
      rough = false;
    },
    pass(ms: number) {
      clock.at += ms;
      for (const run of known.values()) {
        if (run.endTime !== undefined) {
          if (now() - run.endTime > 60 * minute) known.delete(run.id);
        } else if (run.stopping !== undefined) {
          if (run.stopping.at <= now()) endStop(run, run.stopping);
        } else if (ms > 5_000 && random.chance(0.6)) {
          run.work += ms / 1_000;
          if (run.completed !== undefined) storage.delete(run.completed.path);
          run.completed = keep(`file:/cp/${run.id}/${run.n}/chk-${run.lastId + 1}`, run);
        }
      }
      for (const [key, { doneAt }] of triggers) if (now() - doneAt > 5 * minute) triggers.delete(key);
    },
    /** Another JobManager: with HA it recovers what runs, and may know of what has ended that it has. */
    failOver() {
      process += 1;
      triggers = new Map();
      for (const run of known.values()) {
        if (!highAvailability || (run.endTime !== undefined && random.chance(0.7))) known.delete(run.id);
        else if (run.endTime !== undefined) Object.assign(run, { isBare: true, startTime: now() });
        else {
          const from = run.completed ?? run.restored;
          if (from !== undefined) storage.set(from.path, from);
          const restored = from && { ...from, restoredAt: now() };
          const work = from?.work ?? 0;
          Object.assign(run, { startTime: now(), stopping: undefined, savepoint: undefined, completed: undefined });
          Object.assign(run, { restored, work });
        }
      }
    },
    /** People stop it, or it ends by itself: not within the minutes in which our start believes that nobody does. */
    endLiving(by: 'people' | 'itself') {
      const run = living();
      if (run === undefined || run.stopping !== undefined || now() - run.startTime <= 5 * minute) return;
      if (by === 'itself') end(run, random.pick(['FINISHED', 'FAILED', 'CANCELED']));
      else endStop(run, { key: `people-${run.n}`, by, directory: `/people/${run.n}`, at: now() });
    },
    /** Mostly under the same id, as in application mode; from the newest that there is. */
    startByPeople() {
      const id = random.chance(0.7) ? jobId : (`${runs.length}`.padStart(32, 'b') as JobId);
      if (living() === undefined && (highAvailability || !known.has(id))) begin(id, newest(), 'people');
    },
    /** What an agent sends is known as its own. */
    seenBy: (agent: string): Flink =>
      strict('flink', {
        watch: strict('watch', {
          identity: () => turn(identity),
          checkpoints: (id: JobId) => turn(() => statsOf(known.get(id))),
        }),
        inspect: strict('inspect', {
          job: (id: JobId) => turn(() => known.get(id)).then((run) => run && detailOf(run)),
          savepoint: (id: JobId, key: string) => turn(() => triggers.get(id + key) ?? { kind: 'unknown-trigger' }),
        }),
        write: strict('write', {
          stopWithSavepoint: (of: { readonly job: JobId; readonly triggerId: string; readonly directory: string }) =>
            write(() => askedToStop(agent, of.job, of.triggerId, of.directory)),
          runJar: (of: { readonly jobId: JobId; readonly snapshot: string }) =>
            write(() => askedToStart(agent, of.jobId, of.snapshot)),
        }),
        provideJar: async () => 'jar',
      }),
    /** What is read for the last look before a request leaves. */
    factsOf: (id: JobId, ownSavepoint: ActionFacts['ownSavepoint']): Promise<ActionFacts> =>
      turn(() => {
        const run = known.get(id);
        const jobs = [...known.values()].map((one) => ({
          ...line,
          id: one.id,
          state: one.state,
          startTime: one.startTime,
          endTime: one.endTime,
        }));
        return {
          ...goodFacts,
          now: now(),
          identity: identity(),
          overview: { ...goodFacts.overview, jobs },
          job: run && detailOf(run),
          checkpoints: statsOf(run),
          ownSavepoint,
        };
      }),
  };
}
