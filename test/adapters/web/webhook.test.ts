import { describe, expect, test } from 'vitest';
import { makeJsonWebhook, type WebhookSettings } from '../../../src/adapters/web/webhook.ts';
import { json, scriptedTarget } from '../../support/scripted-target.ts';

const key = 'a'.repeat(32);
const calm = () => AbortSignal.timeout(5_000);

function post(settings: Partial<WebhookSettings> & { readonly url: string }) {
  return makeJsonWebhook({ headers: {}, allowAddresses: [], ...settings }).post({ body: { text: 'ü' }, key }, calm());
}

describe('where it does not go', () => {
  test.each<[title: string, url: string, resolved: readonly string[], allowed: readonly string[]]>([
    ['a name of a private address', 'https://tickets.example/', ['10.1.2.3'], []],
    ['a name of this machine', 'https://tickets.example/', ['127.0.0.1'], []],
    ['a name with one private address among public ones', 'https://tickets.example/', ['8.8.8.8', '10.1.2.3'], []],
    ['where a cloud keeps the credentials of a machine', 'https://169.254.169.254/latest', [], []],
    ['a private address beside the allowed ones', 'https://10.2.0.1/', [], ['10.1.0.0/16']],
    ['a public name without TLS', 'http://tickets.example/', ['8.8.8.8'], ['10.1.0.0/16']],
    ['this machine under an IPv4 address in IPv6', 'https://[::ffff:127.0.0.1]/', [], []],
  ])('%s', async (_title, url, resolved, allowAddresses) => {
    const outcome = await post({ url, allowAddresses, resolve: async () => resolved });

    expect(outcome).toMatchObject({ kind: 'not-sent', detail: expect.stringContaining('allowAddresses') as string });
  });

  test('a redirect is an answer, and nothing follows it', async () => {
    const target = await scriptedTarget({
      writes: [['POST /hook', (_request, response) => response.writeHead(307, { location: '/other' }).end()]],
    });

    expect(await post({ url: `${target.url}/hook` })).toMatchObject({ kind: 'refused', status: 307 });
  });
});

test('goes to an allowed address under the name as it is written', async () => {
  const target = await scriptedTarget({ writes: [['POST /hook?team=a', json({ ok: true })]] });
  const { port } = new URL(target.url);

  const outcome = await post({
    url: `http://tickets.example:${port}/hook?team=a`,
    headers: { 'X-Team': 'streaming' },
    allowAddresses: ['127.0.0.1'],
    resolve: async () => ['127.0.0.1'],
  });

  expect(outcome).toMatchObject({ kind: 'executed', status: 200 });
  expect(target.writes[0]).toMatchObject({ key, body: { text: 'ü' } });
  expect(target.writes[0]?.headers).toMatchObject({ host: `tickets.example:${port}`, 'x-team': 'streaming' });
});

test('keeps no header of an answer that quotes it, and no key of the configuration replaces ours', async () => {
  const secret = 's3cret-token-of-the-team';
  const target = await scriptedTarget({
    writes: [['POST /', (_request, response) => response.writeHead(401).end(`who is ${secret}?`)]],
  });

  const outcome = await post({ url: target.url, headers: { 'x-api-key': secret, 'idempotency-key': 'theirs' } });

  expect(outcome).toEqual({ kind: 'refused', status: 401, detail: 'who is [redacted]?' });
  expect(target.writes[0]?.key).toBe(key);
});

test.each([
  ['its path', '/services/T0/B0/s3cret', (path: string) => `Cannot POST ${path}`],
  ['a part of its path', '/v1/s3cret-of-16-and-more/hook', () => 'no team s3cret-of-16-and-more'],
  ['its query', '/hook?token=s3cret', (path: string) => `${path} is not known`],
  ['a value of its query', '/hook?token=s3cret-of-16-and-more', () => '{"token":"s3cret-of-16-and-more"}'],
])('keeps no answer that quotes %s', async (_title, path, answer) => {
  const target = await scriptedTarget({
    writes: [[`POST ${path}`, (_request, response) => response.writeHead(404).end(answer(path))]],
  });

  const outcome = await post({ url: `${target.url}${path}` });

  expect(outcome).toMatchObject({ kind: 'refused', detail: expect.stringContaining('[redacted]') as string });
  expect(outcome.detail).not.toContain('s3cret');
});

test('keeps no token of a header that is quoted without its scheme', async () => {
  const target = await scriptedTarget({
    writes: [['POST /', (_request, response) => response.writeHead(403).end('bad token s3cret-token')]],
  });

  const outcome = await post({ url: target.url, headers: { authorization: 'Bearer s3cret-token' } });

  expect(outcome).toMatchObject({ kind: 'refused', detail: 'bad token [redacted]' });
});

test('is called by its origin, and by another name with another path', () => {
  const names = ['s3cret', 'other'].map((path) => {
    return makeJsonWebhook({ url: `https://hooks.example/${path}`, headers: {}, allowAddresses: [] }).name;
  });

  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^https:\/\/hooks\.example [0-9a-f]{16}$/);
});
