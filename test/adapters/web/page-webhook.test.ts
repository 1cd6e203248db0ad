import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkPageWebhook, makePageWebhook, type PageWebhookSettings } from '../../../src/adapters/web/page-webhook.ts';
import { makeTestCertificates } from '../../support/test-certificates.ts';

const page = {
  about: 'inc-1',
  title: 'orders is down',
  lines: ['one'],
  severity: 'high',
  cluster: 'prod',
  job: 'orders',
};
const key = 'a'.repeat(32);
const calm = () => AbortSignal.timeout(5_000);

function webhook(settings: Partial<PageWebhookSettings> & { readonly url: string }) {
  return makePageWebhook({ allowAddresses: [], ...settings });
}

interface Seen {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly path: string | undefined;
}

async function receiver(answer: (response: http.ServerResponse) => void) {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      seen.push({ headers: request.headers, body, path: request.url });
      answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function tokenFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-webhook-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'token');
  writeFileSync(file, content);
  return file;
}

test('posts JSON with its key and token, once', async () => {
  const { seen, url } = await receiver((response) => response.end('thanks'));
  const pager = webhook({ url: `${url}/hook?team=a`, tokenFile: tokenFile('s3cret-token\n') });

  const outcome = await pager.page({ page, key }, calm());

  expect(outcome).toEqual({ kind: 'executed', status: 200, detail: 'thanks' });
  expect(seen).toHaveLength(1);
  expect(seen[0]?.path).toBe('/hook?team=a');
  expect(seen[0]?.headers).toMatchObject({ 'idempotency-key': key, authorization: 'Bearer s3cret-token' });
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ source: 'flink-medic', key, ...page });
});

test('its name tells receivers apart and holds nothing of the path, which may be a secret', () => {
  const names = ['hook/s3cret?team=a', 'hook/other?team=a', 'hook/s3cret?team=b'].map(
    (path) => webhook({ url: `https://pager.example/${path}` }).name,
  );

  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^https:\/\/pager\.example [0-9a-f]{16}$/);
});

test('does not repeat its token, and only the beginning of an answer', async () => {
  const { url } = await receiver((response) => response.writeHead(400).end(`no ${'s3cret-token'} ${'x'.repeat(999)}`));

  const outcome = await webhook({ url, tokenFile: tokenFile('s3cret-token') }).page({ page, key }, calm());

  expect(outcome.detail).not.toContain('s3cret');
  expect(outcome.detail.length).toBeLessThanOrEqual(200);
});

test('does not know what came of a page whose answer is cut or does not come', async () => {
  const cut = await receiver((response) => response.destroy());
  expect(await webhook({ url: cut.url }).page({ page, key }, calm())).toMatchObject({ kind: 'maybe' });

  const silent = await receiver(() => undefined);
  const soon = AbortSignal.timeout(200);
  const detail = `no answer of ${new URL(silent.url).host} in time`;
  expect(await webhook({ url: silent.url }).page({ page, key }, soon)).toMatchObject({ kind: 'maybe', detail });
});

test('proves that nothing left when nobody listens, the token is unreadable, or the address is link-local', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  const closed = `http://127.0.0.1:${port}`;

  for (const settings of [
    { url: closed },
    { url: closed, tokenFile: '/nowhere/token' },
    { url: closed, tokenFile: tokenFile('two words') },
    { url: 'http://169.254.169.254/latest' },
    { url: 'https://[fe80::1]/' },
  ]) {
    expect(await webhook(settings).page({ page, key }, calm())).toMatchObject({ kind: 'not-sent' });
  }
});

