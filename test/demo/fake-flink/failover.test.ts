import { expect, test } from 'vitest';
import { type Fake, id, openFake, upload } from './fake.ts';

async function incarnation(fake: Fake): Promise<string> {
  const options = await fake.get<{ key: string; value: string }[]>('/jobmanager/config');
  return options.find((one) => one.key === 'web.tmpdir')?.value ?? '';
}

test('a new JobManager with high availability keeps jobs and forgets everything else', async () => {
  const fake = await openFake({ highAvailability: true });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });
  await upload(fake);
  fake.flink.setTrouble('orders-enrich', 'unreadable-record');
  fake.pass(1_000);
  fake.flink.setTrouble('orders-enrich', undefined);
  fake.pass(5_000);
  await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(1) });
  fake.pass(1_000);
  const before = fake.flink.job('orders-enrich');
  const first = await incarnation(fake);

  fake.flink.killJobManager();
  fake.pass(600);

  expect(await incarnation(fake)).not.toBe(first);
  expect((await fake.send('GET', `/jobs/${job}/savepoints/${id(1)}`)).status).toBe(404);
  expect((await fake.get('/jars')).files).toEqual([]);
  expect((await fake.get(`/jobs/${job}/exceptions`)).exceptionHistory.entries).toEqual([]);
  const { counts, latest } = await fake.get(`/jobs/${job}/checkpoints`);
  expect(counts).toMatchObject({ completed: 0, restored: 1 });
  expect(latest).toMatchObject({ completed: null, savepoint: null });
  expect(latest.restored).toMatchObject({ external_path: before?.latestCheckpoint?.path, is_savepoint: false });
  const after = fake.flink.job('orders-enrich');
  expect(after).toMatchObject({ id: job, state: 'RUNNING', restarts: 0 });
  expect(after?.startTime).toBeGreaterThan(before?.startTime ?? Infinity);

  await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(1) });
  expect(fake.flink.sideEffects().map((one) => one.key)).toEqual([id(1), id(1)]);
});

test('a stop that was under way is lost with its JobManager, one that was complete is not', async () => {
  const fake = await openFake({ highAvailability: true });
  const lost = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });
  const done = fake.flink.addJob({ name: 'clicks-sessions', ageMs: 60_000 });

  await fake.send('POST', `/jobs/${done}/stop`, { triggerId: id(1) });
  fake.pass(150);
  await fake.send('POST', `/jobs/${lost}/stop`, { triggerId: id(2) });
  fake.pass(100);
  fake.flink.killJobManager();
  fake.pass(1_000);

  expect(fake.flink.job('orders-enrich')?.state).toBe('RUNNING');
  expect(fake.flink.job('clicks-sessions')).toMatchObject({ id: done, state: 'FINISHED' });
  const { jobs } = await fake.get('/jobs/overview');
  expect(jobs.find((one) => one.jid === done)?.tasks['total']).toBe(0);
  fake.pass(60_000);
  expect((await fake.send('GET', `/jobs/${done}`)).status).toBe(404);
});

test('without high availability no job is left', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });

  fake.flink.killJobManager();

  expect(await fake.get('/jobs/overview')).toEqual({ jobs: [] });
  expect((await fake.send('GET', `/jobs/${job}`)).status).toBe(404);
  expect(await fake.get('/overview')).toMatchObject({ taskmanagers: 2, 'jobs-running': 0 });
});
