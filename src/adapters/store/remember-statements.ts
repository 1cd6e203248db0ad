import type Database from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** More different texts than the program has; lists of another length make another text. */
const most = 200;

/** Compiles each text once, not at each use. One connection that is handed out in turn never uses a statement twice at a time. */
export function rememberStatements(database: Database.Database): SqliteDatabase {
  const known = new Map<string, Database.Statement>();
  return {
    prepare(sql) {
      const remembered = known.get(sql);
      if (remembered !== undefined && !remembered.busy) return remembered;
      const statement = database.prepare(sql);
      if (known.size < most) known.set(sql, statement);
      return statement;
    },
    close() {
      known.clear();
      database.close();
    },
  };
}
