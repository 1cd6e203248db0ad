import { expect, test } from 'vitest';
import { translated } from '../../../src/adapters/store/sqlite-error.ts';

// SQLITE_PROTOCOL: the lock of the write-ahead log was not to be had in ten seconds; a frozen process may hold it.
test.each([
  ['SQLITE_BUSY', 'store.locked', true],
  ['SQLITE_BUSY_SNAPSHOT', 'store.locked', true],
  ['SQLITE_LOCKED', 'store.locked', true],
  ['SQLITE_PROTOCOL', 'store.locked', true],
  ['SQLITE_FULL', 'store.unusable', false],
])('%s is %s', (code, want, retryable) => {
  const error = Object.assign(new Error('as SQLite says'), { code });

  expect(translated(error, 'medic.sqlite')).toMatchObject({ code: want, retryable });
});
