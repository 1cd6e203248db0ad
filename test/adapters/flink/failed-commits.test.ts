import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { FailedCommits, Vertex } from '../../../src/domain/flink.ts';
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

const failed = 'out__Committer.failedCommittables';
const ofKafka = 'out__Writer.KafkaProducer.record-send-rate';

/** Vertices whose metrics have these names, and what Flink answers of the failed ones. */
async function read(
  ...shown: readonly [names: readonly string[], sums?: unknown][]
): Promise<FailedCommits | undefined> {
  for (const [index, [names, sums]] of shown.entries()) {
    const path = `GET /jobs/${job}/vertices/v${index}/subtasks/metrics`;
    server.on(path, { kind: 'json', body: names.map((id) => ({ id })) });
    if (sums !== undefined) server.on(`${path}?get=${failed}&agg=sum`, { kind: 'json', body: sums });
  }
  const vertices = shown.map((_one, index) => ({ id: `v${index}` }) as Vertex);
  return await flink.inspect.failedCommits(job, vertices, never());
}

test('sums what the committers gave up, and knows a sink of Kafka by its producer', async () => {
  const told = await read([[ofKafka, failed], [{ id: failed, sum: 2 }]], [[ofKafka, failed], [{ id: failed, sum: 1 }]]);

  expect(told).toEqual({ failed: 3, ofKafka: true });
});

test('what another sink gave up, too, is not told as of Kafka', async () => {
  const told = await read([[ofKafka, failed], [{ id: failed, sum: 2 }]], [[failed], [{ id: failed, sum: 1 }]]);

  expect(told).toEqual({ failed: 3, ofKafka: false });
});

test('a sink of something else that did not fail says nothing of those that did', async () => {
  const told = await read([[ofKafka, failed], [{ id: failed, sum: 2 }]], [[failed], [{ id: failed, sum: 0 }]]);

  expect(told).toEqual({ failed: 2, ofKafka: true });
});

test.each<[title: string, names: readonly string[], sums?: unknown]>([
  ['the metric', ['out__Committer.totalCommittables']],
  ['a value of it', [failed], []],
  ['any metric yet', []],
])('nothing is known where Flink does not show %s', async (_title, names, sums) => {
  expect(await read([names, sums])).toBeUndefined();
});

test('nothing is known while one of two committers has no value', async () => {
  expect(await read([[ofKafka, failed], [{ id: failed, sum: 2 }]], [[ofKafka, failed], []])).toBeUndefined();
});

test('nothing failed where Flink says so', async () => {
  expect(await read([[ofKafka, failed], [{ id: failed, sum: 0 }]])).toEqual({ failed: 0, ofKafka: false });
});

test('of many committers is asked in addresses that Flink takes', async () => {
  const names = Array.from(
    { length: 100 },
    (_one, at) => `${'\u8ba2'.repeat(at % 70)}_${at}__Committer.failedCommittables`,
  );
  const long = createServer({ maxHeaderSize: 1_000_000 }, (request, response) => {
    const url = new URL(request.url ?? '', 'http://flink');
    // As seen live on 2.3.0.
    if (`GET ${request.url} HTTP/1.1`.length > 4_096) {
      response.writeHead(404).end('{"errors":["Unable to load requested file /bad-request."]}');
      return;
    }
    const asked = url.searchParams.get('get')?.split(',');
    response.end(JSON.stringify(asked?.map((id) => ({ id, sum: 1 })) ?? names.map((id) => ({ id }))));
  });
  await new Promise<void>((done) => long.listen(0, '127.0.0.1', done));
  onTestFinished(() => long.close().closeAllConnections());
  const { port } = long.address() as AddressInfo;
  // A proxy may put more before the path than is written here.
  const behind = flinkAt(`http://127.0.0.1:${port}/a/prefix/of/a/proxy`);

  const told = await behind.inspect.failedCommits(job, [{ id: 'f'.repeat(32) } as Vertex], never());

  expect(told).toEqual({ failed: 100, ofKafka: false });
});
