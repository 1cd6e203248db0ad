import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFlinkHttpServer } from '../../support/flink-http-server.ts';
import { type QdrantFault, type QdrantServer, startQdrantServer } from '../../support/qdrant-server.ts';
import { closedPort } from '../../support/unusable-ports.ts';
import { chunk, indexAt, key, search, unusable } from './rig.ts';

const query = /points\/query$/;
let server: QdrantServer;

beforeEach(async () => {
  server = await startQdrantServer({ apiKey: key });
  await indexAt(server.url).index.replaceAll([chunk('memory')], new AbortController().signal);
  server.requests.length = 0;
});

afterEach(() => server.close());

describe('what may pass is asked again, with growing pauses', () => {
  test.each<[title: string, faults: readonly QdrantFault[], pauses: readonly number[]]>([
    ['500', [{ kind: 'status', status: 500 }], [200]],
    ['502 from a proxy', [{ kind: 'html', status: 502 }], [200]],
    [
      '503 twice',
      [
        { kind: 'status', status: 503 },
        { kind: 'status', status: 503 },
      ],
      [200, 400],
    ],
    ['408', [{ kind: 'status', status: 408 }], [200]],
    ['429 without a word on when', [{ kind: 'status', status: 429 }], [200]],
    ['429 with seconds', [{ kind: 'status', status: 429, headers: { 'retry-after': '3' } }], [3_000]],
    ['429 with two digits of them', [{ kind: 'status', status: 429, headers: { 'retry-after': '12' } }], [12_000]],
    [
      '429 with a date',
      [{ kind: 'status', status: 429, headers: { 'retry-after': 'Sun, 01 Mar 2026 12:00:04 GMT' } }],
      [4_000],
    ],
    ['429 with nonsense', [{ kind: 'status', status: 429, headers: { 'retry-after': 'soon' } }], [200]],
    ['503 with seconds', [{ kind: 'status', status: 503, headers: { 'retry-after': '1' } }], [1_000]],
    ['a connection that breaks', [{ kind: 'cut', when: 'before' }], [200]],
    ['a connection that breaks in the answer', [{ kind: 'cut', when: 'in-answer' }], [200]],
  ])('%s', async (_title, faults, pauses) => {
    server.fault(query, ...faults);
    const { index, clock } = indexAt(server.url, { timeoutMs: 20_000 });

    const hits = await search(index);

    expect(hits.map((hit) => hit.doc)).toEqual(['memory']);
    expect(clock.pauses).toEqual(pauses);
    expect(server.requests).toHaveLength(faults.length + 1);
  });

  test('four times at most', async () => {
    const fault = { kind: 'status', status: 503 } as const;
    server.fault(query, fault, fault, fault, fault);
    const { index, clock } = indexAt(server.url);

    const error = await unusable(search(index));

    expect(error.message).toContain('failed (503)');
    expect(clock.pauses).toEqual([200, 400, 800]);
  });

  test('not when the server wants a longer pause than there is time', async () => {
    server.fault(query, { kind: 'status', status: 429, headers: { 'retry-after': '30' } });
    const { index, clock } = indexAt(server.url, { timeoutMs: 5_000 });

    const error = await unusable(search(index));

    expect(error.message).toContain('wants fewer requests (429)');
    expect(clock.pauses).toEqual([]);
  });

  test('not after the caller gave up', async () => {
    const caller = new AbortController();
    server.fault(query, { kind: 'meanwhile', happens: () => caller.abort() });

    const error = await unusable(search(indexAt(server.url).index, {}, caller.signal));

    expect(error.message).toContain('Given up');
    expect(server.requests).toHaveLength(1);
  });
});

