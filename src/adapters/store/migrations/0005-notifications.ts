import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { textOf } from './column-types.ts';

/** What people were told, and how far. */
export const notifications: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const text = textOf(db);
    await db.schema
      .createTable('notification')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('cluster', text, (c) => c.notNull())
      .addColumn('channel', text, (c) => c.notNull())
      .addColumn('done', 'integer', (c) => c.notNull())
      .addColumn('posted_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('doc', text, (c) => c.notNull())
      .execute();
    await db.schema.createIndex('notification_open').on('notification').columns(['done', 'cluster']).execute();
    await db.schema.createIndex('notification_posted').on('notification').columns(['channel', 'posted_at']).execute();
  },
};
