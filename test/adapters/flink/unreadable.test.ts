import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UnreadableReason } from '../../../src/domain/errors.ts';
import { flinkFixture } from '../../support/flink-fixture.ts';
import { type FlinkHttpServer, type FlinkReply, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { blackHole, blockedThreads, closedPort, rawPort } from '../../support/unusable-ports.ts';
import { flinkAt, job, never, unreadableOf } from './support.ts';

const secret = 'Bearer t0ken-of-the-cluster';
const line = `GET /jobs/${job}/checkpoints`;

let server: FlinkHttpServer;

beforeEach(async () => {
  server = await startFlinkHttpServer();
});

afterEach(async () => {
  await server.close();
});

function errors(status: number, ...texts: string[]): FlinkReply {
  return { kind: 'json', status, body: { errors: texts } };
}

function page(status: number, text = '<!doctype html><title>Sign in</title>'): FlinkReply {
  return { kind: 'text', status, text, headers: { 'content-type': 'text/html' } };
}

function redirect(location: string): FlinkReply {
  return { kind: 'text', status: 302, text: '', headers: { location } };
}

const stuck = { status: 200, part: '{"counts":' };

describe('an answer that cannot be used', () => {
  test.each<[title: string, reply: FlinkReply, reason: UnreadableReason, says: RegExp]>([
    ['200 with a web page', page(200), 'not-flink', /answered 200 with a web page/],
    ['half a JSON', { kind: 'text', text: '{"counts":{"comp' }, 'not-flink', /not JSON, or half of it/],
    ['nothing with 200', { kind: 'text', text: '' }, 'not-flink', /not JSON/],
    ['JSON of another shape', { kind: 'json', body: { counts: [] } }, 'other-shape', /does not write \(at counts/],
    ['a JSON null', { kind: 'json', body: null }, 'other-shape', /does not write/],
    ['a redirect to nowhere', page(302), 'redirect', /a redirect \(302\); give/],
    [
      'a redirect to a login',
      redirect('https://sso:pass@login.acme.com:8443/gateway;jsessionid=1?originalUrl=secret'),
      'redirect',
      /a redirect \(302\) to https:\/\/login\.acme\.com:8443\/gateway; give/,
    ],
    [
      'a redirect to another address of the same',
      redirect(`https://yarn:8090/proxy/application_1/jobs/${job}/checkpoints`),
      'redirect',
      /\(302\) to https:\/\/yarn:8090\/proxy\/application_1; give the address it leads to as url/,
    ],
    ['a redirect to here', redirect('/login'), 'redirect', /\(302\) to http:\/\/127\.0\.0\.1:\d+\/login; give/],
    [
      'a redirect to what is no address of the web',
      redirect('data:text/html,x'),
      'redirect',
      /a redirect \(302\); give/,
    ],
    [
      'a redirect that repeats the token',
      redirect('/login/t0ken-of-the-cluster'),
      'redirect',
      /:\d+\/login\/\[redacted\]; give/,
    ],
    ['401', page(401), 'access-denied', /answered 401/],
    [
      '403 as Flink would say it',
      errors(403, 'Forbidden by the proxy'),
      'access-denied',
      /403: Forbidden by the proxy/,
    ],
    ["a proxy's 404 page", page(404), 'not-flink', /404, and not as Flink does; .* no proxy .* with pages of its own/],
    ['a path that this Flink does not have', errors(404, 'Not found: /x'), 'not-flink', /404: Not found: \/x/],
    ['400 from something else', page(400), 'not-flink', /400, and not as Flink does .*access\.certFile is missing/],
    ['408', errors(408, 'Request timed out.'), 'time-limit', /408: Request timed out/],
    ['429 from a gateway', page(429), 'rate-limit', /answered 429; see how many requests .* raise poll\.every/],
    [
      '500 of Flink',
      errors(
        500,
        'Internal server error.',
        '<Exception on server side:\njava.lang.IllegalStateException: boom\n\tat a.b.C(C.java:1)',
      ),
      'server-error',
      /500: java.lang.IllegalStateException: boom;/,
    ],
    ['502', page(502), 'server-error', /answered 502; see the JobManager log, and what stands before it/],
    [
      'an answer that a cache has kept',
      { kind: 'text', text: JSON.stringify(flinkFixture('2.3.0', 'checkpoints').body), headers: { age: '37' } },
      'not-flink',
      /a cache answered, with what is 37 s old; see .* no proxy answers from a cache/,
    ],
    [
      'an error that a cache has kept',
      { kind: 'text', status: 404, text: '{}', headers: { age: '1' } },
      'not-flink',
      /cache/,
    ],
    [
      '503 without a leader',
      errors(503, 'Service temporarily unavailable due to an ongoing leader election. Please refresh.'),
      'leader-election',
      /leader election/,
    ],
    ['503 of something else', page(503), 'server-error', /answered 503/],
    ['504', page(504), 'time-limit', /answered 504/],
    ['no HTTP', { kind: 'bytes', bytes: 'SSH-2.0-OpenSSH_9.6\r\n' }, 'not-flink', /not HTTP \(HPE_/],
    [
      'headers without end',
      { kind: 'bytes', bytes: `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n` },
      'not-flink',
      /not HTTP/,
    ],
    [
      'a reset after the request',
      { kind: 'reset', after: 'request' },
      'no-connection',
      /ended before an answer \(ECONNRESET\)/,
    ],
    ['a reset within the answer', { kind: 'reset', after: stuck }, 'no-connection', /\(200\) broke off after/],
    [
      'something that is not gzip',
      { kind: 'text', text: 'plain', headers: { 'content-encoding': 'gzip' } },
      'not-flink',
      /could not be decompressed/,
    ],
  ])('%s is told', async (_title, reply, reason, says) => {
    server.on(line, reply);

    const error = await unreadableOf(
      flinkAt(server.url, { headers: { authorization: secret } }).watch.checkpoints(job, never()),
    );

    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(says);
    expect(error.message).toContain(`GET ${server.url}/jobs/:job/checkpoints: `);
    expect(error.message).toMatch(/; (?:see|give|wait) .*\.$/);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('t0ken');
  });

  const traceOf = (exception: string) =>
    errors(500, 'Internal server error.', `<Exception on server side:\n${exception}: x\n\tat a.b.C(C.java:1)`);

  test.each<[title: string, reply: FlinkReply, isOutage: boolean]>([
    ['an exception of Flink about the job', traceOf('java.lang.NullPointerException'), false],
    [
      'a time-out within Flink',
      traceOf('java.util.concurrent.CompletionException: org.apache.pekko.pattern.AskTimeoutException'),
      true,
    ],
    ['another time-out within Flink', traceOf('java.util.concurrent.TimeoutException'), true],
    ['a JobManager that does not lead', traceOf('org.apache.flink.runtime.rpc.exceptions.FencingTokenException'), true],
    [
      'one that has gone while it was asked',
      traceOf('org.apache.flink.runtime.rpc.exceptions.RecipientUnreachableException'),
      true,
    ],
    [
      'a JobManager that is still beginning with the job',
      traceOf('org.apache.flink.runtime.dispatcher.UnavailableDispatcherOperationException'),
      true,
    ],
    ['500 of something else', page(500), true],
    ['502', page(502), true],
    ['503 of Flink', errors(503, 'Service temporarily unavailable.'), true],
    ['no answer', { kind: 'reset', after: 'request' }, true],
  ])('%s: an outage is waited for, and no more than that', async (_title, reply, isOutage) => {
    server.on(line, reply);

    const error = await unreadableOf(flinkAt(server.url).watch.checkpoints(job, never()));

    expect([error.retryable, error.isFromFlink]).toEqual([true, !isOutage]);
  });

  test('of more than 16 MiB is too large, however it is sent', async () => {
    const flink = flinkAt(server.url);
    server.on(line, {
      kind: 'stream',
      body: () => Readable.from(Array.from({ length: 300 }, () => Buffer.alloc(65_536, ' '))),
    });
    server.on(line, {
      kind: 'text',
      text: gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')),
      headers: { 'content-encoding': 'gzip' },
    });

    const sent = await unreadableOf(flink.watch.checkpoints(job, never()));
    const bomb = await unreadableOf(flink.watch.checkpoints(job, never()));

    expect([sent.reason, bomb.reason]).toEqual(['too-large', 'too-large']);
    // Not what to do about a request that is.
    expect(sent.message).toMatch(
      / \(200\) is larger than 16777216 bytes; see it in Flink itself, as so much is not read here\.$/,
    );
  });

  test('does not put control characters, escapes or bidi marks into the message', async () => {
    server.on(line, errors(500, 'red \u001b[31m\u202Etxet\u0000\r\nX-Evil: 1'));

    const error = await unreadableOf(flinkAt(server.url).watch.checkpoints(job, never()));

    expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('that repeats what was sent is not repeated, in whole or in part', async () => {
    const said = `bad header Authorization: ${secret}; x-api-key: k3y-0123456789, again t0ken-of-the-cluster, Bearer rotated-0ut`;
    server.on(line, errors(500, said));
    const headers = { authorization: secret, 'x-short': 'k3y-012345', 'x-api-key': 'k3y-0123456789' };

    const error = await unreadableOf(flinkAt(server.url, { headers }).watch.checkpoints(job, never()));

    expect(error.message).toContain('[redacted]');
    expect(error.message).not.toMatch(/t0ken|k3y|6789|0ut/);
  });

  test('is cut to a length that fits a line', async () => {
    server.on(line, errors(500, 'x'.repeat(100_000)));

    const error = await unreadableOf(flinkAt(server.url).watch.checkpoints(job, never()));

    expect(error.message.length).toBeLessThan(700);
  });
});

describe('no answer', () => {
  test('because nobody listens is no-connection', async () => {
    const port = await closedPort();

    const error = await unreadableOf(flinkAt(`http://127.0.0.1:${port}`).watch.checkpoints(job, never()));

    expect(error.reason).toBe('no-connection');
    expect(error.message).toContain('no connection (ECONNREFUSED)');
  });

  test('because the name is unknown is no-connection', async () => {
    const error = await unreadableOf(flinkAt('http://jobmanager.invalid:8081').watch.overview(never()));

    expect(error.reason).toBe('no-connection');
    expect(error.message).toMatch(/no connection \((?:ENOTFOUND|EAI_AGAIN)\): the name of its host was not found; see/);
  });

  test('because its name is still being looked up ends with the connect limit, and says so', async () => {
    const free = await blockedThreads();

    const error = await unreadableOf(
      flinkAt('http://jobmanager.invalid:8081', { connectTimeoutMs: 40 }).watch.overview(never()),
    );

    await free();
    expect(error.reason).toBe('time-limit');
    expect(error.message).toContain('no connection within 40 ms: the name of its host was still being looked up; see');
  });

  test('because nobody takes the connection ends with the connect limit', async () => {
    const hole = await blackHole();

    const error = await unreadableOf(
      flinkAt(`http://127.0.0.1:${hole.port}`, { connectTimeoutMs: 40 }).watch.overview(never()),
    );

    await hole.close();
    expect(error.reason).toBe('time-limit');
    expect(error.message).toContain('no connection within 40 ms; see');
  });

  test('within the response limit is a time limit, before and within the answer', async () => {
    const flink = flinkAt(server.url, { responseTimeoutMs: 60 });
    server.on(line, { kind: 'hang' });
    server.on(line, { kind: 'hang', after: stuck });

    const before = await unreadableOf(flink.watch.checkpoints(job, never()));
    const within = await unreadableOf(flink.watch.checkpoints(job, never()));

    expect([before.reason, within.reason]).toEqual(['time-limit', 'time-limit']);
    expect(before.message).toContain('no complete answer within 60 ms');
    expect(within.message).toContain('began and did not end in time');
  });

  test('is waited for when the caller has given up', async () => {
    const gaveUp = new AbortController();
    gaveUp.abort();

    const error = await unreadableOf(flinkAt(server.url).watch.checkpoints(job, gaveUp.signal));

    expect(error.reason).toBe('time-limit');
    expect(server.connections()).toBe(0);
  });
});

describe('a kept connection', () => {
  test('that the other side has closed is replaced once, for a read', async () => {
    const flink = flinkAt(server.url);
    server.on(line, { kind: 'json', body: flinkFixture('2.3.0', 'checkpoints').body });
    server.on(line, { kind: 'reset', after: 'request' });
    server.on(line, { kind: 'json', body: flinkFixture('2.3.0', 'checkpoints').body });

    await flink.watch.checkpoints(job, never());
    const stats = await flink.watch.checkpoints(job, never());

    expect(stats?.completedCount).toBeGreaterThan(0);
    expect(server.requests.map(({ onConnection }) => onConnection)).toEqual([1, 2, 1]);
    expect(flink.calls()).toEqual({ 'GET /jobs/:job/checkpoints': 3 });
  });

  test('is replaced once only', async () => {
    const flink = flinkAt(server.url);
    server.on(line, { kind: 'json', body: flinkFixture('2.3.0', 'checkpoints').body });
    server.on(line, { kind: 'reset', after: 'request' });
    server.on(line, { kind: 'reset', after: 'request' });

    await flink.watch.checkpoints(job, never());
    const error = await unreadableOf(flink.watch.checkpoints(job, never()));

    expect(error.reason).toBe('no-connection');
  });

  test('tells nothing of the cluster, and is given up when that is read: the address may lead to another one by then', async () => {
    const flink = flinkAt(server.url);
    const config = { kind: 'json', body: flinkFixture('2.3.0', 'config').body } as const;
    const checkpoints = { kind: 'json', body: flinkFixture('2.3.0', 'checkpoints').body } as const;
    server.on(line, checkpoints);
    server.on(line, checkpoints);
    server.on('GET /config', config);
    server.on('GET /jobmanager/config', { kind: 'json', body: [] });
    server.on(line, checkpoints);

    await flink.watch.checkpoints(job, never());
    await flink.watch.checkpoints(job, never());
    await flink.watch.identity(never());
    await flink.watch.checkpoints(job, never());

    expect(server.requests.map(({ onConnection }) => onConnection)).toEqual([1, 2, 1, 1, 1]);
  });

  test('with a second answer nobody asked for does not answer the next question', async () => {
    const one = (restarts: string): string => {
      const text = JSON.stringify([{ id: 'numRestarts', value: restarts }]);
      return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
    };
    let connections = 0;
    const port = await rawPort((socket) => {
      connections += 1;
      socket.on('data', () => socket.write(connections === 1 ? one('1') + one('999') : one('2')));
    });
    const flink = flinkAt(`http://127.0.0.1:${port.port}`);

    const first = await flink.watch.metrics(job, never());
    const second = await flink.watch.metrics(job, never());

    await port.close();
    expect(first?.restarts).toBe(1);
    expect(second?.restarts).toBe(2);
  });
});
