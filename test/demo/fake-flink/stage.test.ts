import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { type FakeStage, startFakeStage } from '../../../src/demo/fake-flink/fake-stage.ts';
import { viewJob } from '../../../src/demo/observe-job.ts';
import { stories, type Story } from '../../../src/demo/stories.ts';

async function openStage(name: Story['cluster']): Promise<FakeStage> {
  // Ten times as fast as the machine's.
  const startedAt = performance.now();
  const now = (): number => 1_700_000_000_000 + Math.round((performance.now() - startedAt) * 10);
  const stage = await startFakeStage({ name, now });
  onTestFinished(async () => {
    await stage.stop();
    expect(stage.flink.unexpected).toEqual([]);
  });
  return stage;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Waited 10 s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test.each(['main', 'spare'] as const)(
  'plays every story of the %s cluster',
  async (name) => {
    const stage = await openStage(name);
    const own = stories.filter((story) => story.cluster === name);

    const launches = await Promise.all(own.map(async (story) => await stage.start(story)));
    await Promise.all(own.map(async (story) => await stage.upset(story)));

    expect(stage.fake).toBe(true);
    for (const launch of launches) {
      const hash = createHash('sha256')
        .update(await readFile(launch.jar))
        .digest('hex');
      expect(hash).toBe(launch.sha256);
    }
    const showsUp: Record<Story['trouble'], (story: Story) => boolean> = {
      none: ({ job }) => stage.flink.job(job)?.state === 'RUNNING',
      backlog: ({ job }) => (stage.flink.job(job)?.pendingRecords ?? 0) > 10_000,
      'missing-class': ({ job }) => (stage.flink.job(job)?.restarts ?? 0) > 1,
      'unreadable-record': ({ job }) => (stage.flink.job(job)?.restarts ?? 0) > 1,
      'out-of-restarts': ({ job }) => stage.flink.job(job)?.state === 'FAILED',
      'out-of-restarts-unretained': ({ job }) => stage.flink.job(job)?.state === 'FAILED',
      'slow-operator': ({ job }) => (stage.flink.job(job)?.pendingRecords ?? 0) > 50,
      'expiring-checkpoints': ({ job }) => (stage.flink.job(job)?.failedCheckpoints ?? 0) > 0,
      'lost-taskmanager': ({ job }) => (stage.flink.job(job)?.restarts ?? 0) === 1,
    };
    for (const story of own) await until(`${story.job} to show it`, () => showsUp[story.trouble](story));
  },
  30_000,
);

test('a relieved job can be started again from its newest checkpoint', async () => {
  const stage = await openStage('main');
  const story = stories.find((one) => one.trouble === 'out-of-restarts');
  if (story === undefined) throw new Error('There is no such story.');
  const launch = await stage.start(story);
  await stage.upset(story);
  await until('the end of the job', () => stage.flink.job(story.job)?.state === 'FAILED');
  const failed = await viewJob(stage, story.job);
  const newest = failed?.checkpoints.at(-1)?.path ?? '';
  expect(existsSync(`${newest.slice('file:'.length)}/_metadata`)).toBe(true);

  await stage.relieve(story);
  const { files } = (await stage.get('/jars')) as { files: { id: string }[] };
  const { entryClass, args, parallelism } = launch;
  const body = JSON.stringify({ entryClass, programArgsList: args, parallelism, savepointPath: newest });
  await fetch(`${stage.url}/jars/${files[0]?.id}/run`, { method: 'POST', body });
  await until('the new run', () => (stage.flink.job(story.job)?.completedCheckpoints ?? 0) > 0);

  const run = await viewJob(stage, story.job);
  expect(run).toMatchObject({ state: 'RUNNING', restored: { path: newest }, cancelled: false });
  expect(run?.restoredCount).toBeGreaterThan(0);
  expect(run?.id).not.toBe(failed?.id);
});

test('leaves nothing behind', async () => {
  const stage = await startFakeStage({ name: 'spare', version: '1.20.4' });
  const directory = stage.savepointDirectory.replace(/\/savepoints$/, '');
  expect(existsSync(directory)).toBe(true);

  await stage.stop();

  expect(existsSync(directory)).toBe(false);
  await expect(fetch(`${stage.url}/overview`)).rejects.toThrow('fetch failed');
});
