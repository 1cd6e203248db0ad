import type { Counts } from './ledger-messages.ts';

/** Counts statements as the database gets them. To be used with one action at a time: it follows one transaction. */
export interface StatementCounter {
  saw(sql: string): void;
  /** What was seen since the last look. */
  take(): Counts;
}

export function makeStatementCounter(): StatementCounter {
  let statements = 0;
  let commits = 0;
  let inTransaction = false;
  let wrote = false;
  return {
    saw(sql) {
      statements += 1;
      const text = sql.trimStart().toLowerCase();
      if (text.startsWith('begin')) {
        inTransaction = true;
        wrote = false;
      } else if (text.startsWith('commit')) {
        if (wrote) commits += 1;
        inTransaction = false;
      } else if (text.startsWith('rollback')) inTransaction = false;
      else if (!writes(text)) return;
      else if (inTransaction) wrote = true;
      else commits += 1;
    },
    take() {
      const counts = { statements, commits };
      statements = 0;
      commits = 0;
      return counts;
    },
  };
}

function writes(text: string): boolean {
  return !text.startsWith('select') && /\b(insert into|update|delete from|select .* for (share|update))\b/s.test(text);
}
