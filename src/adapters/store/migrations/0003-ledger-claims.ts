import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How many processes in a row began with an action and got no further; and a quick look at who waits in a lane. */
export const ledgerClaims: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('action')
      .addColumn('takeovers', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    // The condition is word for word the one that listings of open actions have: only then is the index used.
    await sql`create index action_open_in_lane on action (lane)
      where state in ('proposed', 'awaiting_approval', 'ready', 'sent', 'running', 'in_doubt', 'needs_human')`.execute(
      db,
    );
  },
};
