import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeOpenAiEmbeddings } from '../../../src/adapters/openai/openai-embeddings.ts';
import { EmbeddingsUnavailable } from '../../../src/domain/errors.ts';
import { type EmbeddingsReply, type EmbeddingsServer, startEmbeddingsServer } from '../../support/embeddings-server.ts';

const apiKey = 'sk-live-0123456789abcdef';
const clean = (text: string): string => text.replaceAll('hunter2', '[cleaned]');
const never = new AbortController().signal;
let server: EmbeddingsServer;

beforeEach(async () => {
  server = await startEmbeddingsServer();
});
afterEach(() => server.close());

function endpoint(options: { dimensions?: number; timeoutMs?: number; baseUrl?: string } = {}) {
  const { dimensions, timeoutMs = 5_000, baseUrl = server.baseUrl } = options;
  return makeOpenAiEmbeddings({ baseUrl, model: 'small', apiKey, dimensions, timeoutMs, clean });
}

async function silenceOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EmbeddingsUnavailable))
    throw new Error(`expected EmbeddingsUnavailable, not ${String(error)}`);
  return error.message;
}

test('asks once for a batch, names no encoding, and gives the vectors in the order of the texts', async () => {
  server.reply({
    kind: 'vectors',
    vectors: [
      [1, 0],
      [0, 1],
    ],
    reversed: true,
  });

  const vectors = await endpoint().embed(['a', 'b'], never);

  expect(vectors).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(server.requests).toEqual([{ authorization: `Bearer ${apiKey}`, body: { model: 'small', input: ['a', 'b'] } }]);
});

