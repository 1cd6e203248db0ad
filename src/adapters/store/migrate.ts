import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreUnusable } from './store-error.ts';

/** What the file's schema is to this program. */
export type SchemaAge = 'current' | 'older' | 'newer';

/** Reads only. */
export async function schemaAge(db: Kysely<unknown>, known: Readonly<Record<string, Migration>>): Promise<SchemaAge> {
  const applied = await appliedMigrations(db);
  if (applied.some((name) => !(name in known))) return 'newer';
  return Object.keys(known).every((name) => applied.includes(name)) ? 'current' : 'older';
}

/**
 * Brings the schema up to this program, in one transaction: all of it or nothing.
 * @throws {StoreUnusable} when the file was written by a newer program.
 */
export async function migrate(
  db: Kysely<unknown>,
  known: Readonly<Record<string, Migration>>,
  file: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Read again under the write lock: another process may have migrated meanwhile.
    await requireNotNewer(trx, known, file);
    const { error } = await new Migrator({
      db: trx,
      provider: { getMigrations: async () => ({ ...known }) },
    }).migrateToLatest();
    if (error !== undefined) throw error;
  });
}

export async function requireNotNewer(
  db: Kysely<unknown>,
  known: Readonly<Record<string, Migration>>,
  file: string,
): Promise<void> {
  if ((await schemaAge(db, known)) !== 'newer') return;
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((name) => !(name in known));
  throw new StoreUnusable(
    `The database ${file} was written by a newer flink-medic (it has ${unknown.join(', ')}). ` +
      'Run that version or a later one, or use another data folder. Nothing was changed.',
  );
}

async function appliedMigrations(db: Kysely<unknown>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const rows = await (db as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map((row) => row.name);
}
