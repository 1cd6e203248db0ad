import { clean, table } from './output.ts';

/**
 * A table where the terminal is wide enough for it. Else each row is told in lines of its own that end between two cells, so that
 * no id is broken: the first cell, and below it the others with the heads of their columns.
 * The last column counts with a few of its characters: it may be a whole sentence, and a terminal may break that.
 */
export function fittedTable(head: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const counted = table(
    head,
    rows.map((row) => [...row.slice(0, -1), (row.at(-1) ?? '').slice(0, lastCounts)]),
  );
  const widest = Math.max(...counted.split('\n').map((line) => line.length));
  return widest <= columns ? table(head, rows) : rows.map((row) => told(head, row, columns)).join('\n');
}

const lastCounts = 20;

function told(head: readonly string[], row: readonly string[], columns: number): string {
  const [first = '', ...others] = row.map((cell) => clean(cell).replaceAll('\n', ' '));
  const lines = [first];
  let line = '';
  for (const [index, cell] of others.entries()) {
    const part = `  ${head[index + 1] ?? ''} ${cell}`;
    if (line !== '' && line.length + part.length > columns) {
      lines.push(line);
      line = '';
    }
    line += part;
  }
  return [...lines, line].join('\n');
}
