import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type { CheckpointLine, CheckpointStats, JobDetail, JobId, JobLine } from '../../src/domain/flink.ts';
import type { Flink } from '../../src/ports/flink.ts';
import { type FlinkWorld, makeFlinkWorld } from '../ledger/flink-world.ts';
import { jobId } from './action-facts.ts';
import { plainIdentity, retainedCheckpoints } from './read-only-flink.ts';

/** The small Flink of the ledger's tests, with everything that planning and verifying read. */
export interface PipelineWorld {
  readonly flink: Flink;
  readonly base: FlinkWorld;
  readable: boolean;
  canRescale: boolean;
  retained: boolean;
  webSubmit: boolean;
  /** Called before a request arrives; what it throws is thrown at the sender. */
  beforeWrite: (() => void) | undefined;
  /** Completes checkpoints of the job that runs, if one does. */
  checkpoint(count: number): Promise<void>;
  lines(): Promise<readonly JobLine[]>;
  /** The run that is there now: a living one, else the youngest. */
  current(): Promise<JobDetail>;
}

interface Snapshots {
  /** Checkpoints and savepoints count from one counter. */
  last: number;
  readonly completed: { readonly id: number; readonly at: number }[];
  savepoint: { readonly id: number; readonly at: number; readonly path: string } | undefined;
  restored: CheckpointStats['latestRestored'];
}

