import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Flink } from '../../../src/ports/flink.ts';
import { flinkFixture } from '../../support/flink-fixture.ts';
import { type FlinkHttpServer, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { flinkAt, job, key, metricsLine, never, unreadableOf } from './support.ts';

let server: FlinkHttpServer;
let flink: Flink;

beforeEach(async () => {
  server = await startFlinkHttpServer();
  flink = flinkAt(server.url);
});

afterEach(async () => {
  await server.close();
});

function json(line: string, body: unknown, status = 200): void {
  server.on(line, { kind: 'json', status, body });
}

/** As much of recorded bodies as these tests change. */
interface Changeable {
  [name: string]: unknown;
  state: string;
  plan: { type: string };
  vertices: { metrics: Record<string, unknown> }[];
  latest: Record<'completed' | 'restored', { external_path: unknown }>;
}

/** A recorded body with one thing changed. */
function changed(name: string, change: (body: Changeable) => void): unknown {
  const body = structuredClone(flinkFixture('2.3.0', name).body) as Changeable;
  change(body);
  return body;
}

describe('metrics', () => {
  test.each<[value: unknown, want: number | undefined]>([
    ['7', 7],
    [7, 7],
    [{ count: 7 }, undefined],
    ['1.5E3', 1500],
    ['NaN', undefined],
    ['-1', undefined],
    ['-9223372036854775808', undefined],
    ['9223372036854775807', undefined],
    ['', undefined],
    [' 7', undefined],
    ['0x10', undefined],
    ['Infinity', undefined],
    [null, undefined],
  ])('%s is %s', async (value, want) => {
    server.on(metricsLine, { kind: 'json', body: [{ id: 'numRestarts', value }] });

    const metrics = await flink.watch.metrics(job, never());

    expect(metrics?.restarts).toBe(want);
  });

  test('take the old name of restarts where the new one is missing', async () => {
    server.on(metricsLine, { kind: 'json', body: [{ id: 'fullRestarts', value: '4' }] });

    expect((await flink.watch.metrics(job, never()))?.restarts).toBe(4);
  });
});

describe('identity', () => {
  const config = flinkFixture('2.3.0', 'config').body;

  async function identityWith(options: Readonly<Record<string, string>>) {
    json('GET /config', config);
    json(
      'GET /jobmanager/config',
      Object.entries(options).map(([name, value]) => ({ key: name, value })),
    );
    return flink.watch.identity(never());
  }

  test.each([401, 403, 404])(
    'is known without the configuration when reading it is answered with %i',
    async (status) => {
      json('GET /config', config);
      server.on('GET /jobmanager/config', { kind: 'text', status, text: '<html></html>' });

      const identity = await flink.watch.identity(never());

      expect(identity).toMatchObject({ version: '2.3.0', webCancel: true, triggerMemoryMs: 300_000 });
      expect([identity.incarnation, identity.highAvailability, identity.scheduler]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  test('is not known when reading the configuration fails otherwise', async () => {
    json('GET /config', config);
    json('GET /jobmanager/config', { errors: ['Internal server error.'] }, 500);

    expect((await unreadableOf(flink.watch.identity(never()))).reason).toBe('server-error');
  });

  test('does without features', async () => {
    json('GET /config', { 'flink-version': '1.18.1' });
    json('GET /jobmanager/config', []);

    expect(await flink.watch.identity(never())).toMatchObject({
      version: '1.18.1',
      webCancel: undefined,
      webSubmit: undefined,
      highAvailability: false,
    });
  });

  test.each([
    ['5 min', 300_000],
    ['300 s', 300_000],
    ['300s', 300_000],
    ['1 h', 3_600_000],
    ['PT5M', 300_000],
    ['pt1h30m', 5_400_000],
    ['P1DT0.5S', 86_400_500],
    ['600000', 600_000],
    ['2 days', 172_800_000],
    // Flink's "for ever"; the default is what is claimed.
    ['0 s', 300_000],
    // Not understood: no memory is claimed.
    ['soon', 0],
    ['5 fortnights', 0],
    ['PT', 0],
  ])('takes %s as the memory of triggers', async (written, want) => {
    expect((await identityWith({ 'rest.async.store-duration': written })).triggerMemoryMs).toBe(want);
  });

  test.each([
    [
      'blockOwnerDeletion:false,apiVersion:flink.apache.org/v1beta1,kind:FlinkDeployment,uid:1,name:orders,controller:false',
      true,
    ],
    ['[{apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, name: orders}]', true],
    ['apiVersion:apps/v1,kind:Deployment,name:FlinkDeployments', false],
  ])('sees in %s whether the operator owns it', async (written, want) => {
    expect((await identityWith({ 'kubernetes.jobmanager.owner.reference': written })).operatorManaged).toBe(want);
  });

  test.each<[options: Readonly<Record<string, string>>, want: object]>([
    [{ 'high-availability.type': 'zookeeper' }, { highAvailability: true }],
    [{ 'high-availability': 'org.example.Factory' }, { highAvailability: true }],
    [{ 'high-availability.type': 'NONE' }, { highAvailability: false }],
    [{ 'jobmanager.scheduler': 'Adaptive' }, { scheduler: 'adaptive' }],
    [{ 'scheduler-mode': 'REACTIVE', 'jobmanager.scheduler': 'adaptive' }, { scheduler: 'reactive' }],
    [{ 'state.savepoints.dir': 's3://old' }, { savepointDirectory: 's3://old' }],
    [
      { 'state.savepoints.dir': 's3://old', 'execution.checkpointing.savepoint-dir': 's3://new' },
      { savepointDirectory: 's3://new' },
    ],
    [{ 'state.savepoints.dir': '' }, { savepointDirectory: undefined }],
  ])('reads %j', async (options, want) => {
    expect(await identityWith(options)).toMatchObject(want);
  });
});

test.each<[counts: Readonly<Record<string, number>>, starting: number | undefined]>([
  [{ deploying: 0, initializing: 0, scheduled: 4 }, undefined],
  [{ deploying: 1, initializing: 2, scheduled: 1 }, 3],
  // Flink before tasks could say that they restore.
  [{ deploying: 1 }, 1],
  [{}, undefined],
])('tasks %j are starting: %s', async (counts, starting) => {
  const line = changed('jobs-overview', (body) => {
    const { jobs } = body as unknown as { jobs: { tasks: object }[] };
    for (const one of jobs) one.tasks = { total: 4, running: 0, ...counts };
  });
  json('GET /overview', flinkFixture('2.3.0', 'overview').body);
  json('GET /jobs/overview', line);

  const { jobs } = await flink.watch.overview(never());

  const tasks = { total: 4, running: 0, ...(starting !== undefined && { starting }) };
  expect(jobs.map((one) => one.tasks)).toEqual(jobs.map(() => tasks));
});

test('jobs whose long names begin alike keep short names of their own', async () => {
  // Flink SQL names a job after all the tables that it writes.
  const tables = Array.from({ length: 60 }, (_, index) => `default_catalog.default_database.t${index}`).join(',');
  const names = [
    `insert-into_${tables}`,
    `insert-into_${tables},u`,
    'n'.repeat(1_024),
    'n'.repeat(1_025),
    '漢'.repeat(400),
  ];
  const [line] = (flinkFixture('2.3.0', 'jobs-overview').body as { jobs: object[] }).jobs;
  json('GET /overview', flinkFixture('2.3.0', 'overview').body);
  json('GET /jobs/overview', { jobs: names.map((name) => ({ ...line, name })) });

  const { jobs } = await flink.watch.overview(never());

  const told = jobs.map(({ name }) => name);
  expect(new Set(told).size).toBe(names.length);
  expect(told.every((name) => Buffer.byteLength(name) <= 1_024 && name.isWellFormed())).toBe(true);
  expect(told[0]).toMatch(/^insert-into_default_catalog\.default_database\.t0,.*… [0-9a-f]{16}$/);
  expect(told[2]).toBe(names[2]);
});

test('a job is called as every store can hold it', async () => {
  const line = changed('jobs-overview', (body) => {
    const { jobs } = body as unknown as { jobs: { name: string }[] };
    for (const one of jobs) one.name = 'half \ud83d, nul \0, 🦊\n';
  });
  json('GET /overview', flinkFixture('2.3.0', 'overview').body);
  json('GET /jobs/overview', line);

  const { jobs } = await flink.watch.overview(never());

  expect(new Set(jobs.map(({ name }) => name))).toEqual(new Set(['half \ufffd, nul \ufffd, 🦊\n']));
});

describe('exceptions', () => {
  const entry = (name: string, timestamp: number) => ({ exceptionName: name, stacktrace: name, timestamp });

  test('that came together follow the one they came with', async () => {
    const first = {
      ...entry('A', 9),
      taskName: 'map (1/2)',
      taskManagerId: 'tm-1',
      concurrentExceptions: [entry('B', 8), entry('C', 9)],
    };
    json(`GET /jobs/${job}/exceptions?maxExceptions=20`, {
      'root-exception': 'old',
      'all-exceptions': [entry('X', 1)],
      exceptionHistory: { entries: [first, entry('D', 1)], truncated: true },
    });

    const history = await flink.watch.exceptions(job, never());

    expect(history?.entries.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D']);
    expect(history?.entries.map(({ concurrent }) => concurrent)).toEqual([undefined, true, true, undefined]);
    expect(history?.entries[0]).toMatchObject({ taskName: 'map (1/2)', taskManagerId: 'tm-1' });
    expect(history?.entries[3]).toEqual({
      name: 'D',
      stacktrace: 'D',
      timestamp: 1,
      taskName: undefined,
      taskManagerId: undefined,
    });
    expect(history?.truncated).toBe(true);
  });

  test('of hundreds of subtasks that failed together are one of each kind', async () => {
    const trace = (host: number) =>
      `a.TaskFailed: x\n\tat a.B.c(B.java:1)\nCaused by: a.Refused: host-${host}:9092\n\tat a.D.e(D.java:2)\n`;
    const of = (vertex: string, subtask: number, stacktrace: string) => {
      return { ...entry('a.TaskFailed', 9), taskName: `${vertex} (${subtask}/300)`, stacktrace };
    };
    const same = Array.from({ length: 300 }, (_, index) => of('parse', index + 1, trace(index)));
    const others = [of('sink', 7, trace(7)), of('parse', 9, 'a.TaskFailed: x\nCaused by: a.Poison: y\n')];
    const first = { ...entry('a.TaskFailed', 9), concurrentExceptions: [...same, ...others] };
    json(`GET /jobs/${job}/exceptions?maxExceptions=20`, {
      exceptionHistory: { entries: [first, entry('D', 1)], truncated: false },
    });

    const history = await flink.watch.exceptions(job, never());

    expect(history?.entries.map(({ name, taskName }) => `${name} in ${taskName}`)).toEqual([
      'a.TaskFailed in undefined',
      'a.TaskFailed in parse (1/300)',
      'a.TaskFailed in sink (7/300)',
      'a.TaskFailed in parse (9/300)',
      'D in undefined',
    ]);
  });

  test('that are too many for one answer are asked for anew, the newest only', async () => {
    const large = () => Readable.from(Array.from({ length: 300 }, () => Buffer.alloc(65_536, ' ')));
    server.on(`GET /jobs/${job}/exceptions?maxExceptions=20`, { kind: 'stream', body: large });
    server.on(`GET /jobs/${job}/exceptions?maxExceptions=4`, { kind: 'stream', body: large });
    json(`GET /jobs/${job}/exceptions?maxExceptions=1`, {
      exceptionHistory: { entries: [entry('A', 9)], truncated: true },
    });

    const history = await flink.watch.exceptions(job, never());

    expect(history?.entries.map(({ name }) => name)).toEqual(['A']);
  });

  test('of which a single one is too large cannot be read', async () => {
    const large = () => Readable.from(Array.from({ length: 300 }, () => Buffer.alloc(65_536, ' ')));
    for (const most of [20, 4, 1])
      server.on(`GET /jobs/${job}/exceptions?maxExceptions=${most}`, { kind: 'stream', body: large });

    expect((await unreadableOf(flink.watch.exceptions(job, never()))).reason).toBe('too-large');
  });
});

describe('checkpoints', () => {
  test.each([
    'Checkpointing has not been enabled.',
    'Checkpointing is not enabled for this job (abc).',
    'Checkpointing was not enabled for job abc',
  ])('are undefined where Flink says: %s', async (text) => {
    const error = { errors: [`org.apache.flink.runtime.rest.handler.RestHandlerException: ${text}\n\tat x`] };
    json(`GET /jobs/${job}/checkpoints`, error, 404);
    json(`GET /jobs/${job}/checkpoints/config`, error, 404);

    expect(await flink.watch.checkpoints(job, never())).toBeUndefined();
    expect(await flink.watch.checkpointConfig(job, never())).toBeUndefined();
  });

  test('are off where their interval is the longest there is', async () => {
    const text = JSON.stringify(flinkFixture('2.3.0', 'checkpoints-config').body).replace(
      '"interval":2000',
      '"interval":9223372036854775807',
    );
    server.on(`GET /jobs/${job}/checkpoints/config`, { kind: 'text', text });

    expect(await flink.watch.checkpointConfig(job, never())).toBeUndefined();
  });

  test('in the memory of the JobManager have no path', async () => {
    json(
      `GET /jobs/${job}/checkpoints`,
      changed('checkpoints-d2', (body) => {
        body.latest.completed.external_path = '<checkpoint-not-externally-addressable>';
        body.latest.restored.external_path = null;
      }),
    );

    const stats = await flink.watch.checkpoints(job, never());

    expect(stats?.latestCompleted?.externalPath).toBeUndefined();
    expect(stats?.latestRestored?.externalPath).toBeUndefined();
  });
});

describe('a job', () => {
  test('before 1.20 tells its type in its plan', async () => {
    json(
      `GET /jobs/${job}`,
      changed('job', (body) => {
        delete body['job-type'];
      }),
    );

    expect((await flink.inspect.job(job, never()))?.type).toBe('STREAMING');
  });

  test('of a kind nobody knows has no type', async () => {
    json(
      `GET /jobs/${job}`,
      changed('job', (body) => {
        body['job-type'] = 'GRAPH';
        body.plan.type = 'GRAPH';
      }),
    );

    expect((await flink.inspect.job(job, never()))?.type).toBeUndefined();
  });

  test('shows no amount that Flink has not collected whole', async () => {
    json(
      `GET /jobs/${job}`,
      changed('job', (body) => {
        const [first, second] = body.vertices;
        if (first === undefined || second === undefined) throw new Error('the recorded job has three vertices');
        first.metrics = {
          ...first.metrics,
          'accumulated-busy-time': 'NaN',
          'accumulated-idle-time': 7,
          'read-records': 5,
          'write-records': 6,
        };
        for (const name of ['read-bytes', 'write-bytes', 'read-records', 'write-records'])
          first.metrics[`${name}-complete`] = true;
        second.metrics = {
          ...first.metrics,
          'accumulated-busy-time': 8,
          'write-bytes-complete': false,
          'write-records-complete': false,
        };
      }),
    );

    const [first, second] = (await flink.inspect.job(job, never()))?.vertices ?? [];

    expect(first).toMatchObject({ busyMs: undefined, idleMs: 7, readRecords: 5, writeRecords: 6 });
    expect(second).toMatchObject({ busyMs: undefined, idleMs: undefined, readRecords: 5, writeRecords: undefined });
  });

  test('in a state that is new is not guessed', async () => {
    json(
      `GET /jobs/${job}`,
      changed('job', (body) => {
        body.state = 'HIBERNATING';
      }),
    );

    expect((await unreadableOf(flink.inspect.job(job, never()))).message).toContain('(at state)');
  });
});

describe('a trigger', () => {
  const status = (operation: unknown) => ({ status: { id: 'COMPLETED' }, operation });

  test('of a checkpoint spells its failure in another way', async () => {
    json(
      `GET /jobs/${job}/checkpoints/${key}`,
      status({ failureCause: { class: 'a.B', 'stack-trace': 'java.lang.IllegalStateException: no\n\tat x.Y\n' } }),
    );

    expect(await flink.inspect.checkpoint(job, key, never())).toEqual({
      kind: 'failed',
      reason: 'java.lang.IllegalStateException: no',
    });
  });

  test('that failed after its savepoint keeps the sentence that names it', async () => {
    const trace =
      'java.util.concurrent.CompletionException: org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException: ' +
      'A savepoint has been created at: file:/savepoints/k/savepoint-1, but the corresponding job failed during stopping.\n\tat x.Y(Y.java:1)\n' +
      'Caused by: java.lang.Exception: task lost\n\t... 3 more';
    json(`GET /jobs/${job}/savepoints/${key}`, status({ 'failure-cause': { class: 'x', 'stack-trace': trace } }));

    const found = await flink.inspect.savepoint(job, key, never());

    expect(found).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('savepoint has been created at: file:/savepoints/k/savepoint-1, but'),
    });
    expect(found).toMatchObject({ reason: expect.stringMatching(/; caused by: java\.lang\.Exception: task lost$/) });
  });

  test('that failed without a word names its class', async () => {
    json(`GET /jobs/${job}/savepoints/${key}`, status({ 'failure-cause': { class: 'a.B' } }));

    expect(await flink.inspect.savepoint(job, key, never())).toEqual({ kind: 'failed', reason: 'a.B' });
  });

  test('that is asked for on a path this Flink does not have is not a forgotten one', async () => {
    json(`GET /jobs/${job}/checkpoints/${key}`, { errors: ['Unable to load requested file /jobs/x.'] }, 404);

    expect((await unreadableOf(flink.inspect.checkpoint(job, key, never()))).reason).toBe('not-flink');
  });
});

test('a segment of a path is encoded, and one that would change the path is not sent', async () => {
  const odd = 'a b&c=d+é';
  json(`GET /jobs/${job}/savepoints/${encodeURIComponent(odd)}`, { status: { id: 'IN_PROGRESS' } });

  expect(await flink.inspect.savepoint(job, odd, never())).toEqual({ kind: 'in-progress' });
  const decoded = ['a/yarn-cancel', '..\\jobs', 'a?mode=cancel', 'a#b', 'a;b', 'a%2fyarn-cancel', 'a\u0000'];
  for (const bad of ['..', '.', '', '\uD800', ...decoded]) {
    expect((await unreadableOf(flink.inspect.savepoint(job, bad, never()))).message).toContain(
      'cannot be part of an address',
    );
  }
});
