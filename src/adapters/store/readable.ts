import { CorruptRow } from './store-error.ts';

/** Reads each row; one that cannot be read is told to `onCorrupt` and left out, so that it does not hide the others. */
export function readable<Row, T>(
  rows: readonly Row[],
  read: (row: Row) => T,
  onCorrupt: (error: CorruptRow, row: Row) => void,
): T[] {
  const found: T[] = [];
  for (const row of rows) {
    try {
      found.push(read(row));
    } catch (error) {
      if (!(error instanceof CorruptRow)) throw error;
      onCorrupt(error, row);
    }
  }
  return found;
}
