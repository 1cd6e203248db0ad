import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFlink } from '../../../src/adapters/flink/make-flink.ts';
import { readTaskManagers } from '../../../src/adapters/flink/read-task-managers.ts';
import type { Reader } from '../../../src/adapters/flink/reader.ts';
import type { FlinkDiagnose, FlinkProcess } from '../../../src/ports/flink-diagnose.ts';
import { flinkFixture, recordedVersions } from '../../support/flink-fixture.ts';
import { type FlinkHttpServer, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { job, never, unreadableOf } from './support.ts';

let server: FlinkHttpServer;
let reads: FlinkDiagnose;

beforeEach(async () => {
  server = await startFlinkHttpServer();
  const limits = { connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 };
  reads = makeFlink({ url: server.url, headers: {}, ...limits }).diagnose;
});

afterEach(async () => {
  await server.close();
});

const vertex = 'a0bcbe636c3291fd3f45c25deb2b0823';
const jobManager: FlinkProcess = { kind: 'jobmanager' };
const jobManagerLog = 'GET /jobmanager/log';
const json = (line: string, body: unknown, status = 200): void => server.on(line, { kind: 'json', body, status });
const text = (line: string, written: string): void =>
  server.on(line, { kind: 'text', text: written, headers: { 'content-type': 'text/plain' } });

describe.each(recordedVersions)('Flink %s', (version) => {
  test('shows what each subtask of a vertex did', async () => {
    server.on(`GET /jobs/${job}/vertices/${vertex}`, { kind: 'json', ...flinkFixture(version, 'vertex-detail') });
    json(
      `GET /jobs/${job}/vertices/${vertex}/subtasks/metrics?get=busyTimeMsPerSecond%2CnumRecordsInPerSecond&agg=max%2Cavg`,
      [
        { id: 'busyTimeMsPerSecond', max: 940, avg: 'NaN' },
        { id: 'numRecordsInPerSecond', max: 1980.5, avg: 990.25 },
      ],
    );

    json(
      `GET /jobs/${job}/vertices/${vertex}/metrics?get=${['0.busyTimeMsPerSecond', '0.numRecordsInPerSecond', '1.busyTimeMsPerSecond', '1.numRecordsInPerSecond'].join('%2C')}`,
      [
        { id: '0.busyTimeMsPerSecond', value: '1.0' },
        { id: '0.numRecordsInPerSecond', value: '1980.5' },
        { id: '1.busyTimeMsPerSecond', value: '940.0' },
        { id: '1.numRecordsInPerSecond', value: '0.0' },
      ],
    );

    const subtasks = await reads.subtasks(job, vertex, never());

    expect(subtasks?.list.map(({ index, state }) => [index, state])).toEqual([
      [0, 'RUNNING'],
      [1, 'RUNNING'],
    ]);
    expect(subtasks?.list[0]?.readRecords).toBeGreaterThan(0);
    expect(subtasks?.list[0]?.busy).toBeLessThan(0.1);
    expect(subtasks?.list[0]?.taskManagerId).toMatch(/^127\.0\.0\.1:\d+-/);
    expect(subtasks?.busy).toBeUndefined();
    expect(subtasks?.reads).toEqual({ max: 1980.5, avg: 990.25 });
    expect(subtasks?.busiest).toEqual({ index: 1, reads: 0 });
  });

  test('shows memory of its TaskManagers; one that is gone meanwhile is there without numbers', async () => {
    const listed = flinkFixture(version, 'taskmanagers') as {
      status: number;
      body: { taskmanagers: { id: string }[] };
    };
    const [first] = listed.body.taskmanagers;
    server.on('GET /taskmanagers', { kind: 'json', status: 200, body: { taskmanagers: [first] } });
    const at = `GET /taskmanagers/${encodeURIComponent(first?.id ?? '')}`;
    server.on(at, { kind: 'json', ...flinkFixture(version, 'error-taskmanager-unknown') });
    const names =
      'Status.JVM.Memory.Metaspace.Used,Status.JVM.Memory.Metaspace.Max,Status.JVM.GarbageCollector.All.TimeMsPerSecond,Status.JVM.CPU.Load';
    json(`${at}/metrics?get=${encodeURIComponent(names)}`, [{ id: 'Status.JVM.CPU.Load', value: '0.25' }]);

    const { ids, list } = await reads.taskManagers(never());

    expect(ids).toEqual([first?.id]);
    expect(list[0]).toMatchObject({ id: first?.id, heapUsed: undefined, gcMs: undefined, cpuLoad: 0.25 });
  });
});

test('memory and garbage collection are those of the process', async () => {
  const detail = flinkFixture('2.3.0', 'taskmanager');
  json('GET /taskmanagers', { taskmanagers: [{ id: 'tm', slotsNumber: 2, freeSlots: 1, timeSinceLastHeartbeat: 5 }] });
  const allocatedSlots = [{ jobId: job, resource: {} }, { jobId: job }];
  json('GET /taskmanagers/tm', { ...(detail.body as object), allocatedSlots });
  json(
    'GET /taskmanagers/tm/metrics?get=Status.JVM.Memory.Metaspace.Used%2CStatus.JVM.Memory.Metaspace.Max%2CStatus.JVM.GarbageCollector.All.TimeMsPerSecond%2CStatus.JVM.CPU.Load',
    [],
  );

  const { list } = await reads.taskManagers(never());

  const { metrics } = detail.body as { metrics: { heapUsed: number; heapMax: number } };
  expect(list[0]).toMatchObject({
    heapUsed: metrics.heapUsed,
    heapMax: metrics.heapMax,
    jobs: [job],
    gcMs: 204,
    metaspaceUsed: undefined,
  });
});

test('of many TaskManagers those that are asked for are read before others', async () => {
  const names = Array.from({ length: 14 }, (_, at) => `tm-${at}`);
  const taskmanagers = names.map((id) => ({ id, slotsNumber: 1, freeSlots: 0, timeSinceLastHeartbeat: 5 }));
  const reader: Reader = {
    need: async (_call, schema) => schema.parse({ taskmanagers }),
    read: async () => undefined,
  };

  const { ids, list } = await readTaskManagers(reader, never(), ['tm-13', 'gone']);

  expect(ids).toEqual(names);
  expect(list.map(({ id }) => id)).toEqual(['tm-13', ...names.slice(0, 11)]);
});

describe('watermarks', () => {
  test('are told apart from none yet and from the end of the input', async () => {
    json(`GET /jobs/${job}/vertices/${vertex}/watermarks`, [
      { id: '0.currentInputWatermark', value: '1795773600000' },
      { id: '1.currentInputWatermark', value: '1795773700123' },
      { id: '2.currentInputWatermark', value: '-9223372036854775808' },
      { id: '3.currentInputWatermark', value: '9223372036854775807' },
      { id: '4.currentInputWatermark', value: 'NaN' },
    ]);

    expect(await reads.watermarks(job, vertex, never())).toEqual({
      lowest: 1_795_773_600_000,
      highest: 1_795_773_700_123,
      without: 1,
      ended: 1,
    });
  });

  test('of a vertex that Flink does not know are none', async () => {
    json(`GET /jobs/${job}/vertices/${vertex}/watermarks`, { errors: [`Job vertex ${vertex} not found`] }, 404);

    expect(await reads.watermarks(job, vertex, never())).toBeUndefined();
  });
});

describe('a log', () => {
  test('gives the last lines that are wanted, whole ones, and counts all', async () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, index) => `10:00:00 ${index % 2 === 0 ? 'WARN' : 'INFO'} line ${index}`,
    );
    text(jobManagerLog, `${lines.join('\r\n')}\r\n`);

    const log = await reads.log(jobManager, (line) => line.includes('WARN'), never());

    expect(log?.matched).toBe(2_500);
    expect(log?.lines).toHaveLength(60);
    expect(log?.lines.at(-1)).toBe('10:00:00 WARN line 4998');
    expect(log?.cut).toBe(false);
  });

  test('of any size is read in bounded memory: 40 MB, and a line that never ends', async () => {
    const chunk = Buffer.from(`${'x'.repeat(99)}\n`.repeat(10_000));
    function* chunks(): Generator<Buffer> {
      for (let count = 0; count < 20; count += 1) yield chunk;
      for (let count = 0; count < 20; count += 1) yield Buffer.alloc(1_000_000, 'y ');
      yield Buffer.from('\nlast ERROR');
    }
    server.on(jobManagerLog, { kind: 'stream', body: () => Readable.from(chunks()) });
    let longest = 0;

    const log = await reads.log(
      jobManager,
      (line) => {
        longest = Math.max(longest, line.length);
        return line.includes('ERROR');
      },
      never(),
    );

    expect(log).toEqual({ lines: ['last ERROR'], matched: 1, cut: false });
    expect(longest).toBe(4_096);
  });

  test('keeps of a line that is too long no half of a word, which may be half a secret', async () => {
    text(jobManagerLog, `${'ERROR '.repeat(682)}jdbc:mysql://app:S3cr3t@db`);

    const log = await reads.log(jobManager, (line) => line.includes('ERROR'), never());

    expect(log?.lines).toEqual(['ERROR '.repeat(682)]);
  });

  test('that breaks off is told as a part', async () => {
    server.on(jobManagerLog, { kind: 'reset', after: { status: 200, part: 'one ERROR\ntwo' } });

    expect(await reads.log(jobManager, (line) => line.includes('ERROR'), never())).toEqual({
      lines: ['one ERROR'],
      matched: 1,
      cut: true,
    });
  });

  test('of a TaskManager that is gone is none', async () => {
    json('GET /taskmanagers/gone%20one/log', { errors: ['No TaskExecutor registered under gone one.'] }, 404);

    expect(await reads.log({ kind: 'taskmanager', id: 'gone one' }, () => true, never())).toBeUndefined();
  });

  test('of a TaskManager whose id is a path is not asked for', async () => {
    const id = '../jobs/a07d1f37ae249216dc294777710e1dc9/yarn-cancel';

    expect((await unreadableOf(reads.log({ kind: 'taskmanager', id }, () => true, never()))).message).toContain(
      'cannot be part of an address',
    );
  });

  test('is not a login page', async () => {
    server.on(jobManagerLog, { kind: 'text', text: '<html>ERROR', headers: { 'content-type': 'text/html' } });

    expect((await unreadableOf(reads.log(jobManager, () => true, never()))).reason).toBe('not-flink');
  });
});

