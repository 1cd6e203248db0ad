import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FakeScheduler, FakeVersion } from '../../../src/demo/fake-flink/cluster.ts';
import { type Fake, id, openFake, temporaryDirectory, upload } from './fake.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

/** Every path to a value and its type; ids as keys are one kind of key, elements of a list are one kind of element. */
function shapeOf(value: unknown, path = '$'): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => shapeOf(one, `${path}[]`)))].toSorted();
  if (typeof value !== 'object' || value === null) return [`${path}: ${value === null ? 'null' : typeof value}`];
  const entries = Object.entries(value).flatMap(([key, one]) =>
    shapeOf(one, `${path}.${/^[0-9a-f]{32}$/.test(key) ? '*' : key}`),
  );
  return [...new Set(entries)].toSorted();
}

function recorded(version: FakeVersion, name: string): unknown {
  const value = JSON.parse(readFileSync(join(fixtures, `flink-${version}`, `${name}.json`), 'utf8'));
  return value.body ?? value;
}

/** A job that has run for a minute. */
async function scene(
  version: FakeVersion,
  scheduler: FakeScheduler,
  directory?: string,
): Promise<{ fake: Fake; job: string }> {
  const fake = await openFake({ version, scheduler, ...(directory !== undefined && { directory }) });
  const job = fake.flink.addJob({ name: 'orders-enrich', parallelism: 2, ageMs: 60_000 });
  return { fake, job };
}

