import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from './demo-error.ts';
import { type FlinkClusterHandle, startFlinkCluster } from './flink-cluster.ts';
import type { FlinkHome } from './flink-home.ts';
import { freePort } from './free-port.ts';
import { controlFileOf, type JobShape, programArguments, settingsFor, writeSettingsOf } from './jobs.ts';
import { viewJob } from './observe-job.ts';
import { entryClass } from './session-rest.ts';
import type { Launch } from '../domain/job-record.ts';
import type { Stage } from './stage.ts';
import type { Story } from './stories.ts';
import { misbehaviourOf, storyShape } from './story-shape.ts';

export interface RealStageOptions {
  readonly home: FlinkHome;
  /** Shown in progress lines, e.g. `main`. */
  readonly name: string;
  readonly taskManagers: number;
  /** Slots of each TaskManager. */
  readonly slots: number;
  /** Flink options over the harness's own. */
  readonly config?: Readonly<Record<string, string>>;
  /** Leaves logs, checkpoints and savepoints on disk after `stop`. */
  readonly keepDirectory?: boolean;
  /** Gives up while the cluster is starting. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
}

export interface RealStage extends Stage {
  /** The Flink below; for tests that look closer. */
  readonly cluster: FlinkClusterHandle;
}

interface Role {
  readonly shape: JobShape;
  readonly controlFile: string;
  /** Nothing listens there until the story is relieved. */
  readonly port: number;
}

/** Checkpoints that a job must have completed before its trouble begins. */
const checkpointsBefore = 2;
const longestWaitMs = 60_000;

/**
 * Options of the cluster on which jobs are rescaled in place. Flink's own defaults wait 30 s between two rescales and
 * up to 5 min for resources; the names differ between 1.20 and 2.x, and each version leaves out what it does not know.
 */
export const adaptiveScheduler: Readonly<Record<string, string>> = {
  'jobmanager.scheduler': 'adaptive',
  'jobmanager.adaptive-scheduler.scaling-interval.min': '2s',
  'jobmanager.adaptive-scheduler.resource-stabilization-timeout': '1s',
  'jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling': '2s',
  'jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout': '1s',
  'jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout': '1s',
};

/**
 * Starts a real Flink on which stories are played.
 * @throws {DemoError} `demo.process_failed`; nothing keeps running then.
 */
export async function startRealStage(options: RealStageOptions): Promise<RealStage> {
  const { home, onProgress } = options;
  const sha256 = createHash('sha256')
    .update(await readFile(home.jobsJar))
    .digest('hex');
  const cluster = await startFlinkCluster({
    home,
    taskManagers: options.taskManagers,
    slots: options.slots,
    config: { 'web.checkpoints.history': '200', ...options.config },
    keepDirectory: options.keepDirectory ?? false,
    ...(options.signal !== undefined && { signal: options.signal }),
    ...(onProgress !== undefined && { onProgress: (line) => onProgress(`${options.name}: ${line}`) }),
  });
  const savepointDirectory = join(cluster.directory, 'savepoints');
  await mkdir(savepointDirectory, { recursive: true });
  const roles = new Map<string, Role>();
  const services: Server[] = [];

  async function start(story: Story): Promise<Launch> {
    const shape = storyShape(story, Date.now());
    const role = { shape, controlFile: controlFileOf(cluster.directory, story.job), port: await freePort() };
    roles.set(story.job, role);
    const args = programArguments(shape, role.controlFile);
    await cluster.submit({ programArguments: args, parallelism: shape.parallelism });
    return { jar: home.jobsJar, sha256, entryClass, args, parallelism: shape.parallelism };
  }

  function roleOf(story: Story): Role {
    const role = roles.get(story.job);
    if (role === undefined) throw new DemoError('demo.process_failed', `The job ${story.job} was not started`);
    return role;
  }

  async function upset(story: Story): Promise<void> {
    const { shape, controlFile, port } = roleOf(story);
    await untilCheckpoints(story.job);
    if (story.trouble === 'lost-taskmanager') {
      await cluster.killTaskManager(await taskManagerOf(cluster, story.job));
      return;
    }
    const misbehaviour = misbehaviourOf(story);
    if (misbehaviour === undefined) return;
    await writeSettingsOf(controlFile, settingsFor(misbehaviour, shape, Date.now(), port));
  }

  async function untilCheckpoints(job: string): Promise<void> {
    const deadline = performance.now() + longestWaitMs;
    for (;;) {
      const view = await viewJob(cluster, job);
      if (view !== undefined && view.completedCheckpoints >= checkpointsBefore && view.currentCount > 0) return;
      if (performance.now() > deadline) {
        const seen = `${view?.state ?? 'gone'}, ${view?.completedCheckpoints ?? 0} checkpoints`;
        throw new DemoError(
          'demo.process_failed',
          `${job} completed no ${checkpointsBefore} checkpoints in ${longestWaitMs / 1000} s (${seen})`,
        );
      }
      await sleep(300);
    }
  }

  async function relieve(story: Story): Promise<void> {
    switch (story.trouble) {
      case 'out-of-restarts':
      case 'out-of-restarts-unretained':
        services.push(await listen(roleOf(story).port));
        return;
      case 'lost-taskmanager':
        await cluster.startTaskManager();
        return;
      case 'none':
      case 'backlog':
      case 'missing-class':
      case 'unreadable-record':
      case 'expiring-checkpoints':
      case 'slow-operator':
        return;
    }
  }

  return {
    url: cluster.url,
    version: cluster.version,
    fake: false,
    savepointDirectory,
    cluster,
    start,
    upset,
    relieve,
    get: async (path) => await cluster.get(path),
    async stop() {
      for (const service of services) service.close();
      await cluster.stop();
    },
  };
}

/** A service that accepts every connection and says nothing. */
async function listen(port: number): Promise<Server> {
  return await new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end();
    });
    server.once('error', reject);
    // It must not keep this program alive.
    server.unref();
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** The number of the TaskManager on which a subtask of the job runs. */
async function taskManagerOf(cluster: FlinkClusterHandle, job: string): Promise<number> {
  const view = await viewJob(cluster, job);
  const { vertices } = (await cluster.get(`/jobs/${view?.id}`)) as { vertices: { id: string }[] };
  const vertex = (await cluster.get(`/jobs/${view?.id}/vertices/${vertices[0]?.id}`)) as {
    subtasks: { 'taskmanager-id': string }[];
  };
  const id = vertex.subtasks[0]?.['taskmanager-id'] ?? '';
  const number = /^taskmanager-(\d+)$/.exec(id)?.[1];
  if (number === undefined)
    throw new DemoError('demo.process_failed', `${job} runs on no TaskManager known here (${id})`);
  return Number(number);
}
