import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { id, openFake, temporaryDirectory, upload } from './fake.ts';

const entryClass = 'org.flinkmedic.jobs.OrderPipeline';

test('runs a job from a snapshot and counts on', async () => {
  const directory = await temporaryDirectory();
  const fake = await openFake({ directory });
  const first = fake.flink.addJob({ name: 'orders-enrich', recordsPerSecond: 100, ageMs: 60_000 });
  const { args, parallelism } = fake.flink.launchOf('orders-enrich');
  await fake.send('POST', `/jobs/${first}/stop`, { triggerId: id(1) });
  fake.pass(1_000);
  const { location } = (await fake.get(`/jobs/${first}/savepoints/${id(1)}`)).operation;
  const stoppedAt = fake.flink.job('orders-enrich')?.currentCount ?? 0;

  const jar = await upload(fake);
  const run = {
    entryClass,
    programArgsList: args,
    parallelism,
    jobId: id(5),
    savepointPath: `file://${location.slice(5)}`,
  };
  const answer = await fake.send('POST', `/jars/${jar}/run`, run);
  fake.pass(2_000);

  expect(answer).toEqual({ status: 200, body: { jobid: id(5), applicationId: id(5) } });
  const view = fake.flink.job('orders-enrich');
  expect(view).toMatchObject({ id: id(5), state: 'RUNNING', restoredFrom: location });
  expect(view?.restoredCount).toBeGreaterThan(5_000);
  expect(view?.restoredCount).toBeLessThanOrEqual(stoppedAt);
  expect(view?.currentCount).toBeGreaterThan(stoppedAt);
  const { latest } = await fake.get(`/jobs/${id(5)}/checkpoints`);
  expect(latest.restored).toMatchObject({ is_savepoint: true, external_path: location });
  expect(latest.completed.id).toBeGreaterThan(latest.restored.id);
  expect(fake.flink.sideEffects().map((one) => one.kind)).toEqual(['stop', 'start']);
});

test('refuses a job id that it has seen, however that job ended', async () => {
  const fake = await openFake();
  const jar = await upload(fake);
  const run = { entryClass, programArgsList: ['--name', 'orders-enrich'], jobId: id(5) };

  await fake.send('POST', `/jars/${jar}/run`, run);
  fake.pass(1_000);
  const running = await fake.send('POST', `/jars/${jar}/run`, run);
  await fake.send('PATCH', `/jobs/${id(5)}?mode=cancel`);
  fake.pass(1_000);
  const ended = await fake.send('POST', `/jars/${jar}/run`, run);

  expect([running.status, ended.status]).toEqual([400, 400]);
  expect(ended.body.errors[0]).toContain('DuplicateApplicationSubmissionException');
  expect(fake.flink.sideEffects().map((one) => one.kind)).toEqual(['start', 'cancel']);
});

test('accepts a start from a snapshot that is not there, and the job fails', async () => {
  const fake = await openFake({ version: '1.20.4' });
  const jar = await upload(fake);
  const run = {
    programArgsList: ['--name', 'orders-enrich'],
    jobId: id(5),
    savepointPath: '/flink/savepoints/missing',
  };

  const answer = await fake.send('POST', `/jars/${jar}/run`, run);

  expect(answer).toEqual({ status: 200, body: { jobid: id(5) } });
  expect(fake.flink.job('orders-enrich')?.state).toBe('FAILED');
  const exceptions = await fake.get(`/jobs/${id(5)}/exceptions`);
  expect(exceptions['root-exception']).toContain('java.io.FileNotFoundException: Cannot find checkpoint or savepoint');
});

test('lists, keeps and deletes jars', async () => {
  const fake = await openFake();
  const jar = await upload(fake, 'jobs-1.jar');

  const list = await fake.get('/jars');
  const gone = [await fake.send('DELETE', `/jars/${jar}`), await fake.send('DELETE', `/jars/${jar}`)];

  expect(list.address).toBe(fake.flink.url);
  expect(list.files).toEqual([{ id: jar, name: 'jobs-1.jar', uploaded: fake.now(), entry: [] }]);
  expect(gone.map((one) => one.status)).toEqual([200, 400]);
});

test('cancels once and accepts it twice', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  const cancel = async (): Promise<number> => (await fake.send('PATCH', `/jobs/${job}?mode=cancel`)).status;

  const first = await cancel();
  const during = fake.flink.job('orders-enrich')?.state;
  fake.pass(1_000);
  const later = await cancel();

  expect([first, later]).toEqual([202, 202]);
  expect(during).toBe('CANCELLING');
  expect(fake.flink.job('orders-enrich')?.state).toBe('CANCELED');
  expect(fake.flink.sideEffects()).toHaveLength(1);
});

test('does not cancel what ended in another way', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(1) });
  fake.pass(1_000);

  const answer = await fake.send('PATCH', `/jobs/${job}?mode=cancel`);

  expect(answer.status).toBe(409);
  expect(answer.body.errors[0]).toContain('already reached another terminal state (FINISHED)');
});

test.each([
  ['always', true],
  ['when-failed', false],
  ['never', false],
] as const)('keeps the checkpoints of a cancelled job: %s', async (checkpointsKept, kept) => {
  const directory = await temporaryDirectory();
  const fake = await openFake({ directory });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000, checkpointsKept });
  const path = fake.flink.job('orders-enrich')?.latestCheckpoint?.path.slice('file:'.length) ?? '';
  expect(existsSync(join(path, '_metadata'))).toBe(true);

  await fake.send('PATCH', `/jobs/${job}`);
  fake.pass(1_000);

  expect(fake.flink.job('orders-enrich')?.state).toBe('CANCELED');
  expect(existsSync(join(path, '_metadata'))).toBe(kept);
  const { externalization } = await fake.get(`/jobs/${job}/checkpoints/config`);
  expect(externalization).toEqual({
    enabled: checkpointsKept !== 'never',
    delete_on_cancellation: checkpointsKept !== 'always',
  });
});

test('keeps only the newest checkpoint of a running job', async () => {
  const directory = await temporaryDirectory();
  const fake = await openFake({ directory });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  const before = fake.flink.job('orders-enrich')?.latestCheckpoint;

  fake.pass(60_000);
  const after = fake.flink.job('orders-enrich')?.latestCheckpoint;

  expect(after?.id).toBe((before?.id ?? 0) + 30);
  expect(after?.path).toBe(`file:${directory}/checkpoints/${job}/chk-${after?.id}`);
  expect(existsSync(before?.path.slice(5) ?? '')).toBe(false);
  expect(existsSync(after?.path.slice(5) ?? '')).toBe(true);
});

test('counts an hour that nobody looked at, without acting it out', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', checkpointIntervalMs: 1_000 });

  fake.pass(3_600_000);
  const { counts, history } = await fake.get(`/jobs/${job}/checkpoints`);

  expect(counts.completed).toBe(3_600);
  expect(history[0]?.id).toBe(3_600);
  expect(history).toHaveLength(10);
});

test('says that a job has no checkpoints', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', checkpointIntervalMs: 0, ageMs: 10_000 });

  const answer = await fake.send('GET', `/jobs/${job}/checkpoints`);

  expect(answer.status).toBe(404);
  expect(answer.body.errors[0]).toContain('Checkpointing has not been enabled.');
});
