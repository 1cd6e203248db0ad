import { afterEach, beforeEach, expect, test } from 'vitest';
import { flinkFixture, oldestVersion } from '../../support/flink-fixture.ts';
import { type FlinkHttpServer, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { flinkAt, job, key, metricsLine, never } from './support.ts';

let server: FlinkHttpServer;
let flink: ReturnType<typeof flinkAt>;

beforeEach(async () => {
  server = await startFlinkHttpServer();
  flink = flinkAt(server.url);
});

afterEach(async () => {
  await server.close();
});

const at = `/jobs/${job}`;
const vertex = 'a0bcbe636c3291fd3f45c25deb2b0823';
const on = (line: string, name: string): void =>
  server.on(line, { kind: 'json', ...flinkFixture(oldestVersion, name) });

// Answers of the oldest Flink that README names: what the versions recorded in full have and this one has not, or otherwise.

test('its identity is complete, with the old names of its directories', async () => {
  on('GET /config', 'config');
  on('GET /jobmanager/config', 'jobmanager-config');

  expect(await flink.watch.identity(never())).toEqual({
    version: '1.17.2',
    incarnation: expect.stringMatching(/^\/tmp\/flink\/tmp\/flink-web-[0-9a-f-]{36}$/),
    operatorManaged: false,
    webCancel: true,
    webSubmit: true,
    highAvailability: false,
    triggerMemoryMs: 300_000,
    scheduler: undefined,
    savepointDirectory: 'file:///tmp/flink/savepoints',
  });
});

test('its jobs are listed without a type, which their plans tell', async () => {
  on('GET /overview', 'overview');
  on('GET /jobs/overview', 'jobs-overview');
  on(`GET ${at}`, 'job');

  const overview = await flink.watch.overview(never());
  const detail = await flink.inspect.job(job, never());

  expect(overview).toMatchObject({ version: '1.17.2', taskManagers: 2, slotsTotal: 6, slotsAvailable: 2 });
  expect(overview.jobs.map(({ state }) => state).toSorted()).toEqual([
    'FAILED',
    'FAILED',
    'RESTARTING',
    'RUNNING',
    'RUNNING',
    'RUNNING',
  ]);
  expect(new Set(overview.jobs.map(({ type }) => type))).toEqual(new Set([undefined]));
  expect(detail).toMatchObject({ state: 'RUNNING', type: 'STREAMING', maxParallelism: 16 });
  expect(detail?.vertices.map(({ name, inputs }) => [name, inputs.length])).toEqual([
    ['Source: event-log', 0],
    ['parse -> enrich', 1],
    ['totals', 1],
  ]);
  for (const { busyMs, idleMs, backpressuredMs } of detail?.vertices ?? []) {
    expect([busyMs, idleMs, backpressuredMs]).not.toContain(undefined);
  }
});

test('its exceptions say where they were thrown, unless there was no slot', async () => {
  on(`GET ${at}/exceptions?maxExceptions=20`, 'exceptions');
  const thrown = await flink.watch.exceptions(job, never());
  on(`GET ${at}/exceptions?maxExceptions=20`, 'exceptions-no-slots');
  const unplaced = await flink.watch.exceptions(job, never());

  const [first] = thrown?.entries ?? [];
  expect(first).toMatchObject({
    name: 'java.lang.NoClassDefFoundError',
    taskName: 'parse -> enrich (1/1) - execution #77',
    taskManagerId: 'taskmanager-0',
  });
  expect(unplaced?.entries.map(({ name, taskManagerId }) => [name, taskManagerId])).toEqual([
    ['java.util.concurrent.CompletionException', undefined],
    ['java.util.concurrent.CompletionException', undefined],
  ]);
});

test('its checkpoints, their settings and its counters are read', async () => {
  on(`GET ${at}/checkpoints`, 'checkpoints');
  on(`GET ${at}/checkpoints/config`, 'checkpoints-config');
  on(metricsLine, 'job-metrics');

  const stats = await flink.watch.checkpoints(job, never());
  const config = await flink.watch.checkpointConfig(job, never());
  const metrics = await flink.watch.metrics(job, never());

  expect(stats).toMatchObject({
    completedCount: 128,
    failedCount: 43,
    latestCompleted: { id: 128, isSavepoint: false, discarded: false },
    latestFailed: { id: 167, message: 'Checkpoint expired before completing.' },
  });
  expect(config).toMatchObject({ intervalMs: 2_000, timeoutMs: 60_000, retained: true, exactlyOnce: true });
  // No time of a completed checkpoint: that came with 2.0.
  expect(metrics).toEqual({
    restarts: 0,
    rescales: undefined,
    failedCheckpoints: 43,
    lastCheckpointCompletedAt: undefined,
    lastCompletedCheckpointId: 128,
    lastRestoreAt: undefined,
  });
});

test('the snapshot that a run began with is told before it completes one of its own', async () => {
  on(`GET ${at}/checkpoints`, 'checkpoints-restored');

  const stats = await flink.watch.checkpoints(job, never());

  expect(stats?.latestCompleted).toBeUndefined();
  expect(stats?.latestRestored).toMatchObject({
    id: 126,
    externalPath: 'file:/tmp/flink/checkpoints/f23e9e07b004439cf155864f418cd1e7/chk-126',
  });
});

test('it knows no rescale in place, no such trigger and no such job', async () => {
  on(`GET ${at}/resource-requirements`, 'resource-requirements');
  on(`GET ${at}/savepoints/${key}`, 'savepoint-status-unknown');
  on(`GET ${at}/checkpoints/${key}`, 'checkpoint-status-unknown');
  on(`GET ${at}`, 'error-job-unknown');

  expect(await flink.inspect.resourceRequirements(job, never())).toBeUndefined();
  expect(await flink.inspect.savepoint(job, key, never())).toEqual({ kind: 'unknown-trigger' });
  expect(await flink.inspect.checkpoint(job, key, never())).toEqual({ kind: 'unknown-trigger' });
  expect(await flink.inspect.job(job, never())).toBeUndefined();
});

test('its subtasks and processes show all but a sum over garbage collectors, and whose the slots are', async () => {
  on(`GET ${at}/vertices/${vertex}`, 'vertex-detail');
  const now = 'get=busyTimeMsPerSecond%2CnumRecordsInPerSecond&agg=max%2Cavg';
  on(`GET ${at}/vertices/${vertex}/subtasks/metrics?${now}`, 'vertex-subtask-metrics');
  server.on(`GET ${at}/vertices/${vertex}/metrics?get=0.busyTimeMsPerSecond%2C0.numRecordsInPerSecond`, {
    kind: 'json',
    body: [],
  });
  const { taskmanagers } = flinkFixture(oldestVersion, 'taskmanagers').body as { taskmanagers: { id: string }[] };
  const only = taskmanagers.filter(({ id }) => id === 'taskmanager-0');
  server.on('GET /taskmanagers', { kind: 'json', body: { taskmanagers: only } });
  on('GET /taskmanagers/taskmanager-0', 'taskmanager');
  const names =
    'Status.JVM.Memory.Metaspace.Used,Status.JVM.Memory.Metaspace.Max,Status.JVM.GarbageCollector.All.TimeMsPerSecond,Status.JVM.CPU.Load';
  on(`GET /taskmanagers/taskmanager-0/metrics?get=${encodeURIComponent(names)}`, 'taskmanager-metrics');

  const subtasks = await flink.diagnose.subtasks(job, vertex, never());
  const { list } = await flink.diagnose.taskManagers(never());

  expect(subtasks?.list).toMatchObject([{ index: 0, taskManagerId: 'taskmanager-0', readRecords: 120_359 }]);
  expect(subtasks?.busy).toEqual({ max: 1, avg: 1 });
  expect(list).toMatchObject([{ id: 'taskmanager-0', gcMsPerSecond: undefined, jobs: [], metaspaceMax: 201_326_592 }]);
  expect(list[0]?.gcMs).toBeGreaterThan(0);
  expect(list[0]?.freeSlots).toBeLessThan(list[0]?.slots ?? 0);
});
