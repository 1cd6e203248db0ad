import { once } from 'node:events';
import type { IncomingMessage, RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fetchPinned, type Resolve } from '../../../src/adapters/skills/fetch-pinned.ts';
import { makeTestCertificates, type TestCertificates } from '../../support/test-certificates.ts';

let certificates: TestCertificates;
beforeAll(() => {
  certificates = makeTestCertificates();
});
afterAll(() => certificates.remove());

interface Served {
  readonly port: number;
  readonly asked: {
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
    readonly serverName: unknown;
  }[];
}

/** A server whose certificate is for `other.example`. */
async function serve(
  answer: RequestListener,
  host = '127.0.0.1',
  key: 'otherName' | 'server' = 'otherName',
): Promise<Served> {
  const asked: Served['asked'] = [];
  const server = https.createServer(certificates[key], (request, response) => {
    const serverName = (request.socket as unknown as { servername: unknown }).servername;
    asked.push({ path: request.url ?? '', headers: request.headers, serverName });
    answer(request, response);
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

/** Answers one after the other; another question fails the test. */
function resolver(...answers: (readonly string[])[]): Resolve & { readonly asked: string[] } {
  const asked: string[] = [];
  const resolve = (host: string) => {
    asked.push(host);
    const next = answers.shift();
    return next === undefined ? Promise.reject(new Error('asked too often')) : Promise.resolve(next);
  };
  return Object.assign(resolve, { asked });
}

function fetchIt(url: string, resolve: Resolve, change: Partial<Parameters<typeof fetchPinned>[1]> = {}) {
  return fetchPinned(url, {
    resolve,
    allowed: ['127.0.0.1'],
    limits: { maxBytes: 1_000, limitMs: 5_000 },
    ca: certificates.server.ca,
    signal: new AbortController().signal,
    ...change,
  });
}

describe('fetching', () => {
  test('asks for the name once, connects to that address, and shows the name to the server', async () => {
    const { port, asked } = await serve((_request, response) => response.end('zip'));
    const resolve = resolver(['127.0.0.1']);

    const got = await fetchIt(`https://other.example:${port}/a.zip?v=1`, resolve);

    expect(got).toEqual({ bytes: Buffer.from('zip'), address: '127.0.0.1' });
    expect(resolve.asked).toEqual(['other.example']);
    expect(asked).toEqual([
      {
        path: '/a.zip?v=1',
        serverName: 'other.example',
        headers: {
          host: `other.example:${port}`,
          'user-agent': 'flink-medic',
          accept: '*/*',
          'accept-encoding': 'identity',
          connection: 'close',
        },
      },
    ]);
  });

  test('a name that changes its address after the check changes nothing', async () => {
    const good = await serve((_request, response) => response.end('good'));
    const resolve = resolver(['127.0.0.1'], ['127.0.0.2']);

    const got = await fetchIt(`https://other.example:${good.port}/a.zip`, resolve);

    expect(got.bytes.toString()).toBe('good');
    expect(resolve.asked).toHaveLength(1);
  });

  test('an address without a name needs no name service and a certificate of its own', async () => {
    const { port } = await serve((_request, response) => response.end('zip'), '127.0.0.1', 'server');

    const got = await fetchIt(`https://2130706433:${port}/a.zip`, resolver());

    expect(got.address).toBe('127.0.0.1');
  });

  test('a certificate of another name is refused', async () => {
    const { port, asked } = await serve((_request, response) => response.end('zip'));

    await expect(fetchIt(`https://evil.example:${port}/a.zip`, resolver(['127.0.0.1']))).rejects.toMatchObject({
      code: 'skills.unreachable',
    });
    expect(asked).toEqual([]);
  });

  test.each<[url: string, addresses: readonly string[] | undefined]>([
    ['https://127.0.0.2/', undefined],
    ['https://2130706434/', undefined],
    ['https://0x7f000002/', undefined],
    ['https://0177.0.0.2/', undefined],
    ['https://127.2/', undefined],
    ['https://[::1]/', undefined],
    ['https://[::ffff:127.0.0.2]/', undefined],
    ['https://[::ffff:a9fe:a9fe]/', undefined],
    ['https://[fe80::1]/', undefined],
    ['https://169.254.169.254/latest/meta-data', undefined],
    ['https://innocent.example/', ['169.254.169.254']],
    ['https://innocent.example/', ['::ffff:10.0.0.1']],
    ['https://innocent.example/', ['8.8.8.8', '10.0.0.1']],
    ['https://innocent.example/', ['fd00::1']],
  ])('%s at %j is refused before anything is sent', async (url, addresses) => {
    const resolve = resolver(...(addresses === undefined ? [] : [addresses]));

    await expect(fetchIt(url, resolve)).rejects.toMatchObject({
      code: 'user.mistake',
      message: expect.stringContaining('no public address') as string,
    });
  });

  test.each([
    ['http://other.example/a.zip', 'https only'],
    ['file:///etc/passwd', 'https only'],
    ['ftp://other.example/a.zip', 'https only'],
    ['https://user:secret@other.example/a.zip', 'nothing secret is sent'],
    ['https://token@other.example/a.zip', 'nothing secret is sent'],
    ['https://', 'no address'],
  ])('%s is refused and its password is not repeated', async (url, why) => {
    const error = await fetchIt(url, resolver()).catch((thrown: unknown) => thrown);

    expect(String(error)).toContain(why);
    expect(String(error)).not.toContain('secret@');
  });

  test.each<[title: string, answer: RequestListener, code: string, why: string]>([
    [
      'a redirect',
      (_q, s) => s.writeHead(302, { location: 'https://169.254.169.254/' }).end(),
      'user.mistake',
      'redirects (302)',
    ],
    ['not found', (_q, s) => s.writeHead(404).end('x'), 'user.mistake', 'answered 404'],
    ['a broken server', (_q, s) => s.writeHead(503).end('x'), 'skills.unreachable', 'answered 503'],
    [
      'a packed answer',
      (_q, s) => s.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      'user.mistake',
      'encoded',
    ],
    ['a long answer', (_q, s) => s.end(Buffer.alloc(1_001)), 'user.mistake', 'more than 1000 bytes'],
    [
      'an answer that never ends',
      (_q, s) => {
        s.writeHead(200);
        const more = () => s.write(Buffer.alloc(600), () => setImmediate(more));
        more();
        s.on('error', () => {});
      },
      'user.mistake',
      'more than 1000 bytes',
    ],
    [
      'half an answer',
      (_q, s) => {
        s.writeHead(200, { 'content-length': '900' });
        s.write('x', () => s.destroy());
      },
      'skills.unreachable',
      'did not answer',
    ],
  ])('%s is refused', async (_title, answer, code, why) => {
    const { port } = await serve(answer);

    await expect(fetchIt(`https://other.example:${port}/a`, resolver(['127.0.0.1']))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(why) as string,
    });
  });

  test('a server that says nothing is given up at the limit', async () => {
    const { port } = await serve(() => {});

    await expect(
      fetchIt(`https://other.example:${port}/a`, resolver(['127.0.0.1']), { limits: { maxBytes: 10, limitMs: 300 } }),
    ).rejects.toMatchObject({ code: 'skills.unreachable', message: expect.stringContaining('within 0.3 s') as string });
  });

  test.each<[title: string, change: Partial<Parameters<typeof fetchPinned>[1]>, why: string]>([
    ['at the limit', { limits: { maxBytes: 10, limitMs: 300 } }, 'within 0.3 s'],
    ['when it is given up', { signal: AbortSignal.timeout(300) }, 'aborted'],
  ])('a name service that says nothing is given up %s', async (_title, change, why) => {
    const silent = () => new Promise<never>(() => {});

    await expect(fetchIt('https://slow.example/', silent, change)).rejects.toMatchObject({
      code: 'skills.unreachable',
      message: expect.stringContaining(why) as string,
    });
  });

  test('a name without an address, or a name service that fails, can be tried again', async () => {
    const failing = () => Promise.reject(new Error('ENOTFOUND'));

    await expect(fetchIt('https://none.example/', resolver([]))).rejects.toMatchObject({ code: 'skills.unreachable' });
    await expect(fetchIt('https://none.example/', failing)).rejects.toMatchObject({ code: 'skills.unreachable' });
  });
});
