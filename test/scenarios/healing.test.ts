import { expect } from 'vitest';
import { scenario } from './support/scenario.ts';
import { plainWrites } from './support/plain-writes.ts';

scenario(
  'a job out of restarts is started once from its newest checkpoint',
  { jobs: [{ name: 'invoice-totals', restartAttempts: 2 }, { name: 'orders-enrich' }] },
  async ({ flink, serve, until, reaches, incidents, writes }) => {
    await serve();
    flink.setTrouble('invoice-totals', 'out-of-restarts');
    const failed = await until('the job has failed', () => {
      const job = flink.job('invoice-totals');
      return job?.state === 'FAILED' && job;
    });
    flink.setTrouble('invoice-totals', undefined);

    const incident = await reaches('invoice-totals', 'closed');

    expect(incident).toMatchObject({ closing: 'cleared', baseline: false, diagnosis: { cause: 'restarts-exhausted' } });
    expect(await incidents()).toHaveLength(1);
    const run = flink.job('invoice-totals');
    expect(run).toMatchObject({ state: 'RUNNING', restoredFrom: failed.latestCheckpoint?.path });
    expect(run?.restoredCount).toBeGreaterThan(0);
    expect(plainWrites(writes())).toEqual(['POST /jars/upload', 'POST /jars/:jar/run']);
    return ['start invoice-totals'];
  },
);

scenario(
  'a job slower than its input is rescaled once, in place',
  { jobs: [{ name: 'basket-pricing' }] },
  async ({ flink, serve, reaches, incidents, writes }) => {
    await serve();
    const before = flink.job('basket-pricing');
    flink.setTrouble('basket-pricing', 'slow-operator');

    const incident = await reaches('basket-pricing', 'closed');

    expect(incident).toMatchObject({ closing: 'cleared', diagnosis: { cause: 'backpressure' } });
    expect(await incidents()).toHaveLength(1);
    const job = flink.job('basket-pricing');
    expect(job).toMatchObject({ id: before?.id, state: 'RUNNING', parallelism: 2 });
    expect(job?.restoredCount).toBeGreaterThanOrEqual(before?.currentCount ?? Infinity);
    expect(plainWrites(writes())).toEqual(['PUT /jobs/:job/resource-requirements']);
    return ['rescale basket-pricing'];
  },
);

scenario(
  'where Flink cannot rescale in place, the job is stopped with a savepoint and started twice as wide from it',
  { flink: { scheduler: 'default' }, jobs: [{ name: 'basket-pricing' }] },
  async ({ flink, serve, reaches, incidents, command, writes }) => {
    await serve();
    const before = flink.job('basket-pricing');
    flink.setTrouble('basket-pricing', 'slow-operator');
    // Savepoints are slow under backpressure, so a person is asked.
    const asked = await reaches('basket-pricing', 'awaiting_approval');
    expect(writes()).toEqual([]);
    await command('incidents', 'approve', asked.id);

    const incident = await reaches('basket-pricing', 'closed');

    expect(incident).toMatchObject({ closing: 'cleared', diagnosis: { cause: 'backpressure' } });
    expect(await incidents()).toHaveLength(1);
    const job = flink.job('basket-pricing');
    expect(job).toMatchObject({ state: 'RUNNING', parallelism: 2 });
    expect(job?.id).not.toBe(before?.id);
    expect(job?.restoredFrom).toContain(`${flink.savepointDirectory}/`);
    expect(job?.restoredCount).toBeGreaterThanOrEqual(before?.currentCount ?? Infinity);
    // The jar lies there before the job is stopped for it.
    expect(plainWrites(writes())).toEqual(['POST /jars/upload', 'POST /jobs/:job/stop', 'POST /jars/:jar/run']);
    return ['stop basket-pricing', 'start basket-pricing'];
  },
);

scenario(
  'checkpoints that expire are cured by a rescale',
  { jobs: [{ name: 'fraud-scores', checkpointTimeoutMs: 3_000 }] },
  async ({ flink, serve, reaches, incidents }) => {
    await serve();
    flink.setTrouble('fraud-scores', 'expiring-checkpoints');

    const incident = await reaches('fraud-scores', 'closed');

    expect(incident).toMatchObject({ closing: 'cleared', diagnosis: { cause: 'checkpoint-expired' } });
    expect(await incidents()).toHaveLength(1);
    expect(flink.job('fraud-scores')).toMatchObject({ state: 'RUNNING', parallelism: 2 });
    return ['rescale fraud-scores'];
  },
);

scenario(
  'jobs that do their work, or catch up, are left alone',
  { jobs: [{ name: 'orders-enrich' }, { name: 'clicks-sessions', ageMs: 180_000 }] },
  async ({ flink, serve, incidents, polls, writes }) => {
    await serve();
    flink.setTrouble('clicks-sessions', 'backlog');

    await polls(40);

    expect(await incidents()).toEqual([]);
    expect(writes()).toEqual([]);
    return [];
  },
);