test('threads come with their stacks, bounded', async () => {
  json('GET /taskmanagers/tm/thread-dump', {
    threadInfos: [
      {
        threadName: 'enrich (1/2)#0',
        stringifiedThreadInfo: `"enrich (1/2)#0" Id=71 RUNNABLE\n\tat ${'a'.repeat(20_000)}`,
      },
    ],
  });

  const threads = await reads.threads({ kind: 'taskmanager', id: 'tm' }, never());

  expect(threads?.[0]?.name).toBe('enrich (1/2)#0');
  expect(threads?.[0]?.text).toHaveLength(8_192);
});

describe('the configuration', () => {
  test('shows keys of a fixed list only, and nothing of what the program was started with', async () => {
    json('GET /jobmanager/config', [
      { key: 'taskmanager.memory.process.size', value: '4g' },
      { key: 'execution.checkpointing.interval', value: '10 s' },
      { key: 'execution.checkpointing.dir', value: 's3://key:secret@bucket/x' },
      { key: 's3.secret-key', value: 'hunter2' },
      { key: 'high-availability.zookeeper.quorum', value: 'zk:2181' },
      { key: 'high-availability.type', value: 'zookeeper' },
      { key: 'env.java.opts.all', value: '-Dpassword=hunter2' },
      { key: 'restart-strategy.fixed-delay.attempts', value: '3' },
      { key: 'restart-strategyx', value: 'hunter2' },
    ]);
    json(`GET /jobs/${job}/config`, {
      'execution-config': { 'restart-strategy': 'fixed', 'job-parallelism': 2, 'user-config': { password: 'hunter2' } },
    });

    expect([...(await reads.config(job, never()))]).toEqual([
      ['taskmanager.memory.process.size', '4g'],
      ['execution.checkpointing.interval', '10 s'],
      ['high-availability.type', 'zookeeper'],
      ['restart-strategy.fixed-delay.attempts', '3'],
      ['job restart-strategy', 'fixed'],
      ['job job-parallelism', '2'],
    ]);
  });

  test('that is not shown is empty', async () => {
    json('GET /jobmanager/config', { errors: ['Forbidden'] }, 403);

    expect((await reads.config(undefined, never())).size).toBe(0);
  });
});
