import { expect, test } from 'vitest';
import type { FakeScheduler } from '../../../src/demo/fake-flink/cluster.ts';
import { jobShape, shapeFor } from '../../../src/demo/jobs.ts';
import { loadSeries } from '../../../src/domain/loads.ts';
import { type Fake, openFake } from './fake.ts';

/** Loads of a job between two reads of its vertices. */
async function loadOver(fake: Fake, job: string, ms: number): Promise<{ busy: number; backpressured: number }[]> {
  const read = async () => {
    const { vertices } = await fake.get(`/jobs/${job}`);
    const at = fake.now();
    return {
      at,
      vertices: vertices.map((vertex) => ({
        id: vertex.id,
        name: vertex.name,
        parallelism: vertex.parallelism,
        maxParallelism: 16,
        state: 'RUNNING',
        tasks: {},
        readRecords: undefined,
        writeRecords: undefined,
        inputs: [],
        busyMs: vertex.metrics['accumulated-busy-time'] ?? 0,
        idleMs: vertex.metrics['accumulated-idle-time'] ?? 0,
        backpressuredMs: vertex.metrics['accumulated-backpressured-time'] ?? 0,
      })),
    };
  };
  const first = await read();
  fake.pass(ms);
  const [sample] = loadSeries([first, await read()]);
  return (sample?.loads ?? []).map(({ busy = -1, backpressured = -1 }) => ({ busy, backpressured }));
}

async function doubled(fake: Fake, job: string): Promise<void> {
  const { vertices } = await fake.get(`/jobs/${job}`);
  const bounds = { parallelism: { lowerBound: 1, upperBound: 2 } };
  const body = Object.fromEntries(vertices.map((vertex) => [vertex.id, bounds]));
  await fake.send('PUT', `/jobs/${job}/resource-requirements`, body);
  fake.pass(1_000);
}

test('a job without trouble works, checkpoints and keeps up', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  const loads = await loadOver(fake, job, 10_000);

  expect(Math.max(...loads.map((one) => one.busy))).toBeLessThan(0.1);
  expect(Math.max(...loads.map((one) => one.backpressured))).toBe(0);
  expect(fake.flink.job('orders-enrich')).toMatchObject({ state: 'RUNNING', pendingRecords: 0, restarts: 0 });
});

test.each<[trouble: 'missing-class' | 'unreadable-record', name: string, text: string]>([
  ['missing-class', 'java.lang.NoClassDefFoundError', 'Caused by: java.lang.ClassNotFoundException: org.flinkmedic.'],
  ['unreadable-record', 'java.lang.NumberFormatException', 'For input string: "1.299,00"'],
])('%s restarts without end', async (trouble, name, text) => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 10_000 });

  fake.flink.setTrouble('orders-enrich', trouble);
  fake.pass(10_000);

  const view = fake.flink.job('orders-enrich');
  expect(view?.restarts).toBeGreaterThanOrEqual(7);
  expect(['RESTARTING', 'RUNNING']).toContain(view?.state);
  const { exceptionHistory } = await fake.get(`/jobs/${job}/exceptions?maxExceptions=3`);
  expect(exceptionHistory.truncated).toBe(true);
  expect(exceptionHistory.entries).toHaveLength(3);
  expect(exceptionHistory.entries[0]).toMatchObject({ exceptionName: name, stacktrace: expect.stringContaining(text) });

  fake.flink.setTrouble('orders-enrich', undefined);
  fake.pass(5_000);
  const cured = fake.flink.job('orders-enrich');
  expect(cured?.state).toBe('RUNNING');
  expect(cured?.completedCheckpoints).toBeGreaterThan(view?.completedCheckpoints ?? Infinity);
});

test.each<[FakeScheduler, string]>([
  ['default', 'org.apache.flink.runtime.JobException'],
  ['adaptive', 'java.net.ConnectException'],
])(
  'a job of the %s scheduler runs out of restarts, and a new run lives when it is relieved',
  async (scheduler, newest) => {
    const fake = await openFake({ scheduler });
    const job = fake.flink.addJob({ ...shapeFor('out-of-restarts', 'invoice-totals', fake.now()), ageMs: 10_000 });

    fake.flink.setTrouble('invoice-totals', 'out-of-restarts');
    fake.pass(5_000);

    expect(fake.flink.job('invoice-totals')).toMatchObject({ state: 'FAILED', restarts: 2 });
    const { exceptionHistory } = await fake.get(`/jobs/${job}/exceptions`);
    expect(exceptionHistory.entries[0]?.exceptionName).toBe(newest);
    expect(JSON.stringify(exceptionHistory)).toContain('java.net.ConnectException: Connection refused');
    expect(
      JSON.stringify(exceptionHistory).includes('Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy'),
    ).toBe(scheduler === 'default');

    fake.flink.setTrouble('invoice-totals', undefined);
    const next = fake.flink.addJob({ name: 'invoice-totals' });
    fake.pass(5_000);
    expect(fake.flink.job('invoice-totals')).toMatchObject({ id: next, state: 'RUNNING', restarts: 0 });
  },
);