describe.each<FakeVersion>(['1.20.4', '2.3.0'])('Flink %s', (version) => {
  test.each([
    ['overview', '/overview'],
    ['config', '/config'],
    ['jobs', '/jobs'],
    ['jobs-overview', '/jobs/overview'],
    ['job', '/jobs/:job'],
    ['job-status', '/jobs/:job/status'],
    ['job-config', '/jobs/:job/config'],
    ['job-plan', '/jobs/:job/plan'],
    ['exceptions-none', '/jobs/:job/exceptions'],
    ['checkpoints', '/jobs/:job/checkpoints'],
    ['checkpoints-config', '/jobs/:job/checkpoints/config'],
    ['resource-requirements', '/jobs/:job/resource-requirements'],
    ['taskmanagers', '/taskmanagers'],
    ['taskmanager-metrics', '/taskmanagers/metrics?get=Status.JVM.Memory.Heap.Used&agg=max,avg'],
    ['jobmanager-metrics', '/jobmanager/metrics?get=taskSlotsTotal'],
    ['jobmanager-config', '/jobmanager/config'],
    ['vertex-enrich-backpressure', '/jobs/:job/vertices/:enrich/backpressure'],
    [
      'vertex-enrich-subtasks-metrics',
      '/jobs/:job/vertices/:enrich/subtasks/metrics?get=busyTimeMsPerSecond&agg=min,max,avg,sum',
    ],
    [
      'vertex-source-pending',
      '/jobs/:job/vertices/:source/subtasks/metrics?get=Source__event-log.pendingRecords&agg=max,sum',
    ],
    ['vertex-totals-count', '/jobs/:job/vertices/:totals/subtasks/metrics?get=totals.currentCount&agg=sum'],
    ['vertex-enrich-metrics-names', '/jobs/:job/vertices/:enrich/metrics'],
    ['error-job-unknown', `/jobs/${id(1)}`],
    ['error-job-malformed', '/jobs/xyz'],
    ['error-taskmanager-unknown', '/taskmanagers/none'],
    ['checkpoint-status-unknown', `/jobs/:job/checkpoints/${id(1)}`],
    ['savepoint-status-unknown', `/jobs/:job/savepoints/${id(1)}`],
  ])('answers %s in the recorded shape', async (fixture, path) => {
    const { fake, job } = await scene(version, 'adaptive');
    const { vertices } = await fake.get(`/jobs/${job}`);

    const answer = await fake.get(
      path
        .replace(':job', job)
        .replace(':source', vertices[0]?.id ?? '')
        .replace(':enrich', vertices[1]?.id ?? '')
        .replace(':totals', vertices[2]?.id ?? ''),
    );

    expect(shapeOf(answer)).toEqual(shapeOf(recorded(version, fixture)));
  });

  test('answers for savepoints, stops and their statistics in the recorded shape', async () => {
    const { fake, job } = await scene(version, 'adaptive', await temporaryDirectory());

    await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(3), 'target-directory': 'file:///proc/none' });
    const unwritable = await fake.get(`/jobs/${job}/savepoints/${id(3)}`);
    fake.pass(60_000);
    const accepted = await fake.send('POST', `/jobs/${job}/savepoints`, { triggerId: id(1) });
    const busy = await fake.get(`/jobs/${job}/savepoints/${id(1)}`);
    fake.pass(1_000);
    const done = await fake.get(`/jobs/${job}/savepoints/${id(1)}`);

    expect(shapeOf(unwritable)).toEqual(shapeOf(recorded(version, 'savepoint-status-c')));
    expect(shapeOf(accepted.body)).toEqual(shapeOf(recorded(version, 'savepoint-trigger')));
    expect(shapeOf(busy)).toEqual(shapeOf(recorded(version, 'savepoint-status-a')));
    expect(shapeOf(done)).toEqual(shapeOf(recorded(version, 'savepoint-status-b')));
    expect(shapeOf(await fake.get(`/jobs/${job}/checkpoints`))).toEqual(
      shapeOf(recorded(version, 'checkpoints-after-savepoint')),
    );
    await fake.send('POST', `/jobs/${id(9)}/savepoints`, { triggerId: id(2) });
    const lost = await fake.get(`/jobs/${id(9)}/savepoints/${id(2)}`);
    expect(shapeOf(lost)).toEqual(shapeOf(recorded(version, 'savepoint-status-d')));
  });

  test('shows a checkpoint and its parts in the recorded shape', async () => {
    const { fake, job } = await scene(version, 'adaptive');
    const { latest } = await fake.get(`/jobs/${job}/checkpoints`);

    const details = await fake.get(`/jobs/${job}/checkpoints/details/${latest.completed.id}`);

    expect(shapeOf(details)).toEqual(shapeOf(recorded(version, 'checkpoint-details')));
  });

  test.each<FakeScheduler>(['adaptive', 'default'])(
    'shows the %s scheduler’s failures in the recorded shape',
    async (scheduler) => {
      const { fake, job } = await scene(version, scheduler);
      const suffix = scheduler === 'default' ? '-default' : '';

      fake.flink.setTrouble('orders-enrich', 'unreadable-record');
      fake.pass(2_000);
      const loop = await fake.get(`/jobs/${job}/exceptions`);
      fake.flink.setTrouble('orders-enrich', 'out-of-restarts');
      fake.pass(10_000);
      const end = await fake.get(`/jobs/${job}/exceptions`);

      expect(shapeOf(loop)).toEqual(shapeOf(recorded(version, `exceptions-a${suffix}`)));
      expect(shapeOf(end)).toEqual(shapeOf(recorded(version, `exceptions-c${suffix}`)));
      expect(shapeOf(await fake.get(`/jobs/${job}`))).toEqual(shapeOf(recorded(version, `job-c${suffix}`)));
      expect(shapeOf(await fake.get('/jobs/overview'))).toEqual(shapeOf(recorded(version, `jobs-overview-c${suffix}`)));
    },
  );

  test('offers no metric that a real one does not have, and the same ones for jobs', async () => {
    const { fake, job } = await scene(version, 'adaptive');
    const { vertices } = await fake.get(`/jobs/${job}`);
    const idsOf = (value: unknown): string[] => (value as { id: string }[]).map((one) => one.id).toSorted();

    const names = await fake.get(`/jobs/${job}/metrics`);

    expect(idsOf(names)).toEqual(idsOf(recorded(version, 'job-metrics-names')));
    for (const [index, vertex] of ['source', 'enrich', 'totals'].entries()) {
      const list = await fake.get(`/jobs/${job}/vertices/${vertices[index]?.id}/subtasks/metrics`);
      const real = idsOf(recorded(version, `vertex-${vertex}-subtasks-metrics-names`));
      expect(real).toEqual(expect.arrayContaining(idsOf(list)));
    }
    const values = await fake.get(`/jobs/${job}/metrics?get=numRestarts,nothing`);
    expect(values).toEqual([{ id: 'numRestarts', value: '0' }]);
  });

  test('words refusals as a real one', async () => {
    const { fake, job } = await scene(version, 'adaptive');
    const jar = await upload(fake);
    const firstLine = (value: unknown): string =>
      String((value as { errors: string[] }).errors.at(-1)).split('\n')[0] ?? '';
    const causes = (value: unknown): string[] =>
      [...String((value as { errors: string[] }).errors.at(-1)).matchAll(/^Caused by: ([\w.$]+)/gm)].map(
        (one) => one[1] ?? '',
      );
    const run = {
      entryClass: 'org.flinkmedic.jobs.OrderPipeline',
      programArgsList: ['--name', 'orders-enrich'],
      jobId: job,
    };

    const twice = await fake.send('POST', `/jars/${jar}/run`, run);
    const unknown = await fake.send('POST', '/jars/none.jar/run', run);
    const noClass = await fake.send('POST', `/jars/${jar}/run`, { entryClass: 'org.flinkmedic.jobs.Nothing' });
    const noArgument = await fake.send('POST', `/jars/${jar}/run`, { programArgsList: ['--what', '1'] });
    const missing = await fake.send('PATCH', `/jobs/${id(1)}?mode=cancel`);

    expect(twice.status).toBe(400);
    expect(firstLine(twice.body)).toBe(firstLine(recorded(version, 'error-run-twice')));
    expect(causes(twice.body)).toEqual(causes(recorded(version, 'error-run-twice')));
    expect(unknown.status).toBe(500);
    expect(unknown.body.errors[1]).toContain('none.jar does not exist');
    expect(noClass.status).toBe(500);
    expect(causes(noClass.body)).toEqual(causes(recorded(version, 'error-run-unknown-class')));
    expect(noArgument.status).toBe(400);
    expect(causes(noArgument.body)).toEqual(causes(recorded(version, 'error-run-arguments')));
    expect(missing.status).toBe(404);
    expect(firstLine(missing.body)).toBe(firstLine(recorded(version, 'error-cancel-unknown')));
  });
});
