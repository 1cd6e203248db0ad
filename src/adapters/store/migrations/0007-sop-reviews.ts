import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { textOf } from './column-types.ts';

/** Which text of a procedure a person has reviewed last. */
export const sopReviews: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const text = textOf(db);
    await db.schema
      .createTable('sop_review')
      .addColumn('sop_id', text, (c) => c.primaryKey())
      .addColumn('digest', text, (c) => c.notNull())
      .addColumn('by', text, (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