test.each<[title: string, indexes: readonly (number | null | undefined)[]]>([
  ['the index 0, as Gemini does', [undefined, 1]],
  ['every index', [undefined, undefined]],
  ['every index with null', [null, null]],
])('of a server that leaves out %s, the vectors are taken in their order', async (_title, at) => {
  const data = [
    { index: at[0], embedding: [1, 0] },
    { index: at[1], embedding: [0, 1] },
  ];
  server.reply({ kind: 'raw', body: JSON.stringify({ data }) });

  expect(await endpoint().embed(['a', 'b'], never)).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test('asks for dimensions only when told, and names its vectors after them', async () => {
  server.reply({ kind: 'vectors', vectors: [[1, 0]] });
  const two = endpoint({ dimensions: 2 });

  await two.embed(['a'], never);

  expect(server.requests[0]?.body['dimensions']).toBe(2);
  expect([two.model, endpoint().model]).toEqual(['small/2', 'small']);
});

test('splits many texts into batches', async () => {
  const texts = Array.from({ length: 70 }, (_, at) => `text ${at}`);
  for (const size of [32, 32, 6]) {
    server.reply({ kind: 'vectors', vectors: Array.from({ length: size }, (_, at) => [at, 1]) });
  }

  const vectors = await endpoint().embed(texts, never);

  expect(vectors).toHaveLength(70);
  expect(server.requests.map((request) => request.body.input.length)).toEqual([32, 32, 6]);
  expect(server.requests[2]?.body.input[5]).toBe('text 69');
});

describe('a server that takes fewer texts at once', () => {
  const refused: EmbeddingsReply = {
    kind: 'raw',
    status: 400,
    body: '{"error":{"message":"batch size is invalid, it should not be larger than 10.: input.contents"}}',
  };
  const vectors = (from: number, count: number): EmbeddingsReply => {
    return { kind: 'vectors', vectors: Array.from({ length: count }, (_, at) => [from + at, 1]) };
  };
  const texts = Array.from({ length: 20 }, (_, at) => `text ${at}`);
  const sizes = () => server.requests.map(({ body }) => body.input.length);

  test('is sent half as many until it takes them, and no more afterwards', async () => {
    const one = endpoint();
    server.reply(refused, vectors(0, 10), vectors(10, 10), vectors(0, 10), vectors(10, 2));

    const first = await one.embed(texts, never);
    await one.embed(texts.slice(0, 12), never);

    expect(first.map(([place]) => place)).toEqual(texts.map((_, at) => at));
    expect(sizes()).toEqual([20, 10, 10, 10, 2]);
  });

  test('and refuses a single one did not mean their number', async () => {
    const one = endpoint();
    server.reply(refused, refused, refused, vectors(0, 3));

    const message = await silenceOf(one.embed(texts.slice(0, 3), never));
    await one.embed(texts.slice(0, 3), never);

    expect(message).toMatch(
      /refused the request \(400\): batch size .* 10\.: input\.contents\. Check embeddings\.model and embeddings\.dimensions\.$/,
    );
    expect(sizes()).toEqual([3, 2, 1, 3]);
  });
});

test.each<[title: string, reply: EmbeddingsReply, says: RegExp]>([
  ['too few vectors', { kind: 'vectors', vectors: [[1, 0]] }, /not with 2 vectors/],
  ['too many vectors', { kind: 'vectors', vectors: [[1], [1], [1]] }, /not with 2 vectors/],
  ['vectors of two lengths', { kind: 'vectors', vectors: [[1, 0], [1]] }, /1 numbers instead of 2.*embeddings\.model/],
  ['an empty vector', { kind: 'vectors', vectors: [[], []] }, /not with 2 vectors/],
  [
    'null for a number',
    {
      kind: 'vectors',
      vectors: [
        [1, null],
        [1, 0],
      ],
    },
    /not with 2 vectors/,
  ],
  [
    'text for a number',
    {
      kind: 'vectors',
      vectors: [
        [1, '0'],
        [1, 0],
      ],
    },
    /not with 2 vectors/,
  ],
  ['NaN', { kind: 'raw', body: '{"data":[{"index":0,"embedding":[NaN]}]}' }, /not JSON/],
  [
    'a number without end',
    { kind: 'raw', body: '{"data":[{"index":0,"embedding":[1e999]},{"index":1,"embedding":[1]}]}' },
    /not with 2/,
  ],
  [
    'one index twice',
    { kind: 'raw', body: '{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}' },
    /not with 2/,
  ],
  [
    'a place that is also an index',
    { kind: 'raw', body: '{"data":[{"embedding":[1]},{"index":0,"embedding":[1]}]}' },
    /not with 2/,
  ],
  [
    'base64',
    { kind: 'raw', body: '{"data":[{"index":0,"embedding":"AAAA"},{"index":1,"embedding":"AAAA"}]}' },
    /not with 2/,
  ],
  ['a page', { kind: 'raw', body: '<html>' }, /not JSON/],
  ['null', { kind: 'raw', body: 'null' }, /not with 2/],
  [
    '401',
    { kind: 'raw', status: 401, body: `{"error":{"message":"bad key ${apiKey}"}}` },
    /refused the key \(401\).*EMBEDDINGS_API_KEY/,
  ],
  ['a redirect', { kind: 'raw', status: 301, body: '' }, /redirects \(301\).*embeddings\.baseUrl/],
  ['404', { kind: 'raw', status: 404, body: '{}' }, /404.*embeddings\.model/],
  ['429', { kind: 'raw', status: 429, body: '{}' }, /429/],
  ['500', { kind: 'raw', status: 500, body: '<html>' }, /failed \(500\)\.$/],
  [
    '500 with a reason',
    {
      kind: 'raw',
      status: 500,
      body: `{"error":{"message":"failed to encode response: json: unsupported value: NaN, ${apiKey} hunter2"}}`,
    },
    /failed \(500\): failed to encode .* NaN, \[redacted\] \[cleaned\]\.$/,
  ],
  [
    'an error that comes with 200',
    { kind: 'raw', body: '{"error":{"message":"free-models-per-day","code":429}}' },
    /\(429\): free-models-per-day\.$/,
  ],
  [
    'an error that tells no status',
    { kind: 'raw', body: '{"error":"no such model"}' },
    /failed \(200\): no such model\.$/,
  ],
  ['more than 16 MiB', { kind: 'raw', body: ' '.repeat(17 * 1024 * 1024) }, /16 MiB/],
])('%s is one clear refusal, without the key', async (_title, reply, says) => {
  server.reply(reply);

  const message = await silenceOf(endpoint().embed(['a', 'b'], never));

  expect(message).toMatch(says);
  expect(message).not.toContain(apiKey);
});

test('vectors that are not as long as asked for are refused', async () => {
  server.reply({ kind: 'vectors', vectors: [[1, 0, 0]] });

  expect(await silenceOf(endpoint({ dimensions: 2 }).embed(['a'], never))).toMatch(/3 numbers instead of 2/);
});

test('a kept connection that had ended meanwhile costs one more request, not the vectors', async () => {
  server.reply({ kind: 'vectors', vectors: [[1, 0]] }, { kind: 'cut' }, { kind: 'vectors', vectors: [[0, 1]] });
  const one = endpoint();
  await one.embed(['a'], never);

  expect(await one.embed(['b'], never)).toEqual([[0, 1]]);
  expect(server.requests.map((request) => request.body.input)).toEqual([['a'], ['b'], ['b']]);
});

test('a connection that ends again and again is one that cannot be used', async () => {
  server.reply({ kind: 'cut' }, { kind: 'cut' });

  expect(await silenceOf(endpoint().embed(['a'], never))).toMatch(/could not be reached \(\w+\)/);
  expect(server.requests).toHaveLength(2);
});

test('an answer that does not come is not waited for', async () => {
  server.reply({ kind: 'hang' });

  expect(await silenceOf(endpoint({ timeoutMs: 1_000 }).embed(['a'], never))).toMatch(
    /within 1000 ms \(embeddings\.timeout\)/,
  );
});

test('the caller may stop', async () => {
  expect(await silenceOf(endpoint().embed(['a'], AbortSignal.abort()))).toMatch(/not waited for/);
});

test('a server that is not there is named by the network', async () => {
  const asked = endpoint({ baseUrl: 'http://127.0.0.1:9/v1' }).embed(['a'], never);

  expect(await silenceOf(asked)).toMatch(/could not be reached.*embeddings\.baseUrl/);
});
