import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { id, openFake, temporaryDirectory } from './fake.ts';

test('joins a savepoint that is asked for again under its trigger id, during and after it', async () => {
  const directory = await temporaryDirectory();
  const fake = await openFake({ directory });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  const body = { triggerId: id(7), 'target-directory': `file://${directory}/savepoints/a` };

  const first = await fake.send('POST', `/jobs/${job}/savepoints`, body);
  await fake.send('POST', `/jobs/${job}/savepoints`, body);
  fake.pass(1_000);
  const again = await fake.send('POST', `/jobs/${job}/savepoints`, body);
  const status = await fake.get(`/jobs/${job}/savepoints/${id(7)}`);

  expect(first).toEqual({ status: 202, body: { 'request-id': id(7) } });
  expect(again).toEqual(first);
  const names = readdirSync(join(directory, 'savepoints/a'));
  expect(names).toHaveLength(1);
  expect(status.operation.location).toBe(`file:${directory}/savepoints/a/${names[0]}`);
  expect(existsSync(join(directory, 'savepoints/a', names[0] ?? '', '_metadata'))).toBe(true);
  expect(fake.flink.sideEffects().map((one) => `${one.kind} ${one.key}`)).toEqual([`savepoint ${id(7)}`]);
  expect(fake.flink.job('orders-enrich')?.state).toBe('RUNNING');
});

test('takes a second savepoint under another trigger id, and under the same one when five minutes are over', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(1) });
  fake.pass(1_000);
  await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(2) });
  fake.pass(301_000);
  const forgotten = await fake.send('GET', `/jobs/${job}/savepoints/${id(1)}`);
  await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(1) });

  expect(forgotten.status).toBe(404);
  expect(forgotten.body.errors[0]).toContain(`There is no savepoint operation with triggerId=${id(1)} for job ${job}.`);
  expect(fake.flink.sideEffects().map((one) => one.key)).toEqual([id(1), id(2), id(1)]);
});

test('stops a job after its savepoint', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  await fake.send('POST', `/jobs/${job}/stop`, {
    triggerId: id(1),
    targetDirectory: '/flink/savepoints/x',
    drain: false,
  });
  const busy = await fake.get(`/jobs/${job}/savepoints/${id(1)}`);
  const history = (await fake.get(`/jobs/${job}/checkpoints`)).history;
  fake.pass(1_000);
  const done = await fake.get(`/jobs/${job}/savepoints/${id(1)}`);

  expect(busy.status.id).toBe('IN_PROGRESS');
  expect(history[0]).toMatchObject({ status: 'IN_PROGRESS', checkpoint_type: 'SYNC_SAVEPOINT', is_savepoint: true });
  expect(done.operation.location).toMatch(/^file:\/flink\/savepoints\/x\/savepoint-[0-9a-f]{6}-[0-9a-f]{12}$/);
  const view = fake.flink.job('orders-enrich');
  expect(view).toMatchObject({ state: 'FINISHED', latestSavepoint: done.operation.location });
});

test('swallows a stop under the trigger id of a savepoint', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(1) });
  const stop = await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(1) });
  fake.pass(1_000);

  expect(stop.status).toBe(202);
  expect(fake.flink.job('orders-enrich')?.state).toBe('RUNNING');
});

test('throws a job of the default scheduler into a restart when two stops meet', async () => {
  const fake = await openFake({ scheduler: 'default' });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(1) });
  await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(2) });

  expect(fake.flink.job('orders-enrich')?.state).toBe('RESTARTING');
  for (const key of [id(1), id(2)]) {
    const status = await fake.get(`/jobs/${job}/savepoints/${key}`);
    expect(status.operation['failure-cause'].class).toBe('java.util.concurrent.CompletionException');
  }
  const { exceptionHistory } = await fake.get(`/jobs/${job}/exceptions`);
  expect(exceptionHistory.entries[0]?.stacktrace).toContain('at most one stop-with-savepoint checkpoint at a time');
  fake.pass(5_000);
  expect(fake.flink.job('orders-enrich')).toMatchObject({ state: 'RUNNING', restarts: 1 });
});

test('fails only the second of two stops with the adaptive scheduler', async () => {
  const fake = await openFake({ scheduler: 'adaptive' });
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(1) });
  await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(2) });
  fake.pass(1_000);

  const second = await fake.get(`/jobs/${job}/savepoints/${id(2)}`);
  expect(second.operation['failure-cause']['stack-trace']).toContain('The Flink job is currently not executing.');
  expect(fake.flink.job('orders-enrich')?.state).toBe('FINISHED');
  expect(fake.flink.sideEffects().map((one) => one.key)).toEqual([id(1)]);
});

test('accepts a savepoint of a job that is not there and tells in its status', async () => {
  const fake = await openFake();

  const accepted = await fake.send('POST', `/jobs/${id(9)}/savepoints`, { triggerId: id(1) });

  expect(accepted.status).toBe(202);
  const status = await fake.get(`/jobs/${id(9)}/savepoints/${id(1)}`);
  expect(status.operation['failure-cause']['stack-trace']).toContain('FlinkJobNotFoundException');
  expect(fake.flink.sideEffects()).toEqual([]);
});

test('takes a misspelt directory for none, as Flink does', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(1), targetDirectory: '/flink/mine' });
  fake.pass(1_000);

  const status = await fake.get(`/jobs/${job}/savepoints/${id(1)}`);
  expect(status.operation.location).toMatch(/^file:\/flink\/savepoints\/savepoint-/);
});

test('triggers a checkpoint once per id', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000, checkpointIntervalMs: 3_600_000 });
  fake.pass(1_000);

  await fake.send('POST', `/jobs/${job}/checkpoints`, { triggerId: id(1) });
  await fake.send('POST', `/jobs/${job}/checkpoints`, { triggerId: id(1) });
  fake.pass(100);

  const status = await fake.get(`/jobs/${job}/checkpoints/${id(1)}`);
  expect(status).toEqual({ status: { id: 'COMPLETED' }, operation: { checkpointId: 2 } });
  expect(fake.flink.job('orders-enrich')?.latestCheckpoint?.id).toBe(2);
});

test.each([
  ['no JSON', '{"triggerId":'],
  ['an id that is none', '{"triggerId":"mine"}'],
])('refuses %s', async (_title, body) => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich' });

  const response = await fetch(`${fake.flink.url}/jobs/${job}/savepoints`, { method: 'POST', body });

  expect(response.status).toBe(400);
  expect(fake.flink.sideEffects()).toEqual([]);
});
