import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Role } from './engine.ts';
import { migrations } from './migrations/index.ts';
import { StoreUnusable } from './store-error.ts';

type Known = Readonly<Record<string, Migration>>;

/** The database to bring up to date, for the engines' differences and for messages. */
export interface MigrationTarget {
  /** How messages call it. */
  readonly name: string;
  /** Where the tables are; undefined: the engine knows no schemas. */
  readonly schema: string | undefined;
  /** Whether Kysely's table of migrations is there, readable or not. */
  hasMigrations(db: Kysely<unknown>): Promise<boolean>;
  /** Called first in the migrating transaction: makes a second migrating process wait, and makes room for the tables. */
  lock(trx: Kysely<unknown>): Promise<void>;
}

/**
 * Makes sure that the schema is that of this program; `serve` migrates an older one, in one transaction: all or nothing.
 * @throws {StoreUnusable} when it is of a newer program, or older and not ours to change.
 */
export async function prepareSchema(
  db: Kysely<unknown>,
  role: Role,
  target: MigrationTarget,
  known: Known = migrations,
): Promise<void> {
  if ((await schemaAge(db, target, known)) === 'current') return;
  if (role === 'serve') return await migrate(db, target, known);
  throw new StoreUnusable(
    `The database ${target.name} was written by an older flink-medic. Restart "flink-medic serve" with this version, ` +
      'or run "flink-medic migrate" while it is stopped.',
  );
}

async function migrate(db: Kysely<unknown>, target: MigrationTarget, known: Known): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await target.lock(trx);
    // Read again under the lock: another process may have migrated meanwhile.
    if ((await schemaAge(trx, target, known)) === 'current') return;
    const { error } = await new Migrator({
      db: trx,
      provider: { getMigrations: async () => ({ ...known }) },
      ...(target.schema !== undefined && { migrationTableSchema: target.schema }),
    }).migrateToLatest();
    if (error !== undefined) throw error;
  });
}

/** Reads only. @throws {StoreUnusable} when the schema is of a newer program. */
async function schemaAge(db: Kysely<unknown>, target: MigrationTarget, known: Known): Promise<'current' | 'older'> {
  const applied = await appliedMigrations(db, target);
  const unknown = newerThan(known, applied);
  if (unknown.length > 0) {
    throw new StoreUnusable(
      `The database ${target.name} was written by a newer flink-medic (it has ${unknown.join(', ')}). ` +
        'Run that version or a later one, or put back a backup from before its upgrade. Nothing was changed.',
    );
  }
  return Object.keys(known).every((name) => applied.includes(name)) ? 'current' : 'older';
}

async function appliedMigrations(db: Kysely<unknown>, target: MigrationTarget): Promise<string[]> {
  if (!(await target.hasMigrations(db))) return [];
  // Named with its schema: a search path leaves out in silence what the user may not see.
  return await readMigrations(target.schema === undefined ? db : db.withSchema(target.schema));
}

async function readMigrations(db: Kysely<unknown>): Promise<string[]> {
  const rows = await (db as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map((row) => row.name);
}

function newerThan(known: Known, applied: readonly string[]): string[] {
  return applied.filter((name) => !(name in known));
}

/** Whether a newer program has migrated a store that this one has opened. */
export async function hasNewerMigrations(db: Kysely<unknown>): Promise<boolean> {
  return newerThan(migrations, await readMigrations(db)).length > 0;
}
