import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FlinkHttpServer, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { hasOpenssl, makeTestCertificates, type TestCertificates } from '../../support/test-certificates.ts';
import { flinkAt, job, never, unreadableOf } from './support.ts';

const jars = { kind: 'json', body: { files: [] } } as const;

let folder: string;
let server: FlinkHttpServer | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flink-medic-access-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await server?.close();
  server = undefined;
});

describe('headers', () => {
  test('are sent with reads and writes; what the request needs is not theirs to change', async () => {
    server = await startFlinkHttpServer();
    server.on('GET /jars', jars);
    server.on(`POST /jobs/${job}/checkpoints`, { kind: 'json', status: 202, body: {} });
    const flink = flinkAt(server.url, { headers: { 'X-Team': 'data', 'Content-Type': 'text/plain' } });

    await flink.inspect.jars(never());
    await flink.write.triggerCheckpoint(job, '0'.repeat(32), never());

    const [read, write] = server.requests;
    expect(read?.headers).toMatchObject({ 'x-team': 'data', accept: 'application/json', 'user-agent': 'flink-medic' });
    expect(read?.headers).toMatchObject({ 'cache-control': 'no-cache' });
    expect(write?.headers).toMatchObject({ 'x-team': 'data', 'content-type': 'application/json' });
  });

  test('go to the address as it is configured, whatever proxy the environment names', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
    server = await startFlinkHttpServer();
    server.on('GET /jars', jars);

    expect(await flinkAt(server.url).inspect.jars(never())).toEqual([]);
  });
});

describe('a token file', () => {
  test('is read for every request, and stands for any Authorization of the headers', async () => {
    server = await startFlinkHttpServer();
    server.on('GET /jars', jars);
    server.on('GET /jars', jars);
    const tokenFile = join(folder, 'token');
    const flink = flinkAt(server.url, { tokenFile, headers: { Authorization: 'Basic b2xkOm9sZA==' } });

    writeFileSync(tokenFile, 'first-token\n');
    await flink.inspect.jars(never());
    writeFileSync(tokenFile, 'second-token\n');
    await flink.inspect.jars(never());

    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first-token',
      'Bearer second-token',
    ]);
  });

  test.each<[what: string, content: string | undefined]>([
    ['is missing', undefined],
    ['is empty', '\n'],
    ['holds two lines', 'secret-one\nX-Admin: 1'],
    ['holds what no header may', 'secret-\u0000'],
  ])('that %s sends nothing', async (_what, content) => {
    server = await startFlinkHttpServer();
    const tokenFile = join(folder, 'token');
    if (content !== undefined) writeFileSync(tokenFile, content);
    const flink = flinkAt(server.url, { tokenFile });

    const error = await unreadableOf(flink.inspect.jars(never()));
    const sent = await flink.write.cancel(job, never());

    expect(error.reason).toBe('access-denied');
    expect(error.message).toContain(tokenFile);
    expect(sent.kind).toBe('not-sent');
    expect(`${error.message} ${sent.detail}`).not.toContain('secret-');
    expect(server.connections()).toBe(0);
  });

  test('of writes is sent with nothing else, and not even read while nothing is sent', async () => {
    server = await startFlinkHttpServer();
    server.on('GET /jars', jars);
    server.on(`POST /jobs/${job}/checkpoints`, { kind: 'json', status: 202, body: {} });
    server.on('GET /jars', jars);
    const [tokenFile, writeTokenFile] = [join(folder, 'token'), join(folder, 'write-token')];
    const flink = flinkAt(server.url, { tokenFile, writeTokenFile });
    writeFileSync(tokenFile, 'reads-only');

    await flink.inspect.jars(never());
    const refused = await flink.write.triggerCheckpoint(job, '0'.repeat(32), never());
    writeFileSync(writeTokenFile, 'may-write');
    await flink.write.triggerCheckpoint(job, '0'.repeat(32), never());
    await flink.inspect.jars(never());

    expect(refused).toMatchObject({ kind: 'not-sent', detail: expect.stringContaining(writeTokenFile) as string });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer reads-only',
      'Bearer may-write',
      'Bearer reads-only',
    ]);
  });

  test('is not repeated by a write that was answered with it', async () => {
    server = await startFlinkHttpServer();
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, 'very-s3cret');
    server.on(`PATCH /jobs/${job}?mode=cancel`, {
      kind: 'json',
      status: 500,
      body: { errors: ['rejected "Bearer very-s3cret"'] },
    });

    const sent = await flinkAt(server.url, { tokenFile }).write.cancel(job, never());

    expect(sent).toEqual({ kind: 'maybe', status: 500, detail: 'rejected "Bearer [redacted]"' });
  });
});

