import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { textOf } from './column-types.ts';

/** What each call of the model cost, or may have cost at worst while that is not known. */
export const llmSpend: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const text = textOf(db);
    await db.schema
      .createTable('llm_spend')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('incident_id', text, (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('tokens', 'bigint', (c) => c.notNull())
      .addColumn('micro_money', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('llm_spend_at').on('llm_spend').column('at').execute();
    await db.schema.createIndex('llm_spend_incident').on('llm_spend').column('incident_id').execute();
    // Always there: who books locks it, so that two bookings never read the same sums.
    await sql`insert into meta (name, value) values ('llm-spend', 0)`.execute(db);
  },
};