describe('where a page may go', () => {
  const named = async (change: Partial<PageWebhookSettings>) => {
    const { seen, url } = await receiver((response) => response.end('thanks'));
    const port = new URL(url).port;
    const asked: string[] = [];
    const { resolve = () => Promise.resolve(['127.0.0.1']) } = change;
    const settings: PageWebhookSettings = {
      url: `http://alerts.internal:${port}/hook`,
      allowAddresses: [],
      ...change,
      resolve: (host) => {
        asked.push(host);
        return resolve(host);
      },
    };
    return { seen, asked, settings, outcome: await makePageWebhook(settings).page({ page, key }, calm()) };
  };

  test('a name that leads to a private address is called when that address is allowed, looked up once', async () => {
    const { seen, asked, outcome } = await named({ allowAddresses: ['127.0.0.1'] });

    expect(outcome).toMatchObject({ kind: 'executed' });
    expect(seen[0]?.headers.host).toMatch(/^alerts\.internal:/);
    expect(asked).toEqual(['alerts.internal']);
  });

  test.each<[title: string, addresses: readonly string[], allowAddresses: readonly string[], refused: string]>([
    ['this machine', ['127.0.0.1'], [], '127.0.0.1'],
    ['the credentials of the cloud', ['169.254.169.254'], [], '169.254.169.254'],
    ['a private network', ['10.0.0.5'], [], '10.0.0.5'],
    ['a private network beside the allowed one', ['10.2.0.5'], ['10.1.0.0/16'], '10.2.0.5'],
    ['a private address among public ones', ['93.184.215.14', '192.168.1.1'], [], '192.168.1.1'],
    ['this machine, written for IPv6', ['::ffff:127.0.0.1'], [], '::ffff:127.0.0.1'],
    ['a link-local address of IPv6', ['fe80::1'], [], 'fe80::1'],
    ['a unique local address', ['fd12::1'], ['fd13::/16'], 'fd12::1'],
  ])('a name that leads to %s is not called', async (_title, addresses, allowAddresses, refused) => {
    const url = 'https://alerts.example.com/hook';
    const { outcome, settings } = await named({ url, allowAddresses, resolve: () => Promise.resolve(addresses) });

    const why = `no connection to alerts.example.com: it leads to ${refused}, which may not be called; if that is your own server, add it to allowAddresses`;
    expect(outcome).toEqual({ kind: 'not-sent', status: undefined, detail: why });
    expect(await checkPageWebhook(settings, calm())).toEqual({ kind: 'unusable', why, lasting: true });
  });

  test('over plain http, a public address is not called', async () => {
    const { outcome, seen } = await named({ resolve: () => Promise.resolve(['93.184.215.14']) });

    expect(outcome).toMatchObject({ kind: 'not-sent', detail: expect.stringContaining('93.184.215.14') as string });
    expect(seen).toEqual([]);
  });

  test('a name that nobody knows is not called, and may be known later', async () => {
    const unknown = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    const { outcome, settings } = await named({ resolve: unknown });

    expect(outcome).toMatchObject({ kind: 'not-sent', detail: expect.stringMatching(/: ENOTFOUND$/) as string });
    expect(await checkPageWebhook(settings, calm())).toMatchObject({ kind: 'unusable', lasting: false });
  });

  test('a name that changes after it was looked up leads nowhere else', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    const { outcome, seen } = await named({
      allowAddresses: ['127.0.0.0/8'],
      resolve: () => Promise.resolve(answers.shift() ?? []),
    });

    expect(outcome.kind).toBe('executed');
    expect(seen).toHaveLength(1);
    expect(answers).toHaveLength(1);
  });

  test('looking whether a page would arrive sends nothing', async () => {
    const { seen, settings } = await named({ allowAddresses: ['127.0.0.1'] });

    const state = await checkPageWebhook(settings, calm());

    expect(state).toMatchObject({ kind: 'connected' });
    expect(seen).toHaveLength(1);
  });

  test('an allowed network that is none is a mistake, not nothing', () => {
    expect(() => webhook({ url: 'https://alerts.example.com/', allowAddresses: ['10.0.0.0/99'] })).toThrow(
      'no network',
    );
  });
});

test('sends nothing to a server whose certificate nobody vouches for', async () => {
  const certificates = makeTestCertificates();
  onTestFinished(() => certificates.remove());
  let requests = 0;
  const server = https.createServer(certificates.server, (_request, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const outcome = await webhook({ url }).page({ page, key }, calm());

  expect(outcome).toMatchObject({ kind: 'not-sent' });
  expect(requests).toBe(0);
});
