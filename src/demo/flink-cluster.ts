import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../domain/errors.ts';
import { DemoError } from './demo-error.ts';
import type { FlinkHome } from './flink-home.ts';
import { flinkConfig, jvmOptions, writeSettings } from './flink-settings.ts';
import { freePort } from './free-port.ts';
import { type Jvm, startJvm } from './jvm.ts';
import { makeSessionRest, type SessionRest } from './session-rest.ts';

export interface FlinkClusterOptions {
  readonly home: FlinkHome;
  /** Default 1. */
  readonly taskManagers?: number;
  /** Slots of each TaskManager; default 2. */
  readonly slots?: number;
  /** Flink options over the harness's own, e.g. `jobmanager.scheduler: adaptive`. */
  readonly config?: Readonly<Record<string, string>>;
  /** With ZooKeeper a restarted JobManager gets its jobs back; default false. */
  readonly highAvailability?: boolean;
  /** Leaves logs, checkpoints and savepoints on disk after `stop`; default false. */
  readonly keepDirectory?: boolean;
  /** Gives up while the cluster is starting; afterwards only `stop` ends it. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
}

/** A real Flink session cluster on 127.0.0.1. Every process is ours and ends with us. */
export interface FlinkClusterHandle extends SessionRest {
  readonly url: string;
  readonly version: string;
  /** Holds `conf`, `logs`, `checkpoints`, `savepoints`; removed by `stop`. */
  readonly directory: string;
  /** Process ids of all running JVMs. */
  pids(): number[];
  /** Starts one more and resolves when the JobManager knows it. Returns its number. */
  startTaskManager(): Promise<number>;
  /** Ends one at once, as a lost machine would. Numbers count from 0 in the order of starting. */
  killTaskManager(number: number): Promise<void>;
  killJobManager(): Promise<void>;
  /** Starts a JobManager on the same port and resolves when it answers; one that ends itself is started again. */
  restartJobManager(): Promise<void>;
  freezeJobManager(): void;
  thawJobManager(): void;
  /** Ends every process, waits for that, and removes the directory. */
  stop(): Promise<void>;
}

const startLimitMs = 90_000;
/** Of one JobManager that ends itself again and again. */
const mostJobManagerStarts = 3;

const mainClasses = {
  jobManager: 'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint',
  taskManager: 'org.apache.flink.runtime.taskexecutor.TaskManagerRunner',
  zooKeeper: 'org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer',
};

/**
 * Starts a cluster and resolves when all its TaskManagers are registered.
 * @throws {DemoError} `demo.process_failed` with the last log lines; nothing keeps running then.
 */
export async function startFlinkCluster(options: FlinkClusterOptions): Promise<FlinkClusterHandle> {
  const { home, taskManagers: wanted = 1, slots = 2 } = options;
  const progress = options.onProgress ?? (() => {});
  const directory = await mkdtemp(join(tmpdir(), 'flink-medic-'));
  const zooKeeperPort = options.highAvailability === true ? await freePort() : undefined;
  const ports = { rest: await freePort(), rpc: await freePort(), zooKeeper: zooKeeperPort };
  const config = { ...flinkConfig(directory, ports, slots), ...options.config };
  const url = `http://127.0.0.1:${ports.rest}`;
  const rest = makeSessionRest(url, home.jobsJar);
  const taskManagers: Jvm[] = [];
  let zooKeeper: Jvm | undefined;
  let jobManager: Jvm | undefined;
  let stopped = false;

  function start(name: string, heapMb: number, mainClass: string, args: readonly string[]): Jvm {
    if (stopped) throw new DemoError('demo.process_failed', `${name} was not started, because the cluster was stopped`);
    const logFile = join(directory, 'logs', `${name}.log`);
    const system = [
      `-Dlog.file=${logFile}`,
      `-Dlog4j2.configurationFile=${join(directory, 'conf', 'log4j.properties')}`,
      `-Djava.io.tmpdir=${join(directory, 'tmp')}`,
    ];
    const classPath = `${home.launcherJar}:${join(home.libDir, '*')}`;
    return startJvm({
      name,
      java: home.java,
      arguments: [
        ...jvmOptions(heapMb),
        ...system,
        '-cp',
        classPath,
        'org.flinkmedic.launcher.ChildProcess',
        mainClass,
        ...args,
      ],
      logFile,
      outFile: join(directory, 'logs', `${name}.out`),
    });
  }

  function startJobManager(): Jvm {
    const args = ['--configDir', join(directory, 'conf'), '--executionMode', 'cluster'];
    return start('jobmanager', 320, mainClasses.jobManager, args);
  }

  function addTaskManager(): number {
    const name = `taskmanager-${taskManagers.length}`;
    // Flink shows this id, so a TaskManager can be told from its siblings.
    const args = ['--configDir', join(directory, 'conf'), '-D', `taskmanager.resource-id=${name}`];
    taskManagers.push(start(name, 192, mainClasses.taskManager, args));
    return taskManagers.length - 1;
  }

  function everyJvm(): Jvm[] {
    return [zooKeeper, jobManager, ...taskManagers].filter((jvm) => jvm !== undefined);
  }

  /** Asks until `ready` says yes; fails early when one of `needed` ends. */
  async function waitUntil(what: string, needed: readonly Jvm[], ready: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + startLimitMs;
    for (;;) {
      const ended = needed.find((jvm) => jvm.exit() !== undefined);
      if (ended !== undefined) throw failure(`${ended.name} ended with ${ended.exit()}`, ended);
      if (stopped) throw new DemoError('demo.process_failed', `${what} was given up, because the cluster was stopped`);
      if (await ready()) return;
      const last = needed.at(-1);
      if (performance.now() > deadline && last !== undefined)
        throw failure(`${what} took over ${startLimitMs} ms`, last);
      await sleep(150);
    }
  }

  function failure(what: string, jvm: Jvm): DemoError {
    return new DemoError('demo.process_failed', `Flink ${home.version}: ${what}. Its last words in ${jvm.lastWords()}`);
  }

  async function registered(): Promise<number> {
    try {
      const response = await fetch(`${url}/overview`, { signal: AbortSignal.timeout(2_000) });
      if (!response.ok) return -1;
      return ((await response.json()) as { taskmanagers: number }).taskmanagers;
    } catch {
      return -1;
    }
  }

  async function isRegistered(id: string): Promise<boolean> {
    try {
      const response = await fetch(`${url}/taskmanagers`, { signal: AbortSignal.timeout(2_000) });
      const { taskmanagers } = (await response.json()) as { taskmanagers: { id: string }[] };
      return taskmanagers.some((one) => one.id === id);
    } catch {
      return false;
    }
  }

  async function stop(): Promise<void> {
    stopped = true;
    await Promise.all(everyJvm().map(async (jvm) => await jvm.kill()));
    if (options.keepDirectory !== true) await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }

  function runningJobManager(): Jvm {
    if (jobManager === undefined) throw new DemoError('demo.process_failed', 'The JobManager was never started');
    return jobManager;
  }

  const startedAt = performance.now();
  try {
    await writeSettings(directory, home.version, config, ports);
    if (ports.zooKeeper !== undefined) {
      const args = ['--zkConfigFile', join(directory, 'conf', 'zoo.cfg'), '--peerId', '1'];
      zooKeeper = start('zookeeper', 64, mainClasses.zooKeeper, args);
    }
    jobManager = startJobManager();
    while (taskManagers.length < wanted) addTaskManager();
    await waitUntil('starting', everyJvm(), async () => {
      options.signal?.throwIfAborted();
      return (await registered()) === wanted;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  progress(`Flink ${home.version}: ${url} is up after ${seconds} s`);

  return {
    ...rest,
    url,
    version: home.version,
    directory,
    pids: () => everyJvm().flatMap((jvm) => (jvm.exit() === undefined ? [jvm.pid] : [])),
    async startTaskManager() {
      const number = addTaskManager();
      // By its id: while a lost one is being noticed, the number says nothing of the new one.
      await waitUntil('a TaskManager', taskManagers.slice(number), () => isRegistered(`taskmanager-${number}`));
      return number;
    },
    async killTaskManager(number) {
      const taskManager = taskManagers[number];
      if (taskManager === undefined) throw new DemoError('demo.process_failed', `There is no TaskManager ${number}`);
      await taskManager.kill();
    },
    killJobManager: async () => await runningJobManager().kill(),
    async restartJobManager() {
      await runningJobManager().kill();
      for (let start = 1; ; start += 1) {
        const started = startJobManager();
        jobManager = started;
        try {
          return await waitUntil('the JobManager', [started], async () => (await registered()) >= 0);
        } catch (error) {
          // One that ends itself while it recovers is started again, as Kubernetes does.
          if (started.exit() === undefined || start === mostJobManagerStarts) throw error;
          progress(messageOf(error));
        }
      }
    },
    freezeJobManager: () => runningJobManager().freeze(),
    thawJobManager: () => runningJobManager().thaw(),
    stop,
  };
}
