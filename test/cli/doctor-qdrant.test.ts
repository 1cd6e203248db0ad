import { describe, expect, test } from 'vitest';
import { checkQdrant } from '../../src/adapters/qdrant/check-qdrant.ts';
import { qdrantFindings } from '../../src/cli/doctor-qdrant.ts';
import type { Config } from '../../src/config.ts';
import { Secret } from '../../src/config/secret.ts';
import { type QdrantServer, startQdrantServer } from '../support/qdrant-server.ts';
import { chunk, indexAt, key, never, sleepingClock } from '../adapters/qdrant/rig.ts';

type Embeddings = NonNullable<Config['embeddings']>;

async function withServer<T>(use: (server: QdrantServer) => Promise<T>): Promise<T> {
  const server = await startQdrantServer({ apiKey: key });
  const result = await use(server);
  await server.close();
  return result;
}

function findings(url: string, change: { apiKey?: string; embeddings?: Partial<Embeddings> } = {}) {
  const embeddings: Embeddings | undefined = change.embeddings && {
    baseUrl: 'http://127.0.0.1:1',
    model: 'small',
    timeoutMs: 1,
    minCosine: 0.5,
    apiKey: undefined,
    ...change.embeddings,
  };
  const apiKey = new Secret(change.apiKey ?? key);
  const qdrant = { url, apiKey, collection: 'knowledge', timeoutMs: 5_000 };
  return qdrantFindings({ qdrant, embeddings }, checkQdrant, sleepingClock(), never);
}

test('nothing is said, and nothing asked, without a Qdrant', async () => {
  const asked = () => Promise.reject(new Error('asked'));

  expect(await qdrantFindings({ qdrant: undefined, embeddings: undefined }, asked, sleepingClock(), never)).toEqual([]);
});

describe('of a Qdrant that answers', () => {
  test('version, collection and parts are told', async () => {
    const found = await withServer(async (server) => {
      await indexAt(server.url).index.replaceAll([chunk('memory'), chunk('disk')], never);
      return await findings(server.url);
    });

    expect(found).toEqual([
      {
        level: 'ok',
        about: 'Qdrant',
        text: expect.stringMatching(
          /^1\.19\.0 answers; knowledge leads to knowledge-v1-[0-9a-f]{16} with 2 parts$/,
        ) as string,
      },
      { level: 'ok', about: 'Qdrant vectors', text: 'none, and no embeddings are configured: words alone' },
    ]);
  });

  test('an alias that is not there yet is a note', async () => {
    const found = await withServer((server) => findings(server.url));

    expect(found).toMatchObject([{ level: 'note', text: expect.stringContaining('no alias knowledge yet') as string }]);
  });

  test.each<
    [title: string, vector: readonly number[] | undefined, embeddings: Partial<Embeddings> | undefined, want: string]
  >([
    ['fit', [1, 0], { dimensions: 2 }, 'ok of 2 numbers'],
    ['may fit', [1, 0], {}, 'ok of 2 numbers'],
    ['do not fit', [1, 0], { dimensions: 3 }, 'note of 2 numbers, embeddings.dimensions says 3'],
    ['are missing', undefined, {}, 'note none, though small is configured'],
    ['are not wanted', [1, 0], undefined, 'note of 2 numbers, but no embeddings are configured'],
  ])('whether its vectors fit is told: they %s', async (_title, vector, embeddings, want) => {
    const found = await withServer(async (server) => {
      await indexAt(server.url).index.replaceAll([chunk('memory', { vector })], never);
      return await findings(server.url, embeddings && { embeddings });
    });

    expect(`${found[1]?.level} ${found[1]?.text}`).toContain(want);
  });
});

describe('of a Qdrant that does not', () => {
  test('a wrong key is a problem', async () => {
    const found = await withServer((server) => findings(server.url, { apiKey: 'wrong' }));

    expect(found).toMatchObject([
      { level: 'problem', text: expect.stringContaining('refused the key (401)') as string },
    ]);
    expect(JSON.stringify(found)).not.toContain('wrong');
  });

  test.each([
    ['1.9.7', 'problem'],
    ['0.11.0', 'problem'],
    ['1.10.0', 'note'],
    ['2.0.0-dev', 'note'],
  ])('a release that is too old to search is a problem: %s', async (version, level) => {
    const found = await withServer((server) => {
      server.fault(/^GET \/$/, { kind: 'json', body: { title: 'qdrant - vector search engine', version } });
      return findings(server.url);
    });

    expect(found[0]?.level).toBe(level);
    expect(found[0]?.text).toContain(level === 'problem' ? `${version} at ` : `${version} answers`);
  });

  test('an outage is silence, and the embedded index stands in', async () => {
    const found = await withServer(async (server) => {
      server.fault(/^GET \/$/, { kind: 'status', status: 507 });
      return await findings(server.url);
    });

    expect(found).toMatchObject([
      { level: 'silent', text: expect.stringContaining('the embedded index answers') as string },
    ]);
  });
});
