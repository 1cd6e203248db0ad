import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { id, openFake } from './fake.ts';

test('remembers requests, and what has no path', async () => {
  const fake = await openFake({ gaps: true });

  await fake.get('/overview');
  const page = await fake.send('GET', '/jobs/x/nothing');
  const call = await fake.send('POST', '/nothing', { a: 1 });
  await fake.get('/overview?verbose=1');

  expect(page).toEqual({ status: 404, body: { errors: ['Unable to load requested file /jobs/x/nothing.'] } });
  expect(call).toEqual({ status: 404, body: { errors: ['Not found: /nothing'] } });
  expect(fake.flink.unexpected).toEqual(['GET /jobs/x/nothing', 'POST /nothing', 'GET /overview?verbose=1 (verbose)']);
  expect(fake.flink.requests()[2]).toEqual({ method: 'POST', path: '/nothing', body: '{"a":1}', at: fake.now() });
});

test('answers below /v1 as well', async () => {
  const fake = await openFake();

  expect(await fake.get('/v1/overview')).toEqual(await fake.get('/overview'));
});

test.each([
  ['reset-before', 0],
  ['reset-after-effect', 1],
  ['no-answer-after-effect', 1],
] as const)('%s: no answer, %s effects', async (how, effects) => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  fake.flink.misbehaveNext({ method: 'POST', path: '/jobs/:job/stop' }, how);

  const body = JSON.stringify({ triggerId: id(1) });
  const request = fetch(`${fake.flink.url}/jobs/${job}/stop`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(200),
  });

  await expect(request).rejects.toThrow(/fetch failed|timeout/);
  expect(fake.flink.sideEffects()).toHaveLength(effects);
  expect(fake.flink.requests()).toHaveLength(1);
  expect((await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(1) })).status).toBe(202);
  expect(fake.flink.sideEffects()).toHaveLength(1);
});

test('status-500-after-effect hides what it did', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  fake.flink.misbehaveNext({ method: 'POST', path: /\/stop$/ }, 'status-500-after-effect');

  const answer = await fake.send('POST', `/jobs/${job}/stop`, { triggerId: id(1) });

  expect(answer.status).toBe(500);
  expect(answer.body.errors[0]).toBe('Internal server error.');
  expect(fake.flink.sideEffects()).toHaveLength(1);
});

test('html and half-json are no answers of Flink', async () => {
  const fake = await openFake();
  fake.flink.misbehaveNext({ method: 'GET', path: '/overview' }, 'html');
  fake.flink.misbehaveNext({ method: 'GET', path: '/overview' }, 'half-json');

  const page = await fetch(`${fake.flink.url}/overview`);
  const half = await fetch(`${fake.flink.url}/overview`);

  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toMatch(/^<!DOCTYPE html>/);
  await expect(half.json()).rejects.toThrow(SyntaxError);
});

test('delays an answer, not its effect', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  fake.flink.misbehaveNext({ method: 'PATCH', path: '/jobs/:job' }, { delayMs: 60 });
  let answered = false;

  const request = fake.send('PATCH', `/jobs/${job}?mode=cancel`).then((answer) => {
    answered = true;
    return answer;
  });
  while (fake.flink.sideEffects().length === 0) await sleep(1);
  const before = answered;

  expect(before).toBe(false);
  expect((await request).status).toBe(202);
});

test('a frozen JobManager accepts and stays silent, and works off what came in', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });
  fake.flink.freeze();

  const impatient = fetch(`${fake.flink.url}/jobs/${job}?mode=cancel`, {
    method: 'PATCH',
    signal: AbortSignal.timeout(100),
  });
  await expect(impatient).rejects.toMatchObject({ name: 'TimeoutError' });
  const patient = fake.get('/overview');
  expect(fake.flink.sideEffects()).toEqual([]);
  await sleep(20);
  fake.flink.thaw();

  expect(await patient).toMatchObject({ 'flink-version': '2.3.0' });
  expect(fake.flink.sideEffects().map((one) => one.kind)).toEqual(['cancel']);
});

test('the end of a JobManager breaks open connections', async () => {
  const fake = await openFake();
  fake.flink.freeze();
  const request = fetch(`${fake.flink.url}/overview`).catch((error: unknown) => error);
  await sleep(20);

  fake.flink.killJobManager();

  expect(await request).toMatchObject({ message: 'fetch failed' });
  fake.flink.thaw();
  expect(await fake.get('/overview')).toMatchObject({ 'jobs-running': 0 });
});
