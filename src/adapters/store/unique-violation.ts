/** A unique index refused the row. Lets callers turn a lost race into their own answer. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && uniqueCodes.has(error.code);
}

/** SQLite's names and PostgreSQL's SQLSTATE. */
const uniqueCodes: ReadonlySet<unknown> = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  '23505',
]);
