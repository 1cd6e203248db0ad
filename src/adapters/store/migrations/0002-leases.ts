import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { textOf } from './column-types.ts';

/** Which replica works for which cluster, and until when by the database's clock. */
export const leases: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const text = textOf(db);
    await db.schema
      .createTable('lease')
      .addColumn('cluster', text, (c) => c.primaryKey())
      .addColumn('holder', text, (c) => c.notNull())
      .addColumn('epoch', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('replica')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('seen_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
