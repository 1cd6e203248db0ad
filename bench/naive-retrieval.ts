import Database from 'better-sqlite3';
import { searchWords } from '../src/domain/search-words.ts';
import type { KnowledgeChunk } from '../src/ports/knowledge-index.ts';

/** The usual first version: SQLite's full-text search asked for all words, and each vector compared with a full sort. */
export function makeNaiveRetrieval(chunks: readonly KnowledgeChunk[]): {
  search(question: { readonly words: string; readonly vector: readonly number[] | undefined }): string[];
  close(): void;
} {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE texts USING fts5(doc UNINDEXED, title, examples, body, tokenize = 'porter unicode61')`);
  const insert = db.prepare('INSERT INTO texts (doc, title, examples, body) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (const { doc, title, examples, text } of chunks) insert.run(doc, title, examples, text);
  })();
  const find = db.prepare<[string], { doc: string }>(
    'SELECT doc FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0.0, 8.0, 5.0, 1.0) LIMIT 200',
  );

  function byWords(words: string): string[] {
    const asked = searchWords(words).slice(0, 48);
    if (asked.length === 0) return [];
    return unique(find.all(asked.map((word) => `"${word}"`).join(' OR ')).map((row) => row.doc));
  }

  function byVector(vector: readonly number[]): string[] {
    return unique(
      chunks
        .map((chunk) => ({ doc: chunk.doc, cosine: cosine(chunk.vector ?? [], vector) }))
        .toSorted((a, b) => b.cosine - a.cosine)
        .map((one) => one.doc),
    );
  }

  return {
    search({ words, vector }) {
      const ranks = new Map<string, number>();
      for (const list of [byWords(words), vector === undefined ? [] : byVector(vector)]) {
        for (const [at, doc] of list.slice(0, 50).entries()) ranks.set(doc, (ranks.get(doc) ?? 0) + 1 / (61 + at));
      }
      return [...ranks]
        .toSorted((a, b) => b[1] - a[1])
        .slice(0, 10)
        .map(([doc]) => doc);
    },
    close: () => db.close(),
  };
}

function unique(docs: readonly string[]): string[] {
  return [...new Set(docs)];
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let product = 0;
  let ofA = 0;
  let ofB = 0;
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0;
    product += value * other;
    ofA += value * value;
    ofB += other * other;
  }
  return product / Math.sqrt(ofA * ofB);
}