test('answers are asked for as they are, not packed', async () => {
  await search(indexAt(server.url).index);

  expect(server.requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity']);
});

describe('what will not pass is asked once, and told with what to do', () => {
  const echo = JSON.stringify({ status: { error: `bad key ${key}\nsecond line` }, time: 0 });
  test.each<[title: string, fault: QdrantFault, want: string]>([
    ['401', { kind: 'status', status: 401, body: echo }, 'refused the key (401): set FLINK_MEDIC_QDRANT_API_KEY'],
    ['403', { kind: 'status', status: 403, body: echo }, 'the key must manage collections'],
    ['400', { kind: 'status', status: 400, body: echo }, 'refused (400): bad key [redacted] second line'],
    ['404', { kind: 'status', status: 404 }, 'has no alias knowledge: serve makes it'],
    ['404 of a web server', { kind: 'html', status: 404 }, 'is not a Qdrant'],
    [
      'a call that an old one does not know',
      { kind: 'status', status: 404, headers: { 'content-type': 'text/plain' }, body: '' },
      'or one before 1.10',
    ],
    ['a page', { kind: 'html', status: 200 }, 'is not a Qdrant'],
    ['JSON of something else', { kind: 'json', body: { ok: true } }, 'is not a Qdrant'],
    ['JSON that is none', { kind: 'status', status: 200, body: '{"result": {' }, 'is not a Qdrant'],
    ['204', { kind: 'status', status: 204, body: '' }, 'is not a Qdrant'],
    [
      'a redirect',
      { kind: 'status', status: 307, headers: { location: '/x' } },
      'redirects (307): the key is not sent',
    ],
    ['nine megabytes', { kind: 'endless' }, 'more than 8 MiB'],
    ['nine megabytes and more, packed', { kind: 'packed' }, 'packs its answers although'],
    ['a full disk', { kind: 'status', status: 507 }, 'failed (507)'],
  ])('%s', async (_title, fault, want) => {
    server.fault(query, fault);
    const { index, clock, log } = indexAt(server.url);

    const error = await unusable(search(index));

    expect(error.message).toContain(want);
    expect(error).toMatchObject({ code: 'knowledge.index_unusable', retryable: true });
    expect(server.requests.filter(({ line }) => query.test(line))).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
    expect(inspect([error, log.lines], { depth: 9 })).not.toContain(key);
  });

  test('a server that hangs is left at the time limit', async () => {
    server.fault(query, { kind: 'hang' });

    const error = await unusable(search(indexAt(server.url, { timeoutMs: 150 }).index));

    expect(error.message).toContain('within 150 ms');
  });

  test('nobody listens', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    const { index, clock } = indexAt(url);

    const error = await unusable(search(index));

    expect(error.message).toContain(`No connection to Qdrant at ${url} (ECONNREFUSED)`);
    expect(clock.pauses).toEqual([200, 400, 800]);
  });

  test.each<[title: string, apiKey: string | undefined, want: string]>([
    ['none', undefined, 'wants a key (401)'],
    ['another', 'wrong', 'refused the key (401)'],
  ])('the right key is needed: %s', async (_title, apiKey, want) => {
    const error = await unusable(search(indexAt(server.url, { apiKey }).index));

    expect(error.message).toContain(want);
  });
});

describe('a request', () => {
  test('does not follow a redirect to another host with the key', async () => {
    const elsewhere = await startQdrantServer();
    server.fault(query, {
      kind: 'status',
      status: 308,
      headers: { location: `${elsewhere.url}/collections/x/points/query` },
    });

    await unusable(search(indexAt(server.url).index));

    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  test('keeps the path of the address, for a Qdrant behind a proxy', async () => {
    const proxy = await startFlinkHttpServer();
    proxy.on('POST /qdrant/collections/knowledge/points/query', { kind: 'json', body: { result: { points: [] } } });

    const hits = await search(indexAt(`${proxy.url}/qdrant/`).index);

    expect(hits).toEqual([]);
    expect(proxy.requests[0]?.headers['api-key']).toBe(key);
    await proxy.close();
  });

  test('is not made for a query without a telling word', async () => {
    const hits = await search(indexAt(server.url).index, { words: '!!! is the 42' });

    expect(hits).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test('with words and a vector asks for all that both of them find', async () => {
    await search(indexAt(server.url).index, { vector: [1, 0] });

    expect(server.requests[0]?.body).toMatchObject({
      prefetch: [
        { using: 'dense', limit: 64 },
        { using: 'words', limit: 64 },
      ],
      query: { fusion: 'rrf' },
      limit: 128,
    });
  });

  test('takes words and environment as values, never as conditions', async () => {
    const environment = '"}}]},"must_not":[]';
    await search(indexAt(server.url).index, { words: 'heap" OR 1=1', environment, kind: 'sop' });

    expect(server.requests[0]?.body).toEqual({
      query: { indices: [expect.any(Number)], values: [1] },
      using: 'words',
      limit: 64,
      filter: {
        must: [
          { key: 'kind', match: { value: 'sop' } },
          {
            should: [{ key: 'environments', match: { value: environment } }, { is_empty: { key: 'environments' } }],
          },
        ],
      },
      with_payload: ['kind', 'doc', 'chunk', 'digest'],
    });
  });
});
