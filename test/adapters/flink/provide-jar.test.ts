import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UserMistake } from '../../../src/domain/errors.ts';
import { flinkFixture } from '../../support/flink-fixture.ts';
import { type FlinkHttpServer, startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { flinkAt, job, never, unreadableOf } from './support.ts';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
const sha256 = createHash('sha256').update(content).digest('hex');

let folder: string;
let file: string;
let server: FlinkHttpServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flink-medic-jar-'));
  file = join(folder, 'Orders job "v2".jar');
  writeFileSync(file, content);
  server = await startFlinkHttpServer();
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

const name = `Orders-job-v2--${sha256}.jar`;

function listed(...files: { id: string; name: string; uploaded: number }[]): void {
  server.on('GET /jars', { kind: 'json', body: { address: 'http://x', files } });
}

async function mistakeOf(call: Promise<unknown>): Promise<string> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof UserMistake)) throw new Error(`expected UserMistake, not ${String(error)}`);
  return error.message;
}

test('a file that is not the recorded one is not uploaded, and nothing is asked', async () => {
  const message = await mistakeOf(flinkAt(server.url).provideJar({ file, sha256: '0'.repeat(64) }, never()));

  expect(message).toContain(`has SHA-256 ${sha256}, recorded is 000`);
  expect(message).toContain('nothing was uploaded');
  expect(server.connections()).toBe(0);
});

test('a file that cannot be read is a mistake of the user', async () => {
  const message = await mistakeOf(flinkAt(server.url).provideJar({ file: join(folder, 'none.jar'), sha256 }, never()));

  expect(message).toContain('cannot be read');
});

test('a cluster that takes no jars is told', async () => {
  server.on('GET /jars', { kind: 'json', ...flinkFixture('2.3.0', 'error-path-unknown') });

  expect(await mistakeOf(flinkAt(server.url).provideJar({ file, sha256 }, never()))).toContain('takes no jars');
});

test('the jar is uploaded whole under a name that holds its hash', async () => {
  listed({ id: 'u1_jobs.jar', name: 'jobs.jar', uploaded: 1 });
  server.on('POST /jars/upload', {
    kind: 'json',
    body: { filename: `/tmp/flink-web-1/flink-web-upload/u2_${name}`, status: 'success' },
  });

  const id = await flinkAt(server.url).provideJar({ file, sha256 }, never());

  expect(id).toBe(`u2_${name}`);
  const upload = server.requests[1];
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(String(upload?.headers['content-type']))?.[1];
  const body = upload?.body ?? Buffer.alloc(0);
  expect(Number(upload?.headers['content-length'])).toBe(body.length);
  const head = body.subarray(0, body.indexOf('\r\n\r\n') + 4).toString();
  expect(head).toBe(
    `--${boundary}\r\nContent-Disposition: form-data; name="jarfile"; filename="${name}"\r\nContent-Type: application/x-java-archive\r\n\r\n`,
  );
  const tail = `\r\n--${boundary}--\r\n`;
  expect(body.subarray(-tail.length).toString()).toBe(tail);
  expect(body.subarray(head.length, -tail.length).equals(content)).toBe(true);
});

test('a jar that is there under that name is used again, the newest of them', async () => {
  listed({ id: 'old', name, uploaded: 1 }, { id: 'new', name, uploaded: 3 }, { id: 'mid', name, uploaded: 2 });

  expect(await flinkAt(server.url).provideJar({ file, sha256 }, never())).toBe('new');
  expect(server.requests).toHaveLength(1);
});

test('a file that changes after it was checked never arrives whole', async () => {
  const [shown, changed] = [Buffer.alloc(2_000_000, 1), Buffer.alloc(2_000_000, 2)];
  writeFileSync(file, shown);
  const hash = createHash('sha256').update(shown).digest('hex');
  // Changed while the list of jars is read: the check is over, the upload has not begun.
  server.on('GET /jars', {
    kind: 'lazy',
    body: () => {
      writeFileSync(file, changed);
      return { files: [] };
    },
  });

  const message = await mistakeOf(flinkAt(server.url).provideJar({ file, sha256: hash }, never()));

  expect(message).toContain('changed while it was uploaded');
  expect(server.requests).toHaveLength(1);
});

test('an upload that is too large for a proxy says whose limit to look at', async () => {
  listed();
  server.on('POST /jars/upload', { kind: 'text', status: 413, text: '' });

  const error = await unreadableOf(flinkAt(server.url).provideJar({ file, sha256 }, never()));

  expect(error.message).toMatch(/answered 413; see .*client_max_body_size of nginx/);
});

test('an upload that is forbidden says which token was sent with it', async () => {
  listed();
  server.on('POST /jars/upload', { kind: 'json', status: 403, body: { errors: ['read only'] } });

  const error = await unreadableOf(flinkAt(server.url).provideJar({ file, sha256 }, never()));

  expect(error.message).toMatch(/answered 403: read only; see .*of an upload access\.writeTokenFile/);
});

test.each<[what: string, reply: Parameters<FlinkHttpServer['on']>[1], reason: string]>([
  ['is lost', { kind: 'reset', after: 'request' }, 'no-connection'],
  ['is refused', { kind: 'json', status: 401, body: { errors: ['who'] } }, 'access-denied'],
  ['is too large for a proxy', { kind: 'text', status: 413, text: '' }, 'too-large'],
  ['names another jar', { kind: 'json', body: { filename: '/tmp/u3_other.jar', status: 'success' } }, 'not-flink'],
  ['names none', { kind: 'json', body: { status: 'success' } }, 'other-shape'],
])('an upload whose answer %s is not confirmed, and not repeated', async (_what, reply, reason) => {
  listed();
  server.on('POST /jars/upload', reply);

  const error = await unreadableOf(flinkAt(server.url).provideJar({ file, sha256 }, never()));

  expect(error.reason).toBe(reason);
});

test('as many uploads as there may be hold up neither a look at the cluster nor a write', async () => {
  const flink = flinkAt(server.url, { responseTimeoutMs: 2_000 });
  const stop = new AbortController();
  const uploads: Promise<unknown>[] = [];
  for (let begun = 1; begun <= 8; begun += 1) {
    listed();
    server.on('POST /jars/upload', { kind: 'hang' });
    uploads.push(flink.provideJar({ file, sha256 }, stop.signal).catch(() => undefined));
    await vi.waitUntil(() => server.requests.length === 2 * begun, { timeout: 4_000 });
  }
  listed();
  server.on(`PATCH /jobs/${job}?mode=cancel`, { kind: 'json', status: 202, body: {} });

  const jars = await flink.inspect.jars(never()).catch((error: unknown) => error);
  const sent = await flink.write.cancel(job, never());

  stop.abort();
  await Promise.all(uploads);
  expect(jars).toEqual([]);
  expect(sent.kind).toBe('executed');
});
