import { createHash } from 'node:crypto';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoError } from '../demo-error.ts';
import { controlFileOf, programArguments } from '../jobs.ts';
import { entryClass, makeSessionRest } from '../session-rest.ts';
import type { Launch } from '../../domain/job-record.ts';
import type { Stage } from '../stage.ts';
import type { Story } from '../stories.ts';
import { misbehaviourOf, storyShape } from '../story-shape.ts';
import type { FakeScheduler, FakeVersion } from './cluster.ts';
import { type FakeFlink, startFakeFlink } from './start-fake-flink.ts';

export interface FakeStageOptions {
  /** Default main. Decides what the next three are when they are not given. */
  readonly name?: Story['cluster'];
  readonly scheduler?: FakeScheduler;
  readonly taskManagers?: number;
  readonly slots?: number;
  readonly version?: FakeVersion;
  readonly highAvailability?: boolean;
  readonly port?: number;
  /** Default the machine's clock. */
  readonly now?: () => number;
}

export interface FakeStage extends Stage {
  /** The cluster below; for tests that look closer. */
  readonly flink: FakeFlink;
}

/** As the real ones: jobs can be rescaled in place on `main`, and `spare` has one slot more than its job needs. */
const clusters = {
  main: { scheduler: 'adaptive', taskManagers: 2, slots: 6 },
  spare: { scheduler: 'default', taskManagers: 2, slots: 1 },
} as const;

/** Checkpoints that a job must have completed before its trouble begins. */
const checkpointsBefore = 2;
const longestWaitMs = 30_000;

/** Starts a fake Flink on which stories are played, with a directory of its own that `stop` removes. */
export async function startFakeStage(options: FakeStageOptions = {}): Promise<FakeStage> {
  // Resolved, because Flink's paths are compared with those of a storage that follows links.
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'flink-medic-fake-')));
  const jar = join(directory, 'jobs.jar');
  // An empty archive is a jar as well; the fake brings the program itself.
  const content = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
  await writeFile(jar, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const flink = await startFakeFlink({
    ...clusters[options.name ?? 'main'],
    ...options,
    checkpointHistory: 200,
    directory,
  });
  const rest = makeSessionRest(flink.url, jar);
  const now = options.now ?? Date.now;

  async function start(story: Story): Promise<Launch> {
    const shape = storyShape(story, now());
    const args = programArguments(shape, controlFileOf(directory, story.job));
    await rest.submit({ programArguments: args, parallelism: shape.parallelism });
    return { jar, sha256, entryClass, args, parallelism: shape.parallelism };
  }

  async function upset(story: Story): Promise<void> {
    await untilCheckpoints(story.job);
    const trouble = story.trouble === 'lost-taskmanager' ? 'lost-taskmanager' : misbehaviourOf(story);
    if (trouble !== undefined) flink.setTrouble(story.job, trouble);
  }

  async function untilCheckpoints(job: string): Promise<void> {
    const deadline = performance.now() + longestWaitMs;
    while ((flink.job(job)?.completedCheckpoints ?? 0) < checkpointsBefore) {
      if (performance.now() > deadline) {
        throw new DemoError('demo.process_failed', `${job} completed no ${checkpointsBefore} checkpoints`);
      }
      await sleep(100);
    }
  }

  async function relieve(story: Story): Promise<void> {
    switch (story.trouble) {
      case 'out-of-restarts':
      case 'out-of-restarts-unretained':
      case 'lost-taskmanager':
        flink.setTrouble(story.job, undefined);
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
    url: flink.url,
    version: flink.version,
    fake: true,
    savepointDirectory: flink.savepointDirectory,
    flink,
    start,
    upset,
    relieve,
    get: async (path) => await rest.get(path),
    async stop() {
      await flink.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
