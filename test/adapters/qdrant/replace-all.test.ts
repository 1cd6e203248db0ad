import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KnowledgeChunk } from '../../../src/ports/knowledge-index.ts';
import { type QdrantFault, type QdrantServer, startQdrantServer } from '../../support/qdrant-server.ts';
import { alias, chunk, indexAt, key, never, search, unusable } from './rig.ts';

const sops = [chunk('memory', { vector: [1, 0] }), chunk('disk', { environments: ['staging'] })];
const writes = /^(?:PUT|DELETE|POST \/collections\/aliases)/;
let server: QdrantServer;

beforeEach(async () => {
  server = await startQdrantServer({ apiKey: key });
});

afterEach(() => server.close());

function collections(): string[] {
  return [...server.engine.collections.keys()];
}

function lines(): string[] {
  return server.requests.map(({ line }) => line.replace(/-[0-9a-f]{16}/, '-HASH'));
}

function firstId(): string | number {
  return [...server.engine.collections.values()][0]?.points.keys().next().value ?? '';
}

async function replace(chunks: readonly KnowledgeChunk[] = sops): Promise<void> {
  await indexAt(server.url).index.replaceAll(chunks, never);
}

/** Puts one point into the collection behind the alias that this program did not make. */
function addForeignPoint(): void {
  const name = server.engine.aliases.get(alias) ?? '';
  const id = '00000000-0000-4000-8000-000000000001';
  server.engine.handle('PUT', `/collections/${name}/points`, { points: [{ id, vector: {}, payload: {} }] });
}

describe('the first time', () => {
  test('makes a collection, fills it, checks it, and only then lets the alias lead to it', async () => {
    await replace();

    expect(lines()).toEqual([
      'GET /aliases',
      'GET /aliases',
      'GET /collections',
      'PUT /collections/knowledge-v1-HASH',
      'PUT /collections/knowledge-v1-HASH/index',
      'PUT /collections/knowledge-v1-HASH/index',
      'PUT /collections/knowledge-v1-HASH/index',
      'PUT /collections/knowledge-v1-HASH/index',
      'PUT /collections/knowledge-v1-HASH/points',
      'POST /collections/knowledge-v1-HASH/points/count',
      'GET /aliases',
      'POST /collections/aliases',
      'GET /aliases',
    ]);
    expect(server.requests.at(8)?.query).toBe('?wait=true');
    expect(server.engine.aliases.get(alias)).toBe(collections()[0]);
  });

  test('has all vectors looked at, and rare words weigh more', async () => {
    await replace();

    expect(server.requests.at(3)?.body).toEqual({
      vectors: { dense: { size: 2, distance: 'Cosine', hnsw_config: { m: 0 } } },
      sparse_vectors: { words: { modifier: 'idf' } },
    });
  });

  test('stores where parts are from and how they are found, and none of their text', async () => {
    await replace([chunk('memory', { title: 'Heap is full', text: 'Call Ann at once', vector: [3, 4] })]);

    const stored = JSON.stringify(server.requests.find(({ line }) => line.endsWith('/points'))?.body);
    expect(stored).not.toMatch(/full|Ann|Call/i);
    expect(JSON.parse(stored)).toEqual({
      points: [
        {
          id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) as string,
          vector: { dense: [3, 4], words: { indices: expect.any(Array) as [], values: expect.any(Array) as [] } },
          payload: {
            kind: 'sop',
            doc: 'memory',
            chunk: 'sop/memory/0',
            digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
            environments: [],
          },
        },
      ],
    });
  });

  test('sends at most 128 points at once', async () => {
    await replace(Array.from({ length: 300 }, (_, at) => chunk(`doc-${at}`)));

    const sizes = server.requests
      .filter(({ line }) => line.endsWith('/points'))
      .map(({ body }) => (body as { points: unknown[] }).points.length);
    expect(sizes).toEqual([128, 128, 44]);
  });
});

describe('the same content again', () => {
  test.each<[title: string, again: readonly KnowledgeChunk[]]>([
    ['in the same order', sops],
    ['in another order', sops.toReversed()],
  ])('writes nothing: %s', async (_title, again) => {
    await replace();
    server.requests.length = 0;

    await replace(again);

    expect(lines().filter((line) => writes.test(line) && !line.endsWith('/count'))).toEqual([]);
  });

  test('is filled in where points were lost', async () => {
    await replace();
    const [held] = server.engine.collections.values();
    held?.points.clear();

    await replace();

    expect(held?.points.size).toBe(2);
  });

  test.each<[title: string, change: () => void, whole: boolean]>([
    ['nothing happened', () => undefined, true],
    [
      'a point was deleted',
      () => server.engine.collections.get(collections()[0] ?? '')?.points.delete(firstId()),
      false,
    ],
    ['the alias was deleted', () => void server.engine.aliases.delete(alias), false],
    [
      'the collection was deleted',
      () => void server.engine.handle('DELETE', `/collections/${collections()[0] ?? ''}`, undefined),
      false,
    ],
    [
      'another process put something else in its place',
      () => void server.engine.aliases.set(alias, 'knowledge-v2-other'),
      true,
    ],
  ])('is whole or not: %s', async (_title, change, whole) => {
    const { index } = indexAt(server.url);
    await index.replaceAll(sops, never);
    change();

    expect(await index.isWhole(never)).toBe(whole);
  });

  test('is refused where somebody added points, until the collection is deleted', async () => {
    await replace();
    addForeignPoint();

    const error = await unusable(replace());

    expect(error.message).toMatch(/holds 3 points instead of 2: delete it in Qdrant/);
  });
});

