import Database from 'better-sqlite3';
import type { IndexedText, TextHit, TextIndex } from '../../ports/text-index.ts';
import { searchWords } from './search-words.ts';

/** Words of one query; a pasted log is cut here. */
const maxWords = 48;
/**
 * FTS5 gives a word that more than half of the rows hold no weight at all, and in a folder of a few SOPs about one system
 * that is every telling word. Rows of a word nobody asks for stand for the texts about everything else.
 */
const leastFillers = 40;
const fillersPerText = 3;
const filler = 'zzfiller';
/** A word that only the body holds says less about what the text is for. */
const bodyShare = 0.5;
/** Found words of this weight together (a word in one text of many weighs about 4) are two thirds of certainty. */
const enoughWeight = 2.5;

interface Row {
  readonly id: string;
  readonly rank: number;
}

/**
 * BM25 over SQLite FTS5, in memory: the files on disk are the truth, so it is rebuilt from them and never saved.
 * Call `close` when done.
 */
export function makeFtsIndex(): TextIndex & { close(): void } {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, examples, body, tokenize = 'porter unicode61')`);
  const clear = db.prepare('DELETE FROM texts');
  const insert = db.prepare('INSERT INTO texts (id, title, examples, body) VALUES (?, ?, ?, ?)');
  const find = db.prepare<[string], Row>(
    // bm25() is negative, better being smaller. One weight per column, the unindexed id included.
    "SELECT id, -bm25(texts, 0.0, 8.0, 5.0, 1.0) AS rank FROM texts WHERE texts MATCH ? AND id <> '' ORDER BY rank DESC",
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM texts').pluck();

  const fill = db.transaction((texts: readonly IndexedText[]) => {
    clear.run();
    for (const text of texts) {
      insert.run(text.id, indexed(text.title), indexed(text.examples), indexed(text.body));
    }
    const length =
      texts.reduce((sum, text) => sum + searchWords(text.body, { keepRepeats: true }).length, 0) /
      Math.max(1, texts.length);
    const nothing = `${filler} `.repeat(Math.max(1, Math.round(length)));
    const fillers = Math.max(leastFillers, texts.length * fillersPerText);
    for (let index = 0; index < fillers; index += 1) insert.run('', '', '', nothing);
  });

  function search(query: string, limit: number): readonly TextHit[] {
    const words = searchWords(query).slice(0, maxWords);
    if (words.length === 0) return [];
    const rows = count.get() ?? 0;
    const found = new Map<string, { share: number; weight: number }>();
    for (const word of words) {
      const holders = find.all(quoted(word));
      const near = new Set(find.all(`{title examples} : ${quoted(word)}`).map((row) => row.id));
      const weight = Math.log(1 + (rows - holders.length + 0.5) / (holders.length + 0.5));
      for (const { id } of holders) {
        const sum = found.get(id) ?? { share: 0, weight: 0 };
        const part = near.has(id) ? 1 : bodyShare;
        found.set(id, { share: sum.share + part / words.length, weight: sum.weight + part * weight });
      }
    }
    return find
      .all(words.map(quoted).join(' OR '))
      .slice(0, limit)
      .map(({ id, rank }) => {
        const { share, weight } = found.get(id) ?? { share: 0, weight: 0 };
        return { id, rank, score: share * (1 - Math.exp(-weight / enoughWeight)) };
      });
  }

  return { replaceAll: (texts) => fill(texts), search, close: () => db.close() };
}

function indexed(text: string): string {
  return searchWords(text, { keepRepeats: true }).join(' ');
}

/** A quoted string is a phrase in FTS5, never an operator, a column or a prefix. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