test('1.20 shows why recovery is suppressed with both schedulers', async () => {
  const fake = await openFake({ version: '1.20.4' });
  const job = fake.flink.addJob({ name: 'invoice-totals', ageMs: 10_000 });

  fake.flink.setTrouble('invoice-totals', 'out-of-restarts');
  fake.pass(5_000);

  const exceptions = await fake.get(`/jobs/${job}/exceptions`);
  expect(exceptions['root-exception']).toMatch(/^org\.apache\.flink\.runtime\.JobException: Recovery is suppressed by/);
});

test('checkpoints expire until the parallelism is doubled', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ ...shapeFor('expiring-checkpoints', 'fraud-scores', fake.now()), ageMs: 10_000 });
  const before = fake.flink.job('fraud-scores')?.completedCheckpoints;

  fake.flink.setTrouble('fraud-scores', 'expiring-checkpoints');
  fake.pass(10_000);
  const { latest, counts } = await fake.get(`/jobs/${job}/checkpoints`);

  expect(counts.failed).toBeGreaterThanOrEqual(3);
  expect(counts.completed - (before ?? 0)).toBeLessThanOrEqual(1);
  expect(latest.failed).toMatchObject({ failure_message: 'Checkpoint expired before completing.', status: 'FAILED' });
  expect(latest.failed.end_to_end_duration).toBe(2_500);

  await doubled(fake, job);
  fake.pass(10_000);
  const cured = (await fake.get(`/jobs/${job}/checkpoints`)).counts;
  expect(cured.completed).toBeGreaterThanOrEqual(counts.completed + 4);
  expect(cured.failed).toBeLessThanOrEqual(counts.failed + 1);
});

test('a slow operator holds up the source until the parallelism is doubled', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ ...shapeFor('slow-operator', 'basket-pricing', fake.now()), ageMs: 10_000 });

  fake.flink.setTrouble('basket-pricing', 'slow-operator');
  fake.pass(1_000);
  const lag = fake.flink.job('basket-pricing')?.pendingRecords ?? 0;
  const slow = await loadOver(fake, job, 20_000);

  expect(slow[0]?.backpressured).toBeGreaterThan(0.6);
  expect(slow[1]).toMatchObject({ backpressured: 0 });
  expect(slow[1]?.busy).toBeGreaterThan(0.9);
  const later = fake.flink.job('basket-pricing')?.pendingRecords ?? 0;
  expect(later - lag).toBeGreaterThan(1_000);

  await doubled(fake, job);
  const quick = await loadOver(fake, job, 20_000);
  expect(quick.map((one) => one.backpressured)).toEqual([0, 0, 0]);
  expect(fake.flink.job('basket-pricing')?.pendingRecords).toBeLessThan(later);
});

test('a backlog is worked off fast, under backpressure', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'clicks-sessions', ageMs: 10_000 });

  fake.flink.setTrouble('clicks-sessions', 'backlog');
  fake.pass(1_000);
  const lag = fake.flink.job('clicks-sessions')?.pendingRecords ?? 0;
  const loads = await loadOver(fake, job, 10_000);

  expect(loads[0]?.backpressured).toBeGreaterThan(0.6);
  expect(lag).toBeGreaterThan(40_000);
  expect(lag - (fake.flink.job('clicks-sessions')?.pendingRecords ?? 0)).toBe(4_000);
  fake.pass(120_000);
  expect(fake.flink.job('clicks-sessions')).toMatchObject({ pendingRecords: 0, restarts: 0 });
});

test('a job that starts with a backlog catches up without backpressure', async () => {
  const fake = await openFake();
  const shape = jobShape('clicks-sessions', fake.now(), { originMs: fake.now() - 180_000, readLimitPerSecond: 200 });
  const job = fake.flink.addJob(shape);
  fake.pass(1_000);

  const loads = await loadOver(fake, job, 30_000);

  expect(loads.map((one) => one.backpressured)).toEqual([0, 0, 0]);
  const lag = fake.flink.job('clicks-sessions')?.pendingRecords ?? 0;
  expect(lag).toBeGreaterThan(14_000);
  expect(lag).toBeLessThan(15_500);
});