describe('other content', () => {
  test.each<[title: string, changed: KnowledgeChunk]>([
    ['another text', chunk('memory', { vector: [1, 0], digest: 'f'.repeat(64) })],
    ['another vector', { ...chunk('memory', { vector: [1, 0] }), vector: [0, 1] }],
    ['another length of vectors', { ...chunk('memory', { vector: [1, 0] }), vector: [0, 1, 0] }],
    ['another environment', { ...chunk('memory', { vector: [1, 0] }), environments: ['lab'] }],
    ['other words', { ...chunk('memory', { vector: [1, 0] }), text: 'something else' }],
  ])('is a new collection, and the old one is dropped: %s', async (_title, changed) => {
    await replace();
    const [old] = collections();

    await replace([changed]);

    expect(collections()).toHaveLength(1);
    expect(collections()).not.toContain(old);
    expect(server.engine.aliases.get(alias)).toBe(collections()[0]);
  });

  test('drops nothing that is not of its own scheme, or that another alias leads to', async () => {
    const foreign = [
      'knowledge',
      'knowledge-v1-old',
      'knowledge-v1-0123456789abcdef0',
      'my-knowledge-v1-0123456789abcdef',
    ];
    const own = ['knowledge-v0-0123456789abcdef', 'knowledge-v1-0123456789abcdef', 'knowledge-v2-fedcba9876543210'];
    for (const name of [...foreign.slice(1), ...own]) server.engine.handle('PUT', `/collections/${name}`, {});
    server.engine.aliases.set('backup', 'knowledge-v1-0123456789abcdef');

    await replace();

    expect(collections().toSorted()).toEqual(
      [...foreign.slice(1), 'knowledge-v1-0123456789abcdef', server.engine.aliases.get(alias) ?? ''].toSorted(),
    );
  });

  test.each<[title: string, vector: readonly number[] | undefined]>([
    ['words', undefined],
    ['words and a vector', [1, 0]],
  ])(
    'takes the place of a foreign collection, which a search with %s says what to do about',
    async (_title, vector) => {
      server.engine.handle('PUT', '/collections/foreign', { vectors: { meaning: { size: 2, distance: 'Cosine' } } });
      server.engine.aliases.set(alias, 'foreign');
      const { index } = indexAt(server.url);

      const error = await unusable(search(index, { vector }));
      await replace();

      expect(error.message).toContain('is not as this program makes it: serve makes another');
      expect((await search(index)).map((hit) => hit.doc).toSorted()).toEqual(['disk', 'memory']);
      expect(collections()).toContain('foreign');
    },
  );

  test('does not take the name of a collection that is there', async () => {
    server.engine.handle('PUT', `/collections/${alias}`, {});

    const error = await unusable(replace());

    expect(error.message).toContain('A collection itself is named knowledge');
    expect(collections()).toContain(alias);
  });
});

