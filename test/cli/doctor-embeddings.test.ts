import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddingsFindings } from '../../src/cli/doctor-embeddings.ts';
import { realOutside } from '../../src/cli/outside.ts';
import { Secret } from '../../src/config/secret.ts';
import { type EmbeddingsReply, type EmbeddingsServer, startEmbeddingsServer } from '../support/embeddings-server.ts';

let server: EmbeddingsServer;

beforeEach(async () => {
  server = await startEmbeddingsServer();
});

afterEach(() => server.close());

test('nothing is said, and nothing asked, without an endpoint', async () => {
  const asked = () => Promise.reject(new Error('asked'));

  expect(await embeddingsFindings({ embeddings: undefined }, asked, new AbortController().signal)).toEqual([]);
});

test.each<[title: string, reply: EmbeddingsReply, level: string, text: string]>([
  [
    'with vectors',
    {
      kind: 'vectors',
      vectors: [
        [1, 0, 0],
        [0, 1, 0],
      ],
    },
    'ok',
    'small answers with vectors of 3 numbers',
  ],
  [
    'with one for all texts',
    {
      kind: 'vectors',
      vectors: [
        [1, 0],
        [1, 0],
      ],
    },
    'problem',
    'the same vector for different texts',
  ],
  ['that it wants another key', { kind: 'raw', status: 401, body: '{}' }, 'silent', 'refused the key (401)'],
  ['nothing', { kind: 'hang' }, 'silent', 'gave no complete answer within 1000 ms'],
])('an endpoint that answers %s', async (_title, reply, level, text) => {
  server.reply(reply);
  const apiKey = new Secret('sk-very-secret-key');
  const timeoutMs = reply.kind === 'hang' ? 1_000 : 20_000;
  const embeddings = { baseUrl: server.baseUrl, model: 'small', apiKey, timeoutMs, minCosine: 0.85 };
  const make = (...asked: Parameters<typeof realOutside.embeddings>) => realOutside.embeddings(...asked);

  const found = await embeddingsFindings({ embeddings }, make, new AbortController().signal);

  expect(found).toEqual([{ level, about: 'embeddings', text: expect.stringContaining(text) }]);
  expect(JSON.stringify(found)).not.toContain('very-secret');
});
