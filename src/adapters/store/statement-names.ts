/** More different texts than the program has; lists of another length make another text. */
const most = 200;

/**
 * Names for texts that are sent again and again: PostgreSQL reads and plans a named one once per connection, which for the
 * ledger's move costs more than carrying it out. Undefined: to be sent without a name.
 */
export function makeStatementNames(): (sql: string) => string | undefined {
  const names = new Map<string, string>();
  return (sql) => {
    // What was prepared with a star fails for ever once a newer program has added a column.
    if (sql.includes('*')) return undefined;
    const known = names.get(sql);
    if (known !== undefined || names.size >= most) return known;
    const name = `medic_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
