import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import {
  HealthAddressTaken,
  type HealthServer,
  type HealthStatus,
  startHealthServer,
} from '../../../src/adapters/web/health-server.ts';

async function started(status: () => HealthStatus): Promise<HealthServer> {
  const server = await startHealthServer({ port: 0, status });
  onTestFinished(() => server.close());
  return server;
}

const well = (): HealthStatus => ({ ok: true, detail: { lastPollAgeMs: 3 } });

test.each<[title: string, status: () => HealthStatus, code: number, body: object]>([
  ['well', well, 200, { ok: true, detail: { lastPollAgeMs: 3 } }],
  ['not well', () => ({ ok: false, detail: {} }), 503, { ok: false, detail: {} }],
  [
    'unable to tell',
    () => {
      throw new Error('no idea');
    },
    503,
    { ok: false, detail: { error: 'no idea' } },
  ],
])('answers when it is %s', async (_title, status, code, body) => {
  const { url } = await started(status);

  const response = await fetch(`${url}/healthz?x=1`);

  expect(response.status).toBe(code);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toEqual(body);
});

test('listens on the loopback address unless told otherwise', async () => {
  const { url } = await started(well);

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test.each<[method: string, path: string, code: number]>([
  ['GET', '/', 404],
  ['GET', '/healthz/', 404],
  ['POST', '/metrics', 404],
  ['POST', '/healthz', 405],
  ['HEAD', '/healthz', 200],
])('%s %s is %i', async (method, path, code) => {
  const { url } = await started(well);

  const response = await fetch(`${url}${path}`, { method });

  expect(response.status).toBe(code);
  expect(response.headers.get('allow')).toBe(code === 405 ? 'GET, HEAD' : null);
});

test('asks for the status anew for every request', async () => {
  let ok = true;
  const { url } = await started(() => ({ ok, detail: {} }));
  const before = await fetch(`${url}/healthz`);
  ok = false;
  const after = await fetch(`${url}/healthz`);

  expect([before.status, after.status]).toEqual([200, 503]);
});

test('a port that is taken is told with what to change', async () => {
  const { url } = await started(well);
  const port = Number(new URL(url).port);

  const second = startHealthServer({ port, status: well });

  await expect(second).rejects.toThrow(HealthAddressTaken);
  await expect(second).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be listened on .*Set another health\.port/);
});

test('closes although somebody holds a connection, and twice is harmless', async () => {
  const server = await started(well);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const ended = new Promise((resolve) => {
    socket.on('close', resolve);
  });
  socket.on('error', () => {});
  await new Promise((resolve) => {
    socket.on('connect', resolve);
  });

  await server.close();
  await server.close();

  await expect(ended).resolves.toBeDefined();
});
