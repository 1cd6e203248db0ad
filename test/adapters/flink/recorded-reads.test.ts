import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobId } from '../../../src/domain/flink.ts';
import type { Flink } from '../../../src/ports/flink.ts';
import { flinkFixture, recordedVersions } from '../../support/flink-fixture.ts';
import { type FlinkHttpServer, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { flinkAt, job, key, metricsLine, never } from './support.ts';

let server: FlinkHttpServer;
let flink: Flink;

beforeEach(async () => {
  server = await startFlinkHttpServer();
  flink = flinkAt(server.url);
});

afterEach(async () => {
  await server.close();
});

const at = `/jobs/${job}`;

describe.each(recordedVersions)('Flink %s', (version) => {
  const is2 = version === '2.3.0';
  const on = (line: string, name: string): void => server.on(line, { kind: 'json', ...flinkFixture(version, name) });

  test('says who it is', async () => {
    on('GET /config', 'config');
    on('GET /jobmanager/config', 'jobmanager-config');

    const identity = await flink.watch.identity(never());

    expect(identity).toEqual({
      version,
      incarnation: expect.stringMatching(/^\/tmp\/flink\/tmp\/flink-web-[0-9a-f-]{36}$/),
      operatorManaged: false,
      webCancel: true,
      webSubmit: true,
      highAvailability: false,
      triggerMemoryMs: 300_000,
      scheduler: 'adaptive',
      savepointDirectory: 'file:///tmp/flink/savepoints',
    });
  });

  test('shows its jobs', async () => {
    on('GET /overview', 'overview');
    on('GET /jobs/overview', 'jobs-overview-f');

    const overview = await flink.watch.overview(never());

    expect(overview).toMatchObject({ version, taskManagers: 2, slotsTotal: 4, slotsAvailable: 2 });
    expect(overview.jobs.map(({ state }) => state).toSorted()).toEqual(['FAILED', 'RUNNING']);
    for (const one of overview.jobs) {
      expect(one.endTime === undefined).toBe(one.state === 'RUNNING');
      expect(one.type).toBe(is2 ? 'STREAMING' : undefined);
    }
  });

  test.each([
    'jobs-overview',
    'jobs-overview-a',
    'jobs-overview-a-default',
    'jobs-overview-c',
    'jobs-overview-g-default',
  ])('shows its jobs in %s', async (name) => {
    on('GET /overview', 'overview-g-default');
    on('GET /jobs/overview', name);

    const overview = await flink.watch.overview(never());

    expect(overview.jobs.length).toBeGreaterThan(0);
  });

  test('counts what it has done for a job', async () => {
    on(metricsLine, 'job-metrics');

    const metrics = await flink.watch.metrics(job, never());

    expect(metrics).toEqual({
      restarts: 0,
      rescales: is2 ? 0 : undefined,
      failedCheckpoints: is2 ? 0 : 1,
      lastCheckpointCompletedAt: is2 ? 1795537282361 : undefined,
      lastCompletedCheckpointId: is2 ? 62 : 78,
      lastRestoreAt: is2 ? 1795537159876 : 1795537129127,
    });
  });

  test('has no metrics of a job that never ran', async () => {
    on(metricsLine, 'job-metrics-f');

    const metrics = await flink.watch.metrics(job, never());

    expect(Object.values(metrics ?? { none: 0 }).every((value) => value === undefined)).toBe(true);
  });

  test.each(['a', 'a-default', 'b', 'b-default', 'b2', 'c', 'c-default', 'g-default'])(
    'tells exceptions-%s',
    async (name) => {
      on(`GET ${at}/exceptions?maxExceptions=20`, `exceptions-${name}`);

      const history = await flink.watch.exceptions(job, never());

      expect(history?.entries.length).toBeGreaterThan(0);
      for (const entry of history?.entries ?? []) expect(entry.stacktrace.startsWith(entry.name)).toBe(true);
      const times = history?.entries.map(({ timestamp }) => timestamp) ?? [];
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    },
  );

  test.each(['none', 'd', 'e2', 'f'])(
    'has no exceptions in exceptions-%s, where the history is empty',
    async (name) => {
      on(`GET ${at}/exceptions?maxExceptions=20`, `exceptions-${name}`);

      expect(await flink.watch.exceptions(job, never())).toEqual({ entries: [], truncated: false });
    },
  );

  test('tells checkpoints with what failed and what was restored', async () => {
    on(`GET ${at}/checkpoints`, 'checkpoints-d2');

    const stats = await flink.watch.checkpoints(job, never());

    expect(stats).toMatchObject({
      completedCount: is2 ? 20 : 21,
      failedCount: is2 ? 17 : 16,
      inProgressCount: 0,
    });
    expect(stats?.latestCompleted).toMatchObject({ id: 36, isSavepoint: false, sizeBytes: 7760, discarded: false });
    expect(stats?.latestCompleted?.externalPath).toMatch(/^file:\/tmp\/flink\/checkpoints\/[0-9a-f]{32}\/chk-36$/);
    expect(stats?.latestSavepoint).toBeUndefined();
    expect(stats?.latestFailed).toMatchObject({
      id: is2 ? 25 : 24,
      message: is2 ? 'Checkpoint expired before completing.' : 'Checkpoint Coordinator is suspending.',
    });
    expect(stats?.latestRestored).toMatchObject({ id: 9, isSavepoint: false });
    expect(stats?.history[0]).toMatchObject({ id: 36, status: 'COMPLETED', failureMessage: undefined });
  });

  test('tells a savepoint from a checkpoint', async () => {
    on(`GET ${at}/checkpoints`, 'checkpoints-after-savepoint');

    const stats = await flink.watch.checkpoints(job, never());

    expect(stats?.latestSavepoint?.isSavepoint).toBe(true);
    expect(stats?.latestSavepoint?.externalPath).toMatch(/^file:\/tmp\/flink\/savepoints\/a\/savepoint-/);
    expect(stats?.history[0]?.isSavepoint).toBe(true);
  });

  test.each([
    'a',
    'a-default',
    'b',
    'b-default',
    'b2',
    'b2-default',
    'c',
    'c2',
    'd',
    'd-savepoint',
    'e',
    'e-savepoint',
    'e2',
    'f',
    'g-default',
  ])('tells checkpoints-%s', async (name) => {
    on(`GET ${at}/checkpoints`, `checkpoints-${name}`);

    expect(await flink.watch.checkpoints(job, never())).toBeDefined();
  });

  test.each([
    ['checkpoints-config', true, false],
    ['checkpoints-config-b2', false, true],
  ])('tells %s', async (name, retained, deletedOnCancel) => {
    on(`GET ${at}/checkpoints/config`, name);

    expect(await flink.watch.checkpointConfig(job, never())).toEqual({
      intervalMs: 2_000,
      timeoutMs: 60_000,
      tolerableFailures: 1_000_000,
      retained,
      deletedOnCancel,
      unaligned: false,
      exactlyOnce: true,
      storage: 'FileSystemCheckpointStorage',
    });
  });

  test('shows a running job with its vertices in order of the plan', async () => {
    on(`GET ${at}`, 'job');

    const detail = await flink.inspect.job(job, never());

    expect(detail).toMatchObject({ name: 'orders-enrich', state: 'RUNNING', type: 'STREAMING', maxParallelism: 16 });
    expect(detail?.initializedAt).toBeGreaterThanOrEqual(detail?.startTime ?? Number.NaN);
    const [source, enrich, totals] = detail?.vertices ?? [];
    expect(source).toMatchObject({ name: 'Source: event-log', state: 'RUNNING', inputs: [] });
    expect(enrich?.inputs).toEqual([source?.id]);
    expect(totals?.inputs).toEqual([enrich?.id]);
    expect(source?.tasks['RUNNING']).toBe(source?.parallelism);
  });

  test.each(['-a', '-a-default', '-b2', '-c', '-c-default', '-canceled-c2', '-d', '-e', '-g-default'])(
    'shows job%s',
    async (name) => {
      on(`GET ${at}`, `job${name}`);

      expect((await flink.inspect.job(job, never()))?.vertices).toHaveLength(3);
    },
  );

  test('shows a job that failed before it ran', async () => {
    on(`GET ${at}`, 'job-f');

    expect(await flink.inspect.job(job, never())).toMatchObject({ state: 'FAILED', maxParallelism: undefined });
  });

  test('knows no job of an unknown id, and says so differently from a broken answer', async () => {
    const unknown = '00000000000000000000000000000001' as JobId;
    on(`GET /jobs/${unknown}`, 'error-job-unknown');
    on(`GET /jobs/${unknown}/exceptions?maxExceptions=20`, 'error-job-unknown');
    on(`GET /jobs/${unknown}/checkpoints`, 'error-job-unknown');
    on(`GET /jobs/${unknown}/checkpoints/config`, 'error-job-unknown');

    expect(await flink.inspect.job(unknown, never())).toBeUndefined();
    expect(await flink.watch.exceptions(unknown, never())).toBeUndefined();
    expect(await flink.watch.checkpoints(unknown, never())).toBeUndefined();
    expect(await flink.watch.checkpointConfig(unknown, never())).toBeUndefined();
  });

  test('says of a vertex that it waits for event time when its description does', async () => {
    const { status, body } = flinkFixture(version, 'job-e');
    const described = JSON.stringify(body).replace(
      'totals<br/>',
      'Window(TumblingEventTimeWindows(5000), EventTimeTrigger, Sum, PassThroughWindowFunction)<br/>',
    );
    server.on(`GET ${at}`, { kind: 'json', status, body: JSON.parse(described) as unknown });

    const waits = (await flink.inspect.job(job, never()))?.vertices.map((one) => one.waitsForEventTime ?? false);

    expect(waits).toEqual([false, false, true]);
  });

  test('tells the bounds of the adaptive scheduler, and that the default one has none', async () => {
    on(`GET ${at}/resource-requirements`, 'resource-requirements');
    on(`GET ${at}/resource-requirements`, 'resource-requirements-default');
    on(`GET ${at}/resource-requirements`, 'error-path-unknown');

    const adaptive = await flink.inspect.resourceRequirements(job, never());
    const byDefault = await flink.inspect.resourceRequirements(job, never());
    const unknownToIt = await flink.inspect.resourceRequirements(job, never());

    expect(Object.values(adaptive ?? {})).toEqual([1, 2, 3].map(() => ({ lowerBound: 1, upperBound: 2 })));
    expect([byDefault, unknownToIt]).toEqual([undefined, undefined]);
  });

  test('lists jars, or takes none', async () => {
    on('GET /jars', 'jars');
    on('GET /jars', 'error-path-unknown');

    expect(await flink.inspect.jars(never())).toEqual([
      { id: expect.stringMatching(/_jobs\.jar$/), name: 'jobs.jar', uploadedAt: expect.any(Number) },
    ]);
    expect(await flink.inspect.jars(never())).toBeUndefined();
  });

  test.each<[name: string, want: object]>([
    ['savepoint-status-a', { kind: 'in-progress' }],
    [
      'savepoint-status-b',
      {
        kind: 'completed',
        location: expect.stringMatching(/^file:\/tmp\/flink\/savepoints\/a\//),
        checkpointId: undefined,
      },
    ],
    ['savepoint-status-c', { kind: 'failed', reason: expect.stringContaining('IO-problem detected') }],
    ['savepoint-status-d', { kind: 'failed', reason: expect.stringContaining('Could not find Flink job') }],
    [
      'savepoint-status-d2',
      {
        kind: 'failed',
        reason: 'org.apache.flink.runtime.checkpoint.CheckpointException: Checkpoint expired before completing.',
      },
    ],
    ['savepoint-status-unknown', { kind: 'unknown-trigger' }],
  ])('knows what became of a trigger: %s', async (name, want) => {
    on(`GET ${at}/savepoints/${key}`, name);

    expect(await flink.inspect.savepoint(job, key, never())).toEqual(want);
  });

  test('knows what became of a checkpoint it was asked for', async () => {
    on(`GET ${at}/checkpoints/${key}`, 'checkpoint-status-a');
    on(`GET ${at}/checkpoints/${key}`, 'checkpoint-status-unknown');

    expect(await flink.inspect.checkpoint(job, key, never())).toEqual({
      kind: 'completed',
      location: undefined,
      checkpointId: expect.any(Number),
    });
    expect(await flink.inspect.checkpoint(job, key, never())).toEqual({ kind: 'unknown-trigger' });
  });

  test('sums what a source has yet to read', async () => {
    const vertex = 'bd24a70fa94e5f404d7d5a44e1bb90ca';
    on(`GET ${at}`, 'job');
    on(`GET ${at}/vertices/${vertex}/subtasks/metrics`, 'vertex-source-subtasks-metrics-names');
    on(
      `GET ${at}/vertices/${vertex}/subtasks/metrics?get=Source__event-log.pendingRecords&agg=sum`,
      'vertex-source-pending',
    );
    on(
      `GET ${at}/vertices/${vertex}/subtasks/metrics?get=Source__event-log.pendingRecords&agg=sum`,
      'vertex-source-pending-d',
    );

    const sources = (await flink.inspect.job(job, never()))?.vertices.filter(({ inputs }) => inputs.length === 0) ?? [];
    const before = await flink.inspect.sourceLag(job, sources, never());
    const after = await flink.inspect.sourceLag(job, sources, never());

    const recorded = { '1.20.4': [2, 1990], '2.3.0': [2, 2082] };
    expect([before, after].map(({ pendingRecords }) => pendingRecords)).toEqual(recorded[version]);
  });
});
