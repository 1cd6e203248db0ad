import { join } from 'node:path';
import type { JobId } from '../../domain/flink.ts';
import { programArguments } from '../jobs.ts';
import { entryClass } from '../session-rest.ts';
import { advanceAll } from './advance.ts';
import {
  currentRun,
  type FakeCluster,
  type FakeScheduler,
  type FakeVersion,
  newIncarnation,
  newTaskManager,
  type SideEffect,
} from './cluster.ts';
import { replaceJobManager } from './failover.ts';
import type { FakeJobShape } from './fake-job.ts';
import { type SeenRequest, startHttpServer } from './http-server.ts';
import { type FakeJobView, viewOf } from './job-view.ts';
import { type How, makeMisbehaviours, type WhichRequest } from './misbehaviour.ts';
import { setTrouble } from './set-trouble.ts';
import { makeStorage } from './storage.ts';
import { fakeShape, placeJob } from './submit.ts';
import type { TroubleKind } from './troubles.ts';

export interface FakeFlinkOptions {
  /** Default 2.3.0. */
  readonly version?: FakeVersion;
  /** Default 2, with 2 slots each. */
  readonly taskManagers?: number;
  readonly slots?: number;
  /** Default adaptive. */
  readonly scheduler?: FakeScheduler;
  /** Jobs survive `killJobManager`; default false. */
  readonly highAvailability?: boolean;
  /** Default the machine's clock. Jobs move only when they are looked at. */
  readonly now?: () => number;
  /** Default any free one. */
  readonly port?: number;
  /** Checkpoints and savepoints become real folders below it; without it they are only told of. Absolute, no link. */
  readonly directory?: string;
  /** Time that a savepoint needs over that of a checkpoint; default 200. */
  readonly savepointMs?: number;
  /** Checkpoints that `/checkpoints` remembers; default 10, as Flink's. */
  readonly checkpointHistory?: number;
}

/** A job to be there without a request: a name, and whatever differs from a job that does its work. */
export interface FakeJobOptions extends Partial<FakeJobShape> {
  readonly name: string;
  /** It has been running this long; default 0. */
  readonly ageMs?: number;
}

/** What a configuration records of a job so that it can be started again; the jar is the caller's. */
export interface FakeLaunch {
  readonly entryClass: string;
  readonly args: readonly string[];
  readonly parallelism: number;
}

/** A Flink cluster that is only played, reachable over HTTP, and the hooks of those who test with it. */
export interface FakeFlink {
  readonly url: string;
  readonly version: FakeVersion;
  /** Flink's default for savepoints, as a path without a scheme. */
  readonly savepointDirectory: string;
  /** @throws {Error} a job of that name runs. */
  addJob(job: FakeJobOptions): JobId;
  /** The run of that name that lives, else the newest; undefined when there is none. */
  job(name: string): FakeJobView | undefined;
  launchOf(name: string): FakeLaunch;
  /** Undefined ends the trouble. @throws {Error} there was never a job of that name. */
  setTrouble(name: string, trouble: TroubleKind | undefined): void;
  requests(): readonly SeenRequest[];
  sideEffects(): readonly SideEffect[];
  /** Paths and query parameters that the fake does not have. A test that finds any has found a gap on one side. */
  readonly unexpected: readonly string[];
  /** Ends the JobManager process and starts another one at once; open connections break. */
  killJobManager(): void;
  /** Connections are accepted and nothing is answered, until `thaw` works off what came in. */
  freeze(): void;
  thaw(): void;
  misbehaveNext(which: WhichRequest, how: How): void;
  /** Misbehaviours that no request has met yet; a strict test ends with 0. */
  misbehavioursLeft(): number;
  close(): Promise<void>;
}

export async function startFakeFlink(options: FakeFlinkOptions = {}): Promise<FakeFlink> {
  const { version = '2.3.0', taskManagers = 2, slots = 2, now = Date.now } = options;
  const storage = makeStorage(options.directory);
  const cluster: FakeCluster = {
    version,
    scheduler: options.scheduler ?? 'adaptive',
    highAvailability: options.highAvailability ?? false,
    savepointMs: options.savepointMs ?? 200,
    checkpointHistory: options.checkpointHistory ?? 10,
    storage,
    incarnation: newIncarnation(storage.root),
    taskManagers: Array.from({ length: taskManagers }, () => newTaskManager(slots)),
    lostTaskManagers: new Map(),
    jobs: new Map(),
    troubles: new Map(),
    backlogs: new Map(),
    shapes: new Map(),
    effects: [],
  };
  const misbehaviours = makeMisbehaviours();
  const server = await startHttpServer(cluster, misbehaviours, { now, port: options.port ?? 0 });

  return {
    url: server.url,
    version,
    savepointDirectory: join(storage.root, 'savepoints'),
    addJob({ ageMs = 0, ...change }) {
      const started = now() - ageMs;
      return placeJob(cluster, fakeShape(change.name, started, change), started, now()).id;
    },
    job(name) {
      advanceAll(cluster, now());
      const job = currentRun(cluster, name);
      return job === undefined ? undefined : viewOf(cluster, job, now());
    },
    launchOf(name) {
      const shape = cluster.shapes.get(name);
      if (shape === undefined) throw new Error(`There was never a job named ${name} here.`);
      const args = programArguments(shape, `${storage.root}/control/${name}.properties`);
      return { entryClass, args, parallelism: shape.parallelism };
    },
    setTrouble: (name, trouble) => setTrouble(cluster, name, trouble, now()),
    requests: () => server.seen,
    sideEffects: () => cluster.effects,
    unexpected: server.unexpected,
    killJobManager() {
      replaceJobManager(cluster, now());
      server.dropConnections();
    },
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    misbehaveNext: (which, how) => misbehaviours.add(which, how),
    misbehavioursLeft: () => misbehaviours.left(),
    close: async () => await server.close(),
  };
}
