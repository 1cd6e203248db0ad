import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OpenEmptyStore } from './contract.ts';

export function watchContract(open: OpenEmptyStore): void {
  test('knows nothing of a job or a cluster it never saw', async () => {
    const { store } = await open();

    expect((await store.watch.jobMemories('prod')).size).toBe(0);
    expect(await store.watch.cluster('prod')).toBeUndefined();
    expect(await store.watch.rememberedJobs('prod')).toEqual([]);
  });

  test('remembers a job with the longest name that there is', async () => {
    const { store } = await open();
    const name = randomBytes(512).toString('hex');
    const memory = { exceptionCursor: undefined, jobId: 'a', lastState: 'RUNNING', lastCompletedCheckpointId: 1 };

    await store.watch.saveJobMemories('c'.repeat(64), new Map([[name, memory]]));

    expect(await store.watch.rememberedJobs('c'.repeat(64))).toEqual([name]);
  });

  test('gives back the latest memory of a job, per cluster', async () => {
    const { store } = await open();
    const first = {
      exceptionCursor: undefined,
      jobId: 'a',
      lastState: undefined,
      lastCompletedCheckpointId: undefined,
      failedCommits: undefined,
      failedCommitsAt: undefined,
      resolvedJobId: undefined,
      missingSince: undefined,
    };
    const second = {
      exceptionCursor: { timestamp: 7, fingerprints: ['f'] },
      jobId: 'b',
      lastState: 'RUNNING',
      lastCompletedCheckpointId: 12,
      failedCommits: 2,
      failedCommitsAt: 1_789_000_000_000,
      resolvedJobId: 'a',
      missingSince: 1_789_000_300_000,
    };
    await store.watch.saveJobMemories('prod', new Map([['orders', first]]));
    await store.watch.saveJobMemories('staging', new Map([['orders', first]]));

    await store.watch.saveJobMemories('prod', new Map([['orders', second]]));
    await store.watch.saveJobMemories('prod', new Map([['invoices', first]]));

    const memories = await store.watch.jobMemories('prod');
    expect([...memories.keys()].toSorted()).toEqual(['invoices', 'orders']);
    expect(memories.get('orders')).toStrictEqual(second);
    expect((await store.watch.jobMemories('staging')).get('orders')).toStrictEqual(first);
    expect(await store.watch.rememberedJobs('prod')).toEqual(['invoices', 'orders']);
  });

  test('knows which jobs of a cluster had not ended', async () => {
    const { store } = await open();
    const memory = {
      exceptionCursor: undefined,
      jobId: 'a',
      lastState: 'RUNNING',
      lastCompletedCheckpointId: undefined,
      resolvedJobId: undefined,
    };
    const states = [
      ['restarts', 'RESTARTING'],
      ['failed', 'FAILED'],
      ['stopped', 'FINISHED'],
      ['gone', undefined],
    ] as const;
    for (const [job, lastState] of states)
      await store.watch.saveJobMemories('prod', new Map([[job, { ...memory, lastState }]]));
    await store.watch.saveJobMemories('prod', new Map([['runs', memory]]));
    await store.watch.saveJobMemories('staging', new Map([['other', memory]]));

    expect(await store.watch.livingJobs('prod')).toEqual(['restarts', 'runs']);
  });

  test('remembers and forgets jobs, however many, and no others', async () => {
    const { store } = await open();
    const memory = { exceptionCursor: undefined, jobId: 'a', lastState: 'FINISHED', lastCompletedCheckpointId: 1 };
    const runs = Array.from({ length: 1_100 }, (_, index) => `run-${index}`);
    await store.watch.saveJobMemories('prod', new Map(['orders', ...runs].map((job) => [job, memory])));
    expect(await store.watch.rememberedJobs('prod')).toHaveLength(1_101);
    await store.watch.saveJobMemories('staging', new Map([['run-0', memory]]));

    await store.watch.saveJobMemories('prod', new Map());
    await store.watch.forgetJobs('prod', []);
    await store.watch.forgetJobs('prod', runs);

    expect(await store.watch.rememberedJobs('prod')).toEqual(['orders']);
    expect(await store.watch.rememberedJobs('staging')).toEqual(['run-0']);
  });

  test('gives back the latest memory of a cluster', async () => {
    const { store } = await open();
    const first = { incarnation: undefined, firstSeenAt: undefined, lastPollAt: 1, unreadable: 'no connection' };
    const second = { incarnation: 'jm-1', newSince: 2, firstSeenAt: 1, lastPollAt: 2, unreadable: undefined };

    await store.watch.saveCluster('prod', first);
    expect(await store.watch.cluster('prod')).toStrictEqual(first);
    await store.watch.saveCluster('prod', second);

    expect(await store.watch.cluster('prod')).toStrictEqual(second);
  });

  test('refuses a memory that could not be read back', async () => {
    const { store } = await open();
    const memory = { incarnation: undefined, firstSeenAt: Number.NaN, lastPollAt: 1, unreadable: undefined };

    await expect(store.watch.saveCluster('prod', memory)).rejects.toThrow(/firstSeenAt/);

    expect(await store.watch.cluster('prod')).toBeUndefined();
  });
}