export function makePipelineWorld(clock: { now(): number }): PipelineWorld {
  const base = makeFlinkWorld(clock, jobId);
  const first: Snapshots = {
    last: 7,
    completed: [{ id: 7, at: clock.now() }],
    savepoint: undefined,
    restored: undefined,
  };
  const known = new Map<string, Snapshots>([[jobId, first]]);
  const calm = new AbortController().signal;
  const pathOf = (id: string, checkpoint: number) => `file:/cp/${id}/chk-${checkpoint}`;

  async function read<T>(call: () => Promise<T>): Promise<T> {
    if (!world.readable) throw new FlinkUnreadable('no-connection', 'connection refused');
    return call();
  }
  async function write<T>(call: () => Promise<T>): Promise<T> {
    world.beforeWrite?.();
    const outcome = await call();
    await noteEffects();
    return outcome;
  }
  /** Follows what the base did: a savepoint taken, a job started. */
  async function noteEffects(): Promise<void> {
    for (const [id, snapshots] of known) {
      const path = (await base.flink.watch.checkpoints(id as JobId, calm))?.latestSavepoint?.externalPath;
      if (path === undefined || path === snapshots.savepoint?.path) continue;
      snapshots.last += 1;
      snapshots.savepoint = { id: snapshots.last, at: clock.now(), path };
    }
    const newest = Math.max(...[...known.values()].map((one) => one.last));
    for (const effect of base.effects) {
      const id = /^start (\w+)$/.exec(effect)?.[1];
      if (id === undefined || known.has(id)) continue;
      const path = (await base.flink.watch.checkpoints(id as JobId, calm))?.latestRestored?.externalPath;
      const restored = { id: newest, isSavepoint: true, restoredAt: clock.now(), externalPath: path };
      known.set(id, { last: newest, completed: [], savepoint: undefined, restored });
    }
  }
  function statsOf(id: string): CheckpointStats | undefined {
    const snapshots = known.get(id);
    if (snapshots === undefined) return undefined;
    const { completed, savepoint, restored } = snapshots;
    const one = { triggeredAt: 0, durationMs: 1, sizeBytes: 1, discarded: false };
    const latest = completed.at(-1);
    return {
      completedCount: completed.length,
      failedCount: 0,
      inProgressCount: 0,
      latestCompleted:
        latest === undefined
          ? undefined
          : { ...one, id: latest.id, completedAt: latest.at, isSavepoint: false, externalPath: pathOf(id, latest.id) },
      latestSavepoint:
        savepoint === undefined
          ? undefined
          : { ...one, id: savepoint.id, completedAt: savepoint.at, isSavepoint: true, externalPath: savepoint.path },
      latestFailed: undefined,
      latestRestored: restored,
      history: completed.toReversed().slice(0, 10).map(lineOf),
    };
  }
  async function lines(): Promise<readonly JobLine[]> {
    const found: JobLine[] = [];
    for (const id of known.keys()) {
      const detail = await base.flink.inspect.job(id as JobId, calm);
      if (detail === undefined) continue;
      const { parallelism } = detail.vertices[0] ?? { parallelism: 0 };
      found.push({
        id: detail.id,
        name: detail.name,
        state: detail.state,
        startTime: detail.startTime,
        endTime: undefined,
        lastModification: clock.now(),
        type: 'STREAMING',
        tasks: { total: parallelism, running: detail.state === 'RUNNING' ? parallelism : 0 },
      });
    }
    return found;
  }

  const world: PipelineWorld = {
    base,
    readable: true,
    canRescale: true,
    retained: true,
    webSubmit: true,
    beforeWrite: undefined,
    flink: {
      ...base.flink,
      watch: {
        ...base.flink.watch,
        identity: (signal) =>
          read(async () => ({
            ...plainIdentity,
            ...(await base.flink.watch.identity(signal)),
            webSubmit: world.webSubmit,
          })),
        overview: () =>
          read(async () => ({
            version: '1.20.3',
            taskManagers: 2,
            slotsTotal: 8,
            slotsAvailable: 4,
            jobs: await lines(),
          })),
        checkpoints: (id) => read(async () => statsOf(id)),
        checkpointConfig: () => read(async () => ({ ...retainedCheckpoints, retained: world.retained })),
        exceptions: () => read(async () => ({ entries: [], truncated: false })),
        metrics: () => read(async () => undefined),
      },
      inspect: {
        ...base.flink.inspect,
        job: (id, signal) => read(() => base.flink.inspect.job(id, signal)),
        savepoint: (id, key, signal) => read(() => base.flink.inspect.savepoint(id, key, signal)),
        checkpoint: (id, key, signal) => read(() => base.flink.inspect.checkpoint(id, key, signal)),
        resourceRequirements: (id, signal) =>
          read(async () => (world.canRescale ? base.flink.inspect.resourceRequirements(id, signal) : undefined)),
      },
      write: {
        triggerCheckpoint: (...args) => write(() => base.flink.write.triggerCheckpoint(...args)),
        triggerSavepoint: (...args) => write(() => base.flink.write.triggerSavepoint(...args)),
        stopWithSavepoint: (...args) => write(() => base.flink.write.stopWithSavepoint(...args)),
        runJar: (...args) => write(() => base.flink.write.runJar(...args)),
        cancel: (...args) => write(() => base.flink.write.cancel(...args)),
        putResourceRequirements: (id, ...rest) =>
          write(async () => {
            const before = base.effects.length;
            const outcome = await base.flink.write.putResourceRequirements(id, ...rest);
            const snapshots = known.get(id);
            const newest = snapshots?.completed.at(-1)?.id;
            if (base.effects.length > before && snapshots !== undefined && newest !== undefined) {
              const externalPath = pathOf(id, newest);
              snapshots.restored = { id: newest, isSavepoint: false, restoredAt: clock.now(), externalPath };
            }
            return outcome;
          }),
      },
    },
    async checkpoint(count) {
      const { id, state } = await world.current();
      const snapshots = known.get(id);
      if (state !== 'RUNNING' || snapshots === undefined) return;
      for (let done = 0; done < count; done += 1) {
        snapshots.last += 1;
        snapshots.completed.push({ id: snapshots.last, at: clock.now() });
      }
    },
    lines,
    async current() {
      const last = [...known.keys()].at(-1);
      const detail = await base.flink.inspect.job(last as JobId, calm);
      if (detail === undefined) throw new Error(`the world has lost job ${last}`);
      return detail;
    },
  };
  return world;
}

function lineOf({ id, at }: { readonly id: number; readonly at: number }): CheckpointLine {
  return { id, status: 'COMPLETED', isSavepoint: false, triggeredAt: at, durationMs: 1, failureMessage: undefined };
}