test.each(['/flink', '/flink/', '/a/b%20c'])('a path prefix %s stays before every path', async (prefix) => {
  server = await startFlinkHttpServer();
  const plain = prefix.replace(/\/$/, '');
  server.on(`GET ${plain}/jars`, jars);
  server.on(`PATCH ${plain}/jobs/${job}?mode=cancel`, { kind: 'json', status: 202, body: {} });
  const flink = flinkAt(server.url + prefix);

  expect(await flink.inspect.jars(never())).toEqual([]);
  expect((await flink.write.cancel(job, never())).kind).toBe('executed');
});

test('a user in the address is not repeated', async () => {
  server = await startFlinkHttpServer();
  server.on('GET /jars', { kind: 'json', status: 500, body: { errors: ['no'] } });

  const error = await unreadableOf(flinkAt(server.url.replace('//', '//user:pa55word@')).inspect.jars(never()));

  expect(error.message).not.toContain('pa55word');
});

describe.skipIf(!hasOpenssl())('TLS', () => {
  let certificates: TestCertificates;

  beforeAll(() => {
    certificates = makeTestCertificates();
  });

  afterAll(() => {
    certificates.remove();
  });

  test('with the configured authority works for reads and writes', async () => {
    server = await startFlinkHttpServer(certificates.server);
    server.on('GET /jars', jars);
    server.on(`PATCH /jobs/${job}?mode=cancel`, { kind: 'json', status: 202, body: {} });
    const flink = flinkAt(server.url, { caFile: certificates.caFile });

    expect(await flink.inspect.jars(never())).toEqual([]);
    expect((await flink.write.cancel(job, never())).kind).toBe('executed');
  });

  test('of an unknown authority ends before anything is sent', async () => {
    server = await startFlinkHttpServer(certificates.server);
    const flink = flinkAt(server.url);

    const error = await unreadableOf(flink.inspect.jars(never()));
    const sent = await flink.write.cancel(job, never());

    expect(error.reason).toBe('tls');
    expect(error.message).toMatch(/TLS handshake failed \(\w+\); see access\.caFile/);
    expect(sent.kind).toBe('not-sent');
  });

  test('under another name ends before anything is sent', async () => {
    server = await startFlinkHttpServer(certificates.otherName);

    const sent = await flinkAt(server.url, { caFile: certificates.caFile }).write.cancel(job, never());

    expect(sent).toMatchObject({ kind: 'not-sent', detail: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') });
  });

  test('towards something that speaks plain HTTP ends before anything is sent', async () => {
    const plain = await startFlinkHttpServer();

    const sent = await flinkAt(plain.url.replace('http:', 'https:')).write.cancel(job, never());

    await plain.close();
    expect(sent).toMatchObject({
      kind: 'not-sent',
      detail: expect.stringMatching(/TLS handshake failed \(\w+\); http:\/\/ may be meant/),
    });
  });

  test.each(['caFile', 'certFile', 'keyFile'] as const)('without its %s sends nothing', async (file) => {
    server = await startFlinkHttpServer(certificates.server);
    const files = { caFile: certificates.caFile, [file]: join(folder, 'missing.pem') };

    const error = await unreadableOf(flinkAt(server.url, files).inspect.jars(never()));

    expect(error.reason).toBe('tls');
    expect(error.message).toContain(`the file ${join(folder, 'missing.pem')} cannot be read`);
    expect(server.connections()).toBe(0);
  });

  test('with a key file that holds no key sends nothing', async () => {
    server = await startFlinkHttpServer(certificates.server);
    const keyFile = join(folder, 'key.pem');
    writeFileSync(keyFile, 'not a key, but a s3cret');
    const { caFile, certFile } = certificates;

    const error = await unreadableOf(flinkAt(server.url, { caFile, certFile, keyFile }).inspect.jars(never()));

    expect(error.reason).toBe('tls');
    expect(error.message).not.toContain('s3cret');
  });

  describe('with client certificates', () => {
    test('shows the configured one', async () => {
      server = await startFlinkHttpServer({ ...certificates.server, requestCert: true, rejectUnauthorized: true });
      server.on('GET /jars', jars);
      const { caFile, certFile, keyFile } = certificates;

      expect(await flinkAt(server.url, { caFile, certFile, keyFile }).inspect.jars(never())).toEqual([]);
    });

    test.each(['TLSv1.2', 'TLSv1.3'] as const)('is refused without one (%s)', async (version) => {
      const only = { minVersion: version, maxVersion: version };
      server = await startFlinkHttpServer({
        ...certificates.server,
        requestCert: true,
        rejectUnauthorized: true,
        ...only,
      });
      const flink = flinkAt(server.url, { caFile: certificates.caFile });

      const error = await unreadableOf(flink.inspect.jars(never()));
      const sent = await flink.write.cancel(job, never());

      expect(['tls', 'no-connection']).toContain(error.reason);
      // In 1.3 the client is done first and may send before it hears of the refusal.
      expect(sent.kind).toBe(version === 'TLSv1.2' ? 'not-sent' : 'maybe');
    });
  });
});
