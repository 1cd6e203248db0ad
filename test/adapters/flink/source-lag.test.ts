import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobId, Vertex } from '../../../src/domain/flink.ts';
import type { Flink } from '../../../src/ports/flink.ts';
import { type FlinkHttpServer, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { flinkAt, job, never } from './support.ts';

let server: FlinkHttpServer;
let flink: Flink;

beforeEach(async () => {
  server = await startFlinkHttpServer();
  flink = flinkAt(server.url);
});

afterEach(async () => {
  await server.close();
});

function source(id: string): Vertex {
  return { id, inputs: [] } as unknown as Vertex;
}

function path(vertex: string, of: string = job): string {
  return `GET /jobs/${of}/vertices/${vertex}/subtasks/metrics`;
}

function names(vertex: string, ...ids: string[]): void {
  server.on(path(vertex), { kind: 'json', body: ids.map((id) => ({ id })) });
}

function sums(vertex: string, get: string, body: unknown): void {
  server.on(`${path(vertex)}?get=${encodeURIComponent(get)}&agg=sum`, { kind: 'json', body });
}

const pending = 'Source__a.pendingRecords';

test('asks for the names once, and then for the sums alone', async () => {
  names('v1', 'busyTimeMsPerSecond', pending);
  sums('v1', pending, [{ id: pending, sum: 5 }]);
  sums('v1', pending, [{ id: pending, sum: '6.0' }]);

  expect(await flink.inspect.sourceLag(job, [source('v1')], never())).toEqual({ pendingRecords: 5 });
  expect(await flink.inspect.sourceLag(job, [source('v1')], never())).toEqual({ pendingRecords: 6 });
});

test('adds all sources that show it, and leaves out the ones that never do', async () => {
  names('v1', pending, 'Source__b.pendingRecords', 'notpendingRecords', 'Source__a.pendingRecordsX');
  sums('v1', `${pending},Source__b.pendingRecords`, [
    { id: 'Source__b.pendingRecords', sum: 2 },
    { id: pending, sum: 1 },
  ]);
  names('v2', 'busyTimeMsPerSecond');
  names('v3', 'pendingRecords');
  sums('v3', 'pendingRecords', [{ id: 'pendingRecords', sum: 4 }]);

  const lag = await flink.inspect.sourceLag(job, ['v1', 'v2', 'v3'].map(source), never());

  expect(lag).toEqual({ pendingRecords: 7 });
});

test('knows no lag where no source shows it, and of no source at all', async () => {
  names('v1', 'busyTimeMsPerSecond');

  expect(await flink.inspect.sourceLag(job, [source('v1')], never())).toEqual({ pendingRecords: undefined });
  expect(await flink.inspect.sourceLag(job, [], never())).toEqual({ pendingRecords: undefined });
});

describe('a source that has no value now', () => {
  test.each<[what: string, body: unknown]>([
    ['because the whole answer is empty', []],
    ['because it is NaN', [{ id: pending, sum: 'NaN' }]],
    ['because it is negative', [{ id: pending, sum: -1 }]],
  ])('makes the sum unknown, %s, and is looked at anew', async (_what, body) => {
    names('v1', 'pendingRecords');
    sums('v1', 'pendingRecords', [{ id: 'pendingRecords', sum: 100 }]);
    names('v2', pending);
    sums('v2', pending, body);
    sums('v1', 'pendingRecords', [{ id: 'pendingRecords', sum: 100 }]);
    names('v2', pending);
    sums('v2', pending, [{ id: pending, sum: 1 }]);

    const without = await flink.inspect.sourceLag(job, ['v1', 'v2'].map(source), never());
    const withIt = await flink.inspect.sourceLag(job, ['v1', 'v2'].map(source), never());

    // 100 alone would look like a source that caught up.
    expect([without, withIt]).toEqual([{ pendingRecords: undefined }, { pendingRecords: 101 }]);
  });
});

test('looks again while the list is empty, and five times while it lacks the metric', async () => {
  names('v1');
  names('v1');
  for (let look = 0; look < 5; look += 1) names('v1', 'busyTimeMsPerSecond');

  for (let poll = 0; poll < 10; poll += 1) await flink.inspect.sourceLag(job, [source('v1')], never());

  expect(server.requests).toHaveLength(7);
});

test('does not ask for a name that Flink would take for two', async () => {
  names('v1', 'Source__a,b.pendingRecords');

  expect(await flink.inspect.sourceLag(job, [source('v1')], never())).toEqual({ pendingRecords: undefined });
});

test('forgets other jobs when there are too many', async () => {
  const jobs = Array.from({ length: 201 }, (_, n) => n.toString(16).padStart(32, '0') as JobId);
  const [first] = jobs;
  for (const one of [...jobs, first]) {
    server.on(path('v1', one), { kind: 'json', body: [{ id: pending }] });
    server.on(`${path('v1', one)}?get=${pending}&agg=sum`, { kind: 'json', body: [{ id: pending, sum: 1 }] });
  }

  for (const one of [...jobs, first ?? job]) await flink.inspect.sourceLag(one, [source('v1')], never());

  expect(flink.calls()).toEqual({ 'GET /jobs/:job/vertices/:vertex/subtasks/metrics': 404 });
});

test('knows nothing of a job that Flink does not know', async () => {
  server.on(path('v1'), { kind: 'json', status: 404, body: { errors: [`Job ${job} not found`] } });

  expect(await flink.inspect.sourceLag(job, [source('v1')], never())).toEqual({ pendingRecords: undefined });
});