test('a lost TaskManager takes its slots along, and the job goes on with those that are left', async () => {
  const fake = await openFake({ taskManagers: 2, slots: 1, scheduler: 'default' });
  const job = fake.flink.addJob({ name: 'stock-levels', ageMs: 10_000 });
  const count = fake.flink.job('stock-levels')?.currentCount ?? 0;

  fake.flink.setTrouble('stock-levels', 'lost-taskmanager');

  expect(await fake.get('/overview')).toMatchObject({ taskmanagers: 1, 'slots-total': 1 });
  expect((await fake.get('/taskmanagers')).taskmanagers).toHaveLength(1);
  const { entries } = (await fake.get(`/jobs/${job}/exceptions`)).exceptionHistory;
  expect(entries[0]?.stacktrace).toMatch(/JobMasterException: TaskManager with id \S+ is no longer reachable\./);
  fake.pass(5_000);
  const view = fake.flink.job('stock-levels');
  expect(view).toMatchObject({ state: 'RUNNING', restarts: 1 });
  expect(view?.currentCount).toBeGreaterThan(count);

  fake.flink.setTrouble('stock-levels', undefined);
  expect(await fake.get('/overview')).toMatchObject({ taskmanagers: 2, 'slots-total': 2, 'slots-available': 1 });
});

test('peers of a lost TaskManager report it, and the default scheduler waits for slots', async () => {
  const fake = await openFake({ taskManagers: 2, slots: 1, scheduler: 'default' });
  const job = fake.flink.addJob({ name: 'stock-levels', parallelism: 2, ageMs: 10_000 });

  fake.flink.setTrouble('stock-levels', 'lost-taskmanager');
  fake.pass(5_000);

  const { entries } = (await fake.get(`/jobs/${job}/exceptions`)).exceptionHistory;
  expect(entries[0]?.exceptionName).toContain('RemoteTransportException');
  const [line] = (await fake.get('/jobs/overview')).jobs;
  expect(line).toMatchObject({ state: 'RUNNING', tasks: { running: 0, scheduled: 6, total: 6 } });

  fake.flink.setTrouble('stock-levels', undefined);
  fake.pass(1_000);
  expect((await fake.get('/jobs/overview')).jobs[0]?.tasks['running']).toBe(6);
});

test('the adaptive scheduler goes on with fewer slots and takes more when they come', async () => {
  const fake = await openFake({ taskManagers: 2, slots: 1 });
  fake.flink.addJob({ name: 'stock-levels', parallelism: 2, ageMs: 10_000 });

  fake.flink.setTrouble('stock-levels', 'lost-taskmanager');
  fake.pass(5_000);
  const reduced = fake.flink.job('stock-levels')?.parallelism;
  fake.flink.setTrouble('stock-levels', undefined);
  fake.pass(5_000);

  expect(reduced).toBe(1);
  expect(fake.flink.job('stock-levels')).toMatchObject({ state: 'RUNNING', parallelism: 2 });
});

test('trouble belongs to a name that was here', async () => {
  const fake = await openFake();

  expect(() => fake.flink.setTrouble('nobody', 'backlog')).toThrow('There was never a job named nobody');
});

test('the watermark of a windowed job follows its records, and stands while a partition is idle', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-per-hour', parallelism: 2, windowed: true, ageMs: 60_000 });
  const { vertices } = await fake.get(`/jobs/${job}`);
  const [source, , totals] = vertices;
  const read = async (id: string | undefined): Promise<{ id: string; value: string }[]> =>
    await fake.get(`/jobs/${job}/vertices/${id}/watermarks`);
  const behind = async (): Promise<number> => fake.now() - Number((await read(totals?.id))[0]?.value);

  expect(await read(source?.id)).toEqual([]);
  expect((await read(totals?.id)).map(({ id }) => id)).toEqual(['0.currentInputWatermark', '1.currentInputWatermark']);
  expect(await behind()).toBeLessThan(1_000);
  fake.pass(5_000);
  expect(await behind()).toBeLessThan(1_000);

  fake.flink.setTrouble('orders-per-hour', 'idle-partition');
  const records = (await fake.get(`/jobs/${job}`)).vertices[2]?.metrics['read-records'] ?? 0;
  fake.pass(60_000);
  expect(await behind()).toBeGreaterThan(59_000);
  expect((await fake.get(`/jobs/${job}`)).vertices[2]?.metrics['read-records']).toBeGreaterThan(records + 5_000);

  fake.flink.setTrouble('orders-per-hour', undefined);
  fake.pass(1_000);
  expect(await behind()).toBeLessThan(1_000);
});

test('a job without windows has no watermark', async () => {
  const fake = await openFake();
  const job = fake.flink.addJob({ name: 'orders-enrich', ageMs: 60_000 });
  const { vertices } = await fake.get(`/jobs/${job}`);

  expect(await fake.get(`/jobs/${job}/vertices/${vertices[2]?.id}/watermarks`)).toEqual([
    { id: '0.currentInputWatermark', value: '-9223372036854775808' },
  ]);
});
