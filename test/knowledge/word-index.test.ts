import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { searchWords } from '../../src/domain/search-words.ts';
import { makeWordIndex } from '../../src/knowledge/word-index.ts';

const text = (id: string, body: string, title = '', examples = '') => ({
  id,
  version: `${title} ${examples} ${body}`,
  parts: [{ title, examples, body }],
});

function indexOf(...texts: ReturnType<typeof text>[]) {
  const index = makeWordIndex();
  index.replaceAll(texts);
  return index;
}

test('a text that was read ahead is found only when the index holds it, and is not read twice', () => {
  let reads = 0;
  const ahead = (id: string, body: string, version: string) => ({
    id,
    version,
    get parts() {
      reads += 1;
      return [{ title: '', examples: '', body }];
    },
  });
  const index = indexOf(text('old', 'the heap is full'));

  index.readAhead(ahead('new', 'the disk is full', '1'));
  const before = index.search('disk', 5);
  index.replaceAll([ahead('new', 'the disk is full', '1')]);
  const held = index.search('disk', 5).map((one) => one.id);
  expect(reads).toBe(1);
  index.replaceAll([ahead('new', 'the clock is wrong', '2')]);

  expect(before).toEqual([]);
  expect(held).toEqual(['new']);
  expect(index.search('clock', 5).map((one) => one.id)).toEqual(['new']);
});

describe('rank', () => {
  /** SQLite's own BM25, with the rows that stand for texts about everything else. */
  function byFts5(texts: readonly ReturnType<typeof text>[], query: string): Map<string, number> {
    const db = new Database(':memory:');
    onTestFinished(() => void db.close());
    db.exec(
      `CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, examples, body, tokenize = 'porter unicode61')`,
    );
    const insert = db.prepare('INSERT INTO texts (id, title, examples, body) VALUES (?, ?, ?, ?)');
    const plain = (words: string) => searchWords(words, { keepRepeats: true }).join(' ');
    let length = 0;
    for (const { id, parts } of texts) {
      for (const { title, examples, body } of parts) insert.run(id, plain(title), plain(examples), plain(body));
      length += parts.reduce((sum, part) => sum + searchWords(part.body, { keepRepeats: true }).length, 0);
    }
    const filler = 'zzfiller '.repeat(Math.max(1, Math.round(length / texts.length)));
    for (let at = 0; at < Math.max(40, texts.length * 3); at += 1) insert.run('', '', '', filler);
    const asked = searchWords(query).map((word) => `"${word}"`);
    const rows = db
      .prepare<[string], { id: string; rank: number }>(
        'SELECT id, -bm25(texts, 0.0, 8.0, 5.0, 1.0) AS rank FROM texts WHERE texts MATCH ?',
      )
      .all(asked.join(' OR '));
    return new Map(rows.map(({ id, rank }) => [id, rank]));
  }

  const words = fc
    .array(
      fc.constantFrom(
        'checkpoint',
        'checkpoints',
        'expired',
        'expiring',
        'heap',
        'Überlauf',
        'taskManager',
        'lag',
        'OutOfMemoryError',
        'the',
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((list) => list.join(' '));

  test('is what SQLite gives the same texts', () => {
    const parts = fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 8 });

    fc.assert(
      fc.property(parts, words, (given, query) => {
        fc.pre(searchWords(query).length > 0);
        const texts = given.map(([title, examples, body], at) => text(`t${at}`, body, title, examples));

        const hits = indexOf(...texts).search(query, 20);

        const want = byFts5(texts, query);
        expect(new Set(hits.map((hit) => hit.id))).toEqual(new Set(want.keys()));
        for (const { id, rank } of hits) expect(rank).toBeCloseTo(want.get(id) ?? Number.NaN, 9);
      }),
      { numRuns: 60 },
    );
  });
});

describe('score', () => {
  test('is high when title or examples explain what was asked, low for the body alone', () => {
    const index = indexOf(
      text('near', '', 'savepoint vanished'),
      text('far', 'savepoint vanished'),
      text('other', 'lag'),
    );

    const scores = new Map(index.search('the savepoint vanished', 5).map((hit) => [hit.id, hit.score]));

    expect(scores.get('near')).toBeGreaterThan(0.5);
    expect(scores.get('far')).toBeGreaterThan(0.1);
    expect(scores.get('far')).toBeLessThan(0.2);
  });

  test('falls with every asked word that is not there', () => {
    const index = indexOf(text('a', '', 'savepoint vanished'));
    const scoreOf = (query: string) => index.search(query, 1)[0]?.score ?? 0;

    expect(scoreOf('savepoint vanished')).toBeGreaterThan(scoreOf('savepoint vanished coffee'));
    expect(scoreOf('savepoint vanished coffee')).toBeGreaterThan(scoreOf('savepoint coffee printer tea'));
  });
});

test('counts a text again only when its version changes', () => {
  const index = makeWordIndex();
  index.replaceAll([{ ...text('a', 'heap'), version: '1' }]);

  index.replaceAll([{ ...text('a', 'lag'), version: '1' }]);
  expect(index.search('heap', 1)).toHaveLength(1);

  index.replaceAll([{ ...text('a', 'lag'), version: '2' }]);
  expect(index.search('heap', 1)).toEqual([]);
  expect(index.search('lag', 1)).toHaveLength(1);
});

test('names the part that holds the rarest of what was asked', () => {
  const index = makeWordIndex();
  const part = (body: string) => ({ title: 'one title', examples: '', body });
  index.replaceAll([
    { id: 'long', version: '1', parts: [part('heap heap'), part('a heap and a savepoint'), part('lag')] },
    text('other', 'heap'),
  ]);

  expect(index.search('heap savepoint', 1)).toMatchObject([{ id: 'long', part: 1 }]);
});
