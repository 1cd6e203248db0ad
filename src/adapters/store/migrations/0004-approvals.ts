import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { textOf } from './column-types.ts';

/** Who said yes and how many have to; where an answer came from, and that a repeated press is the same answer. */
export const approvals: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const text = textOf(db);
    await db.schema
      .alterTable('approval')
      .addColumn('votes', text, (c) => c.notNull().defaultTo('[]'))
      .execute();
    await db.schema
      .alterTable('approval')
      .addColumn('needed', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
    await db.schema
      .alterTable('answer')
      .addColumn('via', text, (c) => c.notNull().defaultTo('terminal'))
      .execute();
    await db.schema.alterTable('answer').addColumn('dedupe', text).execute();
    await db.schema.createIndex('answer_dedupe').unique().on('answer').column('dedupe').execute();
  },
};
