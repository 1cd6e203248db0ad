import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFlink } from '../../../src/adapters/flink/make-flink.ts';
import type { Flink, SendOutcome } from '../../../src/ports/flink.ts';
import { flinkFixture, recordedVersions } from '../../support/flink-fixture.ts';
import { type FlinkHttpServer, type FlinkReply, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { blackHole, closedPort, rawPort } from '../../support/unusable-ports.ts';
import { flinkAt, job, key, never } from './support.ts';

const directory = `s3://bucket/savepoints/${key}`;
const run = {
  jarId: 'b7c1_jobs.jar',
  jobId: key,
  entryClass: 'org.example.Main',
  programArgs: ['--name', 'a b'],
  parallelism: 2,
  snapshot: 'file:/savepoints/s1',
  flinkVersion: '2.3.0',
};
const requirements = { v1: { lowerBound: 1, upperBound: 4 } };

type Write = keyof Flink['write'];
const lines: Readonly<Record<Write, string>> = {
  triggerCheckpoint: `POST /jobs/${job}/checkpoints`,
  triggerSavepoint: `POST /jobs/${job}/savepoints`,
  stopWithSavepoint: `POST /jobs/${job}/stop`,
  runJar: 'POST /jars/b7c1_jobs.jar/run',
  cancel: `PATCH /jobs/${job}?mode=cancel`,
  putResourceRequirements: `PUT /jobs/${job}/resource-requirements`,
};
const names = Object.keys(lines) as Write[];

function send(flink: Flink, write: Write, signal = never(), id = key): Promise<SendOutcome> {
  const trigger = { job, triggerId: id, directory };
  switch (write) {
    case 'triggerCheckpoint':
      return flink.write.triggerCheckpoint(job, id, signal);
    case 'triggerSavepoint':
      return flink.write.triggerSavepoint(trigger, signal);
    case 'stopWithSavepoint':
      return flink.write.stopWithSavepoint(trigger, signal);
    case 'runJar':
      return flink.write.runJar({ ...run, jobId: id }, signal);
    case 'cancel':
      return flink.write.cancel(job, signal);
    case 'putResourceRequirements':
      return flink.write.putResourceRequirements(job, requirements, signal);
  }
}

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

/** As a login in front of Flink answers. Whoever followed it would come back here, and be counted. */
function redirect(status: number): FlinkReply {
  return { kind: 'text', status, text: '', headers: { location: '/login?next=secret' } };
}

const fencing =
  'org.apache.flink.runtime.rpc.exceptions.FencingTokenException: Fencing token not set: Ignoring message LocalFencedMessage';
const html = { 'content-type': 'text/html' };
const election = 'Service temporarily unavailable due to an ongoing leader election. Please refresh.';

describe.each(names)('%s', (write) => {
  test.each<[title: string, reply: FlinkReply, want: SendOutcome['kind'], status: number | undefined, says: RegExp]>([
    ['a reset after the request', { kind: 'reset', after: 'request' }, 'maybe', undefined, /ECONNRESET/],
    [
      'a reset within the answer 202',
      { kind: 'reset', after: { status: 202, part: '{"req' } },
      'executed',
      202,
      /accepted; the answer \(202\) broke off/,
    ],
    [
      'a reset within the answer 500',
      { kind: 'reset', after: { status: 500, part: '{"err' } },
      'maybe',
      500,
      /broke off/,
    ],
    ['bytes that are no HTTP', { kind: 'bytes', bytes: 'hello\r\n' }, 'maybe', undefined, /not HTTP/],
    ['an end without an answer', { kind: 'bytes', bytes: '' }, 'maybe', undefined, /ended before an answer/],
    ['301', redirect(301), 'refused', 301, /a redirect to http:\/\/\S+\/login, not an answer/],
    ['302', redirect(302), 'maybe', 302, /a redirect to http:\/\/\S+\/login, not an answer/],
    ['303', redirect(303), 'maybe', 303, /a redirect to http:\/\/\S+\/login, not an answer/],
    ['307', redirect(307), 'refused', 307, /a redirect to http:\/\/\S+\/login, not an answer/],
    ['308', redirect(308), 'refused', 308, /a redirect to http:\/\/\S+\/login, not an answer/],
    ['401', errors(401, 'who are you'), 'refused', 401, /who are you/],
    ['403', errors(403, 'not for you'), 'refused', 403, /not for you/],
    ['404', errors(404, 'Job could not be found.'), 'maybe', 404, /Job could not be found/],
    ['405', errors(405, 'Method not allowed'), 'refused', 405, /Method not allowed/],
    ['408', errors(408, 'Job cancellation timed out.'), 'maybe', 408, /timed out/],
    [
      '409',
      errors(409, 'Another update to the job [%s] resource requirements is in progress.'),
      'maybe',
      409,
      /in progress/,
    ],
    ['413', errors(413, 'too big'), 'refused', 413, /too big/],
    ['415', errors(415, 'no JSON'), 'refused', 415, /no JSON/],
    ['422', errors(422, 'makes no sense'), 'refused', 422, /makes no sense/],
    ['429', { kind: 'text', status: 429, text: 'slow down' }, 'refused', 429, /not an answer of Flink/],
    [
      '500',
      errors(
        500,
        'Internal server error.',
        '<Exception on server side:\nakka.pattern.AskTimeoutException: Ask timed out\n\tat x.y',
      ),
      'maybe',
      500,
      /^akka.pattern.AskTimeoutException: Ask timed out$/,
    ],
    ['500 of a JobManager that has lost its lead', errors(500, fencing), 'maybe', 500, /FencingTokenException/],
    [
      '502',
      { kind: 'text', status: 502, text: '<html>Bad gateway</html>', headers: html },
      'maybe',
      502,
      /^a web page, not an answer of Flink$/,
    ],
    ['503 without a leader', errors(503, election), 'refused', 503, /leader election/],
    ['503 of a proxy', { kind: 'text', status: 503, text: '<html></html>', headers: html }, 'maybe', 503, /web page/],
    [
      '504',
      { kind: 'text', status: 504, text: '<html>Gateway timeout</html>', headers: html },
      'maybe',
      504,
      /^a web page, not an answer of Flink$/,
    ],
    ['200 with a web page', { kind: 'text', text: '<html>Sign in</html>', headers: html }, 'maybe', 200, /web page/],
    ['200', { kind: 'json', body: {} }, 'executed', 200, /^accepted$/],
    ['202', { kind: 'json', status: 202, body: { 'request-id': key } }, 'executed', 202, /^accepted$/],
  ])('%s', async (_title, reply, want, status, says) => {
    server.on(lines[write], reply);

    const sent = await send(flinkAt(server.url), write);

    expect(sent).toEqual({ kind: want, status, detail: expect.stringMatching(says) });
    expect(server.requests).toHaveLength(1);
    expect(server.connections()).toBe(1);
  });

  test('is not sent when the connection is refused', async () => {
    const port = await closedPort();

    const sent = await send(flinkAt(`http://127.0.0.1:${port}`), write);

    expect(sent).toEqual({
      kind: 'not-sent',
      status: undefined,
      detail: expect.stringContaining('no connection (ECONNREFUSED)'),
    });
  });

  test('is not sent to a name that nobody knows', async () => {
    const sent = await send(flinkAt('http://jobmanager.invalid:8081', { connectTimeoutMs: 10_000 }), write);

    expect(sent).toEqual({
      kind: 'not-sent',
      status: undefined,
      detail: expect.stringMatching(/no connection \((?:ENOTFOUND|EAI_AGAIN)\)/),
    });
  });

  test('uses no kept connection, so none that has just died can put it in doubt', async () => {
    const flink = flinkAt(server.url);
    server.on('GET /jars', { kind: 'json', body: { files: [] } });
    server.on(lines[write], { kind: 'json', body: {} });
    server.on(lines[write], { kind: 'json', body: {} });

    await flink.inspect.jars(never());
    await send(flink, write);
    await send(flink, write);

    expect(server.requests.map(({ onConnection }) => onConnection)).toEqual([1, 1, 1]);
  });
});

test('a write does not wait for TaskManagers that do not answer', async () => {
  const flink = makeFlink({ url: server.url, headers: {}, connectTimeoutMs: 5_000, responseTimeoutMs: 5_000 });
  const ids = Array.from({ length: 8 }, (_, index) => `tm-${index}`);
  const taskmanagers = ids.map((id) => ({ id, slotsNumber: 1, freeSlots: 0, timeSinceLastHeartbeat: 5 }));
  server.on('GET /taskmanagers', { kind: 'json', body: { taskmanagers } });
  for (const id of ids) server.on(`GET /taskmanagers/${id}`, { kind: 'hang' });
  server.on(lines.cancel, { kind: 'json', status: 202, body: {} });
  const stop = new AbortController();

  const reads = flink.diagnose.taskManagers(stop.signal).catch(() => undefined);
  await vi.waitUntil(() => server.requests.length === 9, { timeout: 4_000 });
  // Sooner than those end by themselves.
  const outcome = await send(flink, 'cancel', AbortSignal.timeout(2_000));

  stop.abort();
  await reads;
  expect(outcome.kind).toBe('executed');
});

describe('time', () => {
  test('without a connection sends nothing', async () => {
    const hole = await blackHole();

    const sent = await send(flinkAt(`http://127.0.0.1:${hole.port}`, { connectTimeoutMs: 40 }), 'stopWithSavepoint');

    await hole.close();
    expect(sent).toMatchObject({ kind: 'not-sent', detail: expect.stringContaining('no connection within 40 ms') });
  });

  test('that ends while there is no connection yet sends nothing', async () => {
    const hole = await blackHole();

    const sent = await send(
      flinkAt(`http://127.0.0.1:${hole.port}`, { responseTimeoutMs: 40, connectTimeoutMs: 200 }),
      'cancel',
    );

    await hole.close();
    expect(sent.kind).toBe('not-sent');
  });

  test('within a TLS handshake that never ends sends nothing', async () => {
    const silent = await rawPort(() => undefined);

    const sent = await send(flinkAt(`https://127.0.0.1:${silent.port}`, { connectTimeoutMs: 40 }), 'stopWithSavepoint');

    await silent.close();
    expect(sent).toMatchObject({
      kind: 'not-sent',
      detail: expect.stringContaining('handshake was not over within 40 ms'),
    });
  });

  test('after the connection leaves doubt', async () => {
    server.on(lines.stopWithSavepoint, { kind: 'hang' });

    const sent = await send(flinkAt(server.url, { responseTimeoutMs: 60 }), 'stopWithSavepoint');

    expect(sent).toMatchObject({ kind: 'maybe', detail: expect.stringContaining('no complete answer within 60 ms') });
  });

  test('within the answer leaves no doubt about its status', async () => {
    server.on(lines.triggerSavepoint, { kind: 'hang', after: { status: 202, part: '{"request' } });

    const sent = await send(flinkAt(server.url, { responseTimeoutMs: 60 }), 'triggerSavepoint');

    expect(sent).toMatchObject({ kind: 'executed', status: 202 });
  });

  test('of a run is the caller’s: a program may take longer than other answers', async () => {
    const flink = flinkAt(server.url, { responseTimeoutMs: 1 });
    server.on(lines.runJar, { kind: 'hang' });

    const sent = await send(flink, 'runJar', AbortSignal.timeout(80));

    expect(sent).toMatchObject({ kind: 'maybe', detail: expect.stringContaining('given up while waiting') });
  });

  test('that is over before it begins sends nothing', async () => {
    const sent = await send(flinkAt(server.url), 'cancel', AbortSignal.abort());

    expect(sent.kind).toBe('not-sent');
    expect(server.connections()).toBe(0);
  });
});

test('a connection that is reset at once leaves doubt: the request may already be on its way', async () => {
  const port = await rawPort((socket) => socket.resetAndDestroy());

  const sent = await send(flinkAt(`http://127.0.0.1:${port.port}`), 'stopWithSavepoint');

  await port.close();
  // Whether the reset arrives before the connection counts as made is up to the system; claiming more than is known is not.
  expect([
    ['maybe', false],
    ['not-sent', true],
  ]).toContainEqual([sent.kind, sent.detail.includes('no connection')]);
});

describe.each(recordedVersions)('Flink %s as recorded', (version) => {
  const reply = (name: string): FlinkReply => ({ kind: 'json', ...flinkFixture(version, name) });

  test.each<[write: Write, name: string, want: SendOutcome['kind'], detail: RegExp]>([
    ['triggerSavepoint', 'savepoint-trigger', 'executed', /^accepted$/],
    [
      'triggerSavepoint',
      'error-body-malformed',
      'refused',
      /^Request did not match expected format SavepointTriggerRequestBody\./,
    ],
    ['triggerCheckpoint', 'checkpoint-trigger', 'executed', /^accepted$/],
    ['runJar', 'error-start-unknown-snapshot', 'executed', /^accepted$/],
    [
      'runJar',
      'error-run-twice',
      'already',
      /Duplicate(?:Job|Application)SubmissionException: (?:Job|Application) has already been submitted\.$/,
    ],
    [
      'runJar',
      'error-run-arguments',
      'refused',
      /^Could not execute application\. Caused by: java\.lang\.IllegalArgumentException: Unknown argument --what$/,
    ],
    [
      'runJar',
      'error-run-unknown-class',
      'refused',
      /entry point class 'org\.flinkmedic\.jobs\.Nothing' was not found/,
    ],
    ['runJar', 'error-run-unknown-jar', 'refused', /Jar file .*none\.jar does not exist/],
    ['cancel', 'error-cancel-failed', 'already', /already reached another terminal state \(FAILED\)/],
    ['cancel', 'error-cancel-unknown', 'maybe', /^Job could not be found\./],
    ['putResourceRequirements', 'resource-requirements-put-d', 'executed', /^accepted$/],
    ['putResourceRequirements', 'error-resource-requirements-over', 'refused', /exceeds its maximum parallelism 16/],
    ['putResourceRequirements', 'error-resource-requirements-unknown', 'maybe', /Could not find Flink job/],
  ])('%s: %s', async (write, name, want, detail) => {
    server.on(lines[write], reply(name));

    const { status, body } = flinkFixture(version, name);
    // The id it was asked under.
    const accepted = body as { readonly 'request-id'?: string; readonly jobid?: string };
    const id = accepted['request-id'] ?? accepted.jobid ?? key;

    const sent = await send(flinkAt(server.url), write, never(), id);

    expect(sent).toEqual({
      kind: want,
      status,
      detail: expect.stringMatching(detail),
    });
    expect(sent.detail.length).toBeLessThanOrEqual(500);
  });
});

test('a run whose job failed while it began says why', async () => {
  const causes = [
    'org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.',
    '\tat org.apache.flink.runtime.webmonitor.handlers.JarRunHandler.lambda$handleRequest$1(JarRunHandler.java:114)',
    'Caused by: org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: Failed to execute job.',
    'Caused by: org.apache.flink.runtime.client.JobInitializationException: Could not start the JobMaster.',
    "Caused by: java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory 'file:/savepoints/s1'.",
  ];
  server.on(lines.runJar, errors(400, causes.join('\n')));

  const sent = await send(flinkAt(server.url), 'runJar');

  expect(sent).toMatchObject({
    kind: 'executed',
    status: 400,
    detail: expect.stringContaining('Cannot find checkpoint'),
  });
});

test.each([400, 500])('a run whose submission met a JobManager without the lead is in doubt: %i', async (status) => {
  const causes = [
    'org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.',
    'Caused by: org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: Failed to execute job.',
    `Caused by: ${fencing}`,
  ];
  server.on(lines.runJar, errors(status, causes.join('\n')));

  const sent = await send(flinkAt(server.url), 'runJar');

  expect(sent).toMatchObject({ kind: 'maybe', status, detail: expect.stringContaining('FencingTokenException') });
});

describe('what is sent', () => {
  async function bodyOf(write: Write): Promise<unknown> {
    server.on(lines[write], { kind: 'json', body: {} });
    await send(flinkAt(server.url), write);
    return JSON.parse(server.requests[0]?.body.toString() ?? '') as unknown;
  }

  test('a checkpoint carries its key', async () => {
    expect(await bodyOf('triggerCheckpoint')).toEqual({ checkpointType: 'CONFIGURED', triggerId: key });
  });

  test('a savepoint spells its directory with a hyphen', async () => {
    expect(await bodyOf('triggerSavepoint')).toEqual({
      'target-directory': directory,
      'cancel-job': false,
      triggerId: key,
    });
  });

  test('a stop spells its directory without one, and never drains', async () => {
    expect(await bodyOf('stopWithSavepoint')).toEqual({ targetDirectory: directory, drain: false, triggerId: key });
  });

  test('requirements are wrapped as Flink wants them', async () => {
    expect(await bodyOf('putResourceRequirements')).toEqual({ v1: { parallelism: { lowerBound: 1, upperBound: 4 } } });
  });

  test('a cancel has no body', async () => {
    server.on(lines.cancel, { kind: 'json', status: 202, body: {} });

    await send(flinkAt(server.url), 'cancel');

    expect(server.requests[0]?.body).toHaveLength(0);
  });

  test.each<[version: string, field: string]>([
    ['1.9.0', 'restoreMode'],
    ['1.18.1', 'restoreMode'],
    ['1.19.3', 'restoreMode'],
    ['1.20', 'claimMode'],
    ['1.20.4-vendor-1', 'claimMode'],
    ['2.0.0', 'claimMode'],
    ['2.3-SNAPSHOT', 'claimMode'],
    ['10.1.0', 'claimMode'],
  ])('a run on %s names %s, alone', async (flinkVersion, field) => {
    server.on(lines.runJar, { kind: 'json', body: { jobid: key } });

    await flinkAt(server.url).write.runJar({ ...run, flinkVersion }, never());

    expect(JSON.parse(server.requests[0]?.body.toString() ?? '')).toEqual({
      entryClass: 'org.example.Main',
      programArgsList: ['--name', 'a b'],
      parallelism: 2,
      jobId: key,
      savepointPath: 'file:/savepoints/s1',
      allowNonRestoredState: false,
      [field]: 'NO_CLAIM',
    });
  });
});

describe('nothing is sent', () => {
  const trigger = { job, triggerId: key, directory };

  test.each<[title: string, send: (write: Flink['write']) => Promise<SendOutcome>]>([
    ['without a key', (write) => write.triggerSavepoint({ ...trigger, triggerId: '' }, never())],
    [
      'with a key that Flink cannot read',
      (write) => write.stopWithSavepoint({ ...trigger, triggerId: key.toUpperCase() }, never()),
    ],
    ['without a directory of its own', (write) => write.triggerSavepoint({ ...trigger, directory: '' }, never())],
    ['to a job that is none', (write) => write.cancel('../jars' as never, never())],
    ['that starts without a snapshot', (write) => write.runJar({ ...run, snapshot: '' }, never())],
    ['that starts under no id', (write) => write.runJar({ ...run, jobId: '' }, never())],
    ['to a version that cannot be compared', (write) => write.runJar({ ...run, flinkVersion: '<unknown>' }, never())],
  ])('%s', async (_title, call) => {
    const sent = await call(flinkAt(server.url).write);

    expect(sent).toMatchObject({
      kind: 'refused',
      status: undefined,
      detail: expect.stringMatching(/; nothing was sent$/),
    });
    expect(server.connections()).toBe(0);
  });

  test('to a path that a jar id would change', async () => {
    const sent = await flinkAt(server.url).write.runJar({ ...run, jarId: '..' }, never());

    expect(sent.kind).toBe('not-sent');
    expect(server.connections()).toBe(0);
  });
});

const other = 'f'.repeat(32);

test.each<[write: Write, body: object]>([
  ['triggerCheckpoint', { 'request-id': other }],
  ['triggerSavepoint', { 'request-id': other }],
  ['stopWithSavepoint', { 'request-id': other }],
  ['runJar', { jobid: other }],
])('%s: an answer under an id that is not ours says that our key is not known', async (write, body) => {
  server.on(lines[write], { kind: 'json', status: 202, body });

  const outcome = await send(flinkAt(server.url), write);

  expect(outcome).toEqual({ kind: 'other-key', status: 202, detail: `accepted as ${other}, not as ${key}` });
});

test.each<[what: string, body: object]>([
  ['names no id', {}],
  ['names what is no id', { 'request-id': 7 }],
])('an answer that %s is no answer under another one', async (_what, body) => {
  server.on(lines.triggerSavepoint, { kind: 'json', status: 202, body });

  expect(await send(flinkAt(server.url), 'triggerSavepoint')).toMatchObject({ kind: 'executed' });
});
