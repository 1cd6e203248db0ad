import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { KnowledgeIndexUnusable } from '../../src/domain/errors.ts';
import type { KnowledgeChunk, KnowledgeHit, KnowledgeIndex } from '../../src/ports/knowledge-index.ts';

/** An index that holds nothing yet; `close` gives back what it holds. */
export type OpenEmptyIndex = () => Promise<{ readonly index: KnowledgeIndex; close(): Promise<void> }>;

const never = new AbortController().signal;
type Query = Parameters<KnowledgeIndex['search']>[0];

/** What every KnowledgeIndex keeps to, whatever holds it. */
export function knowledgeIndexContract(kind: string, open: OpenEmptyIndex): void {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  async function indexOf(...chunks: KnowledgeChunk[]): Promise<KnowledgeIndex> {
    const one = await open();
    opened.push(one);
    if (chunks.length > 0) await one.index.replaceAll(chunks, never);
    return one.index;
  }

  describe(`${kind}: words`, () => {
    const checkpoints = chunkOf('checkpoints', {
      title: 'checkpoint expired',
      text: 'barriers wait behind backpressure',
    });
    const memory = chunkOf('memory', { title: 'heap exhausted', text: 'the taskmanager dies of a full heap' });
    const kafka = chunkOf('kafka', {
      title: 'consumer lag',
      examples: 'offset out of range',
      text: 'the topic was purged',
    });

    test.each<[words: string, doc: string]>([
      ['checkpoint', 'checkpoints'],
      ['CHECKPOINT', 'checkpoints'],
      ['why is the heap full?', 'memory'],
      ['offset range', 'kafka'],
      ['purged', 'kafka'],
    ])('%s find the document that holds them, wherever it does', async (words, doc) => {
      const index = await indexOf(checkpoints, memory, kafka);

      expect(docs(await search(index, { words }))[0]).toBe(doc);
    });

    test.each(['', ' \n\t', 'zebra unicorn', '!!! ??? ...'])('that nothing holds find nothing: %j', async (words) => {
      const index = await indexOf(checkpoints, memory);

      expect(await search(index, { words })).toEqual([]);
    });

    test('in an empty index find nothing', async () => {
      expect(await search(await indexOf(), { words: 'checkpoint' })).toEqual([]);
    });

    test.each(['Überlauf', 'контрольная', '检查点', 'zażółć'])('of any script are found: %s', async (word) => {
      const index = await indexOf(memory, chunkOf('foreign', { text: `state ${word} grows` }));

      expect(docs(await search(index, { words: word }))).toEqual(['foreign']);
    });

    test.each([
      'checkpoint"',
      '"checkpoint',
      'title:checkpoint',
      '{title} : checkpoint',
      'checkpoint*',
      '^checkpoint',
      'checkpoint AND NOT barriers',
      'NEAR(checkpoint barriers, 2)',
      '(checkpoint',
      'checkpoint -expired',
      "checkpoint'; DROP TABLE texts; --",
      'checkpoint \u0000 \ud800 \u{1f4a5}',
      '{"must":[{"key":"doc","match":{"value":"memory"}}]} checkpoint',
      `checkpoint ${'(" OR '.repeat(2_000)}`,
    ])('are never syntax: %j', async (words) => {
      const index = await indexOf(checkpoints, memory);

      expect(docs(await search(index, { words }))[0]).toBe('checkpoints');
    });

    test('name digest and part, and rank the best first', async () => {
      const index = await indexOf(
        checkpoints,
        memory,
        chunkOf('other', { text: 'a long text that speaks of a checkpoint too' }),
      );

      const hits = await search(index, { words: 'checkpoint expired' });

      expect(hits[0]).toEqual({
        kind: 'sop',
        doc: 'checkpoints',
        chunk: checkpoints.id,
        digest: checkpoints.digest,
        rank: expect.any(Number) as number,
      });
      expect(docs(hits)).toEqual(['checkpoints', 'other']);
      expect((hits[0]?.rank ?? 0) > (hits[1]?.rank ?? Number.NaN)).toBe(true);
    });
  });

  describe(`${kind}: vectors`, () => {
    const east = chunkOf('east', { text: 'apples', vector: [1, 0, 0, 0] });
    const north = chunkOf('north', { text: 'pears', vector: [0, 3, 0, 0] });
    const between = chunkOf('between', { text: 'plums', vector: [5, 5, 0, 0] });

    test('rank by angle, not by length', async () => {
      const index = await indexOf(east, north, between);

      const hits = await search(index, { vector: [0.2, 0.19, 0, 0] });

      expect(docs(hits)).toEqual(['between', 'east', 'north']);
    });

    test('and words are fused: what both find comes before what only one finds', async () => {
      const index = await indexOf(east, north, between, chunkOf('wordy', { text: 'pears', vector: [0, 0, 0, 1] }));

      const hits = await search(index, { words: 'pears', vector: [0.1, 1, 0, 0] });

      expect(docs(hits)[0]).toBe('north');
      expect(docs(hits)).toContain('wordy');
      expect(docs(hits)).toContain('between');
    });

    test('of another length than the index holds are refused by both lengths, and words still work', async () => {
      const index = await indexOf(east, north);

      const asked = search(index, { vector: [1, 0, 0] });

      await expect(asked).rejects.toThrow(KnowledgeIndexUnusable);
      await expect(asked).rejects.toThrow(/\b3\b.*\b4\b|\b4\b.*\b3\b/);
      expect(docs(await search(index, { words: 'pears' }))).toEqual(['north']);
    });

    test('asked of an index without any are passed over', async () => {
      const index = await indexOf(chunkOf('plain', { text: 'apples' }));

      expect(docs(await search(index, { words: 'apples', vector: [1, 0] }))).toEqual(['plain']);
    });

    test('may be missing from some parts, which words find', async () => {
      const index = await indexOf(east, chunkOf('late', { text: 'quinces' }));

      expect(docs(await search(index, { words: 'quinces', vector: [1, 0, 0, 0] })).toSorted()).toEqual([
        'east',
        'late',
      ]);
      expect(docs(await search(index, { vector: [1, 0, 0, 0] }))).toEqual(['east']);
    });

    test.each<[title: string, vector: readonly number[]]>([
      ['another length', [1, 0]],
      ['no length', []],
      ['what is not a number', [Number.NaN, 0, 0, 0]],
      ['what has no end', [Number.POSITIVE_INFINITY, 0, 0, 0]],
    ])('of %s are refused, and what was searchable stays so', async (_title, vector) => {
      const index = await indexOf(east, north);

      const replaced = index.replaceAll([north, chunkOf('bad', { text: 'cherries', vector })], never);

      await expect(replaced).rejects.toThrow(KnowledgeIndexUnusable);
      expect(docs(await search(index, { words: 'apples' }))).toEqual(['east']);
      expect(await search(index, { words: 'cherries' })).toEqual([]);
    });
  });

  describe(`${kind}: documents`, () => {
    test('come once, by their best part', async () => {
      const index = await indexOf(
        chunkOf('long', { part: 0, text: 'about rivers and lakes', vector: [1, 0] }),
        chunkOf('long', { part: 1, title: 'savepoint', text: 'about a savepoint', vector: [0, 1] }),
        chunkOf('long', { part: 2, text: 'about a savepoint, mountains, valleys and the sea', vector: [0.7, 0.7] }),
      );

      const hits = await search(index, { words: 'savepoint', vector: [0, 1] });

      expect(hits.map((hit) => hit.chunk)).toEqual(['sop/long/1']);
    });

    test('with many parts do not hide the others', async () => {
      const parts = Array.from({ length: 200 }, (_, part) =>
        chunkOf('long', { part, text: 'savepoint savepoint', vector: [1, 0] }),
      );
      const index = await indexOf(
        ...parts,
        chunkOf('short', { text: 'one savepoint among other words', vector: [0.9, 0.1] }),
      );

      expect(docs(await search(index, { words: 'savepoint' })).toSorted()).toEqual(['long', 'short']);
      expect(docs(await search(index, { vector: [1, 0] }))).toEqual(['long', 'short']);
    });

    test('of two kinds with one name are two', async () => {
      const index = await indexOf(
        chunkOf('memory', { text: 'heap' }),
        chunkOf('memory', { kind: 'skill', text: 'heap' }),
      );

      expect((await search(index, { words: 'heap' })).map((hit) => hit.kind).toSorted()).toEqual(['skill', 'sop']);
      expect((await search(index, { words: 'heap', kind: 'skill' })).map((hit) => hit.kind)).toEqual(['skill']);
    });

    test('are at most as many as asked for', async () => {
      const many = Array.from({ length: 30 }, (_, at) => chunkOf(`doc-${at}`, { text: 'heap', vector: [1, at / 30] }));
      const index = await indexOf(...many);

      expect(await search(index, { words: 'heap', vector: [1, 0], limit: 7 })).toHaveLength(7);
    });

    test.each<[environment: string | undefined, want: readonly string[]]>([
      ['staging', ['both', 'everywhere', 'staging']],
      ['production', ['both', 'everywhere']],
      ['lab', ['everywhere']],
      ['stag', ['everywhere']],
      ['', ['everywhere']],
      [undefined, ['both', 'everywhere', 'staging']],
    ])('for other environments are left out: %s', async (environment, want) => {
      const shape = { text: 'heap', vector: [1, 0] };
      const index = await indexOf(
        chunkOf('everywhere', shape),
        chunkOf('staging', { ...shape, environments: ['staging'] }),
        chunkOf('both', { ...shape, environments: ['production', 'staging'] }),
      );

      expect(docs(await search(index, { words: 'heap', environment })).toSorted()).toEqual(want);
      expect(docs(await search(index, { vector: [1, 0], environment })).toSorted()).toEqual(want);
    });

    test('left out by kind or environment do not use up the limit', async () => {
      const staging = Array.from({ length: 300 }, (_, at) =>
        chunkOf(`staging-${at}`, { text: 'heap heap', vector: [1, 0], environments: ['staging'] }),
      );
      const index = await indexOf(
        ...staging,
        chunkOf('ours', { text: 'a heap among other words', vector: [0.5, 0.5] }),
      );

      expect(docs(await search(index, { words: 'heap', environment: 'production', limit: 3 }))).toEqual(['ours']);
      expect(docs(await search(index, { vector: [1, 0], environment: 'production', limit: 3 }))).toEqual(['ours']);
    });
  });

  describe(`${kind}: replacing`, () => {
    test('forgets what is not named again, and takes the new text of what is', async () => {
      const index = await indexOf(chunkOf('gone', { text: 'heap' }), chunkOf('changed', { text: 'savepoint' }));
      const changed = chunkOf('changed', { text: 'heap' });

      await index.replaceAll([changed], never);

      expect((await search(index, { words: 'heap' })).map((hit) => hit.digest)).toEqual([changed.digest]);
      expect(await search(index, { words: 'savepoint' })).toEqual([]);
    });

    test('by nothing empties it, and by vectors of another length is a new beginning', async () => {
      const index = await indexOf(chunkOf('old', { text: 'heap', vector: [1, 0, 0] }));

      await index.replaceAll([], never);
      expect(await search(index, { words: 'heap' })).toEqual([]);

      await index.replaceAll([chunkOf('new', { text: 'heap', vector: [1, 0] })], never);
      expect(docs(await search(index, { vector: [1, 0] }))).toEqual(['new']);
    });

    test('never shows a mixture of old and new', async () => {
      const generation = (name: string) =>
        Array.from({ length: 250 }, (_, at) => chunkOf(`doc-${at}`, { text: `heap ${name}`, digest: digestOf(name) }));
      const index = await indexOf(...generation('first'));
      let done = false;

      const replaced = index.replaceAll(generation('second'), never).finally(() => {
        done = true;
      });
      const seen: Set<string>[] = [];
      do seen.push(new Set((await search(index, { words: 'heap', limit: 100 })).map((hit) => hit.digest)));
      while (!done);
      await replaced;

      const last = new Set((await search(index, { words: 'heap', limit: 100 })).map((hit) => hit.digest));
      expect(seen.map((digests) => digests.size)).toEqual(seen.map(() => 1));
      expect([...last]).toEqual([digestOf('second')]);
    });

    test('holds 10,000 parts, and finds the one in them', async () => {
      const many = Array.from({ length: 10_000 }, (_, at) =>
        chunkOf(`doc-${at}`, {
          text: at === 7_777 ? 'the needle in the heap' : 'hay in the heap',
          vector: at === 3_333 ? [0, 0, 0, 1] : [1, at / 10_000, 0, 0.01],
        }),
      );
      const index = await indexOf(...many);

      expect(docs(await search(index, { words: 'needle', limit: 1 }))).toEqual(['doc-7777']);
      expect(docs(await search(index, { vector: [0, 0, 0, 1], limit: 1 }))).toEqual(['doc-3333']);
    }, 120_000);
  });
}

function search(index: KnowledgeIndex, query: Partial<Query>): Promise<readonly KnowledgeHit[]> {
  return index.search(
    { words: '', vector: undefined, kind: undefined, environment: undefined, limit: 10, ...query },
    never,
  );
}

function docs(hits: readonly KnowledgeHit[]): string[] {
  return hits.map((hit) => hit.doc);
}

function chunkOf(doc: string, shape: Partial<KnowledgeChunk> & { readonly part?: number }): KnowledgeChunk {
  const { part = 0, ...rest } = shape;
  const kind = shape.kind ?? 'sop';
  return {
    id: `${kind}/${doc}/${part}`,
    kind,
    doc,
    digest: digestOf(JSON.stringify([doc, shape])),
    title: '',
    examples: '',
    text: '',
    environments: [],
    vector: undefined,
    ...rest,
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
