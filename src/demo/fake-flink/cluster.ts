import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { JobId } from '../../domain/flink.ts';
import { type FakeJob, type FakeJobShape, usedSlots } from './fake-job.ts';
import type { Storage } from './storage.ts';
import { makeTriggerCache, type TriggerCache } from './triggers.ts';
import type { Trouble } from './troubles.ts';

export type FakeVersion = '1.20.4' | '2.3.0';
export type FakeScheduler = 'adaptive' | 'default';

/** Something that really happened to a job, once, because a request asked for it. */
export interface SideEffect {
  readonly kind: 'savepoint' | 'stop' | 'start' | 'cancel' | 'rescale' | 'checkpoint';
  readonly job: string;
  readonly jobId: string;
  /** The trigger id or job id that asked for it; undefined where Flink takes none. */
  readonly key: string | undefined;
  readonly at: number;
}

export interface FakeTaskManager {
  readonly id: string;
  readonly dataPort: number;
  readonly slots: number;
}

export interface FakeJar {
  readonly id: string;
  readonly name: string;
  readonly uploadedAt: number;
}

/** One JobManager process and everything that dies with it. */
export interface Incarnation {
  readonly webDirectory: string;
  /** Savepoints and stops share it. */
  readonly savepoints: TriggerCache;
  readonly checkpoints: TriggerCache;
  readonly jars: FakeJar[];
}

/** The whole state of the fake. Everything else is a function of it, a request and a time. */
export interface FakeCluster {
  readonly version: FakeVersion;
  readonly scheduler: FakeScheduler;
  readonly highAvailability: boolean;
  readonly savepointMs: number;
  /** `web.checkpoints.history`. */
  readonly checkpointHistory: number;
  readonly storage: Storage;
  incarnation: Incarnation;
  taskManagers: FakeTaskManager[];
  /** TaskManagers that are away, by the name of the job whose trouble it is. */
  readonly lostTaskManagers: Map<string, FakeTaskManager>;
  readonly jobs: Map<JobId, FakeJob>;
  /** By job name, as are the next two: they outlive a run. */
  readonly troubles: Map<string, Trouble>;
  /** Records put into the log at once, over what arrives. */
  readonly backlogs: Map<string, number>;
  readonly shapes: Map<string, FakeJobShape>;
  readonly effects: SideEffect[];
}

export function newIncarnation(root: string): Incarnation {
  return {
    webDirectory: `${root}/tmp/flink-web-${randomUUID()}`,
    savepoints: makeTriggerCache(),
    checkpoints: makeTriggerCache(),
    jars: [],
  };
}

export function newTaskManager(slots: number): FakeTaskManager {
  const id = `127.0.0.1:${randomInt(30_000, 60_000)}-${randomBytes(3).toString('hex')}`;
  return { id, dataPort: randomInt(30_000, 60_000), slots };
}

export function troubleOf(cluster: FakeCluster, job: FakeJob): Trouble | undefined {
  return cluster.troubles.get(job.shape.name);
}

export function backlogOf(cluster: FakeCluster, job: FakeJob): number {
  return cluster.backlogs.get(job.shape.name) ?? 0;
}

/** The run of that name that lives, else the newest that ended. */
export function currentRun(cluster: FakeCluster, name: string): FakeJob | undefined {
  const runs = [...cluster.jobs.values()].filter((job) => job.shape.name === name);
  return runs.findLast((job) => job.phase !== 'ended') ?? runs.at(-1);
}

export function totalSlots(cluster: FakeCluster): number {
  return cluster.taskManagers.reduce((sum, one) => sum + one.slots, 0);
}

/** Slots that no job holds; `except` counts as holding none. */
export function freeSlots(cluster: FakeCluster, except?: FakeJob): number {
  let free = totalSlots(cluster);
  for (const job of cluster.jobs.values()) if (job !== except) free -= usedSlots(job);
  return Math.max(0, free);
}

/** Which TaskManagers hold how many slots of which job: filled in the order of the jobs' ids in the map. */
export function slotsByTaskManager(cluster: FakeCluster): { taskManager: FakeTaskManager; jobs: FakeJob[] }[] {
  const places = cluster.taskManagers.map((taskManager) => ({ taskManager, jobs: [] as FakeJob[] }));
  for (const job of cluster.jobs.values()) {
    let needed = usedSlots(job);
    for (const { taskManager, jobs } of places) {
      while (needed > 0 && jobs.length < taskManager.slots) {
        jobs.push(job);
        needed -= 1;
      }
    }
  }
  return places;
}

/** The TaskManagers on which tasks of the job run, one entry per slot. */
export function taskManagersOf(cluster: FakeCluster, job: FakeJob): FakeTaskManager[] {
  return slotsByTaskManager(cluster).flatMap(({ taskManager, jobs }) =>
    jobs.filter((one) => one === job).map(() => taskManager),
  );
}