describe('a failure in the middle', () => {
  const hopeless: QdrantFault = { kind: 'status', status: 507 };
  test.each<[title: string, line: RegExp]>([
    ['while it is created', /^PUT \/collections\/[^/]+$/],
    ['while it is indexed', /index$/],
    ['while it is filled', /points$/],
    ['while it is counted', /count$/],
    ['while the alias is set', /^POST \/collections\/aliases$/],
  ])('leaves what was searchable, and the next time goes on: %s', async (_title, line) => {
    await replace();
    const newer = [chunk('network')];
    server.fault(line, hopeless);

    await unusable(replace(newer));

    const { index } = indexAt(server.url);
    expect((await search(index)).map((hit) => hit.doc).toSorted()).toEqual(['disk', 'memory']);
    await replace(newer);
    expect((await search(index)).map((hit) => hit.doc)).toEqual(['network']);
    expect(collections()).toHaveLength(1);
  });

  test.each<[title: string, line: RegExp]>([
    ['the creation', /^PUT \/collections\/[^/]+$/],
    ['a batch', /points$/],
    ['the change of the alias', /^POST \/collections\/aliases$/],
  ])('a lost answer is asked for again and changes nothing: %s', async (_title, line) => {
    server.fault(line, { kind: 'cut', when: 'after' });

    await replace();

    expect([...server.engine.collections.values()].map((one) => one.points.size)).toEqual([2]);
    expect(server.engine.aliases.get(alias)).toBe(collections()[0]);
  });

  test('a caller that gives up leaves what was searchable', async () => {
    await replace();
    const caller = new AbortController();
    server.fault(/points$/, { kind: 'meanwhile', happens: () => caller.abort() });

    const error = await unusable(indexAt(server.url).index.replaceAll([chunk('network')], caller.signal));

    expect(error.message).toContain('Given up');
    expect(server.engine.collections.get(server.engine.aliases.get(alias) ?? '')?.points.size).toBe(2);
  });

  test('a collection of the name, but of another make, is not written to', async () => {
    await replace();
    const name = server.engine.aliases.get(alias) ?? '';
    server.engine.aliases.delete(alias);
    server.engine.collections.delete(name);
    server.engine.handle('PUT', `/collections/${name}`, { sparse_vectors: { words: {} } });

    const error = await unusable(replace());

    expect(error.message).toContain('not as this program makes it');
  });
});

describe('two replicas at once', () => {
  test('with the same content end with one collection that holds all of it', async () => {
    await replace([chunk('older')]);

    await Promise.all([replace(), replace(), replace()]);

    expect(collections()).toEqual([server.engine.aliases.get(alias)]);
    expect([...server.engine.collections.values()].map((one) => one.points.size)).toEqual([2]);
  });

  test.each<[title: string, line: RegExp]>([
    ['is filled', /points$/],
    ['is counted', /count$/],
    ['gets the alias', /^POST \/collections\/aliases$/],
  ])(
    'with other content may drop what is built: it is made again when it vanishes before it %s',
    async (_title, line) => {
      await replace([chunk('older')]);
      const target = server.engine.aliases.get(alias);
      const vanish = () => {
        for (const name of collections()) if (name !== target) server.engine.collections.delete(name);
      };
      server.fault(line, { kind: 'meanwhile', happens: vanish });
      const { index, log } = indexAt(server.url);

      await index.replaceAll(sops, never);

      expect((await search(index)).map((hit) => hit.doc).toSorted()).toEqual(['disk', 'memory']);
      expect(log.lines).toContainEqual(
        expect.objectContaining({ level: 'warn', message: expect.stringContaining('vanished') as string }),
      );
    },
  );

  test('notices that the collection in use was dropped behind the alias, and makes it again', async () => {
    await replace([chunk('older')]);
    const former = server.engine.aliases.get(alias);
    const dropAll = () => {
      for (const name of collections()) server.engine.handle('DELETE', `/collections/${name}`, undefined);
    };
    server.fault(new RegExp(`^DELETE .*${former}$`), { kind: 'meanwhile', happens: dropAll });

    await replace();

    expect(server.engine.aliases.get(alias)).toBe(collections()[0]);
    expect(server.requests.filter(({ line }) => /^PUT .*\/points$/.test(line))).toHaveLength(3);
  });

  test('does not begin again forever', async () => {
    const dropAll: QdrantFault = { kind: 'meanwhile', happens: () => server.engine.collections.clear() };
    server.fault(/points$/, dropAll, dropAll, dropAll);

    const error = await unusable(replace());

    expect(error.message).toContain('do several installations share the name knowledge?');
  });

  test('with other content both end well: the alias leads to all of one of them', async () => {
    await Promise.all([replace([chunk('one')]), replace([chunk('two')])]);

    const found = await search(indexAt(server.url).index);
    expect(found).toHaveLength(1);
    expect(['one', 'two']).toContain(found[0]?.doc);
  });

  test('with other content drops nothing that the other has begun meanwhile', async () => {
    const first = indexAt(server.url).index;
    const second = indexAt(server.url);
    const begun = Promise.withResolvers<void>();
    const done: Promise<void>[] = [];
    server.fault(/^PUT \/collections\/[^/]+$/, {
      kind: 'meanwhile',
      happens: () => {
        done.push(second.index.replaceAll([chunk('two')], never));
        return begun.promise;
      },
    });
    const firstDone = first.replaceAll([chunk('one')], never);
    server.fault(/points$/, {
      kind: 'meanwhile',
      happens: () => {
        begun.resolve();
        return firstDone;
      },
    });

    await firstDone;
    await Promise.all(done);

    expect((await search(first)).map((hit) => hit.doc)).toEqual(['two']);
    expect(second.log.lines.filter((line) => line.level === 'warn')).toEqual([]);
    expect(collections()).toEqual([server.engine.aliases.get(alias)]);
  });
});
