import { expect, test } from 'vitest';
import { type Fake, openFake } from './fake.ts';

async function rescale(fake: Fake, job: string, upperBound: number): ReturnType<Fake['send']> {
  const { vertices } = await fake.get(`/jobs/${job}`);
  const body = Object.fromEntries(vertices.map(({ id }) => [id, { parallelism: { lowerBound: 1, upperBound } }]));
  return await fake.send('PUT', `/jobs/${job}/resource-requirements`, body);
}

test('restarts in place from the newest checkpoint at the new parallelism', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });
  const before = fake.flink.job('orders-enrich');

  const answer = await rescale(fake, job, 2);
  await rescale(fake, job, 2);
  const during = fake.flink.job('orders-enrich')?.state;
  fake.pass(1_000);

  expect(answer).toEqual({ status: 200, body: {} });
  expect(during).toBe('RESTARTING');
  expect(fake.flink.job('orders-enrich')).toMatchObject({
    id: job,
    state: 'RUNNING',
    parallelism: 2,
    restarts: 1,
    restoredFrom: before?.latestCheckpoint?.path,
  });
  const metrics = await fake.get<{ value: string }[]>(`/jobs/${job}/metrics?get=numRestarts,numRescales`);
  expect(metrics.map((one) => one.value)).toEqual(['1', '1']);
  const requirements = await fake.get(`/jobs/${job}/resource-requirements`);
  expect(Object.values(requirements)).toContainEqual({ parallelism: { lowerBound: 1, upperBound: 2 } });
  expect(fake.flink.sideEffects().map((one) => one.kind)).toEqual(['rescale']);
  expect((await fake.get(`/jobs/${job}/exceptions`)).exceptionHistory.entries).toEqual([]);
});

test('restarts EMPTY when no checkpoint was ever completed', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', checkpointIntervalMs: 0, ageMs: 60_000 });
  expect(fake.flink.job('orders-enrich')?.currentCount).toBeGreaterThan(5_000);

  await rescale(fake, job, 2);
  fake.pass(500);

  const view = fake.flink.job('orders-enrich');
  expect(view).toMatchObject({ state: 'RUNNING', restoredCount: 0, restoredFrom: undefined });
  expect(view?.currentCount).toBeLessThan(500);
});

test('takes no more slots than there are', async () => {
  const fake = await openFake({ taskManagers: 1, slots: 3 });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });

  await rescale(fake, job, 4);
  fake.pass(1_000);

  expect(fake.flink.job('orders-enrich')?.parallelism).toBe(3);
  expect(await fake.get('/overview')).toMatchObject({ 'slots-total': 3, 'slots-available': 0 });
});

test('is impossible with the default scheduler', async () => {
  const fake = await openFake({ scheduler: 'default' });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });

  const read = await fake.send('GET', `/jobs/${job}/resource-requirements`);
  const write = await rescale(fake, job, 2);

  expect([read.status, write.status]).toEqual([500, 500]);
  expect(read.body.errors[1]).toContain(
    'java.lang.UnsupportedOperationException: The DefaultScheduler does not support',
  );
  expect(fake.flink.sideEffects()).toEqual([]);
});

test('refuses more than the maximal parallelism, and requirements that leave out a vertex', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });

  const tooMany = await rescale(fake, job, 99);
  const empty = await fake.send('PUT', `/jobs/${job}/resource-requirements`, {});

  expect([tooMany.status, empty.status]).toEqual([400, 400]);
  expect(tooMany.body.errors[0]).toContain('exceeds its maximum parallelism 16.');
  expect(fake.flink.job('orders-enrich')).toMatchObject({ parallelism: 1, restarts: 0 });
});
