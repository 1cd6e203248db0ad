import { FlinkUnreadable } from '../../src/domain/errors.ts';
import type {
  CheckpointConfig,
  ClusterIdentity,
  ClusterOverview,
  JobDetail,
  JobId,
  JobLine,
} from '../../src/domain/flink.ts';
import type { Flink } from '../../src/ports/flink.ts';

/** What a cluster under test shows of one job. */
export interface ShownJob {
  readonly line: JobLine;
  /** Undefined: checkpointing is off. `unreadable`: the call fails. */
  readonly checkpoints?: CheckpointConfig | undefined | 'unreadable';
  readonly parallelism?: number;
}

export const plainIdentity: ClusterIdentity = {
  version: '1.20.3',
  incarnation: 'web-1',
  operatorManaged: false,
  webCancel: true,
  webSubmit: true,
  highAvailability: true,
  triggerMemoryMs: 300_000,
  scheduler: 'adaptive',
  savepointDirectory: undefined,
};

export const retainedCheckpoints: CheckpointConfig = {
  intervalMs: 10_000,
  timeoutMs: 600_000,
  tolerableFailures: 0,
  retained: true,
  deletedOnCancel: false,
  unaligned: false,
  exactlyOnce: true,
};

export function shownJob(name: string, change: Partial<JobLine> = {}): JobLine {
  const id = Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32) as JobId;
  const tasks = { total: 2, running: 2 };
  return {
    id,
    name,
    state: 'RUNNING',
    startTime: 1,
    endTime: undefined,
    lastModification: 1,
    type: 'STREAMING',
    tasks,
    ...change,
  };
}

/** A cluster that may only be looked at, and only in these ways: every other call, above all every write, fails the test. */
export function readOnlyFlink(shown: {
  readonly identity?: Partial<ClusterIdentity>;
  readonly jobs: readonly ShownJob[];
}): Flink {
  const find = (id: JobId): ShownJob => {
    const job = shown.jobs.find((one) => one.line.id === id);
    if (job === undefined) throw new Error(`unexpected job ${id}`);
    return job;
  };
  const overview: ClusterOverview = {
    version: '1.20.3',
    taskManagers: 2,
    slotsTotal: 4,
    slotsAvailable: 1,
    jobs: shown.jobs.map(({ line }) => line),
  };
  return strict('flink', {
    watch: strict('watch', {
      identity: () => Promise.resolve({ ...plainIdentity, ...shown.identity }),
      overview: () => Promise.resolve(overview),
      collecting: () => Promise.resolve([]),
      checkpointConfig: (id: JobId) => {
        const { checkpoints } = find(id);
        if (checkpoints === 'unreadable')
          return Promise.reject(new FlinkUnreadable('server-error', 'Flink failed (500).'));
        return Promise.resolve(checkpoints);
      },
    }),
    inspect: strict('inspect', {
      job: (id: JobId) => {
        const { line, parallelism = 1 } = find(id);
        return Promise.resolve({
          id,
          vertices: [{ parallelism: 1 }, { parallelism }],
          name: line.name,
        } as unknown as JobDetail);
      },
    }),
  });
}

/** A cluster that gives no usable answer. */
export function silentFlink(error: FlinkUnreadable): Flink {
  return strict('flink', { watch: strict('watch', { identity: () => Promise.reject(error) }) });
}

/** What has these methods alone: any other use fails the test. */
export function strict<T extends object>(name: string, methods: object): T {
  return new Proxy(methods, {
    get(target, property) {
      if (property in target) return Reflect.get(target, property) as unknown;
      throw new Error(`unexpected use of ${name}.${String(property)}`);
    },
  }) as T;
}
